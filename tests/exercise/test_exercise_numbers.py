"""Numbers as people write them."""

from __future__ import annotations

import math
from decimal import Decimal

import pytest

from ssr_course.exercise import numbers
from ssr_course.languages import LANGUAGES, SOURCE
from ssr_course.text import parse_number


class Scalar:
    """What numpy and pandas hand out: a number that has to be asked for."""

    def __init__(self, value: object) -> None:
        self.value = value

    def item(self) -> object:
        return self.value


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("en", "12\u202f345.5"),
        ("zh-cn", "12\u202f345.5"),
        ("fr", "12\u202f345,5"),
        ("es", "12\u202f345,5"),
        ("ru", "12\u202f345,5"),
        ("ar", "\u206612\u202f345.5\u2069"),
    ],
)
def test_a_number_is_written_as_its_language_does(code: str, expected: str) -> None:
    """Decimal comma where it belongs; a thin space parts thousands; Arabic isolates numbers."""
    assert numbers.number(12345.5, LANGUAGES[code]) == expected


def test_a_number_copied_into_an_answer_is_never_read_as_another_number() -> None:
    """A thousands sign of a chart can make an answer unreadable, not a thousand times smaller."""
    for language in LANGUAGES.values():
        assert parse_number(numbers.number(1150, language)) in (None, Decimal(1150))
        assert parse_number(numbers.number(31.4, language)) == Decimal("31.4")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (0, "0"),
        (-0.0, "0"),
        (-3, "\u22123"),
        (2.675, "2.68"),
        (0.1 + 0.2, "0.3"),
        (1e15, "1" + "\u202f000" * 5),
        (None, "\u2013"),
        (math.nan, "\u2013"),
        (True, "\u2013"),
        ("7", "\u2013"),
        (Scalar(7.5), "7.5"),
        (Decimal("7.5"), "7.5"),
        (Scalar("text"), "\u2013"),
    ],
)
def test_odd_values_are_written_or_shown_as_missing(value: object, expected: str) -> None:
    """Nothing that is not a finite number is made to look like one; scalars of other libraries are."""
    assert numbers.number(value) == expected


def test_a_column_of_numbers_has_as_many_places_as_its_longest() -> None:
    """At most two places, and no more than needed."""
    assert [numbers.places(column) for column in ([1, 2], [1, 2.5], [0.125, 3], [], [None])] == [
        0,
        1,
        2,
        0,
        0,
    ]


def test_a_percentage_rounds_half_up_and_keeps_its_sign_in_place() -> None:
    """12.5 is 13 for a person, and the sign follows the language."""
    assert numbers.percent(12.5) == "13%"
    assert numbers.percent(12.5, LANGUAGES["fr"], 1) == "12,5\u00a0%"
    assert numbers.percent(-8, LANGUAGES["ar"]) == "\u2066\u22128%\u2069"
    assert numbers.percent(None, SOURCE) == "\u2013"
