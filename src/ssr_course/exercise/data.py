"""Tables of an exercise: read, add up, take apart. Ids and numbers, never words."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

Rows = list[dict[str, Any]]
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")


def read(name: str) -> Rows:
    """The rows of a CSV file beside the notebook: numbers as numbers, everything else as text."""
    with open(Path(name), encoding="utf-8-sig", newline="") as file:
        return [{key: _value(text) for key, text in row.items()} for row in csv.DictReader(file)]


def _value(text: str | None) -> Any:
    text = (text or "").strip()
    if not _NUMBER.fullmatch(text):
        return text
    return float(text) if "." in text else int(text)


def ids(value: object) -> list[str]:
    """The ids in a cell: ``"parliament audit"`` holds two, an empty cell none."""
    return str(value).split() if value is not None else []


def total(rows: Iterable[Mapping[str, Any]], column: str) -> float:
    """The sum of a column, without the noise of binary fractions."""
    return round(sum(row[column] for row in rows), 9)


def where(rows: Rows, test: Callable[[Mapping[str, Any]], object]) -> Rows:
    """The rows that pass `test`."""
    return [row for row in rows if test(row)]


def group(
    rows: Rows, column: str, by: Mapping[str, str], key: str, order: Iterable[str] = ()
) -> dict[str, float]:
    """Sums of `column` by the group that `by` puts each row in (`by` maps the row's `key`); others left out.

    `order` names groups that are there even when empty, and how they follow.
    """
    sums = dict.fromkeys(order, 0.0)
    for row in rows:
        if name := by.get(row[key]):
            sums[name] = round(sums.get(name, 0) + row[column], 9)
    return sums


def share(part: float, whole: float, places: int = 1) -> float | None:
    """`part` of `whole` in hundredths, rounded half up; `None` of nothing."""
    from decimal import ROUND_HALF_UP, Decimal

    if not whole:
        return None
    exact = Decimal(repr(part)) / Decimal(repr(whole)) * 100
    return float(exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP))
