"""Every text of a question bank, each with its address: the one walk that extracting and applying share."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from ..quiz.model import Bank, Note, Question
from .po import Message

# What kind of text stands at an address: its last part → (what the translator is told, syntax).
KINDS = {
    "title": ("Title of a module", "inline"),
    "objective": ("Learning objective: what a learner can do afterwards", "inline"),
    "prompt": ("Prompt of a question ({type}); Markdown, may have paragraphs", "blocks"),
    "hint": ("Hint of a question", "inline"),
    "explanation": ("Explanation after the answer; Markdown, may have paragraphs", "blocks"),
    "text": ("Something to choose, to match or to put in order", "inline"),
    "feedback": ("Feedback to an answer", "inline"),
    "accept": ("Accepted answers, one a line: give those of your language, as many as are right", "plain"),
    "answer": ("An answer that gets feedback of its own; several of your language, one a line", "plain"),
    "unit": ("Unit behind the field of a number", "plain"),
    "alt": ("What a figure shows, for those who do not see it", "plain"),
    "rubric": ("How the answer is marked by hand; Markdown, may have paragraphs", "blocks"),
}

# (address, English text, kind, line of the question) → text in the language
Translate = Callable[[str, str, str, int], str]


def kind_of(address: str) -> str:
    """The kind of text at an address of `quizzes` or `graded`."""
    parts = address.split("/")
    if parts[0] == "objectives":
        return "objective"
    if len(parts) > 2 and parts[1] == "feedback" and parts[-1] != "answer":
        return "feedback"
    return parts[-1]


def syntax_of(address: str) -> str:
    """`blocks`, `inline` or `plain`: how the text at an address is rendered."""
    return KINDS.get(kind_of(address), ("", "inline"))[1]


def walk(bank: Bank, translate: Translate) -> Bank:
    """`bank` with every text that a person reads passed through `translate`; empty ones are left out."""

    def each(address: str, text: str, line: int = 0) -> str:
        return translate(address, text, kind_of(address), line) if text else text

    return replace(
        bank,
        title=each(f"{bank.id}/title", bank.title),
        objectives=tuple(
            replace(o, text=each(f"objectives/{o.id}", o.text, o.line)) for o in bank.objectives
        ),
        questions=tuple(_question(q, each) for q in bank.questions),
    )


def _question(q: Question, translate: Callable[[str, str, int], str]) -> Question:
    def each(part: str, text: str, line: int = 0) -> str:
        return translate(f"{q.id}/{part}", text, line or q.lines.get(part.partition("/")[0], q.line))

    return replace(
        q,
        prompt=each("prompt", q.prompt),
        alt=each("alt", q.alt),
        hint=each("hint", q.hint),
        choices=tuple(
            replace(
                c,
                text=each(f"choices/{c.id}/text", c.text, c.line),
                feedback=each(f"choices/{c.id}/feedback", c.feedback, c.line),
            )
            for c in q.choices
        ),
        targets=tuple(replace(t, text=each(f"targets/{t.id}/text", t.text, t.line)) for t in q.targets),
        items=tuple(
            replace(
                i,
                text=each(f"items/{i.id}/text", i.text, i.line),
                feedback=each(f"items/{i.id}/feedback", i.feedback, i.line),
            )
            for i in q.items
        ),
        unit=each("unit", q.unit),
        accept=_lines(each("accept", "\n".join(q.accept))),
        when_true=each("feedback/true", q.when_true),
        when_false=each("feedback/false", q.when_false),
        notes=tuple(note for old in q.notes for note in _notes(q, old, each)),
        explanation=each("explanation", q.explanation),
        rubric=each("rubric", q.rubric),
    )


def _notes(q: Question, note: Note, each: Callable[[str, str, int], str]) -> Iterator[Note]:
    """A note in the language; that of one particular answer also for this answer as the language has it."""
    text = each(f"feedback/{note.when}", note.text, note.line)
    yield replace(note, text=text)
    if q.type == "short" and note.when not in ("correct", "partly", "incorrect"):
        for line in _lines(each(f"feedback/{note.when}/answer", note.when, note.line)):
            if line != note.when:
                yield replace(note, when=line, text=text)


def _lines(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(line.strip() for line in text.split("\n") if line.strip()))


def messages(bank: Bank) -> list[Message]:
    """The messages of one bank, in the order in which a reader meets them."""
    found: list[Message] = []
    types = {question.id: question.type for question in bank.questions}

    def record(address: str, text: str, kind: str, line: int) -> str:
        told = KINDS[kind][0].replace("{type}", types.get(address.split("/")[0], ""))
        place = f"{bank.file}:{line}" if line else bank.file
        found.append(Message(text, address, occurrences=(place,) if place else (), comments=(told,)))
        return text

    walk(bank, record)
    return found
