"""Charts that read row by row: bars, parts of a whole, ranges. Words stand above what they name."""

from __future__ import annotations

from ..interface import Interface
from . import numbers
from .charts import Chart, Row, show
from .svg import LINE, Surface, measure, ticks, wrap

BAR, GAP = 12.0, 14.0
TONES = ("t1", "t2", "open", "t1 open-dash")


def draw(chart: Chart, ui: Interface, width: float, label: str) -> str:
    """The drawing of a chart of kind `bars`, `parts` or `ranges`, `width` units wide."""
    sheet = Surface(width, ui.language.rtl)
    height = {"bars": _bars, "parts": _parts, "ranges": _ranges}[chart.kind](chart, ui, sheet)
    return sheet.svg(height, label)


def _words(sheet: Surface, y: float, row: Row, value: str) -> float:
    """Label (wrapped) at the start, number at the end of the line; gives back where the next may stand."""
    name = f"{row.label} ({row.note})" if row.note else row.label
    for n, line in enumerate(wrap(name, sheet.width - measure(value) - 16)):
        sheet.text(0, y + LINE * n + 13, line, "strong" if row.note else "")
        end = y + LINE * (n + 1)
    if value:
        sheet.text(sheet.width, y + 13, value, "strong", "end")
    return end + 2


def _scale(chart: Chart) -> tuple[float, float]:
    known = chart.known() or [0.0]
    low = min(0.0, *known) if chart.low is None else chart.low
    high = max(0.0, *known) if chart.high is None else chart.high
    return low, high if high > low else low + 1


def _bars(chart: Chart, ui: Interface, sheet: Surface) -> float:
    low, high = _scale(chart)

    def x(value: float) -> float:
        return (min(max(value, low), high) - low) / (high - low) * sheet.width

    several = len(chart.names) > 1
    lines: list[float] = []
    y = 0.0
    for row in chart.rows:
        y = _words(sheet, y, row, "" if several else show(chart, ui, row.values[0]))
        for n, value in enumerate(row.values):
            if several:
                sheet.text(0, y + 12, chart.names[n], "small")
                sheet.text(sheet.width, y + 12, show(chart, ui, value), "small strong", "end")
                y += 17
            sheet.rect(0, y, sheet.width, BAR, "track")
            tone = TONES[n % len(TONES)] if several else TONES[0 if row.strong else 1]
            if value is not None:
                begin, end = sorted((x(0), x(value)))
                sheet.rect(begin, y, end - begin, BAR, tone)
            lines.append(y)
            y += BAR + (4 if several else 0)
        y += GAP
    if chart.reference and chart.rows:
        place, words = chart.reference
        for top in lines:  # not through the words
            sheet.path([(x(place), top - 4), (x(place), top + BAR + 4)], "limit")
        sheet.text(x(place), y + 15, words, "strong", "start" if x(place) < sheet.width / 2 else "end")
        y += LINE
    return y


def _parts(chart: Chart, ui: Interface, sheet: Surface) -> float:
    """Every part begins where the one before it ends, so that together they fill the track."""
    total = sum(chart.known())
    y = begin = 0.0
    for row in chart.rows:
        share = (row.values[0] or 0) / total if total else 0.0
        y = _words(sheet, y, row, numbers.percent(share * 100, ui.language, 1))
        sheet.rect(0, y, sheet.width, BAR, "track")
        sheet.rect(begin, y, share * sheet.width, BAR, TONES[0 if row.strong else 1])
        begin += share * sheet.width
        y += BAR
        if row is not chart.rows[-1]:
            sheet.path([(begin, y), (begin, y + GAP)], "thread")
        y += GAP
    return y


def _ranges(chart: Chart, ui: Interface, sheet: Surface) -> float:
    known = chart.known() or [0.0]
    low = min(known) if chart.low is None else chart.low
    marks = ticks(low, max(known) if chart.high is None else chart.high)
    pad = 14.0

    def x(value: float) -> float:
        return pad + (value - marks[0]) / (marks[-1] - marks[0]) * (sheet.width - 2 * pad)

    tops, y = [], 0.0
    for row in chart.rows:
        y = _words(sheet, y, row, show(chart, ui, row.values[0]))
        tops.append(y)
        y += BAR + GAP
    decimals = numbers.places(marks)
    for mark in marks:
        for top in tops:  # not through the words
            sheet.path([(x(mark), top - 2), (x(mark), top + BAR + 4)], "grid")
        written = (numbers.percent if chart.percent else numbers.number)(mark, ui.language, decimals)
        sheet.text(x(mark), y + 15, written, "small", "middle")
    for row, top in zip(chart.rows, tops, strict=True):
        value, low, high = row.values
        middle = top + BAR / 2
        if low is not None and high is not None:
            sheet.path([(x(low), middle), (x(high), middle)], "line")
            for end in (low, high):
                sheet.path([(x(end), middle - 5), (x(end), middle + 5)], "line")
        if value is not None:
            sheet.mark(x(value), middle, 0 if row.strong else 3, TONES[0 if row.strong else 1])
    return y + LINE
