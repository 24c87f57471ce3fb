"""A small drawing surface: SVG text, mirrored for right-to-left, without ids, styles or scripts.

Deterministic: the same calls give the same bytes. Colours and fonts come from `assets/chart.css` by class.
"""

from __future__ import annotations

import math
import unicodedata
from html import escape

FONT = 13.0
LINE = 18.0


class Surface:
    """Collects shapes on a sheet `width` units wide. ``x`` counts from the side where reading begins."""

    def __init__(self, width: float, rtl: bool = False) -> None:
        self.width = width
        self.rtl = rtl
        self._shapes: list[str] = []

    def rect(self, x: float, y: float, width: float, height: float, kind: str) -> None:
        """A rectangle of class `kind`; nothing where it would have no area."""
        if width <= 0 or height <= 0:
            return
        left = self.width - x - width if self.rtl else x
        self._shapes.append(
            f'<rect class="{kind}" x="{_n(left)}" y="{_n(y)}" width="{_n(width)}" height="{_n(height)}"/>'
        )

    def path(self, points: list[tuple[float, float]], kind: str) -> None:
        """A line through `points`."""
        steps = " ".join(f"{_n(self._x(x))} {_n(y)}" for x, y in points)
        self._shapes.append(f'<path class="{kind}" d="M{steps}"/>')

    def mark(self, x: float, y: float, shape: int, kind: str, size: float = 5) -> None:
        """A point: disc, square, triangle or diamond by `shape`, so that a series is told without colour."""
        x = self._x(x)
        if shape % 4 == 0:
            self._shapes.append(f'<circle class="{kind}" cx="{_n(x)}" cy="{_n(y)}" r="{_n(size)}"/>')
            return
        corners = {
            1: ((-1, -1), (1, -1), (1, 1), (-1, 1)),
            2: ((0, -1.2), (1.2, 1), (-1.2, 1)),
            3: ((0, -1.4), (1.4, 0), (0, 1.4), (-1.4, 0)),
        }[shape % 4]
        steps = " ".join(f"{_n(x + dx * size)} {_n(y + dy * size)}" for dx, dy in corners)
        self._shapes.append(f'<path class="{kind}" d="M{steps}Z"/>')

    def text(self, x: float, y: float, text: str, kind: str = "", anchor: str = "start") -> None:
        """Words at ``x``; `anchor` is ``start``, ``middle`` or ``end`` in the direction of reading."""
        words = f' class="{kind}"' if kind else ""
        where = "" if anchor == "start" else f' text-anchor="{anchor}"'
        self._shapes.append(f'<text{words} x="{_n(self._x(x))}" y="{_n(y)}"{where}>{escape(text)}</text>')

    def svg(self, height: float, label: str, kind: str = "") -> str:
        """The whole drawing, one image whose name is `label`."""
        direction = ' direction="rtl"' if self.rtl else ""
        return (
            f'<svg class="ssr-svg{" " + kind if kind else ""}" viewBox="0 0 {_n(self.width)} {_n(height)}" '
            f'role="img"{direction} aria-label="{escape(label)}">{"".join(self._shapes)}</svg>'
        )

    def _x(self, x: float) -> float:
        return self.width - x if self.rtl else x


def _n(value: float) -> str:
    return f"{round(value, 1) + 0:g}"


def measure(text: str, size: float = FONT) -> float:
    """How wide `text` will about be; rather too wide than too narrow."""
    return size * sum(map(_em, text))


def _em(char: str) -> float:
    if unicodedata.category(char) in ("Mn", "Cf"):
        return 0.0
    if unicodedata.east_asian_width(char) in "WF":
        return 1.0
    if char in " .,:;'|!iIjl()[]\u202f\u00a0،؛":
        return 0.32
    if "\u0600" <= char <= "\u06ff":
        return 0.56
    return 0.72 if char.isupper() or char in "mwMW%шщжюмыф" else 0.6


def wrap(text: str, width: float, size: float = FONT) -> list[str]:
    """`text` in lines of at most `width` units; Chinese may break anywhere, a long word only by force."""
    lines, line = [], ""
    for piece in _pieces(text):
        if line and measure(line + piece.rstrip(), size) > width:
            lines.append(line.rstrip())
            line = ""
        while measure(piece.rstrip(), size) > width and len(piece) > 1:
            cut = next(i for i in range(len(piece), 0, -1) if i == 1 or measure(piece[:i], size) <= width)
            lines.append(piece[:cut])
            piece = piece[cut:]
        line += piece
    return [*lines, line.rstrip()] if line.strip() or not lines else lines


def _pieces(text: str) -> list[str]:
    pieces, word = [], ""
    for char in text:
        word += char
        if char == " " or unicodedata.east_asian_width(char) in "WF":
            pieces.append(word)
            word = ""
    return [*pieces, word] if word else pieces


def ticks(low: float, high: float, about: int = 5) -> list[float]:
    """Round numbers that enclose `low` to `high`, about as many as asked for."""
    if high <= low:
        high = low + (abs(low) or 1)
    raw = (high - low) / max(1, about - 1)
    base = 10.0 ** math.floor(math.log10(raw))
    step = next(base * factor for factor in (1, 2, 2.5, 5, 10) if raw <= base * factor * 1.0000001)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return [round(n * step, 10) for n in range(first, last + 1)]
