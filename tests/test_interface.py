"""The words of the interface: filled in, and in the right plural form."""

from __future__ import annotations

import re

import pytest

from ssr_course.interface import MESSAGES, Interface
from ssr_course.languages import LANGUAGES

ARABIC = ("لا نقاط", "نقطة واحدة", "نقطتان", "{n} نقاط", "{n} نقطة", "{n} نقطة")


@pytest.mark.parametrize("name", MESSAGES)
def test_both_forms_of_a_message_fill_in_nothing_that_only_one_of_them_names(name: str) -> None:
    """A singular may leave the number out; it never asks for more than the plural does."""
    text = MESSAGES[name]
    if not isinstance(text, str):
        one, many = (set(re.findall(r"\{(\w+)\}", form)) for form in text)
        assert one <= many and "n" in many


@pytest.mark.parametrize(
    ("n", "said"),
    [(0, "لا نقاط"), (1, "نقطة واحدة"), (2, "نقطتان"), (3, "3 نقاط"), (11, "11 نقطة"), (100, "100 نقطة")],
)
def test_arabic_has_six_forms(n: int, said: str) -> None:
    """Zero, one, two, few, many, other."""
    ui = Interface(LANGUAGES["ar"], {"quiz-points": ARABIC})
    assert ui("quiz-points", n=n) == said


def test_half_a_point_is_not_two_points() -> None:
    """A part of one takes the general form, as in a browser."""
    assert Interface(LANGUAGES["ar"], {"quiz-points": ARABIC})("quiz-points", n=0.5) == "0.5 نقطة"


def test_what_is_not_translated_is_english_with_the_plural_rule_of_english() -> None:
    """French counts 0 as singular; English words do not follow it."""
    assert Interface(LANGUAGES["fr"])("quiz-points", n=0) == "0 points"


def test_a_script_gets_plural_forms_by_category() -> None:
    """`Intl.PluralRules` names them zero, one, two, few, many, other."""
    table = Interface(LANGUAGES["ar"], {"quiz-points": ARABIC}).table(("quiz-points", "quiz-hint"))
    assert table["quiz-points"] == dict(zip(LANGUAGES["ar"].plurals, ARABIC, strict=True))
    assert isinstance(table["quiz-hint"], str)
