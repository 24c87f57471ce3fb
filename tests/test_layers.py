"""Imports run one way (docs/design.md §2)."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "src" / "ssr_course"
EVERYWHERE = {"errors", "layout", "text", "languages", "interface"}
MAY_IMPORT = {
    "cli": {"book", "grading", "i18n", "quiz", "answers"},
    "book": {"page", "i18n", "quiz"},
    "grading": {"i18n", "quiz", "answers", "exercise"},
    "page": {"i18n", "quiz"},
    "widget": {"quiz", "answers", "exercise"},
    "exercise": {"quiz", "answers"},
    "i18n": {"quiz"},
    "quiz": set(),
    "answers": set(),
    **{name: set() for name in EVERYWHERE},
}
FRAMEWORKS = {
    "sphinx": {"page", "book"},
    "docutils": {"page", "book"},
    "jupyter_book": {"page", "book"},
    "nbgrader": {"grading"},
    "anywidget": {"widget", "exercise"},
    "ipywidgets": {"widget", "exercise"},
    "babel": {"i18n"},
    "sphinx_intl": {"i18n"},
}
FILES = sorted(PACKAGE.rglob("*.py"))


def room(path: Path) -> str:
    """The part of the package a file belongs to."""
    first = path.relative_to(PACKAGE).parts[0]
    return first.removesuffix(".py")


def imported(path: Path) -> set[str]:
    """Absolute names of all modules that a file imports, also inside functions."""
    package = ["ssr_course", *path.relative_to(PACKAGE).parent.parts]
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = ".".join(package[: len(package) - node.level + 1]) if node.level else ""
            stem = ".".join(part for part in (base, node.module) if part)
            names.add(stem)
            names |= {f"{stem}.{alias.name}" for alias in node.names}
    return names


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_a_module_imports_only_from_the_rooms_below_it(path: Path) -> None:
    """No room reaches up, and page, widget and grading never meet."""
    own = room(path)
    if own == "__init__":
        return
    rooms = {p.name.removesuffix(".py") for p in PACKAGE.iterdir()}
    used = {name.split(".")[1] for name in imported(path) if name.startswith("ssr_course.")} & rooms
    assert used - MAY_IMPORT[own] - EVERYWHERE - {own} == set()


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_a_framework_is_imported_only_in_its_room(path: Path) -> None:
    """Sphinx stays in page and book, nbgrader in grading, and so on."""
    used = {name.split(".")[0] for name in imported(path)}
    strangers = {name for name in used & FRAMEWORKS.keys() if room(path) not in FRAMEWORKS[name]}
    assert strangers == set()


def test_importing_the_package_loads_no_framework() -> None:
    """A learner's notebook and a sandbox start in milliseconds."""
    code = "import sys, ssr_course; print(*sys.modules)"
    loaded = set(
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True
        ).stdout.split()
    )
    assert loaded & {*FRAMEWORKS, "yaml", "markdown_it", "jsonschema", "click"} == set()
