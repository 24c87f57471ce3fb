"""A figure as a tree: its words, the boxes they stand in, and its mirror image.

Figures follow one grammar (`docs/` and LOOK): words are `<text id="…">`, classes get their size and
anchor from the figure's own `<style>`, boxes are `<rect>`. Only that much of SVG is understood here.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from ..errors import CourseError, Problem

SVG = "http://www.w3.org/2000/svg"
XML = "http://www.w3.org/XML/1998/namespace"
ET.register_namespace("", SVG)
ET.register_namespace("xlink", "http://www.w3.org/1999/xlink")

_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_SIZE = re.compile(r"(?:^|[\s;])font(?:-size)?:[^;]*?([\d.]+)px")
_NUMBER = re.compile(r"-?[\d.]+(?:e-?\d+)?")


def tag(element: ET.Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def number(text: str | None, default: float = 0.0) -> float:
    """The first number of an attribute."""
    match = _NUMBER.match((text or "").strip())
    return float(match[0]) if match else default


@dataclass(frozen=True)
class Word:
    """One message of a figure. ``x``, ``y`` in units of the view box, ``size`` in px, ``room`` its width."""

    id: str
    text: str
    line: int
    size: float
    bold: bool
    room: float
    rows: int


class Figure:
    """One SVG file. Raises `CourseError` if it is not well-formed."""

    def __init__(self, path: Path, shown: str = "") -> None:
        self.shown = shown or str(path)
        try:
            self.source = path.read_text(encoding="utf-8")
            self.root = ET.fromstring(self.source)
        except (OSError, UnicodeDecodeError, ET.ParseError) as error:
            raise CourseError(
                Problem("cannot read the figure", self.shown, cure=f"mend it: {error}")
            ) from error
        self.parents = {child: parent for parent in self.root.iter() for child in parent}

    @cached_property
    def box(self) -> tuple[float, float, float, float]:
        """The view box: x, y, width, height."""
        values = [float(v) for v in re.findall(r"-?[\d.]+", self.root.get("viewBox", ""))]
        if len(values) == 4:
            return (values[0], values[1], values[2], values[3])
        return (0.0, 0.0, number(self.root.get("width"), 336), number(self.root.get("height"), 336))

    @property
    def mirrored(self) -> bool:
        """Whether its author wants it mirrored where people read from right to left."""
        return self.root.get("data-mirror") == "yes"

    @cached_property
    def texts(self) -> list[ET.Element]:
        """The elements with words and an id, in the file's order: `<text>`, also `<title>` and `<desc>`."""
        named = ("text", "title", "desc")
        return [element for element in self.root.iter() if tag(element) in named and element.get("id")]

    @cached_property
    def _rules(self) -> list[tuple[str, str]]:
        css = "".join(style.text or "" for style in self.root.iter(f"{{{SVG}}}style"))
        css = re.sub(r"/\*.*?\*/|@media[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}", "", css, flags=re.S)
        return [
            (selector.strip(), body)
            for selectors, body in _RULE.findall(css)
            for selector in selectors.split(",")
        ]

    def style(self, element: ET.Element) -> str:
        """The declarations that reach an element: those of its tag, then of its classes, then its own."""
        classes = (element.get("class") or "").split()
        name = tag(element)
        found = [body for selector, body in self._rules if selector == name]
        found += [
            body
            for selector, body in self._rules
            if selector.rpartition(".")[0] in ("", name) and selector.rpartition(".")[2] in classes
        ]
        own = [f"{a}:{element.get(a)}" for a in ("font-size", "font-weight", "text-anchor") if element.get(a)]
        return ";".join([*own, *found, element.get("style") or ""]).replace(";;", ";")

    def inherited(self, element: ET.Element, name: str) -> str:
        """The value of one property, of the element or of what it stands in."""
        while element is not None:
            values = re.findall(rf"(?:^|;)\s*{name}:\s*([^;]+)", self.style(element))
            if values:
                return values[-1].strip()
            element = self.parents.get(element)  # type: ignore[assignment]
        return ""

    def anchor(self, element: ET.Element) -> str:
        return self.inherited(element, "text-anchor") or "start"

    def size(self, element: ET.Element) -> float:
        """The size of a text in px."""
        while element is not None:
            values = _SIZE.findall(";" + self.style(element).replace("font-size:", "font-size: "))
            plain = re.findall(r"font-size:\s*([\d.]+)(?:;|$)", self.style(element))
            if values or plain:
                return float((values or plain)[-1])
            element = self.parents.get(element)  # type: ignore[assignment]
        return 16.0

    def bold(self, element: ET.Element) -> bool:
        weight = self.inherited(element, "font-weight")
        return weight == "bold" or number(weight) >= 600

    def line(self, id: str) -> int:
        """The line of the file in which an id stands."""
        place = self.source.find(f'id="{id}"')
        return self.source.count("\n", 0, max(place, 0)) + 1

    def words(self) -> list[Word]:
        """Every message of the figure."""
        return [
            Word(
                element.get("id", ""),
                content(element),
                self.line(element.get("id", "")),
                self.size(element),
                self.bold(element),
                self.room(element),
                max(1, len(rows(element))),
            )
            for element in self.texts
            if content(element)
        ]

    def room(self, element: ET.Element) -> float:
        """The width that a text may take: to the edges of the smallest `<rect>` around its anchor, with 4
        units of air, else of the figure. `data-width` on the text says otherwise; a turned text has the
        height of the figure."""
        if tag(element) != "text":
            return float("inf")  # spoken, not drawn
        if element.get("data-width"):
            return number(element.get("data-width"))
        left, top, width, height = self.box
        if "rotate" in (element.get("transform") or ""):
            return height
        dx, dy = _shift(element, self.parents)
        first = next(iter(rows(element)), element)
        x = number(element.get("x") or first.get("x")) + dx
        y = number(element.get("y") or first.get("y")) + dy
        boxes = [(left, top, width, height, 0.0)]
        for rect in self.root.iter(f"{{{SVG}}}rect"):
            rx, ry = _shift(rect, self.parents)
            rx, ry = rx + number(rect.get("x")), ry + number(rect.get("y"))
            rw, rh = number(rect.get("width")), number(rect.get("height"))
            if rx <= x <= rx + rw and ry <= y <= ry + rh + 2 and rw * rh < width * height:
                boxes.append((rx, ry, rw, rh, 4.0))
        rx, _, rw, _, air = min(boxes, key=lambda box: box[2] * box[3])
        before, after = x - rx - air, rx + rw - air - x
        anchor = self.anchor(element)
        return 2 * min(before, after) if anchor == "middle" else (after if anchor == "start" else before)


def _shift(element: ET.Element, parents: dict[ET.Element, ET.Element]) -> tuple[float, float]:
    """How far `translate` of the element and of what it stands in moves it."""
    dx = dy = 0.0
    current: ET.Element | None = element
    while current is not None:
        match = re.match(r"\s*translate\(\s*(-?[\d.]+)(?:[ ,]+(-?[\d.]+))?", current.get("transform") or "")
        if match:
            dx, dy = dx + float(match[1]), dy + float(match[2] or 0)
        current = parents.get(current)
    return dx, dy


def rows(element: ET.Element) -> list[ET.Element]:
    """The `<tspan>` rows of a text; none if it is one row."""
    return [child for child in element if tag(child) == "tspan"]


def content(element: ET.Element) -> str:
    """The words of a text, its rows joined by spaces."""
    return (
        " ".join("".join(element.itertext()).split())
        if not rows(element)
        else " ".join(" ".join("".join(row.itertext()).split()) for row in rows(element))
    )


def fill(element: ET.Element, text: list[str]) -> None:
    """Put rows of text into an element; rows that are too many for its `<tspan>`s join the last."""
    places = rows(element)
    if not places:
        for child in list(element):
            element.remove(child)
        element.text = " ".join(text)
        return
    for number_, place in enumerate(places):
        last = number_ == len(places) - 1
        for child in list(place):
            place.remove(child)
        place.text = " ".join(text[number_:]) if last else "".join(text[number_ : number_ + 1])


def mirror(figure: Figure) -> None:
    """Turn the figure into its mirror image; words and what is marked `data-mirror="no"` stay readable.

    Everything stands in one flipped group; what must not be flipped is flipped once more around its
    own anchor (a text) or its `data-cx` (anything else), and so only moves to the other side.
    """
    left, _, width, _ = figure.box
    group = ET.Element(f"{{{SVG}}}g", {"transform": f"matrix(-1 0 0 1 {_plain(2 * left + width)} 0)"})
    for child in list(figure.root):
        if tag(child) not in ("style", "defs", "title", "desc", "metadata"):
            figure.root.remove(child)
            group.append(child)
    figure.root.append(group)
    for element in group.iter():
        if tag(element) == "text":
            first = next(iter(rows(element)), element)
            centre = number(element.get("x") or first.get("x"))
        elif element.get("data-mirror") == "no":
            centre = number(element.get("data-cx"))
        else:
            continue
        back = f"matrix(-1 0 0 1 {_plain(2 * centre)} 0)"
        element.set("transform", f"{element.get('transform') or ''} {back}".strip())


def swap_anchor(figure: Figure, element: ET.Element) -> None:
    """Keep a text where it is although its direction turns: its start is now on the other side."""
    other = {"start": "end", "end": "start"}.get(figure.anchor(element))
    if other:
        element.attrib.pop("text-anchor", None)
        element.set("style", f"{(element.get('style') or '').rstrip(';')};text-anchor:{other}".lstrip(";"))


def _plain(value: float) -> str:
    return f"{value:.3f}".rstrip("0").rstrip(".")
