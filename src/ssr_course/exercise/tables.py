"""Tables: HTML with scopes and numbers in columns, and plain text."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from ..languages import SOURCE, Language


@dataclass(frozen=True)
class Column:
    """What a column is called, and whether it holds numbers."""

    name: str
    numeric: bool = False


def table_html(
    caption: str,
    columns: Sequence[Column],
    rows: Sequence[Sequence[str]],
    language: Language = SOURCE,
    foot: Sequence[str] = (),
) -> str:
    """An HTML table; the first cell of a row is its header. A long table scrolls sideways in its own box."""
    head = "".join(f'<th scope="col"{_kind(column)}>{escape(column.name)}</th>' for column in columns)
    body = "".join(_row(columns, row) for row in rows)
    end = f"<tfoot>{_row(columns, foot)}</tfoot>" if foot else ""
    return (
        f'<div class="ssr-table" role="region" tabindex="0" aria-label="{escape(caption)}" '
        f'lang="{language.html}" dir="{language.direction}"><table><caption>{escape(caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody>{end}</table></div>"
    )


def _row(columns: Sequence[Column], row: Sequence[str]) -> str:
    cells = [f'<th scope="row">{escape(row[0])}</th>']
    cells += [
        f"<td{_kind(column)}>{escape(cell)}</td>" for column, cell in zip(columns[1:], row[1:], strict=True)
    ]
    return f"<tr>{''.join(cells)}</tr>"


def _kind(column: Column) -> str:
    return ' class="num"' if column.numeric else ""


def table_text(
    caption: str, columns: Sequence[Column], rows: Sequence[Sequence[str]], foot: Sequence[str] = ()
) -> str:
    """The table as aligned plain text (wide characters count twice)."""
    grid = [[column.name for column in columns], *rows, *([foot] if foot else [])]
    wide = [max(_cells(row[n]) for row in grid) for n in range(len(columns))]
    lines = [caption, ""] if caption else []
    for row in grid:
        cells = []
        for cell, width, column in zip(row, wide, columns, strict=True):
            space = " " * (width - _cells(cell))
            cells.append(space + cell if column.numeric else cell + space)
        lines.append("  ".join(cells).rstrip())
    return "\n".join(lines)


def _cells(text: str) -> int:
    """How many cells of a terminal `text` fills."""
    seen = [char for char in text if unicodedata.category(char) not in ("Mn", "Cf")]
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in seen)
