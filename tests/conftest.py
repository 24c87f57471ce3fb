"""The small course of `tests/data/book`: a fresh copy for who changes it, one built site for who reads it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from small_book import copy_course


@pytest.fixture
def small_course(tmp_path: Path) -> Path:
    """The root of a fresh copy."""
    return copy_course(tmp_path / "course")


@pytest.fixture(scope="session")
def small_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """`_build/site` of the small course, built once; read only."""
    from ssr_course.book import build
    from ssr_course.layout import Layout

    root = copy_course(tmp_path_factory.mktemp("small") / "course")
    result = build(Layout(root))
    assert not result.problems, "\n".join(map(str, result.problems))
    return root / "_build" / "site"


@pytest.fixture(scope="session")
def html(small_site: Path) -> Callable[[str], str]:
    """``html("book/first-module/one")``: a page of the built small course."""
    return lambda name: (small_site / "en" / f"{name}.html").read_text(encoding="utf-8")
