"""Figures in the reader's language: the words of each `<text id>` are messages of the domain `figures`.

`write` puts the translated files into `_build/figures/<locale>/`, at the path that the source has in
the course; Sphinx takes them from there by `FILENAME`.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

from ..errors import CourseError
from ..languages import Language
from ..layout import Layout
from . import poread, svg, widths
from .apply import Translations
from .finding import Finding
from .po import Message

# For `figure_language_filename` in Sphinx's configuration.
FILENAME = "/_build/figures/{language}/{docpath}{path}{basename}{ext}"
DOMAIN = "figures"
# Estimates are off by some per cent: what is less too wide than this is not reported.
TOLERANCE = 1.03


def sources(layout: Layout) -> list[Path]:
    """The figures of the book, sorted."""
    return sorted(layout.book.glob("**/figures/*.svg"))


def address(layout: Layout, path: Path, id: str) -> str:
    """The context of a figure's message."""
    return f"{layout.relative(path)}#{id}"


def messages(layout: Layout) -> list[Message]:
    """The messages of all figures. Raises `CourseError` with every figure that cannot be read."""
    found: list[Message] = []
    problems = []
    for path in sources(layout):
        shown = layout.relative(path)
        try:
            figure = svg.Figure(path, shown)
        except CourseError as error:
            problems += error.problems
            continue
        for word in figure.words():
            told = f"Words in a figure, in {word.rows} rows" if word.rows > 1 else "Words in a figure"
            if word.room < float("inf"):
                told += f"; room for about {max(1, round(word.room / word.size / 0.5))} Latin letters a row"
            else:
                told = "What a figure shows, read aloud"
            found.append(
                Message(word.text, address(layout, path, word.id), None, (f"{shown}:{word.line}",), (told,))
            )
    if problems:
        raise CourseError.of(problems)
    return found


def translate(layout: Layout, path: Path, translations: Translations) -> str | None:
    """The figure at `path` in a language, as SVG; None if none of its words is translated."""
    figure = svg.Figure(path, layout.relative(path))
    language = translations.language
    used = 0
    for word, element in zip(figure.words(), _worded(figure), strict=True):
        text = translations.string(DOMAIN, word.text, address(layout, path, word.id))
        if text:
            used += 1
            svg.fill(element, widths.wrap(text, word.rows, word.room, word.size, word.bold))
    if not used:
        return None
    figure.root.set(f"{{{svg.XML}}}lang", language.html)
    figure.root.set("direction", language.direction)
    if language.rtl:
        if figure.mirrored:
            svg.mirror(figure)
        else:
            for element in figure.root.iter(f"{{{svg.SVG}}}text"):
                svg.swap_anchor(figure, element)
    return ET.tostring(figure.root, encoding="unicode") + "\n"


def _worded(figure: svg.Figure) -> Iterator[ET.Element]:
    return (element for element in figure.texts if svg.content(element))


def folder(layout: Layout, language: Language) -> Path:
    """Where the figures of a language are written."""
    return layout.build / "figures" / language.locale


def write(layout: Layout, translations: Translations) -> list[Path]:
    """Write every figure in a language; the files that changed. Figures that are gone are removed."""
    base = folder(layout, translations.language)
    changed, kept = [], set()
    for path in sources(layout):
        target = base / path.relative_to(layout.root)
        text = translate(layout, path, translations)
        if text is None:
            continue
        kept.add(target)
        if poread.write(target, text):
            changed.append(target)
    for old in sorted(base.rglob("*.svg")) if base.is_dir() else ():
        if old not in kept:
            old.unlink()
            changed.append(old)
    return changed


def too_wide(layout: Layout, translations: Translations) -> Iterator[Finding]:
    """Words that will not fit their box, as `widths` estimates; English: empty translations."""
    catalogue = translations.catalogue(DOMAIN)
    for path in sources(layout):
        shown = layout.relative(path)
        for word in svg.Figure(path, shown).words():
            text = translations.string(DOMAIN, word.text, address(layout, path, word.id))
            if text is None and translations.language.code != "en":
                continue
            rows = widths.wrap(text or word.text, word.rows, word.room, word.size, word.bold)
            wide = max(widths.width(row, word.size, word.bold) for row in rows)
            if wide <= word.room * TOLERANCE:
                continue
            entry = catalogue.find(address(layout, path, word.id), word.text)
            file, line = (catalogue.file, entry.string_line) if entry and text else (shown, word.line)
            yield Finding(
                f"wider than its box by {wide / word.room - 1:.0%}: {text or word.text} ({shown}#{word.id})",
                file,
                line,
                "",
                f"say it in about {round(len(rows[0]) * word.room / wide)} letters a row",
                "width",
                language=translations.language.code,
            )
