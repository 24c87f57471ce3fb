"""The interpreter between tests in English and a page in Arabic understands every message both ways."""

from __future__ import annotations

import pytest
from interpreter import Interpreter, words

from ssr_course.interface import MESSAGES, Interface

VALUES = {"of": 9, "points": "1.5", "missing": 4, "low": 2, "high": 31, "code": "AB2C", "item": "The line"}
VALUES |= {
    "value": "31.4",
    "title": "A page",
    "learner": "cadet-7",
    "theirs": "a",
    "mine": "b",
    "module": "m",
}
SAID = [name for name in MESSAGES if name.startswith("quiz-")]


@pytest.mark.parametrize("n", [0, 1, 2, 3, 11, 100])
def test_what_the_page_says_is_heard_in_english(n: int) -> None:
    """Whatever plural form it is in; two messages may have the same words."""
    arabic, english, there = words("ar"), Interface(), Interpreter("ar")
    for name in SAID:
        said = arabic(name, n=n, **VALUES)
        same = [other for other in SAID if arabic(other, n=n, **VALUES) == said]
        assert there.hear(f"x {said} y") in [f"x {english(other, n=n, **VALUES)} y" for other in same], name


def test_what_a_test_says_is_said_in_arabic() -> None:
    """A message, filled in or not, or its beginning; the words of a question pass as they are."""
    there = Interpreter("ar")
    assert there.say("Check answer") == words("ar")("quiz-check")
    assert there.say("Move up: The army") == words("ar")("quiz-move-up", item="The army")
    assert there.say("Download") == words("ar")("quiz-download")
    assert there.say("The army") == "The army"
