"""The translations of one language: the one look-up for pages, questions, figures and interface.

A message is used if it is translated, not fuzzy, and not broken beyond use (`BREAKING`); else the
reader gets the English of that message.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from ..errors import CourseError, Problem
from ..interface import Interface, Text
from ..languages import SOURCE, Language
from ..layout import Layout
from ..quiz.model import Bank
from ..quiz.public import edition
from . import exercises, places, poread
from .finding import Case, Finding, Rule
from .markup import EXTENSIONS
from .po import Catalogue, Entry
from .questions import syntax_of, walk
from .rules_markup import BREAKING, is_plain
from .rules_text import PLACEHOLDERS

BREAKING_RULES: tuple[Rule, ...] = (*BREAKING, PLACEHOLDERS)
_PLAIN_DOMAINS = {"figures", "interface", "sphinx"}


def syntax(domain: str, context: str | None) -> str:
    """How the messages of a domain are rendered: `myst`, `blocks`, `inline` or `plain`."""
    if domain in _PLAIN_DOMAINS:
        return "plain"
    if domain in ("quizzes", places.GRADED):
        return syntax_of(context or "")
    if domain == exercises.DOMAIN:
        return exercises.syntax_of(context or "")
    return "myst"


def extensions(layout: Layout) -> tuple[str, ...]:
    """The extensions of MyST that the course enables."""
    parse = layout.config.get("parse")
    names = parse.get("myst_enable_extensions") if isinstance(parse, dict) else None
    return tuple(str(name) for name in names) if isinstance(names, list) else EXTENSIONS


class Translations:
    """What is translated into one language. Files are read when they are first asked for.

    `folders` are tried in turn for the file of a domain. A file that cannot be read is as if it were
    empty, and its problem is among `problems`.
    """

    def __init__(
        self,
        language: Language,
        folders: list[Path],
        *,
        root: Path | None = None,
        extensions: tuple[str, ...] = EXTENSIONS,
    ) -> None:
        self.language = language
        self.folders = folders
        self.root = root
        self.extensions = extensions
        self.problems: list[Problem] = []
        self._files: dict[str, Catalogue] = {}
        self._verdicts: dict[int, Finding | None] = {}

    @classmethod
    def load(cls, layout: Layout, language: Language) -> Translations:
        """The translations of a course into `language`."""
        folders = [places.folder(layout, language, places.GRADED), places.folder(layout, language)]
        return cls(language, list(dict.fromkeys(folders)), root=layout.root, extensions=extensions(layout))

    def catalogue(self, domain: str) -> Catalogue:
        """The file of a domain as it stands; an empty one if there is none."""
        if domain not in self._files:
            self._files[domain] = self._read(domain)
        return self._files[domain]

    def _read(self, domain: str) -> Catalogue:
        for base in self.folders:
            path = base / f"{domain}.po"
            if not path.is_file():
                continue
            shown = path.as_posix()
            if self.root and path.is_relative_to(self.root):
                shown = path.relative_to(self.root).as_posix()
            try:
                return poread.read(path, shown)
            except CourseError as error:
                self.problems += error.problems
        return Catalogue()

    def broken(self, domain: str, entry: Entry) -> Finding | None:
        """Why a translated entry is not used, or None. Asked once an entry."""
        if id(entry) not in self._verdicts:
            self._verdicts[id(entry)] = next(self._breaking(domain, entry), None)
        return self._verdicts[id(entry)]

    def _breaking(self, domain: str, entry: Entry) -> Iterator[Finding]:
        kind = syntax(domain, entry.context)
        if all(map(is_plain, (entry.msgid, *entry.strings))) and entry.plural is None:
            return
        yield from judge(
            entry, kind, self.language, BREAKING_RULES, self.catalogue(domain).file, self.extensions
        )

    def state(self, domain: str, entry: Entry) -> str:
        """`used`, `fuzzy`, `empty` or `broken`: what will become of a living entry."""
        if entry.damaged:
            return "broken"
        if entry.empty:
            return "empty"
        if entry.fuzzy:
            return "fuzzy"
        return "broken" if self.broken(domain, entry) else "used"

    def forms(self, domain: str, msgid: str, context: str | None = None) -> tuple[str, ...] | None:
        """The translation of a message, one string a plural form; None where English must serve."""
        entry = self.catalogue(domain).find(context, msgid)
        return tuple(entry.strings) if entry and self.state(domain, entry) == "used" else None

    def string(self, domain: str, msgid: str, context: str | None = None) -> str | None:
        """The translation of a message without plural forms; None where English must serve."""
        found = self.forms(domain, msgid, context)
        return found[0] if found else None

    def page(self, domain: str) -> dict[str, str]:
        """The usable messages of one page (`book/…`), English → translation."""
        return {
            entry.msgid: entry.strings[0]
            for entry in self.catalogue(domain).messages
            if self.state(domain, entry) == "used"
        }


def judge(
    entry: Entry,
    kind: str,
    language: Language,
    rules: tuple[Rule, ...],
    file: str,
    extensions: tuple[str, ...] = EXTENSIONS,
) -> Iterator[Finding]:
    """What `rules` find in each form of one translated entry; each thing once."""
    if entry.plural is not None and len(entry.strings) != len(language.plurals):
        yield Finding(
            f"{len(entry.strings)} plural forms, where {language.code} has {len(language.plurals)}",
            file,
            entry.string_line,
            cure=f"translate each of the {len(language.plurals)} forms",
            rule="plurals",
            falls_back=True,
            language=language.code,
        )
        return
    said = set()
    silenced = {
        comment.partition("-ok")[0].split()[-1]
        for comment in entry.comments
        if "-ok" in comment and comment.partition("-ok")[0].split()
    }
    for number, text in enumerate(entry.strings):
        form = number if entry.plural is not None else None
        case = Case(entry.msgid, text, language, kind, form, entry.plural, extensions)
        for rule in rules:
            if rule.name in silenced and not rule.falls_back:
                continue
            found = list(rule.judge(case))
            for what, cure in found:
                if what not in said:
                    said.add(what)
                    yield Finding(
                        what,
                        file,
                        entry.string_line,
                        _question(entry),
                        cure,
                        rule.name,
                        rule.severity,
                        rule.falls_back,
                        language.code,
                    )
            if found and rule.stops:
                break


def _question(entry: Entry) -> str:
    """The question that an address of a bank names; "" elsewhere."""
    context = entry.context or ""
    return context.partition("/")[0] if "/" in context and "#" not in context else ""


def apply(bank: Bank, language: Translations, others: Mapping[str, Translations] | None = None) -> Bank:
    """`bank` in a language.

    It keeps the name of the English edition. `accept` holds the texts of that language; `also` those of
    English and of `others` (by code), so that a learner may answer a short question in any of them.
    """
    domain = places.GRADED if bank.graded else "quizzes"

    def text(address: str, english: str, _kind: str, _line: int) -> str:
        return language.string(domain, english, address) or english

    translated = walk(bank, text)
    questions = []
    for old, new in zip(bank.questions, translated.questions, strict=True):
        if old.accept:
            texts = dict.fromkeys(old.accept)
            for code in sorted(others or {}):
                found = (others or {})[code].string(domain, "\n".join(old.accept), f"{old.id}/accept")
                texts |= dict.fromkeys(line.strip() for line in (found or "").split("\n") if line.strip())
            new = replace(new, also=tuple(text for text in texts if text not in new.accept))
        questions.append(new)
    return replace(translated, questions=tuple(questions), edition=edition(bank))


def for_marking(layout: Layout, bank: Bank) -> Bank:
    """The English `bank`, with what a short answer may be in any language of the course."""
    every = {row.code: Translations.load(layout, row) for row in places.translated(layout)}
    return apply(bank, Translations(SOURCE, []), every)


def interface(language: Translations, messages: Mapping[str, Text]) -> Interface:
    """The interface in a language; `messages` is `interface.MESSAGES`."""
    found: dict[str, Text] = {}
    for name, english in messages.items():
        if isinstance(english, str):
            string = language.string("interface", english, name)
            if string:
                found[name] = string
        else:
            forms = language.forms("interface", english[0], name)
            if forms:
                found[name] = forms
    return Interface(language.language, found)
