"""What tests of several rooms share: one browser; the small course of `tests/data/book`, as a fresh copy for
who changes it, and as one built site for who reads it.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from small_book import copy_course

ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
    # Nothing but this machine can be reached, so a request to elsewhere fails and is reported.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]


@pytest.fixture
def small_course(tmp_path: Path) -> Path:
    """The root of a fresh copy."""
    return copy_course(tmp_path / "course")


@pytest.fixture(scope="session")
def _bilingual(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from ssr_course.book import messages
    from ssr_course.i18n import extract, pseudo
    from ssr_course.languages import LANGUAGES
    from ssr_course.layout import Layout

    layout = Layout(copy_course(tmp_path_factory.mktemp("bilingual") / "course"))
    extract.extract(layout, messages(layout))
    pseudo.write(layout, LANGUAGES["ar"], "rtl", layout.root / "locales")
    return layout.root


@pytest.fixture
def bilingual_course(_bilingual: Path, tmp_path: Path) -> Path:
    """The root of a fresh copy with templates, and with an Arabic that is the pseudo-language `rtl`."""
    return Path(shutil.copytree(_bilingual, tmp_path / "bilingual"))


@pytest.fixture(scope="session")
def bilingual_site(_bilingual: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """`_build/site` of that course in both languages, built once; read only."""
    from ssr_course.book import build
    from ssr_course.layout import Layout

    root = Path(shutil.copytree(_bilingual, tmp_path_factory.mktemp("two") / "course"))
    result = build(Layout(root))
    assert not result.problems, "\n".join(map(str, result.problems))
    return root / "_build" / "site"


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


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """The machine's Chromium, started once a process; it reaches nothing but this machine."""
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    found = next(filter(None, map(shutil.which, names)), None)
    if not found:
        pytest.fail(f"no browser: none of {', '.join(names)} is on PATH; type: make browser")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        running = driver.chromium.launch(executable_path=found, args=ARGS)
        yield running
        running.close()
