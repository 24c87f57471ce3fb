"""Marks: between nothing and all, whatever arrives; whole banks; pools."""

# ruff: noqa: E501 - banks are quoted whole

from __future__ import annotations

import math
import sys
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ssr_course.answers import Answers
from ssr_course.errors import CourseError
from ssr_course.quiz.load import parse_bank
from ssr_course.quiz.model import Bank, Question
from ssr_course.quiz.score import score, score_bank

BANK = parse_bank("""
id: m
questions:
- {id: one, type: single, prompt: p, points: 2, choices: [{id: a, text: A}, {id: b, text: B, correct: true}]}
- {id: some, type: multiple, prompt: p, points: 0.7, choices: [
    {id: a, text: A, correct: true}, {id: b, text: B, correct: true}, {id: c, text: C, correct: true}, {id: d, text: D}]}
- {id: yes, type: true-false, prompt: p, points: 1, answer: true}
- {id: match, type: matching, prompt: p, points: 3, targets: [{id: x, text: X}, {id: y, text: Y}, {id: z, text: Z}],
   items: [{id: a, text: A, target: x}, {id: b, text: B, target: y}, {id: c, text: C, target: z}]}
- {id: sort, type: categorise, prompt: p, points: 0.1, targets: [{id: x, text: X}, {id: y, text: Y}],
   items: [{id: a, text: A, target: x}, {id: b, text: B, target: x}, {id: c, text: C, target: y}]}
- {id: sequence, type: ordering, prompt: p, points: 1000, items: [{id: a, text: A}, {id: b, text: B}, {id: c, text: C}]}
- {id: number, type: numeric, prompt: p, points: 1, value: 31.4, tolerance: 0.1}
- {id: word, type: short, prompt: p, points: 1, accept: [customs, "1"]}
- {id: essay, type: written, prompt: p, points: 5}
""")
MARKED = [question for question in BANK.questions if question.type != "written"]

ids = st.sampled_from(["a", "b", "c", "d", "x", "y", "z", ""])
numbers = st.one_of(
    st.integers(),
    st.integers(10**400, 10**401),
    st.floats(allow_nan=True, allow_infinity=True),
    st.decimals(allow_nan=True, allow_infinity=True),
)
typed = st.text(st.sampled_from("0123456789٠١٢٣٤٥٦٧٨٩۳४3.,٫٬-−+ eE\u200f\xa0\ud800%xحج"), max_size=12)
words = st.one_of(typed, ids, st.text(max_size=20), st.text(st.characters(categories=["Cs"]), max_size=3))
leaves = st.one_of(
    st.none(), st.booleans(), numbers, words, st.binary(max_size=4), st.just(object()), st.just(print)
)
anything = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.lists(st.one_of(ids, inner), max_size=6),
        st.tuples(inner, inner),
        st.sets(st.one_of(st.none(), st.booleans(), ids), max_size=3),
        st.dictionaries(
            st.one_of(ids, words, st.none(), st.booleans(), st.integers(), st.floats()),
            st.one_of(ids, inner),
            max_size=6,
        ),
    ),
    max_leaves=12,
)


@pytest.mark.parametrize("question", MARKED, ids=lambda q: q.type)
@settings(max_examples=400, deadline=None)
@given(answer=anything)
def test_a_mark_is_a_number_from_nothing_to_all(question: Question, answer: Any) -> None:
    """Never below 0, above the points, NaN or an error."""
    mark = score(question, answer)
    assert type(mark) is float
    assert 0.0 <= mark <= question.points


@pytest.mark.parametrize("question", MARKED, ids=lambda q: q.type)
@pytest.mark.parametrize(
    "answer",
    [
        ["a"] * 10**6,
        [[]] * 10**6,
        {str(n): "x" for n in range(10**6)},
        "٣" * 10**6,
        "a" * 10**6,
        10**5000,
        -(10 ** (10**5)),
        float("nan"),
        float("inf"),
        -float("inf"),
        sys.float_info.max,
        "\ud800",
        {None: None, 1: 2, ("a",): ["x"]},
        [None, True, 1, 1.5, [], {}],
        b"customs",
        Decimal("31.4"),
        Decimal("NaN"),
        1j,
        range(3),
        type,
    ],
    ids=lambda a: type(a).__name__,
)
def test_hostile_answers_earn_nothing(question: Question, answer: Any) -> None:
    """A million entries, huge numbers, odd keys: 0, at once."""
    assert score(question, answer) == 0.0


def test_a_list_that_holds_itself_earns_nothing() -> None:
    """No walk through an answer is without an end."""
    answer: list[Any] = []
    answer.append(answer)
    mapping: dict[str, Any] = {}
    mapping["a"] = mapping
    assert [score(q, a) for q in MARKED for a in (answer, mapping)] == [0.0] * 2 * len(MARKED)


@pytest.mark.parametrize("answer", [None, "", "words", 5, [], {}])
def test_a_written_answer_has_no_mark(answer: Any) -> None:
    """A person reads it."""
    assert score(BANK.question("essay"), answer) is None


@settings(max_examples=300, deadline=None)
@given(
    value=st.decimals(-(10**9), 10**9, places=6),
    tolerance=st.decimals(0, 10**6, places=6),
    off=st.decimals(0, 10**6, places=6),
)
def test_the_bounds_of_a_tolerance_are_included(value: Decimal, tolerance: Decimal, off: Decimal) -> None:
    """Right exactly where the distance, as a decimal, is at most the tolerance."""
    question = Question("q", "numeric", "p", value=value, tolerance=tolerance)
    right = float(off <= tolerance)
    assert score(question, f"{value + off:f}") == right
    assert score(question, f"{value - off:f}") == right
    assert score(question, f"{value + tolerance:f}") == 1.0


def test_true_and_one_are_different_answers() -> None:
    """Python takes True for 1; marks do not."""
    assert score(BANK.question("yes"), 1) == 0.0
    one = Question("q", "numeric", "p", value=Decimal(1))
    assert score(one, True) == 0.0
    assert score(one, 1) == 1.0


# ---- whole banks ----

RIGHT = {
    "one": ["b"], "some": ["c", "b", "a"], "yes": True, "match": {"a": "x", "b": "y", "c": "z"},
    "sort": {"a": "x", "b": "x", "c": "y"}, "sequence": ["a", "b", "c"], "number": "٣١٫٤", "word": "CUSTOMS",
}  # fmt: skip


def test_the_marks_of_a_bank_name_every_question() -> None:
    """Module, sums, and each question with its mark and its points."""
    marks = score_bank(BANK, {**RIGHT, "one": ["a"], "essay": "I think", "unknown": 1})
    assert list(marks) == ["module", "score", "max_score", "questions"]
    assert marks["module"] == "m"
    assert marks["questions"]["one"] == {"score": 0.0, "max_score": 2.0}
    assert marks["questions"]["some"] == {"score": 0.7, "max_score": 0.7}
    assert list(marks["questions"]) == [q.id for q in BANK.questions]
    assert "unknown" not in marks["questions"]


def test_written_questions_are_listed_and_not_summed() -> None:
    """What a machine does not mark is in neither sum."""
    marks = score_bank(BANK, RIGHT)
    assert marks["questions"]["essay"] == {"score": None, "max_score": 5.0}
    assert marks["max_score"] == math.fsum(float(q.points) for q in MARKED)
    assert marks["score"] == marks["max_score"]


@pytest.mark.parametrize("answers", [None, {}, [], "text", 5, {"one": None}])
def test_without_answers_everything_is_nothing(answers: Any) -> None:
    """No answer is no error."""
    marks = score_bank(BANK, answers)
    assert marks["score"] == 0.0
    assert all(not mark["score"] for mark in marks["questions"].values())


def test_answers_to_another_module_are_not_marked() -> None:
    """A file of another module says so instead of giving nothing for everything."""
    with pytest.raises(CourseError, match="answers to other, not to m"):
        score_bank(BANK, Answers("other", RIGHT))
    assert score_bank(BANK, Answers("m", RIGHT))["score"] > 0


POOL = Bank("m", "", parse_bank("""
id: m
questions:
- {id: p-b, type: true-false, prompt: p, answer: true, pool: both, points: 2}
- {id: alone, type: true-false, prompt: p, answer: true}
- {id: p-a, type: true-false, prompt: p, answer: true, pool: both, points: 2}
""").questions)  # fmt: skip


def test_of_a_pool_one_question_counts() -> None:
    """The maximum is the same for every learner; without a learner the first by id is asked."""
    marks = score_bank(POOL, {})
    assert marks["max_score"] == 3.0
    assert list(marks["questions"]) == ["p-a", "alone"]


def test_of_a_pool_the_question_of_the_learner_counts() -> None:
    """Even where another one was answered as well, and better."""
    asked = {
        learner: next(iter(score_bank(POOL, {}, learner)["questions"])) for learner in map(str, range(20))
    }
    assert set(asked.values()) == {"p-a", "p-b"}
    for learner, own in asked.items():
        other = {"p-a": "p-b", "p-b": "p-a"}[own]
        marks = score_bank(POOL, {own: False, other: True}, learner)
        assert marks["questions"][own] == {"score": 0.0, "max_score": 2.0}
        assert other not in marks["questions"]


def test_another_answer_of_the_pool_is_marked_and_said() -> None:
    """Who answered another question of the pool is marked on that one."""
    learner = next(str(n) for n in range(20) if "p-b" in score_bank(POOL, {}, str(n))["questions"])
    marks = score_bank(POOL, {"p-a": True}, learner)
    assert marks["questions"]["p-a"] == {"score": 2.0, "max_score": 2.0, "instead_of": "p-b"}
    assert score_bank(POOL, {"p-b": True}, learner)["questions"]["p-b"] == {"score": 2.0, "max_score": 2.0}


def test_without_a_learner_an_answer_of_the_pool_is_marked_without_a_word() -> None:
    """Nobody can say that it was the wrong one."""
    assert score_bank(POOL, {"p-b": True})["questions"]["p-b"] == {"score": 2.0, "max_score": 2.0}


def test_the_learner_of_the_file_is_taken_unless_one_is_given() -> None:
    """The hint in the file chooses from pools; the grader's own list overrules it."""
    with_b = next(str(n) for n in range(20) if "p-b" in score_bank(POOL, {}, str(n))["questions"])
    with_a = next(str(n) for n in range(20) if "p-a" in score_bank(POOL, {}, str(n))["questions"])
    assert "p-b" in score_bank(POOL, Answers("m", learner=with_b))["questions"]
    assert "p-a" in score_bank(POOL, Answers("m", learner=with_b), with_a)["questions"]
    assert "p-a" in score_bank(POOL, Answers("m", learner=with_b), "")["questions"]
