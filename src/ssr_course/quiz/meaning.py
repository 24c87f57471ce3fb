"""What a bank must mean, beyond its shape: one rule a function, the rules in one list.

A rule yields ``(what, line, cure)``. `RULES` hold for every bank; `COURSE_RULES` for a bank of the course.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from ..errors import Problem
from ..text import fold, parse_number
from .markup import safe_link
from .model import Bank, Question
from .schema import near

Finding = tuple[str, int, str]
GENERAL = ("correct", "partly", "incorrect")

_CODE = re.compile(r"`[^`]*`")
_HTML = re.compile(r"(?<!\\)<(?:/?[A-Za-z][A-Za-z0-9-]*(?:\s[^<>]*)?/?>|!--|[!?][A-Za-z\[])")
_LINK = re.compile(
    r"\]\(\s*<?([^\s<>)]+)|^\s*\[[^\]\n]+\]:\s*<?([^\s<>]+)|<([A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*)>", re.M
)


def problems(bank: Bank, *, course: bool) -> Iterator[Problem]:
    """What is wrong in `bank`; `course` adds what a bank of the course owes its learners."""
    for what, line, cure in _bank(bank, course):
        yield Problem(what, bank.file, line, cure=cure)
    for question in bank.questions:
        for rule in (*RULES, *(COURSE_RULES if course else ())):
            for what, line, cure in rule(question):
                yield Problem(what, bank.file, line, question.id, cure)
    across = [*_pools(bank), *(unknown_objectives(bank, bank) if course and not bank.graded else ())]
    for question, (what, line, cure) in across:
        yield Problem(what, bank.file, line, question.id, cure)


def _bank(bank: Bank, course: bool) -> Iterator[Finding]:
    yield from repeated(bank.objectives, "objective")
    for objective in bank.objectives:
        yield from _markup(objective.text, objective.line)
    if bank.graded and bank.objectives:
        cure = "keep the list in the practice bank of the module"
        yield "objectives in a graded bank", bank.objectives[0].line, cure
    if course and not bank.title:
        yield "a bank without 'title'", 0, "add 'title:' with the name of the module"
    if course and not bank.graded and not bank.objectives:
        yield (
            "a practice bank without 'objectives'",
            0,
            "add 'objectives:' with what learners can do afterwards",
        )


def repeated(parts: Iterable[Any], noun: str) -> Iterator[Finding]:
    """Ids that stand twice among `parts` (anything with an id and a line)."""
    first: dict[str, int] = {}
    for part in parts:
        if part.id in first:
            cure = f"give each {noun} its own id (the first stands in line {first[part.id]})"
            yield f"the id '{part.id}' stands twice", part.line, cure
        first.setdefault(part.id, part.line)


def _ids(question: Question) -> Iterator[Finding]:
    yield from repeated(question.choices, "choice")
    yield from repeated(question.targets, "target")
    yield from repeated(question.items, "item")


def _correct(question: Question) -> Iterator[Finding]:
    right = [choice for choice in question.choices if choice.correct]
    if question.choices and not right:
        some = "one choice" if question.type == "single" else "one or more choices"
        yield "no correct choice", question.at("choices"), f"mark {some} correct: true"
    if question.type == "single" and len(right) > 1:
        yield "more than one correct choice", right[1].line, "keep one, or write type: multiple"


def _targets(question: Question) -> Iterator[Finding]:
    known = {target.id for target in question.targets}
    used: set[str] = set()
    for item in question.items if known else ():
        if item.target not in known:
            guess = near(item.target, known)
            cure = f"did you mean '{guess}'?" if guess else f"the targets are {', '.join(sorted(known))}"
            yield f"unknown target '{item.target}'", item.line, cure
        elif question.type == "matching" and item.target in used:
            cure = "give each item its own target, or write type: categorise"
            yield f"the target '{item.target}' is used twice", item.line, cure
        used.add(item.target)
    for target in question.targets:
        if question.type == "matching" and target.id not in used:
            yield (
                f"no item for the target '{target.id}'",
                target.line,
                "add the item, or take the target away",
            )


def _words(question: Question) -> Iterator[Finding]:
    if question.max_words and question.min_words > question.max_words:
        yield "min_words is more than max_words", question.at("min_words"), "write the smaller number first"


def _accept(question: Question) -> Iterator[Finding]:
    if not all(fold(text) for text in question.accept):
        yield "an accepted text without letters", question.at("accept"), "write a word, or take it away"


def _notes(question: Question) -> Iterator[Finding]:
    seen: set[Any] = set()
    for note in question.notes:
        when: Any = note.when
        if when == "partly" and question.type != "ordering":
            yield (
                "'partly' does not happen here",
                note.line,
                "write correct, incorrect or one particular answer",
            )
        elif when not in GENERAL:
            if question.type == "ordering":
                yield f"unknown 'when: {when}'", note.line, "write correct, partly or incorrect"
            when = parse_number(when) if question.type == "numeric" else ("", fold(when))
            if when is None:
                yield (
                    f"'when: {note.when}' is not a number",
                    note.line,
                    "write correct, incorrect or a number",
                )
                continue
        if when in seen:
            yield f"'when: {note.when}' stands twice", note.line, "keep one of the two"
        seen.add(when)


def texts(question: Question) -> Iterator[tuple[str, int]]:
    """Every Markdown text of a question, with its line."""
    for key in ("prompt", "hint", "explanation", "unit", "rubric"):
        yield getattr(question, key), question.at(key)
    yield question.when_true, question.at("feedback")
    yield question.when_false, question.at("feedback")
    for part in (*question.choices, *question.items):
        yield part.text, part.line
        yield part.feedback, part.line
    for part in (*question.targets, *question.notes):
        yield part.text, part.line


def _markups(question: Question) -> Iterator[Finding]:
    for text, line in texts(question):
        yield from _markup(text, line)


def _markup(text: str, line: int) -> Iterator[Finding]:
    if "<" not in text and "]" not in text:
        return
    text = _CODE.sub("", text)
    html = _HTML.search(text)
    if html:
        yield (
            f"raw HTML ({html[0][:40]})",
            line,
            "use Markdown: *word* for stress, an empty line for a paragraph",
        )
    for link in _LINK.finditer(text):
        address = link[1] or link[2] or link[3]
        if not safe_link(address) or address.startswith("//"):
            yield (
                f"a link to {address[:40]}",
                line,
                "link to http, https, mailto or a page of the course only",
            )


def _pools(bank: Bank) -> Iterator[tuple[Question, Finding]]:
    ids = {question.id for question in bank.questions}
    first: dict[str, Question] = {}
    for question in bank.questions:
        if not question.pool:
            continue
        if question.pool in ids:
            finding = f"the pool '{question.pool}' has the name of a question", question.at("pool")
            yield question, (*finding, "give the pool a name of its own")
        other = first.setdefault(question.pool, question)
        for key in ("points", "objective"):
            if getattr(other, key) != getattr(question, key):
                finding = f"the pool '{question.pool}' does not agree in '{key}'", question.at(key)
                yield question, (*finding, f"write the same as in question {other.id} (line {other.at(key)})")
        if (other.type == "written") != (question.type == "written"):
            finding = f"the pool '{question.pool}' mixes written and others", question.at("type")
            yield question, (*finding, "keep questions that a person marks in a pool of their own")


def unknown_objectives(bank: Bank, practice: Bank) -> Iterator[tuple[Question, Finding]]:
    """Questions of `bank` whose objective the `practice` bank of the module does not list."""
    known = [objective.id for objective in practice.objectives]
    for question in bank.questions if known else ():
        if question.objective and question.objective not in known:
            guess = near(question.objective, known)
            cure = f"did you mean '{guess}'?" if guess else f"write it under objectives: in {practice.file}"
            yield question, (f"unknown objective '{question.objective}'", question.at("objective"), cure)


def _owed(question: Question) -> Iterator[Finding]:
    for key, cure in (
        ("objective", "name one of the practice bank's objectives"),
        ("skill", "write recall, apply or judge"),
        ("facts", "name the facts it rests on, such as [F113], or [] for a principle of good practice"),
    ):
        if key not in question.lines:
            yield f"a question without '{key}'", question.line, cure
    if question.type == "written" and not question.rubric:
        yield "a question without 'rubric'", question.line, "say what a good answer holds"


def _feedback(question: Question) -> Iterator[Finding]:
    cure = "say why, beside what the learner chose"
    for choice in question.choices:
        if not choice.feedback:
            yield f"no feedback for the choice '{choice.id}'", choice.line, cure
    if question.type in ("matching", "categorise"):
        for item in question.items:
            if not item.feedback:
                yield f"no feedback for the item '{item.id}'", item.line, cure
    if question.type == "true-false":
        for answer, text in (("true", question.when_true), ("false", question.when_false)):
            if not text:
                yield (
                    f"no feedback for the answer '{answer}'",
                    question.at("feedback"),
                    f"add '{answer}:' to it",
                )
    said = {note.when for note in question.notes}
    by_item = question.type == "ordering" and all(item.feedback for item in question.items)
    if question.type in ("numeric", "short", "ordering") and not by_item:
        for when in ("correct", "incorrect"):
            if when not in said:
                yield (
                    f"no feedback '{when}'",
                    question.at("feedback"),
                    f"add '- {{when: {when}, text: …}}' to it",
                )


Rule = Callable[[Question], Iterator[Finding]]
RULES: tuple[Rule, ...] = (_ids, _correct, _targets, _words, _accept, _notes, _markups)
COURSE_RULES: tuple[Rule, ...] = (_owed, _feedback)
