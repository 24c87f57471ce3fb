"""Terms of the course, compared by stems: inflection and articles do not matter, the words do.

`locales/terms.csv`: English, one column a language (by code; `a|b` where both will do), context, note.
Terms of context `ssr` are looked for in pages, questions and figures, those of `course` and `error`
in the labels of the interface, where "check" or "run" is a term and not an everyday word.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

from ..errors import CourseError, Problem
from ..languages import LANGUAGES, SOURCE
from ..layout import Layout
from .finding import Case, Rule, Verdict
from .places import locales
from .rules_text import PLACEHOLDER

_STEMMERS = {"ar": "arabic", "en": "english", "es": "spanish", "fr": "french", "ru": "russian"}
_QUALIFIER = re.compile(r"\s*\([^)]*\)")
_WORD = re.compile(r"\w+")
_PREFIXES = re.compile("^(?:[وف]?(?:[بك]?ال|لل|[بكل])|[وف])(?=.{3})")


_SUFFIXES = ("اتها", "اتهم", "اته", "اتي", "ات", "تها", "تهم", "ته", "تي", "ها", "هم", "ون", "ين", "ان",
             "ة", "ه", "ي", "ا")  # fmt: skip


@dataclass(frozen=True)
class Term:
    """One row of `terms.csv`; ``others`` holds the accepted texts by language code."""

    english: str
    context: str
    others: dict[str, tuple[str, ...]] = field(default_factory=dict)


def load(layout: Layout) -> tuple[Term, ...]:
    """The terms of a course; none if it has no `terms.csv`. `CourseError` where a column is missing."""
    path = locales(layout) / "terms.csv"
    return read(path, layout.relative(path)) if path.is_file() else ()


def read(path: Path, shown: str = "") -> tuple[Term, ...]:
    """The terms of a file, the longest English first."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        missing = {"en", "context"} - set(reader.fieldnames or ())
        if missing:
            raise CourseError(
                Problem(
                    "not a table of terms",
                    shown or str(path),
                    1,
                    cure=f"its first line names the columns; missing: {' '.join(sorted(missing))}",
                )
            )
        codes = [code for code in LANGUAGES if code != SOURCE.code and code in (reader.fieldnames or ())]
        terms = [
            Term(
                _QUALIFIER.sub("", row["en"] or "").strip(),
                row["context"] or "",
                {code: tuple(t.strip() for t in row[code].split("|")) for code in codes if row.get(code)},
            )
            for row in reader
            if row.get("en")
        ]
    return tuple(sorted(terms, key=lambda term: (-len(term.english.split()), term.english)))


@cache
def _stemmer(code: str) -> Any:
    import Stemmer  # PyStemmer: only for who checks

    return Stemmer.Stemmer(_STEMMERS[code])


def words(text: str) -> list[str]:
    """The words of a text, folded; an elided article (l’, d’) is a word of its own."""
    text = unicodedata.normalize("NFKC", text).replace("\u2019", " ").replace("'", " ").casefold()
    text = re.sub("[\u064b-\u0652\u0670\u0640\u2066-\u2069]", "", text)
    return _WORD.findall(text)


@cache
def stems(word: str, code: str) -> frozenset[str]:
    """Every stem that a word may have. Snowball leaves much on an Arabic word, so there the stems of the
    word without its prefixes, its ending and both are tried as well."""
    forms = {word}
    if code == "ar":
        forms |= {word[match.end() :] for match in [_PREFIXES.match(word)] if match}
        forms |= {form[2:] for form in forms if form.startswith("ال") and len(form) > 4}
        forms |= {form.removesuffix(end) for form in forms for end in _SUFFIXES if len(form) > len(end) + 2}
    return frozenset(_stemmer(code).stemWords(sorted(forms)))


def _heads(text: str, code: str) -> list[str]:
    """The words of a term that carry its meaning: no articles, no prepositions."""
    found = words(_QUALIFIER.sub("", text))
    return [word for word in found if len(word) > 2] or found


def has(text: str, accepted: tuple[str, ...], code: str) -> bool:
    """Whether `text` contains one of the `accepted` terms of a language."""
    if code not in _STEMMERS:  # Chinese: no inflection, no spaces
        squeezed = re.sub(r"\s", "", text)
        return any(re.sub(r"\s", "", term) in squeezed for term in accepted)
    present = frozenset().union(*(stems(word, code) for word in words(text)))
    return any(all(stems(word, code) & present for word in _heads(term, code)) for term in accepted)


@cache
def _english(term: str) -> tuple[str, ...]:
    return tuple(_stemmer("en").stemWords(words(term)))


def found_in(text: str, terms: tuple[Term, ...]) -> Iterator[Term]:
    """The terms that an English text contains; inside a longer term no shorter one is found."""
    present = words(text)
    rest: list[str | None] = list(_stemmer("en").stemWords(present))
    for term in terms:
        needle, whole = list(_english(term.english)), words(term.english)
        found = False
        for place in range(len(rest) - len(needle) + 1):
            same = needle and rest[place : place + len(needle)] == needle
            # One stem is not one word: an account is not accountability, a custom is not customs.
            if same and all(
                a.startswith(b) if len(whole) == 1 else len(a) >= len(b) - 3
                for a, b in zip(present[place:], whole, strict=False)
            ):
                rest[place : place + len(needle)] = [None] * len(needle)
                found = True
        if found:
            yield term


def _merged(terms: Iterable[Term]) -> tuple[Term, ...]:
    """Terms of the same stems as one: peacekeeper and peacekeeping cannot be told apart."""
    found: dict[tuple[str, ...], Term] = {}
    for term in terms:
        first = found.setdefault(_english(term.english), term)
        if first is not term:
            others = {code: (*first.others.get(code, ()), *term.others.get(code, ())) for code in LANGUAGES}
            found[_english(term.english)] = replace(first, others=others)
    return tuple(found.values())


def rule(terms: tuple[Term, ...], domain: str) -> Rule:
    """The rule that compares the terms of a domain, as a notice."""
    interface = domain in ("interface", "sphinx")
    fitting = _merged(term for term in terms if (term.context == "ssr") != interface)

    def judge(case: Case) -> Iterator[Verdict]:
        code = case.language.code
        if case.form is not None and case.form + 1 < len(case.language.plurals):
            return  # the last form is the general one
        length = len(words(PLACEHOLDER.sub(" ", case.source.words)))
        for term in found_in(case.source.words, fitting):
            if interface and 2 * len(words(term.english)) <= length:
                continue  # in a sentence of the interface "check" or "run" is an everyday word
            accepted = term.others.get(code, ())
            if accepted and not has(case.target.words, accepted, code):
                yield (
                    f"term: {term.english} without {' or '.join(accepted)}",
                    "use the term, or write the comment # term-ok",
                )

    return Rule("term", judge, severity="notice")
