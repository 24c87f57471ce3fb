"""What may be known of a question: keys for practice, keyless forms, editions, orders."""

# ruff: noqa: E501 - banks are quoted whole

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from ssr_course.quiz import public
from ssr_course.quiz.load import parse_bank
from ssr_course.quiz.model import Question

BANK = parse_bank("""
id: m
title: T
questions:
- {id: one, type: single, prompt: p, points: 2, hint: h, explanation: SECRET-why, choices: [
    {id: a, text: A, feedback: SECRET-a}, {id: b, text: B, correct: true, feedback: SECRET-b}]}
- {id: some, type: multiple, prompt: p, points: 0.5, choices: [
    {id: a, text: A, correct: true}, {id: b, text: B, correct: true}, {id: c, text: C}]}
- {id: "no", type: true-false, prompt: p, answer: false, feedback: {true: SECRET-t, false: SECRET-f}}
- {id: match, type: matching, prompt: p, targets: [{id: y, text: Y}, {id: x, text: X}],
   items: [{id: a, text: A, target: y, feedback: SECRET-i}, {id: b, text: B, target: x}]}
- {id: sort, type: categorise, prompt: p, targets: [{id: x, text: X}, {id: y, text: Y}, {id: z, text: Z}],
   items: [{id: a, text: A, target: x}, {id: b, text: B, target: x}]}
- {id: sequence, type: ordering, prompt: p, items: [{id: c, text: C}, {id: a, text: A}, {id: b, text: B}],
   feedback: [{when: partly, text: SECRET-n}]}
- {id: number, type: numeric, prompt: p, value: 31.40, tolerance: 1e-1, unit: km, feedback: [{when: 5, text: SECRET-5}]}
- {id: word, type: short, prompt: p, accept: [SECRET-accept, other]}
- {id: essay, type: written, prompt: p, rubric: SECRET-rubric, min_words: 5, max_words: 9}
""")


def test_the_keys_of_the_page_have_these_forms() -> None:
    """The contract with the scripts of the page."""
    keys = {question.id: public.key(question) for question in BANK.questions}
    assert keys == {
        "one": {"type": "single", "points": 2, "key": ["b"]},
        "some": {"type": "multiple", "points": 0.5, "key": ["a", "b"], "choices": ["a", "b", "c"]},
        "no": {"type": "true-false", "points": 1, "key": False},
        "match": {"type": "matching", "points": 1, "key": {"a": "y", "b": "x"}},
        "sort": {"type": "categorise", "points": 1, "key": {"a": "x", "b": "x"}, "targets": ["x", "y", "z"]},
        "sequence": {"type": "ordering", "points": 1, "key": ["c", "a", "b"]},
        "number": {"type": "numeric", "points": 1, "key": "31.4", "tolerance": "0.1"},
        "word": {"type": "short", "points": 1, "key": ["SECRET-accept", "other"]},
        "essay": {"type": "written", "points": 1, "min_words": 5, "max_words": 9},
    }
    assert json.loads(json.dumps(keys)) == keys


def test_whole_points_are_written_without_a_point() -> None:
    """1.0 would be three bytes for one, and another text in JavaScript."""
    assert json.dumps(public.key(replace(BANK.question("no"), points=1.0))["points"]) == "1"


def test_a_keyless_question_tells_nothing_of_its_key() -> None:
    """No feedback, explanation, accepted text, value or mark of the right choice."""
    text = json.dumps([public.keyless(question) for question in BANK.questions])
    assert "SECRET" not in text
    assert "correct" not in text
    assert "31.4" not in text
    assert "tolerance" not in text
    assert '"target"' not in text


@pytest.mark.parametrize("id", ["match", "sequence"])
def test_a_keyless_question_does_not_tell_its_key_by_order(id: str) -> None:
    """Written in any order, an ordering's items and a matching's targets come out the same."""
    question = BANK.question(id)
    turned = (
        replace(question, items=question.items[::-1])
        if id == "sequence"
        else replace(question, targets=question.targets[::-1])
    )
    assert public.keyless(question) == public.keyless(turned)


def test_the_edition_is_sixteen_digits_of_what_is_asked() -> None:
    """It stays the same for the same questions, on every machine."""
    assert public.edition(BANK) == public.edition(replace(BANK, file="elsewhere.yml", objectives=()))
    assert len(public.edition(BANK)) == 16
    assert public.edition(BANK) == "59ba701304494ab6"


def change(id: str, **fields: object) -> str:
    """The edition of the bank with one question changed."""
    return public.edition(
        replace(BANK, questions=tuple(replace(q, **fields) if q.id == id else q for q in BANK.questions))
    )


@pytest.mark.parametrize(
    "fields",
    [
        {"prompt": "other"},
        {"hint": "other"},
        {"points": 3},
        {"unit": "m"},
        {"figure": "f.svg"},
        {"pool": "some-pool"},
    ],
    ids=lambda fields: next(iter(fields)),
)
def test_another_question_is_another_edition(fields: dict[str, object]) -> None:
    """What a learner sees is part of it."""
    assert change("number", **fields) != public.edition(BANK)


@pytest.mark.parametrize(
    "fields",
    [
        {"value": None},
        {"explanation": "other"},
        {"notes": ()},
        {"facts": ("F1",)},
        {"see": "a.md"},
        {"line": 9},
    ],
    ids=lambda fields: next(iter(fields)),
)
def test_another_key_is_the_same_edition(fields: dict[str, object]) -> None:
    """The edition is public: it must not show that a key was corrected, nor help to guess one."""
    assert change("number", **fields) == public.edition(BANK)


def test_of_each_pool_one_question_is_asked() -> None:
    """In the order of the bank; the first by id where the learner is not known."""
    questions = tuple(
        Question(id, "written", "p", pool=pool)
        for id, pool in (("z", "p"), ("solo", ""), ("y", "p"), ("x", "p"))
    )
    bank = replace(BANK, questions=questions)
    assert [q.id for q in public.asked(bank)] == ["solo", "x"]
    seen = {tuple(q.id for q in public.asked(bank, str(learner))) for learner in range(30)}
    assert seen == {("solo", "x"), ("solo", "y"), ("z", "solo")}


def test_learners_are_spread_over_a_pool() -> None:
    """Of 3,000 learners each of three questions is given to a third, more or less."""
    counts = dict.fromkeys("abc", 0)
    for learner in range(3000):
        counts[public.pick("abc", "security-sector", "pool", f"{learner:04}")] += 1
    assert all(850 < count < 1150 for count in counts.values())


def test_without_a_learner_choices_stand_as_written() -> None:
    """The author's order, on paper too."""
    assert public.shown(BANK.question("some")) == ["a", "b", "c"]
    assert public.shown(BANK.question("sort")) == ["a", "b"]
    assert public.shown(BANK.question("match")) == ["a", "b"]


def test_with_a_learner_choices_are_shuffled_unless_they_must_not() -> None:
    """Some learners see another order; with `shuffle: false` none does."""
    question = BANK.question("some")
    assert len({tuple(public.shown(question, str(n))) for n in range(20)}) > 1
    assert {tuple(public.shown(replace(question, shuffle=False), str(n))) for n in range(20)} == {
        ("a", "b", "c")
    }
    assert {tuple(public.shown(BANK.question("match"), str(n))) for n in range(20)} == {("a", "b")}


@pytest.mark.parametrize("shuffle", [True, False])
def test_items_are_never_shown_in_the_right_order(shuffle: bool) -> None:
    """Whoever the learner is, and also where the author wrote `shuffle: false`."""
    question = replace(BANK.question("sequence"), shuffle=shuffle)
    for learner in ("", *map(str, range(200))):
        shown = public.shown(question, learner)
        assert sorted(shown) == ["a", "b", "c"]
        assert shown != ["c", "a", "b"]


def test_a_graded_order_is_the_same_whatever_is_right() -> None:
    """A rotation would tell who knows the hash that it was the key."""
    question = BANK.question("sequence")
    turned = replace(question, items=question.items[::-1])
    for learner in ("", *map(str, range(50))):
        assert public.shown(question, learner, graded=True) == public.shown(turned, learner, graded=True)
