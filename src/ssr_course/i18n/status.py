"""How much of the course a reader of each language will really see in it.

sphinx-intl counts fuzzy messages as translated; Sphinx does not use them. Here a message counts as
translated if the page will show it (`Translations.state`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from ..languages import Language
from ..layout import Layout
from . import places
from .apply import Translations
from .check import read_templates
from .markup import shape
from .po import Catalogue, Entry

_WORDS = re.compile(r"\w+(?:['’-]\w+)*")
STATES = ("used", "fuzzy", "empty", "broken")


@dataclass
class Count:
    """Messages and English words by state: `used`, `fuzzy`, `empty`, `broken`."""

    messages: dict[str, int] = field(default_factory=lambda: dict.fromkeys(STATES, 0))
    words: dict[str, int] = field(default_factory=lambda: dict.fromkeys(STATES, 0))

    def add(self, state: str, words: int) -> None:
        self.messages[state] += 1
        self.words[state] += words

    @property
    def share(self) -> float:
        """The share of words that will be shown in the language, from 0 to 1; of nothing: 1."""
        total = sum(self.words.values())
        return self.words["used"] / total if total else 1.0


@dataclass(frozen=True)
class Status:
    """One language: the whole, and by module (`interface` and `course` for what belongs to none)."""

    language: Language
    total: Count
    modules: dict[str, Count]

    def as_json(self) -> dict[str, object]:
        """For `--json`."""
        rows = {"total": self.total} | self.modules
        return {
            "language": self.language.code,
            "rows": {
                name: {"messages": c.messages, "words": c.words, "share": c.share} for name, c in rows.items()
            },
        }


def count_words(text: str, syntax: str = "myst") -> int:
    """The number of words of an English text, without markup."""
    return len(_WORDS.findall(shape(text, syntax).words))


def module_of(domain: str, entry: Entry) -> str:
    """The module that a message belongs to: by its page, else by the place where it was found."""
    if domain in ("interface", "sphinx"):
        return "interface"
    path = PurePosixPath(domain if domain not in places.DOMAINS else "")
    if not path.name and entry.occurrences:
        path = PurePosixPath(entry.occurrences[0].partition(":")[0]).with_suffix("")
    parts = path.parts
    if "book" in parts and len(parts) - parts.index("book") > 2:
        return parts[parts.index("book") + 1]
    if parts[:1] == ("exercises",):
        return parts[1]
    return path.name if parts and "book" not in parts else "course"


def status(layout: Layout, languages: tuple[str, ...] = ()) -> list[Status]:
    """One `Status` a language (codes; all that are there if none is named).

    Counted over the messages of the templates, so that a missing catalogue counts as untranslated.
    """
    known = read_templates(layout)
    return [
        of_language(Translations.load(layout, language), known)
        for language in places.named(layout, languages)
    ]


def of_language(translations: Translations, known: dict[str, Catalogue]) -> Status:
    """The status of one language over the templates `known`."""
    counts = (of_domain(translations, domain, template) for domain, template in sorted(known.items()))
    return merged(translations.language, counts)


def of_domain(translations: Translations, domain: str, template: Catalogue) -> dict[str, Count]:
    """The counts of one domain over its `template`, by module."""
    modules: dict[str, Count] = {}
    plain = domain in ("interface", "sphinx", "figures")
    for wanted in template.messages:
        entry = translations.catalogue(domain).find(wanted.context, wanted.msgid)
        state = translations.state(domain, entry) if entry else "empty"
        number = count_words(wanted.msgid, "plain" if plain else "myst")
        modules.setdefault(module_of(domain, wanted), Count()).add(state, number)
    return modules


def merged(language: Language, counts: Iterable[dict[str, Count]]) -> Status:
    """One `Status` from the counts of several domains."""
    total, modules = Count(), {}
    for of_one in counts:
        for name, count in of_one.items():
            for sum_of in (total, modules.setdefault(name, Count())):
                for state in STATES:
                    sum_of.messages[state] += count.messages[state]
                    sum_of.words[state] += count.words[state]
    return Status(language, total, dict(sorted(modules.items())))


def in_english(status: Status, threshold: float = 1.0) -> list[str]:
    """The modules of which less than `threshold` will be shown in the language."""
    return [name for name, count in status.modules.items() if count.share < threshold]


def lines(statuses: Iterable[Status]) -> list[str]:
    """The table for a terminal: one line a module, aligned."""
    out = []
    for row in statuses:
        names = [*row.modules, "all"]
        width = max(map(len, names))
        for name, count in [*row.modules.items(), ("all", row.total)]:
            counts = "  ".join(f"{count.messages[state]:5} {state}" for state in STATES)
            words = f"{count.share:6.1%} of {sum(count.words.values()):6} words"
            out.append(f"{row.language.code:6} {name:{width}}  {words}  {counts}")
    return out
