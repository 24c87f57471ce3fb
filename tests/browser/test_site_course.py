"""The real course: every page of it, as a reader meets it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

ROOT = Path(__file__).parents[2]
PARTS = ("_config.yml", "_toc.yml", "book", "quizzes", "exercises")


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """`_build/site` of the course in this repository, in English, built elsewhere."""
    from ssr_course.book import build
    from ssr_course.layout import Layout

    root = tmp_path_factory.mktemp("course")
    for part in PARTS:
        source = ROOT / part
        shutil.copytree(source, root / part) if source.is_dir() else shutil.copyfile(source, root / part)
    result = build(Layout(root), ["en"])
    assert not result.problems, "\n".join(map(str, result.problems))
    return root / "_build" / "site"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_is_accessible_and_fits(
    course: Path,
    serve: Callable[..., str],
    page: Callable[..., Page],
    axe: Callable[..., list[str]],
    scheme: str,
) -> None:
    """On a phone and on a desktop; axe finds nothing, nothing scrolls sideways."""
    address = serve(course)
    tab = page(width=360, color_scheme=scheme)
    for path in sorted((course / "en/book").rglob("*.html")):
        name = path.relative_to(course).as_posix()
        tab.set_viewport_size({"width": 360, "height": 800})
        tab.goto(address + name)
        for width in (360, 1280):
            tab.set_viewport_size({"width": width, "height": 800})
            assert tab.evaluate("document.documentElement.scrollWidth") <= width, (name, width)
            assert axe(tab) == [], (name, width)


def test_every_figure_and_every_note_is_there(
    course: Path, serve: Callable[..., str], page: Callable[..., Page]
) -> None:
    """Pictures load; each dotted word has its note."""
    address = serve(course)
    tab = page()
    for path in sorted((course / "en/book").rglob("*.html")):
        tab.goto(address + path.relative_to(course).as_posix())
        assert tab.evaluate("[...document.images].every(i => i.complete && i.naturalWidth)"), path.name
        lacks_note = "a => !document.getElementById('def-' + a.hash.slice(1))"
        assert tab.evaluate(f"[...document.querySelectorAll('a.term')].filter({lacks_note})") == [], path.name
