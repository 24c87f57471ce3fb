"""Text: plain files, one canonical form. (Folding and numbers: tests/quiz/test_twins.py.)"""

from __future__ import annotations

import os
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssr_course.text import canonical, digits, fnv1a, fold, parse_number, read_bytes


@given(st.text(st.characters()))
def test_folding_twice_changes_nothing(text: str) -> None:
    """A folded text is its own folded form, and has no space too many."""
    folded = fold(text)
    assert fold(folded) == folded
    assert folded == " ".join(folded.split())


@given(
    st.decimals(-(10**12), 10**12, places=6),
    st.sampled_from(".,٫\uff0e"),
    st.sampled_from([0x30, 0x660, 0x6F0, 0x966, 0x1D7D8]),
)
def test_a_number_is_read_in_any_script(value: Decimal, sign: str, zero: int) -> None:
    """Whatever the digits and the decimal sign, the value is the same."""
    typed = "".join(chr(zero + int(c)) if c.isdigit() else sign if c == "." else c for c in f"{value:f}")
    assert parse_number(typed) == value
    assert parse_number(f" {typed}\u200f ") == value


@given(st.text(st.characters()))
def test_whatever_is_typed_is_a_number_or_none(text: str) -> None:
    """Never an error, never infinite."""
    value = parse_number(text)
    assert value is None or value.is_finite()


def test_digits_leaves_other_characters_alone() -> None:
    """Only decimal digits are replaced; a superscript is none."""
    assert digits("٣ km² ½ ५") == "3 km² ½ 5"


@given(st.text(st.characters()))
def test_a_hash_has_32_bits(text: str) -> None:
    """Also of halves of characters."""
    assert 0 <= fnv1a(text) < 2**32


def test_the_canonical_form_sorts_keys_as_javascript_does() -> None:
    """By UTF-16 units: a character beyond the first plane comes before the last ones of it."""
    assert canonical({"\uff5e": 1, "😀": 2, "a": 3}) == '{"a":3,"😀":2,"\uff5e":1}'


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "null"),
        (True, "true"),
        (1.0, "1"),
        (-0.0, "0"),
        ([1, ["é\n"]], '[1,["é\\n"]]'),
        ({}, "{}"),
        (10**17 + 1, "100000000000000000"),
    ],
)
def test_the_canonical_form_of_values(value: object, text: str) -> None:
    """One text for one value."""
    assert canonical(value) == text


def test_a_plain_file_is_read_up_to_the_limit(tmp_path: Path) -> None:
    """One byte more than the limit tells that there is more."""
    (tmp_path / "f").write_bytes(b"abcdef")
    assert read_bytes(tmp_path / "f", 10) == b"abcdef"
    assert read_bytes(tmp_path / "f", 3) == b"abcd"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    """Nobody writes into it; reading it would never end."""
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(IsADirectoryError):
        read_bytes(tmp_path / "pipe", 10)


def test_a_folder_and_a_missing_file_are_errors_of_the_system(tmp_path: Path) -> None:
    """`OSError`, to be said in the words of whoever asked."""
    for path in (tmp_path, tmp_path / "missing"):
        with pytest.raises(OSError):
            read_bytes(path, 10)
