"""Comparing what people typed: folding of words, digits of any script, decimal numbers.

The twin of these functions is in `assets/quiz-score.js`; `tests/data/folding.json` is run by both.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

# What a reader does not see: soft hyphen, marks of direction, joiners, BOM. Phones insert them unasked.
_UNSEEN = re.compile("[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
# Vowel signs, sukun, shadda, Quranic signs and tatweel; not madda and hamza, which make another letter.
_ARABIC_MARKS = re.compile(
    "[\u0610-\u061a\u0640\u064b-\u0652\u0656-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed]"
)
# Spelled out, because `str.isspace` and JavaScript's `\s` do not agree.
_SPACE = re.compile("[\t-\r\x1c- \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+")
_SIGNS = str.maketrans(",٫.,−+-", "....-+-")
_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)")
_MOST_DIGITS = 40


def fold(text: str) -> str:
    """`text` in the form in which typed words are compared.

    NFKC, letter case, Arabic diacritics, tatweel and unseen marks taken away, spaces collapsed.
    Case is folded by lower, upper, lower and one sigma, since JavaScript has no `casefold`: over all of
    Unicode the same but for dotless ı (here the same as i) and Cherokee.
    """
    text = unicodedata.normalize("NFKC", text).lower().upper().lower().replace("ς", "σ")
    text = _UNSEEN.sub("", _ARABIC_MARKS.sub("", unicodedata.normalize("NFKC", text)))
    return _SPACE.sub(" ", text).strip(" ")


def digits(text: str) -> str:
    """`text` with the decimal digits of every script written 0 to 9."""
    return "".join(c if c < "\x80" else str(unicodedata.decimal(c, c)) for c in text)


def parse_number(text: str) -> Decimal | None:
    """The number that a person typed; None if it is none.

    Digits of any script, an optional sign, one decimal sign (``.`` ``,`` ``٫`` or a full-width one), spaces
    around. No thousands sign, no exponent, no unit: "1,500" is one and a half, "1.500,0" is no number.
    """
    plain = _SPACE.sub(" ", digits(_UNSEEN.sub("", text).translate(_SIGNS))).strip(" ")
    if not _NUMBER.fullmatch(plain) or sum(c.isdigit() for c in plain) > _MOST_DIGITS:
        return None
    return Decimal(plain)


def fnv1a(text: str) -> int:
    """FNV-1a, 32 bits, of `text` in UTF-8: spreads learners over pools, orders choices, names receipts."""
    value = 0x811C9DC5
    for byte in re.sub("[\ud800-\udfff]", "\ufffd", text).encode():
        value = (value ^ byte) * 0x01000193 & 0xFFFFFFFF
    return value
