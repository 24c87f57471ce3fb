"""Every text of an exercise, each with its address: the labels, and the prose of the notebook by paragraph.

`messages` extracts them, `labels` and `prose` give the translation back. An address is ``FILE#ID`` as in
`figures`: ``exercises/m/labels.yml#police``, ``exercises/m/m.ipynb#start/2`` (cell, and which of its texts).
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from ..errors import CourseError, Problem
from ..layout import Layout
from .po import Message

DOMAIN = "exercises"
TITLE = ":title"  # no label can be called so
_KEY = re.compile(r"\s*([\w.-]+):")
_PLACE = re.compile(r"\{\w+\}")
# (address, English text) → text in the language
Translate = Callable[[str, str], str]


def folders(layout: Layout) -> list[Path]:
    """The exercises of a course."""
    return sorted(path.parent for path in layout.exercises.glob("*/labels.yml"))


def syntax_of(address: str) -> str:
    """How the text at an address is rendered: labels as they are, prose as Markdown."""
    return "plain" if "/labels.yml#" in address else "inline"


def labels(shown: str, source: dict[str, Any], translate: Translate) -> dict[str, str]:
    """The labels of `labels.yml` (shown as `shown`) by id; its title under `TITLE`."""
    texts = {TITLE: str(source.get("title", "")), **{str(id): text for id, text in source["labels"].items()}}
    return {id: translate(f"{shown}#{id}", text) if text else "" for id, text in texts.items()}


def prose(shown: str, id: str, source: str, translate: Translate) -> str:
    """A Markdown cell with every paragraph, heading and list item passed through `translate`.

    Code and what is no text stay as they are; a text of several lines becomes one line.
    """
    lines = source.split("\n")
    texts: list[tuple[int, int, str]] = []
    found = (token for token in _parser().parse(source) if token.type == "inline")
    for number, token in enumerate(found, 1):
        text = " ".join(line.strip() for line in token.content.split("\n"))
        if re.search(r"\w", text):
            first, end = token.map
            mark, _, _ = lines[first].partition(token.content.split("\n")[0])
            texts.append((first, end, mark + translate(f"{shown}#{id}/{number}", text)))
    for first, end, text in reversed(texts):
        lines[first:end] = [text]
    return "\n".join(lines)


@cache
def _parser() -> Any:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark")


def messages(layout: Layout) -> list[Message]:
    """The messages of every exercise, in the order in which a learner meets them. Raises `CourseError`."""
    found: list[Message] = []
    problems: list[Problem] = []
    for folder in folders(layout):
        try:
            found += _of(layout, folder)
        except CourseError as error:
            problems += error.problems
    if problems:
        raise CourseError.of(problems)
    return found


def _of(layout: Layout, folder: Path) -> Iterator[Message]:
    import yaml

    path, notebook = folder / "labels.yml", folder / f"{folder.name}.ipynb"
    shown = layout.relative(path)
    try:
        text = path.read_text(encoding="utf-8")
        source = yaml.safe_load(text)
        if not all(isinstance(label, str) for label in source["labels"].values()):
            raise TypeError("a label is not text; put it in quotes")
    except (OSError, ValueError, TypeError, KeyError, yaml.YAMLError) as error:
        cure = f"mend the YAML: {' '.join(str(error).split())}"
        raise CourseError(Problem("cannot read the labels", shown, cure=cure)) from error
    lines = {match[1]: n for n, line in enumerate(text.split("\n"), 1) if (match := _KEY.match(line))}
    made: list[Message] = []

    def label(address: str, english: str) -> str:
        id = address.partition("#")[2]
        line = lines.get("title" if id == TITLE else id, 0)
        at = f"{shown}:{line}" if line else shown
        held = sorted(set(_PLACE.findall(english)))
        told = "Title of an exercise" if id == TITLE else "Exercise, label" + _filled(held)
        flags = ("python-brace-format",) if held else ()
        made.append(Message(english, address, None, (at,), (told,), flags))
        return english

    def paragraph(address: str, english: str) -> str:
        told = "Prose of the notebook; Markdown, one line"
        made.append(Message(english, address, None, (layout.relative(notebook),), (told,)))
        return english

    labels(shown, source, label)
    for cell in _cells(layout, notebook):
        if cell["cell_type"] == "markdown":
            prose(layout.relative(notebook), cell["id"], "".join(cell["source"]), paragraph)
    yield from made


def _filled(held: list[str]) -> str:
    return f"; filled in: {' '.join(held)}" if held else ""


def _cells(layout: Layout, path: Path) -> list[dict[str, Any]]:
    try:
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        if not all(cell["id"] for cell in cells):
            raise ValueError
    except (OSError, ValueError, KeyError, TypeError) as error:
        cure = "open it in JupyterLab and save it: a notebook of format 4.5 has an id on every cell"
        raise CourseError(Problem("cannot read the notebook", layout.relative(path), cure=cure)) from error
    return cells
