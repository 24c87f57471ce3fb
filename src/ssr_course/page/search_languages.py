"""How each language is searched: rows of a table, as the languages of Sphinx's own search.

The stemmers are Snowball's, in Python and in the JavaScript that Sphinx ships; the Arabic one is ours. What a
page loads of it is `language_data.js`, written by Sphinx from these classes.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from importlib import import_module

import snowballstemmer
from sphinx.search import SearchLanguage, languages

from ..layout import ASSETS
from ..text import arabic_more, arabic_stem, search_words


@dataclass(frozen=True)
class Row:
    """How one language is searched.

    ``snowball``: name of the stemmer in Python; ``script``: Sphinx's file with the same one in JavaScript,
    or a file of ours. ``stops``: where Sphinx keeps words that say nothing. ``spelling``: patterns without
    groups, and what replaces them before stemming: two spellings of one word, or endings which the stemmers
    in Python and JavaScript, of different years, treat in two ways.
    """

    snowball: str = ""
    script: str = ""
    stops: str = ""
    spelling: tuple[tuple[str, str], ...] = ()


ROWS = {
    "en": Row("porter", "porter-stemmer.js", "en.english_stopwords", (
        ("our(?=$|s$|ed$|ing$|er|able|al)", "or"), ("ens(?=[ei])", "enc"), ("practis", "practic"),
        ("is(?=e|ation|ing)", "iz"), ("programme", "program"), ("tre(?=s?$)", "ter"),
    )),
    "ar": Row(script="search-arabic.js"),
    "es": Row("spanish", "spanish-stemmer.js", "es.spanish_stopwords", (("cion$", "ción"),)),
    "fr": Row("french", "french-stemmer.js", "fr.french_stopwords", (
        ("ais(?:es?)?$", ""), ("oux$", "ou"), ("^ni(?:e[sz]?|er.*|a|ait|aient|ant|asse)$", "ni"),
    )),
    "ru": Row("russian", "russian-stemmer.js", "ru.russian_stopwords"),
    "zh_CN": Row(),
}  # fmt: skip
ARABIC_STOPS = """
في من إلى على عن أن إن لا ما لم لن قد هو هي هم هذا هذه ذلك تلك التي الذي الذين أو ثم أي كما حتى إذا إذ لكن بل
كان كانت يكون تكون عند مع بين كل بعض غير هل أم أما به بها له لها لهم فيه فيها منه منها عليه عليها إليه إليها
عنه عنها أنه أنها وهو وهي وفي ومن وإلى وعلى وعن وأن ولا وما وقد
"""


class Language(SearchLanguage):
    """One row, as Sphinx wants it."""

    row: Row

    def init(self, options: dict[str, str]) -> None:
        """Make the stemmer, and what its twin in the page needs."""
        row = self.row
        words = ARABIC_STOPS
        if row.stops:
            module, name = row.stops.split(".")
            words = " ".join(getattr(import_module(f"sphinx.search.{module}"), name))
        self.stopwords = set(search_words(words)) if row.snowball or row.script else set()
        self._spelling = [(re.compile(pattern), end) for pattern, end in row.spelling]
        self._snowball = snowballstemmer.stemmer(row.snowball) if row.snowball else None
        self._known: dict[str, str] = {}
        self._others: dict[str, list[str]] = {}
        if row.script and not row.snowball:
            self.js_stemmer_code = (ASSETS / row.script).read_text(encoding="utf-8")
        elif row.script:
            self.js_stemmer_rawcode, self.language_name = row.script, row.snowball.capitalize()
        self.js_splitter_code = f"var searchSpelling = {json.dumps(row.spelling)};"

    def split(self, input: str) -> list[str]:
        """The folded words of a text."""
        return search_words(input)

    def stem(self, word: str) -> str:
        """The stem of a folded word."""
        if word not in self._known:
            stem = word
            for pattern, end in self._spelling:
                stem = pattern.sub(end, stem)
            if self._snowball:
                stem = self._snowball.stemWord(stem)
            elif self.row.script:
                stem = arabic_stem(stem)
            self._known[word] = stem
        return self._known[word]

    def more(self, word: str) -> list[str]:
        """Other stems that a folded word may have, if the course has them too."""
        if self.row.snowball or not self.row.script:
            return []
        if word not in self._others:
            self._others[word] = arabic_more(word)
        return self._others[word]

    def word_filter(self, word: str) -> bool:
        """Whether a folded word is worth keeping."""
        return word not in self.stopwords


LANGUAGES = {
    locale: type("Search", (Language,), {"lang": locale, "language_name": locale, "row": row})
    for locale, row in ROWS.items()
}


def register() -> None:
    """Have Sphinx search each language as its row says, in place of its own classes."""
    languages.update(LANGUAGES)
