"""What the English must not use, because no catalogue would carry it into another language.

Each row was tried with Sphinx 7.4 and MyST 3.0: extracted or not, shown or not (see `docs/design.md`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from ..errors import CourseError, Problem
from ..layout import Layout
from . import figures, svg

# Directives whose content is code, not text.
_CODE = re.compile(r"\{(?:code|code-block|code-cell|math|literalinclude|parsed-literal)\}")
_FENCE = re.compile(r"\s*(`{3,}|~{3,}|:{3,})\s*(\S*)")
_INLINE_CODE = re.compile(r"(`+)(?:(?!\1).)+\1")

# pattern on one line of text → what is wrong, cure
ROWS = tuple(
    (re.compile(pattern), what, cure)
    for pattern, what, cure in (
        (
            r"(?<!\!)\[[^\]\[^][^\]\[]*\]\[[^\]]*\]",
            "a reference link, which is lost in translated pages",
            "write [text](target)",
        ),
        (
            r"^\s{0,3}\[[^\]^][^\]]*\]:\s",
            "a link definition, which translated pages do not know",
            "write the target into the link: [text](target)",
        ),
        (
            r"\\$|\S {2,}$",
            "a hard line break, which translated pages print as a backslash or lose",
            "begin a new paragraph or list item",
        ),
        (
            r"</?[a-zA-Z][\w-]*(?:\s[^<>]*)?/?>|<!--",
            "raw HTML, which is not translated",
            "use Markdown or a directive; for a comment begin the line with %",
        ),
        (r"\{\{.*?\}\}", "a substitution, which translated pages leave empty", "write the text itself"),
    )
)
_DIRECTIVES = {
    "table": "write the table without a directive, or as {list-table}: its cells are not translated",
    "raw": "use Markdown or a directive of the course",
    "eval-rst": "use Markdown or a directive of the course",
    "csv-table": "write {list-table}: its cells are not translated",
}


def check(layout: Layout) -> list[Problem]:
    """Everything in the English that could not be translated, by file and line."""
    found = [problem for path in sorted(layout.book.rglob("*.md")) for problem in of_page(layout, path)]
    found += of_contents(layout)
    found += [problem for path in figures.sources(layout) for problem in of_figure(layout, path)]
    return sorted(found, key=lambda problem: problem.key)


def of_page(layout: Layout, path: Path) -> Iterator[Problem]:
    """The lines of one page."""
    shown = layout.relative(path)
    lines = path.read_text(encoding="utf-8").split("\n")
    if lines[0].strip() == "---":
        yield Problem("front matter, which is not translated", shown, 1, cure="begin the page with its title")
    open_fences: list[tuple[str, bool]] = []
    for number, line in enumerate(lines, 1):
        fence = _FENCE.match(line)
        if fence and open_fences and fence[1].startswith(open_fences[-1][0]) and not fence[2]:
            open_fences.pop()
            continue
        if fence and not (open_fences and open_fences[-1][1]):
            name = fence[2].strip("{}")
            directive = fence[2].startswith("{")
            open_fences.append((fence[1], not directive or bool(_CODE.match(fence[2]))))
            if directive and name in _DIRECTIVES:
                yield Problem(
                    f"{{{name}}}, whose content is not translated", shown, number, cure=_DIRECTIVES[name]
                )
            continue
        if line.lstrip().startswith("%") or (open_fences and open_fences[-1][1]):
            continue
        text = _INLINE_CODE.sub(lambda match: "`" * len(match[0]), line)
        for pattern, what, cure in ROWS:
            if pattern.search(text):
                yield Problem(what, shown, number, cure=cure)


def of_contents(layout: Layout) -> Iterator[Problem]:
    """Titles in `_toc.yml`: captions are translated, titles are not."""
    shown = layout.relative(layout.toc_file)
    for number, line in enumerate(layout.toc_file.read_text(encoding="utf-8").split("\n"), 1):
        if re.match(r"\s*-?\s*title:", line):
            yield Problem(
                "a title in the contents, which is not translated",
                shown,
                number,
                cure="delete it: the page's own title is used",
            )


def of_figure(layout: Layout, path: Path) -> Iterator[Problem]:
    """Words of a figure without an id are no message."""
    shown = layout.relative(path)
    try:
        figure = svg.Figure(path, shown)
    except CourseError as error:
        yield from error.problems
        return
    seen: set[str] = set()
    for element in figure.root.iter():
        if svg.tag(element) not in ("text", "title", "desc") or not svg.content(element):
            continue
        id, words = element.get("id", ""), svg.content(element)
        if not id and re.search(r"[^\W\d_]{2}", words):
            line = figure.source.count("\n", 0, max(0, figure.source.find(words.split()[0]))) + 1
            yield Problem(
                f"words of a figure without an id: {words}", shown, line, cure='give the <text> an id="…"'
            )
        if id and id in seen:
            yield Problem(
                f"the id {id} twice in a figure", shown, figure.line(id), cure="give each <text> its own id"
            )
        seen.add(id)
