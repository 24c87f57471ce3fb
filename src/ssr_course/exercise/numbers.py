"""Numbers as a person writes them in each language.

Western digits everywhere (the course's rule for Arabic too). Thousands are parted by a thin space in every
language: a learner who copies "1,150" from a table into an answer would have written one and a bit. In a
right-to-left language every number is isolated, so that its sign and its percent sign stay in place.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

from ..languages import SOURCE, Language

GROUP = "\u202f"
_COMMA = ("es", "fr", "ru")  # decimal comma, and a space before the percent sign
MOST_PLACES = 2


def bare(value: object) -> object:
    """A scalar of numpy or pandas (they have ``item()``; neither is imported) or a decimal, as Python's."""
    item = getattr(value, "item", None)
    if callable(item) and not isinstance(value, int | float):
        try:
            return item()
        except (TypeError, ValueError):
            return value
    return float(value) if isinstance(value, Decimal) else value


def plain(value: object) -> float | int | None:
    """`value` as a Python number; `None` for what is missing, not finite or not a number.

    `True` is not a number here.
    """
    value = bare(value)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return value if math.isfinite(value) else None


def places(values: Iterable[object]) -> int:
    """Decimal places that show every one of `values`, at most two."""
    most = 0
    for value in map(plain, values):
        if value is not None:
            exponent = round(Decimal(repr(value)), MOST_PLACES).normalize().as_tuple().exponent
            most = max(most, -int(exponent))
    return most


def number(value: object, language: Language = SOURCE, decimals: int | None = None) -> str:
    """`value` written in `language`, with `decimals` places (as many as it needs, at most two, if `None`)."""
    known = plain(value)
    if known is None:
        return "\u2013"
    decimals = places([known]) if decimals is None else decimals
    rounded = Decimal(repr(known)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    whole, _, part = f"{abs(rounded):f}".partition(".")
    whole = f"{int(whole):,}".replace(",", GROUP)
    point = "," if language.code in _COMMA else "."
    sign = "\u2212" if rounded < 0 else ""
    return isolate(sign + whole + (point + part if part else ""), language)


def percent(share: object, language: Language = SOURCE, decimals: int = 0) -> str:
    """`share` (a number of hundredths: 31.4) as a percentage."""
    if plain(share) is None:
        return "\u2013"
    sign = "\u00a0%" if language.code in _COMMA else "%"
    return isolate(number(share, language, decimals).strip("\u2066\u2069") + sign, language)


def isolate(text: str, language: Language) -> str:
    """`text`, kept from left to right inside a right-to-left sentence."""
    return f"\u2066{text}\u2069" if language.rtl else text
