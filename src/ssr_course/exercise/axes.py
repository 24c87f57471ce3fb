"""Charts with two axes: columns, lines, points."""

from __future__ import annotations

from collections.abc import Callable

from ..interface import Interface
from . import numbers
from .charts import NARROW, Chart, show
from .svg import FONT, LINE, Surface, measure, ticks, wrap

Y = Callable[[float], float]
Box = tuple[float, float, float, float]
HEIGHT = {True: 210.0, False: 190.0}
TONES = ("t1", "t2", "t1 hollow", "t2 hollow")
STROKES = ("line", "line two dashed", "line dotted", "line two")


def draw(chart: Chart, ui: Interface, width: float, label: str) -> str:
    """The drawing of a chart of kind `columns`, `lines` or `points`, `width` units wide."""
    sheet = Surface(width, ui.language.rtl)
    column = 1 if chart.kind == "points" else 0
    known = chart.column(1) if chart.kind == "points" else chart.known()
    known = known or [0.0, 1.0]
    low = chart.low if chart.low is not None else (min(known) if chart.kind == "points" else min(0.0, *known))
    high = chart.high if chart.high is not None else max(known)
    marks = ticks(low, high, 5 if width > NARROW else 4)
    decimals = numbers.places(marks)
    write = numbers.percent if chart.percent else numbers.number
    written = [write(mark, ui.language, decimals) for mark in marks]
    left = max(map(measure, written)) + 8
    top = _legend(chart, sheet) if chart.kind == "lines" else LINE
    if chart.kind == "points":
        sheet.text(0, 13, chart.names[column], "small")
        top = LINE + 12
    bottom = top + HEIGHT[width > NARROW]

    def y(value: float) -> float:
        return bottom - (value - marks[0]) / (marks[-1] - marks[0]) * (bottom - top)

    for mark, words in zip(marks, written, strict=True):
        sheet.path([(left, y(mark)), (width, y(mark))], "axis" if mark == 0 else "grid")
        sheet.text(left - 6, y(mark) + 4.5, words, "small", "end")
    below = {"columns": _columns, "lines": _lines, "points": _points}[chart.kind]
    return sheet.svg(below(chart, ui, sheet, left, top, bottom, y), label)


def _legend(chart: Chart, sheet: Surface) -> float:
    """One line a series: its stroke, its mark, its name. None where there is only one."""
    if len(chart.names) == 1:
        return LINE
    y = 0.0
    for n, name in enumerate(chart.names):
        sheet.path([(0, y + 9), (34, y + 9)], STROKES[n % len(STROKES)])
        sheet.mark(17, y + 9, n, TONES[n % len(TONES)])
        for line in wrap(name, sheet.width - 44):
            sheet.text(44, y + 13, line)
            y += LINE
    return y + 12


def _names(sheet: Surface, places: list[tuple[float, str]], y: float, room: float) -> float:
    """Words under an axis, wrapped into their room; every second one where even that is too narrow."""
    step = 1
    longest = max((measure(word) for _, name in places for word in name.split()), default=0)
    while longest > room * step and step < len(places):
        step += 1
    most = 0
    for x, name in places[::step]:
        lines = wrap(name, max(room * step - 4, 24))
        most = max(most, len(lines))
        for n, line in enumerate(lines):
            half = measure(line) / 2
            sheet.text(min(max(x, half), sheet.width - half), y + 16 + LINE * n, line, "small", "middle")
    return y + 6 + LINE * max(most, 1)


def _columns(
    chart: Chart, ui: Interface, sheet: Surface, left: float, top: float, bottom: float, y: Y
) -> float:
    room = (sheet.width - left) / max(1, len(chart.rows))
    gap = min(6.0, room * 0.12)
    for n, row in enumerate(chart.rows):
        value = row.values[0]
        if value is None:
            continue
        begin, end = sorted((y(value), y(0)))
        sheet.rect(left + room * n + gap / 2, begin, room - gap, end - begin, TONES[0 if row.strong else 1])
        if measure(show(chart, ui, value)) <= room + 2:
            sheet.text(left + room * (n + 0.5), begin - 5, show(chart, ui, value), "small strong", "middle")
    if chart.edges:
        places = [(left + room * n, words) for n, words in enumerate(chart.edges) if words]
    else:
        places = [(left + room * (n + 0.5), row.label) for n, row in enumerate(chart.rows)]
    end = _names(sheet, places, bottom, room)
    if chart.reference:
        place, words = chart.reference
        x = left + room * place
        sheet.path([(x, 0), (x, bottom)], "limit")
        side = "end" if x > sheet.width / 2 else "start"
        sheet.text(x - 6 if side == "end" else x + 6, FONT, words, "strong", side)
    return end + 4


def _lines(
    chart: Chart, ui: Interface, sheet: Surface, left: float, top: float, bottom: float, y: Y
) -> float:
    left += 8
    at = [n if row.at is None else row.at for n, row in enumerate(chart.rows)]
    span = (max(at) - min(at)) if len(at) > 1 else 0

    def x(n: int) -> float:
        return left + ((at[n] - min(at)) / span if span else 0.5) * (sheet.width - left - 10)

    for column in range(len(chart.names)):
        stretch: list[tuple[float, float]] = []
        for n, row in enumerate(chart.rows):  # an unknown value breaks the line: nothing is made up
            value = row.values[column]
            if value is None:
                if len(stretch) > 1:
                    sheet.path(stretch, STROKES[column % len(STROKES)])
                stretch = []
                continue
            stretch.append((x(n), y(value)))
        if len(stretch) > 1:
            sheet.path(stretch, STROKES[column % len(STROKES)])
        for n, row in enumerate(chart.rows):
            if row.values[column] is not None:
                sheet.mark(x(n), y(row.values[column]), column, TONES[column % len(TONES)], 4.5)
    if chart.reference:
        place, words = chart.reference
        sheet.path([(left - 8, y(place)), (sheet.width, y(place))], "limit")
        sheet.text(sheet.width, y(place) - 5, words, "strong", "end")
    room = (sheet.width - left) / max(1, len(chart.rows))
    return _names(sheet, [(x(n), row.label) for n, row in enumerate(chart.rows)], bottom, room) + 4


def _points(
    chart: Chart, ui: Interface, sheet: Surface, left: float, top: float, bottom: float, y: Y
) -> float:
    known = chart.column(0) or [0.0, 1.0]
    marks = ticks(min(known), max(known), 5 if sheet.width > NARROW else 4)
    decimals = numbers.places(marks)
    written = [numbers.number(mark, ui.language, decimals) for mark in marks]
    left += 8
    right = sheet.width - max(14, measure(written[-1], 12) / 2)

    def x(value: float) -> float:
        return left + (value - marks[0]) / (marks[-1] - marks[0]) * (right - left)

    for mark, words in zip(marks, written, strict=True):
        sheet.path([(x(mark), top), (x(mark), bottom)], "grid")
        sheet.text(x(mark), bottom + 16, words, "small", "middle")
    taken: list[Box] = []
    spots = [(row, x(row.values[0]), y(row.values[1])) for row in chart.rows if None not in row.values]
    for row, px, py in spots:
        taken.append((px - 6, py - 6, px + 6, py + 6))
        sheet.mark(px, py, 0 if row.strong else 3, TONES[0 if row.strong else 1])
    for row, px, py in spots:
        _label(sheet, row.label, px, py, taken, top - 10, bottom)
    sheet.text(sheet.width, bottom + 16 + LINE, chart.names[0], "small", "end")
    return bottom + 22 + LINE


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _label(
    sheet: Surface, words: str, px: float, py: float, taken: list[Box], top: float, bottom: float
) -> None:
    """The name beside its point where there is room; the table has every name."""
    wide = measure(words, 12) + 2
    spots = (
        (9, 4, 0.0, "start"),
        (-9, 4, wide, "end"),
        (0, -9, wide / 2, "middle"),
        (0, 18, wide / 2, "middle"),
    )
    for dx, dy, before, anchor in spots:
        x, y = px + dx, py + dy
        box = (x - before, y - 11, x - before + wide, y + 3)
        inside = box[0] >= 0 and box[2] <= sheet.width and box[1] >= top and box[3] <= bottom
        if inside and not any(_meet(box, other) for other in taken):
            taken.append(box)
            sheet.text(x, y, words, "small", anchor)
            return
