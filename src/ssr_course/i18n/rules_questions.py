"""Rules on the translation of questions: all of a question, or nothing; no two choices alike."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..languages import Language
from .apply import Translations
from .finding import Finding, counted
from .markup import shape
from .po import Catalogue, Entry

_SEPARATOR = re.compile("[,;،؛、，；]")


def needed(address: str) -> bool:
    """What a learner needs in order to answer: prompt, choices, items, targets, accepted answers."""
    parts = address.split("/")
    return parts[0] != "objectives" and (
        parts[-1] in ("prompt", "accept") or (len(parts) == 4 and parts[3] == "text")
    )


def _by_question(catalogue: Catalogue) -> dict[str, list[Entry]]:
    questions: dict[str, list[Entry]] = {}
    for entry in catalogue.messages:
        address = entry.context or ""
        if needed(address):
            questions.setdefault(address.split("/")[0], []).append(entry)
    return questions


def of_questions(translations: Translations, domain: str) -> Iterator[Finding]:
    """What is wrong with the questions of a domain, `quizzes` or `graded`."""
    catalogue = translations.catalogue(domain)
    for question, entries in _by_question(catalogue).items():
        states = {entry.key: translations.state(domain, entry) for entry in entries}
        used = [entry for entry in entries if states[entry.key] == "used"]
        missing = [entry for entry in entries if states[entry.key] != "used"]
        if used and missing:
            yield _finding(
                "partly",
                catalogue,
                translations.language,
                missing[0],
                question,
                f"half in English: {counted(_rest(entry) for entry in missing)}",
                "translate the whole question",
            )
        yield from _alike(catalogue, translations.language, question, used)
        for entry in used:
            if (entry.context or "").endswith("/accept"):
                yield from _accept(catalogue, translations.language, question, entry)


def _finding(
    rule: str, catalogue: Catalogue, language: Language, entry: Entry, question: str, what: str, cure: str
) -> Finding:
    return Finding(what, catalogue.file, entry.string_line, question, cure, rule, language=language.code)


def _rest(entry: Entry) -> str:
    return (entry.context or "").partition("/")[2]


def _alike(catalogue: Catalogue, language: Language, question: str, used: list[Entry]) -> Iterator[Finding]:
    """Two choices of one question that read the same cannot be told apart."""
    seen: dict[tuple[str, str], Entry] = {}
    for entry in used:
        parts = (entry.context or "").split("/")
        if len(parts) != 4 or parts[-1] != "text":
            continue
        words = " ".join(shape(entry.strings[0], "inline").words.split()).casefold()
        first = seen.setdefault((parts[1], words), entry)
        if first is not entry and first.msgid != entry.msgid:
            yield _finding(
                "alike",
                catalogue,
                language,
                entry,
                question,
                f"reads like {_rest(first).split('/')[1]}: {entry.strings[0]}",
                "say in other words what tells them apart",
            )


def _accept(catalogue: Catalogue, language: Language, question: str, entry: Entry) -> Iterator[Finding]:
    lines = [line.strip() for line in entry.strings[0].split("\n") if line.strip()]
    if not lines:
        yield _finding(
            "accept",
            catalogue,
            language,
            entry,
            question,
            "no accepted answer",
            "write one answer a line, as a learner would type it",
        )
    several = [line for line in lines if _SEPARATOR.search(line)]
    if several and not _SEPARATOR.search(entry.msgid):
        yield _finding(
            "accept",
            catalogue,
            language,
            entry,
            question,
            f"several answers in one line: {several[0]}",
            "write one answer a line",
        )
