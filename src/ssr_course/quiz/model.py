"""What a question is. Knows no file format and no language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

TYPES = (
    "single",
    "multiple",
    "true-false",
    "matching",
    "categorise",
    "ordering",
    "numeric",
    "short",
    "written",
)
SKILLS = ("recall", "apply", "judge")


def _line() -> Any:
    """Where a thing stands in its file, 0 if it came from none; two things are equal wherever they stand."""
    return field(default=0, compare=False, repr=False)


@dataclass(frozen=True)
class Choice:
    """One choice of `single` or `multiple`."""

    id: str
    text: str
    correct: bool = False
    feedback: str = ""
    line: int = _line()


@dataclass(frozen=True)
class Target:
    """Where an item of `matching` or `categorise` may be put."""

    id: str
    text: str
    line: int = _line()


@dataclass(frozen=True)
class Item:
    """One thing to be matched, sorted or put in order; `target` is empty in `ordering`."""

    id: str
    text: str
    target: str = ""
    feedback: str = ""
    line: int = _line()


@dataclass(frozen=True)
class Note:
    """Feedback of `numeric`, `short`, `ordering`.

    ``when`` is ``correct``, ``partly``, ``incorrect``, or one particular answer as the author wrote it.
    """

    when: str
    text: str
    line: int = _line()


@dataclass(frozen=True)
class Question:
    """One question with its key. Fields that its type does not use are empty.

    ``lines`` gives the line of each key that was written, ``line`` that of the question.
    """

    id: str
    type: str
    prompt: str
    points: float = 1
    hint: str = ""
    explanation: str = ""
    see: str = ""
    objective: str = ""
    skill: str = ""
    facts: tuple[str, ...] = ()
    figure: str = ""
    alt: str = ""
    pool: str = ""
    shuffle: bool = True
    computed: bool = False
    choices: tuple[Choice, ...] = ()
    targets: tuple[Target, ...] = ()
    items: tuple[Item, ...] = ()
    answer: bool | None = None
    when_true: str = ""
    when_false: str = ""
    value: Decimal | None = None
    tolerance: Decimal = Decimal(0)
    unit: str = ""
    accept: tuple[str, ...] = ()
    also: tuple[str, ...] = ()  # accepted in other languages: marked alike, not shown
    notes: tuple[Note, ...] = ()
    rubric: str = ""
    min_words: int = 0
    max_words: int = 0
    line: int = _line()
    lines: Mapping[str, int] = field(default_factory=dict, compare=False, repr=False)

    @property
    def cell(self) -> str:
        """What is marked once for each learner: the pool, else the question."""
        return self.pool or self.id

    def at(self, key: str) -> int:
        """The line of `key`; that of the question where the key is missing."""
        return self.lines.get(key, self.line)


@dataclass(frozen=True)
class Objective:
    """What a learner can do afterwards."""

    id: str
    text: str
    line: int = _line()


@dataclass(frozen=True)
class Bank:
    """The questions of one module, practice or graded. A translation names the `edition` of its English."""

    id: str
    title: str
    questions: tuple[Question, ...]
    objectives: tuple[Objective, ...] = ()
    graded: bool = False
    file: str = ""
    edition: str = field(default="", compare=False)

    def question(self, id: str) -> Question:
        """The question with that id; `KeyError` if there is none."""
        for question in self.questions:
            if question.id == id:
                return question
        raise KeyError(id)
