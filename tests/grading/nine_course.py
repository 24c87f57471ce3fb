"""A course of one exercise with all nine types of question."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

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
