"""A course of one exercise with all nine types of question, assigned once; read only."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from nine_course import write_course

from ssr_course.layout import Layout


@pytest.fixture
def course(tmp_path: Path) -> Layout:
    """A fresh course, nothing assigned."""
    return write_course(tmp_path / "course")


@pytest.fixture(scope="session")
def assigned(tmp_path_factory: pytest.TempPathFactory) -> Layout:
    """A course with its assignment made; submissions may be added, each with its own name."""
    pytest.importorskip("nbgrader")
    from ssr_course.grading.assignment import assign

    layout = write_course(tmp_path_factory.mktemp("assigned") / "course")
    assign(layout, "nine")
    return layout


@pytest.fixture(scope="session")
def cells_of() -> Callable[[Path], dict[str, dict[str, Any]]]:
    """``cells_of(notebook)``: its cells by id, ``source`` as one text."""

    def read(path: Path) -> dict[str, dict[str, Any]]:
        data = json.loads(path.read_text(encoding="utf-8"))
        return {c["id"]: c | {"source": "".join(c["source"])} for c in data["cells"]}

    return read
