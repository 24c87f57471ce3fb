"""Banks: text becomes `model` objects, or `CourseError` with every problem at once.

1. `reader` takes the text apart, strictly. 2. `schema` judges its shape. 3. Here it becomes a `Bank`.
4. `meaning` judges what it says. What crosses banks and pages is judged by `check`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from ..errors import CourseError, Problem
from . import meaning, schema
from .model import Bank, Choice, Item, Note, Objective, Question, Target
from .reader import Map, Seq, read, read_text


@dataclass(frozen=True)
class Examined:
    """A bank, what is wrong with it, and the ids of all its questions.

    Where something is wrong the bank holds what could be understood; it is None where nothing could.
    """

    bank: Bank | None
    problems: tuple[Problem, ...]
    ids: frozenset[str] = frozenset()


def load_bank(path: str | Path, *, course: bool = False, graded: bool | None = None, shown: str = "") -> Bank:
    """The bank in the file `path`; `CourseError` carries everything that is wrong with it.

    `course` demands what a bank of the course owes (objectives, skills, facts, feedback, its module's name);
    without it ids, types, prompts and keys are enough. `graded` is told by the folder where it is not given.
    `shown` is how messages name the file: by default `path` as given.
    """
    return _sound(examine_file(path, course=course, graded=graded, shown=shown))


def parse_bank(text: str, *, file: str = "", graded: bool = False, course: bool = False) -> Bank:
    """The bank written in `text`; `file` is how messages name it. As `load_bank` otherwise."""
    return _sound(examine(text, file=file, graded=graded, course=course))


def examine_file(
    path: str | Path, *, course: bool = False, graded: bool | None = None, shown: str = ""
) -> Examined:
    """As `load_bank`, but gives the problems instead of raising them."""
    path = Path(path)
    shown = shown or str(path)
    if graded is None:
        graded = path.absolute().parent.name == "graded"
    try:
        text = read_text(path, shown)
    except CourseError as error:
        return Examined(None, tuple(error.problems))
    return examine(text, file=shown, graded=graded, course=course)


def examine(text: str, *, file: str = "", graded: bool = False, course: bool = False) -> Examined:
    """As `parse_bank`, but gives the problems instead of raising them."""
    reading = read(text, file)
    data = reading.data
    if reading.broken or not isinstance(data, Map):
        cure = "begin with the lines id:, title: and questions:"
        return Examined(None, _neat(reading.problems or [Problem("this is not a bank", file, 1, cure=cure)]))
    misshapen, places = schema.problems(data, file)
    bank = _bank(data, places, file, graded)
    problems = [*reading.problems, *misshapen, *_repeated(data, file), *meaning.problems(bank, course=course)]
    if course and bank.id and bank.id != Path(file).stem:
        what = f"the bank '{bank.id[:64]}' is in a file of another name"
        cure = f"write 'id: {Path(file).stem}', or rename the file"
        problems.append(Problem(what, file, data.lines["id"], cure=cure))
    ids = frozenset(id for id, _ in _ids(data))
    return Examined(bank, _neat(problems), ids)


def _neat(problems: list[Problem]) -> tuple[Problem, ...]:
    """Each problem once, on one line, in the order of the file."""
    lines = (replace(problem, what=" ".join(problem.what.split())) for problem in problems)
    return tuple(sorted(dict.fromkeys(lines), key=lambda problem: problem.key))


def _sound(examined: Examined) -> Bank:
    if examined.problems or not examined.bank:
        raise CourseError.of(examined.problems)
    return examined.bank


def _ids(data: Map) -> Iterator[tuple[str, int]]:
    """Question ids with their lines, also those of misshapen questions."""
    for question in _list(data, "questions"):
        if isinstance(question, Map) and isinstance(question.get("id"), str):
            yield question["id"], question.lines["id"]


def _repeated(data: Map, file: str) -> Iterator[Problem]:
    named = (Objective(id, "", line) for id, line in _ids(data))
    for what, line, cure in meaning.repeated(named, "question"):
        yield Problem(what, file, line, cure=cure)


def _list(data: Map, key: str) -> list[Any]:
    value = data.get(key)
    return value if isinstance(value, Seq) else []


def _text(data: Map, key: str) -> str:
    value = data.get(key)
    return value.strip() if isinstance(value, str) else ""


def _bank(data: Map, places: set[int], file: str, graded: bool) -> Bank:
    """The bank; questions at `places` are misshapen and left out."""
    questions = enumerate(_list(data, "questions"))
    objectives = [o for o in _list(data, "objectives") if isinstance(o, Map) and isinstance(o.get("id"), str)]
    return Bank(
        id=_text(data, "id"),
        title=str(data.get("title") or "").strip(),
        questions=tuple(_question(q) for place, q in questions if place not in places and isinstance(q, Map)),
        objectives=tuple(Objective(o["id"], _text(o, "text"), o.line) for o in objectives),
        graded=graded,
        file=file,
    )


def _question(data: Map) -> Question:
    type = data["type"]
    feedback = data.get("feedback")
    points = data.get("points", 1)
    return Question(
        id=data["id"],
        type=type,
        points=points if isinstance(points, int) else float(points),
        **{key: _text(data, key) for key in _TEXTS},
        facts=tuple(data.get("facts", ())),
        shuffle=data.get("shuffle", True),
        computed=data.get("computed", False),
        choices=tuple(
            Choice(c["id"], _text(c, "text"), c.get("correct", False), _text(c, "feedback"), c.line)
            for c in _list(data, "choices")
        ),
        targets=tuple(Target(t["id"], _text(t, "text"), t.line) for t in _list(data, "targets")),
        items=tuple(
            Item(i["id"], _text(i, "text"), i.get("target", ""), _text(i, "feedback"), i.line)
            for i in _list(data, "items")
        ),
        answer=data.get("answer"),
        when_true=_text(feedback, "true") if isinstance(feedback, Map) else "",
        when_false=_text(feedback, "false") if isinstance(feedback, Map) else "",
        value=Decimal(data["value"]) if type == "numeric" else None,
        tolerance=Decimal(data.get("tolerance", 0)),
        accept=tuple(text.strip() for text in _list(data, "accept")),
        notes=tuple(Note(_when(n["when"]), _text(n, "text"), n.line) for n in _list(data, "feedback")),
        min_words=data.get("min_words", 0),
        max_words=data.get("max_words", 0),
        line=data.line,
        lines=data.lines,
    )


_TEXTS = (
    "prompt",
    "hint",
    "explanation",
    "see",
    "objective",
    "skill",
    "figure",
    "alt",
    "pool",
    "unit",
    "rubric",
)


def _when(value: Any) -> str:
    """A number is written without exponent, as a learner would type it."""
    return value.strip() if isinstance(value, str) else f"{Decimal(value):f}"
