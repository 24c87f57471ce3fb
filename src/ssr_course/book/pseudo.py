"""The course in two languages that nobody speaks, to find what escaped the catalogues."""

from __future__ import annotations

import shutil
from pathlib import Path

from ..i18n import extract, pseudo
from ..languages import LANGUAGES
from ..layout import Layout
from .catalogues import messages
from .site import Result, build

STYLES = (("fr", "long"), ("ar", "rtl"))  # whose direction, fonts and plural rules each borrows


def build_pseudo(layout: Layout) -> tuple[Path, Result]:
    """Build both into `_build/pseudo/site`; the folder of the site, and what the build says.

    A copy of the sources is built, so that the catalogues and figures of real languages stay as they are.
    Raises `CourseError` as `site.build` does.
    """
    extract.extract(layout, messages(layout))
    there = layout.build / "pseudo"
    copy = Layout(there / "course")
    shutil.rmtree(there, ignore_errors=True)
    copy.root.mkdir(parents=True)
    for path in (layout.config_file, layout.toc_file):
        shutil.copy2(path, copy.root)
    shutil.copytree(layout.book, copy.book)
    for folder, target in ((layout.practice, copy.practice), (layout.graded, copy.graded)):
        if folder.is_dir() and folder != target:
            shutil.copytree(folder, target)
    for path in layout.exercises.glob("*/labels.yml"):  # what a page says of an exercise
        shutil.copytree(path.parent, copy.exercises / path.parent.name)
    for code, style in STYLES:
        pseudo.write(layout, LANGUAGES[code], style, copy.root / "locales")
    result = build(copy, tuple(code for code, _ in STYLES))
    return copy.build / "site", result
