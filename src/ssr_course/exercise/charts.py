"""Charts: numbers in, accessible SVG and a table out. No framework, no script, no id, no inline style.

A chart is a table first (`Chart.rows`), so that the table alternative is never an afterthought:

1. a `Chart` names its kind, its rows and what its columns are called, all in the reader's language;
2. `svg` draws it (`rows` for bars, parts, ranges; `axes` for columns, lines, points);
3. `figure` puts title, drawing and table together. Looks come from `assets/chart.css`.

What a colour says is also said by a word, a shape or a pattern.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from ..interface import Interface
from . import numbers
from .tables import Column, table_html, table_text

KINDS = ("bars", "columns", "lines", "points", "parts", "ranges")
WIDE, NARROW = 640.0, 300.0


@dataclass(frozen=True)
class Row:
    """One row: what it is called, its numbers (`None` where unknown), and why it stands out.

    ``note`` is shown beside the label; ``strong`` gives the darker tone. ``at`` is the place of the row on a
    numeric axis (``lines``), where rows are not simply one after the other.
    """

    label: str
    values: tuple[float | None, ...]
    note: str = ""
    strong: bool = True
    at: float | None = None


@dataclass(frozen=True)
class Chart:
    """What a chart shows.

    ``names``: what the columns of numbers are called (``points``: x, y; ``ranges``: value, low, high).
    ``head``: what the rows are. ``unit``: said once, under the title. ``reference``: a line across, at a
    value (``columns``: at that many columns from the start), with its words. ``edges``: for ``columns`` that
    are classes of a scale, the words at their borders (one more than rows). ``low``, ``high``: the scale,
    where the numbers should not decide it.
    """

    kind: str
    title: str
    rows: tuple[Row, ...]
    names: tuple[str, ...]
    head: str = ""
    unit: str = ""
    percent: bool = False
    reference: tuple[float, str] | None = None
    edges: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"no such kind of chart: {self.kind}; choose from {', '.join(KINDS)}")
        need = {"points": 2, "ranges": 3, "parts": 1, "columns": 1}.get(self.kind, len(self.names))
        if len(self.names) != need or any(len(row.values) != need for row in self.rows):
            raise ValueError(f"a chart of {self.kind} needs {need} numbers in each row and as many names")
        if self.kind == "parts" and any((row.values[0] or 0) < 0 for row in self.rows):
            raise ValueError("a part of a whole cannot be negative")

    def column(self, index: int) -> list[float]:
        """The known numbers of one column."""
        return [row.values[index] for row in self.rows if row.values[index] is not None]

    def known(self) -> list[float]:
        """Every known number."""
        return [value for row in self.rows for value in row.values if value is not None]


def show(chart: Chart, ui: Interface, value: float | None, column: int = 0) -> str:
    """A number of `chart` as a reader sees it."""
    decimals = numbers.places(chart.column(column) if chart.kind == "points" else chart.known())
    if chart.percent:
        return numbers.percent(value, ui.language, decimals)
    return numbers.number(value, ui.language, decimals)


def svg(chart: Chart, ui: Interface = Interface(), width: float = NARROW) -> str:  # noqa: B008 (frozen)
    """The drawing alone: one ``<svg role="img">`` whose name says title and gist."""
    from . import axes, bars

    draw = bars.draw if chart.kind in ("bars", "parts", "ranges") else axes.draw
    return draw(chart, ui, width, f"{chart.title}. {summary(chart, ui)}")


def figure(chart: Chart, ui: Interface = Interface(), details: str = "") -> str:  # noqa: B008 (frozen)
    """Title, drawing and table as one ``<figure>``.

    Charts with axes are drawn twice, for a wide and a narrow screen; CSS shows one.
    `details` may be ``open``.
    """
    language = ui.language
    two = chart.kind in ("columns", "lines", "points")
    drawing = (
        svg(chart, ui)
        if not two
        else (
            svg(chart, ui, WIDE).replace('"ssr-svg"', '"ssr-svg ssr-wide"', 1)
            + svg(chart, ui, NARROW).replace('"ssr-svg"', '"ssr-svg ssr-narrow"', 1)
        )
    )
    alternative = (
        f'<details class="ssr-alt"{" open" if details == "open" else ""}>'
        f"<summary>{escape(ui('exercise-as-table'))}</summary>{table(chart, ui)}</details>"
    )
    if not chart.rows:
        drawing, alternative = f'<p class="ssr-empty">{escape(ui("exercise-nothing-yet"))}</p>', ""
    unit = f'<p class="ssr-unit">{escape(chart.unit)}</p>' if chart.unit else ""
    return (
        f'<figure class="ssr-chart ssr-{chart.kind}" lang="{language.html}" dir="{language.direction}">'
        f"<figcaption>{escape(chart.title)}</figcaption>{unit}{drawing}{alternative}</figure>"
    )


def table(chart: Chart, ui: Interface = Interface()) -> str:  # noqa: B008 (frozen)
    """The same numbers as an HTML table."""
    return table_html(*_table(chart, ui), language=ui.language)


def text(chart: Chart, ui: Interface = Interface()) -> str:  # noqa: B008 (frozen)
    """The same numbers as plain text, where nothing else can be shown."""
    return table_text(*_table(chart, ui))


def _table(chart: Chart, ui: Interface) -> tuple[str, list[Column], list[list[str]]]:
    columns = [Column(chart.head), *(Column(name, numeric=True) for name in chart.names)]
    rows = [
        [
            f"{row.label} ({row.note})" if row.note else row.label,
            *(show(chart, ui, value, n) for n, value in enumerate(row.values)),
        ]
        for row in chart.rows
    ]
    total = sum(chart.known()) if chart.kind == "parts" else 0
    if total:
        columns.append(Column(ui("exercise-share"), numeric=True))
        for cells, row in zip(rows, chart.rows, strict=True):
            cells.append(numbers.percent((row.values[0] or 0) / total * 100, ui.language, 1))
    unit = f" ({chart.unit})" if chart.unit else ""
    return chart.title + unit, columns, rows


def summary(chart: Chart, ui: Interface) -> str:
    """One or two sentences with the gist: kind, extremes, or where each line begins and ends."""
    kind = ui(f"exercise-kind-{chart.kind}")
    if not chart.known():
        return f"{kind}. {ui('exercise-nothing-yet')}"
    if chart.kind == "lines":
        return " ".join([f"{kind}.", *filter(None, (_course(chart, ui, n) for n in range(len(chart.names))))])
    column = 1 if chart.kind == "points" else 0
    by_value = sorted(
        (row for row in chart.rows if row.values[column] is not None), key=lambda row: row.values[column]
    )
    if not by_value:
        return f"{kind}."
    low, high = by_value[0], by_value[-1]
    gist = f"{kind}. " + ui(
        "exercise-extremes",
        high=high.label,
        high_value=show(chart, ui, high.values[column], column),
        low=low.label,
        low_value=show(chart, ui, low.values[column], column),
    )
    return f"{gist} {chart.reference[1]}." if chart.reference else gist


def _course(chart: Chart, ui: Interface, column: int) -> str:
    rows = [row for row in chart.rows if row.values[column] is not None]
    if not rows:
        return ""
    return ui(
        "exercise-course",
        series=chart.names[column],
        first=rows[0].label,
        last=rows[-1].label,
        first_value=show(chart, ui, rows[0].values[column]),
        last_value=show(chart, ui, rows[-1].values[column]),
    )
