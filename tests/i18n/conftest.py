"""A small course with its templates, made once; a copy of it for each test."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import small_course

from ssr_course.i18n import extract, places, poread, update
from ssr_course.i18n.po import Catalogue
from ssr_course.languages import LANGUAGES
from ssr_course.layout import Layout


@pytest.fixture(scope="session")
def _extracted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = small_course.copy(tmp_path_factory.mktemp("small") / "course")
    extract.extract(Layout(root), small_course.page_templates(root))
    return root


@pytest.fixture
def course(_extracted: Path, tmp_path: Path) -> Layout:
    """The small course, its templates extracted, nothing translated."""
    shutil.copytree(_extracted, tmp_path / "course")
    return Layout(tmp_path / "course")


@pytest.fixture
def arabic(course: Layout) -> Layout:
    """The small course with an empty Arabic."""
    update.add(course, "ar")
    return course


@pytest.fixture
def translate() -> Callable[..., Path]:
    """``translate(course, domain, {english: translation}, code="ar")``: write translations; the file's path.

    A key may be a pair (context, english).
    """

    def write(layout: Layout, domain: str, texts: dict, code: str = "ar") -> Path:
        path = places.catalogue(layout, LANGUAGES[code], domain)
        catalogue: Catalogue = poread.read(path)
        for key, text in texts.items():
            context, english = key if isinstance(key, tuple) else (None, key)
            entry = catalogue.find(context, english)
            assert entry is not None, f"no message {key} in {domain}"
            entry.set_strings([text] if isinstance(text, str) else text, "\n")
        poread.write(path, catalogue.text())
        return path

    return write
