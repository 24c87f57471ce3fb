"""What a grade cell of the notebook calls under stock nbgrader: the marks of `quiz.score`, as a plain float.

nbgrader takes whatever is not a plain number for full marks, and any output to stderr for none: `mark` gives
a float, says nothing and never raises. The key stands in the cell, as `plain` writes it.
"""

from __future__ import annotations

import math
from decimal import Decimal
from typing import Any

from .. import answers
from ..errors import CourseError
from ..quiz.model import Bank, Choice, Item, Question, Target
from ..quiz.score import score_bank

ANSWERS = "answers.json"


def plain(question: Question) -> dict[str, Any]:
    """Of `question` what marking needs, as Python literals: id, type, points, pool and the key."""
    out = {
        "id": question.id,
        "type": question.type,
        "points": question.points,
        "pool": question.pool,
        "choices": {choice.id: choice.correct for choice in question.choices},
        "targets": [target.id for target in question.targets],
        "items": {item.id: item.target for item in question.items},
        "answer": question.answer,
        "value": None if question.value is None else str(question.value),
        "tolerance": str(question.tolerance) if question.tolerance else None,
        "accept": [*question.accept, *question.also],
    }
    return {name: value for name, value in out.items() if value not in (None, "", [], {})}


def question(data: dict[str, Any]) -> Question:
    """The question that `plain` wrote, without its words."""
    return Question(
        data["id"],
        data["type"],
        "",
        data["points"],
        pool=data.get("pool", ""),
        choices=tuple(Choice(id, "", right) for id, right in data.get("choices", {}).items()),
        targets=tuple(Target(id, "") for id in data.get("targets", ())),
        items=tuple(Item(id, "", target) for id, target in data.get("items", {}).items()),
        answer=data.get("answer"),
        value=Decimal(data["value"]) if "value" in data else None,
        tolerance=Decimal(data.get("tolerance", 0)),
        accept=tuple(data.get("accept", ())),
    )


def mark(module: str, questions: list[dict[str, Any]]) -> float:
    """The mark of one question, or of one pool, of the `answers.json` in the working folder.

    0.0 where there is no file, or one that cannot be used.
    """
    try:
        given = answers.read(ANSWERS, module)
    except CourseError:
        return 0.0
    marks = score_bank(Bank(module, "", tuple(map(question, questions)), graded=True), given)
    return math.fsum(one["score"] or 0.0 for one in marks["questions"].values())
