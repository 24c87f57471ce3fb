"""A question and an answer become a mark. Touches nothing, never fails, whatever arrives.

The twin is `assets/quiz-score.js`; `tests/data/scoring.json` is run by both.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from decimal import Context, Decimal
from itertools import pairwise
from typing import Any

from ..errors import CourseError, Problem
from ..text import fold, parse_number
from .model import Bank, Question
from .public import pick

_EXACT = Context(prec=100)  # a bank's numbers have at most 15 digits, so bounds are never rounded
_LONGEST_SHORT = 1000  # characters; longer texts are no answer to a short question


def score(question: Question, answer: Any) -> float | None:
    """The mark of `answer` (any JSON value, None for no answer): 0.0 to `question.points`.

    None for `written`, which a person marks.
    """
    if question.type == "written":
        return None
    return float(question.points) * _SHARE[question.type](question, answer)


def score_bank(bank: Bank, answers: Any, learner: str | None = None) -> dict[str, Any]:
    """The marks of one learner on a whole bank.

    `answers`: ``{id: answer}``, or an `Answers` file, whose module must be that of the bank (`CourseError`).
    `learner` chooses from pools; by default the file's own hint, else the first of each pool.

    Gives ``{"module", "score", "max_score", "questions": {id: {"score", "max_score"}}}``. One question of a
    pool counts: the learner's, or where only another was answered, that one, and ``"instead_of"`` then names
    the learner's. `written`: score None, and in neither sum.
    """
    module = getattr(answers, "module", bank.id)
    if module != bank.id:
        raise CourseError(
            Problem(
                f"these are answers to {module}, not to {bank.id}",
                bank.file,
                cure=f"take the bank of {module}, or the learner's file answers-{bank.id}.json",
            )
        )
    given = getattr(answers, "answers", answers)
    given = given if isinstance(given, Mapping) else {}
    who = (getattr(answers, "learner", "") if learner is None else learner) or ""
    questions: dict[str, dict[str, Any]] = {}
    for members in _cells(bank):
        asked = members[0]
        if asked.pool:
            own = pick([q.id for q in members], bank.id, asked.pool, who)
            asked = next(q for q in members if q.id == own)
        counted = asked if asked.id in given else next((q for q in members if q.id in given), asked)
        mark = {"score": score(counted, given.get(counted.id)), "max_score": float(counted.points)}
        if who and counted is not asked:
            mark["instead_of"] = asked.id
        questions[counted.id] = mark
    marked = [mark for mark in questions.values() if mark["score"] is not None]
    return {
        "module": bank.id,
        "score": math.fsum(mark["score"] for mark in marked),
        "max_score": math.fsum(mark["max_score"] for mark in marked),
        "questions": questions,
    }


def _cells(bank: Bank) -> list[list[Question]]:
    """Questions that stand alone and pools (sorted by id), in the order of the bank."""
    cells: dict[tuple[str, str], list[Question]] = {}
    for question in bank.questions:
        cells.setdefault(("pool", question.pool) if question.pool else ("", question.id), []).append(question)
    return [sorted(members, key=lambda q: q.id) for members in cells.values()]


# Each gives the share of the points, 0.0 to 1.0.


def _ids(answer: Any, known: set[str]) -> list[str] | None:
    """The answer as a list of different ids out of `known`; None if it is anything else."""
    if not isinstance(answer, list) or len(answer) > len(known):
        return None
    if not all(isinstance(id, str) and id in known for id in answer) or len(set(answer)) < len(answer):
        return None
    return answer


def _single(question: Question, answer: Any) -> float:
    ids = _ids(answer, {choice.id for choice in question.choices})
    return float(ids == [choice.id for choice in question.choices if choice.correct])


def _multiple(question: Question, answer: Any) -> float:
    ids = _ids(answer, {choice.id for choice in question.choices}) or []
    key = {choice.id for choice in question.choices if choice.correct}
    right = sum(id in key for id in ids)
    return max(0, right - (len(ids) - right)) / len(key)


def _true_false(question: Question, answer: Any) -> float:
    return float(isinstance(answer, bool) and answer is question.answer)


def _placed(question: Question, answer: Any) -> float:
    if not isinstance(answer, dict) or len(answer) > len(question.items):
        return 0.0
    key = {item.id: item.target for item in question.items}
    targets = {target.id for target in question.targets}
    if not all(id in key and isinstance(to, str) and to in targets for id, to in answer.items()):
        return 0.0
    return sum(key[id] == to for id, to in answer.items()) / len(key)


def _ordering(question: Question, answer: Any) -> float:
    key = [item.id for item in question.items]
    ids = _ids(answer, set(key))
    if ids is None or len(ids) < len(key):
        return 0.0
    right = set(pairwise(key))
    return sum(pair in right for pair in pairwise(ids)) / len(right)


def _numeric(question: Question, answer: Any) -> float:
    value = number(answer)
    if value is None or question.value is None:
        return 0.0
    low = _EXACT.subtract(question.value, question.tolerance)
    high = _EXACT.add(question.value, question.tolerance)
    return float(low <= value <= high)


def _short(question: Question, answer: Any) -> float:
    if not isinstance(answer, str) or len(answer) > _LONGEST_SHORT:
        return 0.0
    text = fold(answer)
    return float(any(fold(accepted) == text for accepted in (*question.accept, *question.also)))


_SHARE = {
    "single": _single,
    "multiple": _multiple,
    "true-false": _true_false,
    "matching": _placed,
    "categorise": _placed,
    "ordering": _ordering,
    "numeric": _numeric,
    "short": _short,
}


def number(answer: Any) -> Decimal | None:
    """A numeric answer as a decimal: a JSON number, or text as typed; None if it is no finite number."""
    if isinstance(answer, str):
        return parse_number(answer)
    if isinstance(answer, bool) or not isinstance(answer, int | float):
        return None
    if isinstance(answer, int):
        return Decimal(answer) if abs(answer) < 10**18 else None
    return Decimal(repr(float(answer))) if math.isfinite(answer) else None
