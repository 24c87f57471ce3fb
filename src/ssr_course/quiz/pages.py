"""What a page of the book says about questions and facts, and which places in it can be pointed to.

Only the few forms that authors use are understood, line by line: ``% facts:`` comments, ``{quiz}`` and
``{objectives}``, headings, and labels. Sphinx itself is not needed.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path

from ..text import read_bytes

MAX_BYTES = 1 << 20

_FACTS = re.compile(r"\s*%\s*facts?\s*:\s*([^;]*)")
_FENCE = re.compile(r"\s*(`{3,}|~{3,}|:{3,})\s*(?:\{([\w-]+)\})?\s*(.*)")
_OPTION = re.compile(r"\s*:([\w-]+):\s*(.*)")
_HEADING = re.compile(r"#{1,6}\s+(.*?)[\s#]*$")
_LABEL = re.compile(r"\(([^()\s]+)\)=\s*$")
_ROLE = re.compile(r"\{[\w:+-]+\}`([^`<]*)(?:<[^`>]*>)?`")
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")


@dataclass
class Directive:
    """``{quiz}`` or ``{objectives}`` where it stands."""

    name: str
    argument: str
    line: int
    options: dict[str, str] = field(default_factory=dict)


@dataclass
class Page:
    """One page: `file` as shown to people, `facts` as (id, line)."""

    file: str
    facts: list[tuple[str, int]] = field(default_factory=list)
    directives: list[Directive] = field(default_factory=list)
    anchors: set[str] = field(default_factory=set)


def read_page(path: Path, shown: str) -> Page:
    """The page in the file `path`; `OSError` or `ValueError` if it is no readable UTF-8."""
    return parse_page(read_bytes(path, MAX_BYTES).decode("utf-8-sig"), shown)


def parse_page(text: str, shown: str) -> Page:
    """The page written in `text`."""
    page = Page(shown)
    current: Directive | None = None
    opened: list[str] = []  # fences of directives that have not ended
    code = ""  # the fence that ends a block of code
    for number, line in enumerate(text.splitlines(), 1):
        fence = _FENCE.match(line)
        bare = fence and not fence[2] and not fence[3]
        if code:
            code = "" if bare and fence[1].startswith(code) else code
        elif bare and opened and fence[1].startswith(opened[-1]):
            opened.pop()
            current = None
        elif fence and fence[2]:
            opened.append(fence[1])
            current = Directive(fence[2], fence[3].strip(), number)
            if current.name in ("quiz", "objectives"):
                page.directives.append(current)
        elif fence and fence[1][0] != ":":
            code = fence[1]
        elif facts := _FACTS.match(line):
            page.facts += [(fact, number) for fact in re.split(r"[\s,]+", facts[1]) if fact]
        elif current and (option := _OPTION.match(line)):
            current.options[option[1]] = option[2].strip()
            if option[1] == "name":
                page.anchors.add(slug(option[2]))
        else:
            current = None
            if heading := _HEADING.match(line):
                page.anchors.add(slug(heading[1]))
            elif label := _LABEL.match(line):
                page.anchors.add(slug(label[1]))
    return page


def slug(heading: str) -> str:
    """The anchor that Sphinx gives to a heading: small letters, digits, single hyphens."""
    words = _LINK.sub(r"\1", _ROLE.sub(r"\1", heading))
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    return re.sub(r"^[-0-9]+|-+$", "", re.sub(r"[^a-z0-9]+", "-", plain))
