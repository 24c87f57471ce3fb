"""A course of one exercise with all nine types of question, assigned once; read only."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ssr_course.layout import Layout

REAL = Path(__file__).parents[2]
NINE = REAL / "tests" / "widget" / "nine.yml"
LABELS = "id: nine\ntitle: Count the nine\nminutes: 20\nlabels:\n  rows: Nine rows\n  kind: Which kind?\n"


def cell(kind: str, id: str, source: str) -> dict[str, Any]:
    """A cell of a notebook as its author saved it."""
    made = {"cell_type": kind, "id": id, "metadata": {}, "source": source.splitlines(keepends=True)}
    return made | ({"execution_count": None, "outputs": []} if kind == "code" else {})


def write_course(root: Path) -> Layout:
    """The course at `root`."""
    folder = root / "exercises" / "nine"
    folder.mkdir(parents=True)
    (root / "_config.yml").write_text("title: Nine\nauthor: A\n", encoding="utf-8")
    (root / "_toc.yml").write_text("format: jb-book\nroot: book/index\n", encoding="utf-8")
    shutil.copy(REAL / "requirements.lock", root)
    shutil.copy(REAL / "exercises" / "nbgrader_config.py", root / "exercises")
    (root / "quizzes" / "graded").mkdir(parents=True)
    shutil.copy(NINE, root / "quizzes" / "graded" / "nine.yml")
    (folder / "labels.yml").write_text(LABELS, encoding="utf-8")
    (folder / "rows.csv").write_text("kind\none\ntwo\n", encoding="utf-8")
    cells = [
        cell("markdown", "start", "# Count the nine\n\nThey are **few**.\n\n- Look at each.\n- Count them."),
        cell("code", "quiz", 'from ssr_course import Quiz\n\nQuiz("nine")'),
    ]
    kernel = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
    book = {"cells": cells, "metadata": kernel, "nbformat": 4, "nbformat_minor": 5}
    (folder / "nine.ipynb").write_text(json.dumps(book), encoding="utf-8")
    return Layout(root)


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
