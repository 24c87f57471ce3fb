"""What Sphinx says about a source, as problems with a place and a cure."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from ..errors import Problem
from ..layout import Layout

_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_START = re.compile(r"^(?:(?P<place>.+?): )?(?P<level>WARNING|ERROR|SEVERE|CRITICAL): (?P<what>.*)$")
_PLACE = re.compile(r"^(?P<file>.+?)(?::(?P<line>\d+))?$")
_KIND = re.compile(r" \[[a-z_]+(?:\.[\w-]+)*\]$")
_QUESTION = re.compile(r"^(.*) \(question ([a-z0-9-]+)\)$")
# Sphinx's words: ours, and the cure. The first that matches counts.
_SAYINGS: list[tuple[re.Pattern[str], str, str]] = [
    (re.compile(pattern), what, cure)
    for pattern, what, cure in (
        (r"image file not readable: (.+)", r"no figure \1", "put the file there, or correct its name"),
        (
            r"term not in glossary: '?(.+?)'?$",
            r"term not in the glossary: \1",
            "add it to the glossary, or correct the word",
        ),
        (
            r"toctree contains reference to (?:nonexisting|excluded) document '(.+?)'",
            r"no page \1.md",
            "write it, or take it out of _toc.yml",
        ),
        (
            r"document isn't included in any toctree",
            "this page is not in _toc.yml",
            "add it there, or name it under exclude_patterns in _config.yml",
        ),
        (r"Unknown directive type:? ['\"](.+?)['\"]", r"no directive {\1}", "correct its name"),
        (r"Unknown interpreted text role ['\"](.+?)['\"]", r"no role {\1}", "correct its name"),
        (
            r"(?:'myst' cross-reference target not found|local id not found): '(.+?)'",
            r"this link leads nowhere: \1",
            "correct it",
        ),
        (
            r"(?:undefined label|[Uu]nknown (?:source )?document):? '(.+?)'",
            r"this link leads nowhere: \1",
            "correct it",
        ),
        (
            r"duplicate term description of (.+), other instance in (.+)",
            r"\1 is in the glossary twice",
            "keep one of them",
        ),
        (
            r"Non-consecutive header level increase; H\d+ to H\d+",
            "a heading skips a level",
            "use ## below the title, ### below that",
        ),
        (r"Directive '(.+?)': (.+)", r"{\1}: \2", "correct the directive"),
    )
]


def parse(log: str, layout: Layout) -> list[Problem]:
    """The problems in what Sphinx wrote, each once, in its order."""
    entries: list[tuple[str, str]] = []
    for line in _COLOUR.sub("", log).splitlines():
        if found := _START.match(line):
            entries.append((found["place"] or "", found["what"]))
        elif entries and line.strip():
            entries[-1] = (entries[-1][0], f"{entries[-1][1]} {line.strip()}")
    return list(dict.fromkeys(_problem(place, what, layout) for place, what in entries))


def _problem(place: str, what: str, layout: Layout) -> Problem:
    at = _PLACE.match(place)
    file, line = (layout.relative(at["file"]), int(at["line"] or 0)) if at else ("", 0)
    what = _KIND.sub("", what).strip()
    for pattern, ours, cure in _SAYINGS:
        if found := pattern.search(what):
            text = found.expand(ours)
            if "_toc.yml" in cure and text.startswith("no page"):
                file, line = "_toc.yml", _line_of(layout.toc_file, found[1])
            return Problem(text.replace(str(layout.root) + "/", ""), file, line, cure=cure)
    what, _, cure = what.partition("; ")
    question = _QUESTION.match(what)
    return Problem(question[1] if question else what, file, line, question[2] if question else "", cure)


def _line_of(path: Path, text: str) -> int:
    """The first line of the file that holds `text`; 0 if none does."""
    lines: Callable[[], list[str]] = path.read_text(encoding="utf-8").splitlines
    return next((n for n, line in enumerate(lines(), 1) if text in line), 0)
