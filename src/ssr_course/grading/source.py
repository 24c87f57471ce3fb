"""What an assignment is made of: the exercise, its data, its questions without the key, its grade cells.

Pure: the same files give the same bytes, and nothing is written.
"""

from __future__ import annotations

import base64
import json
import mimetypes
from collections.abc import Callable, Iterable
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

from ..errors import CourseError, Problem
from ..i18n.apply import for_marking
from ..interface import Interface
from ..layout import Layout
from ..quiz.load import load_bank
from ..quiz.model import Bank, Question
from ..quiz.package import quiz_json
from ..text import fnv1a
from .cell import plain

LABELS = "labels.yml"
# What belongs to the author or to one learner, and what is made anew.
_PRIVATE = (LABELS, "answers*.json*", "*.ipynb", "*.pyc", "__pycache__", ".*", "quiz.json", "labels.json")
HEADING = "marking"  # the cell above the grade cells; a release translates it by this id


def modules(layout: Layout) -> list[str]:
    """The modules that have an exercise, sorted."""
    return sorted(path.parent.name for path in layout.exercises.glob(f"*/{LABELS}"))


def exercise(layout: Layout, module: str) -> Path:
    """The folder of a module's exercise. Raises `CourseError` where there is none."""
    folder = layout.exercises / module
    if module not in modules(layout) or not (folder / f"{module}.ipynb").is_file():
        known = ", ".join(modules(layout)) or "none yet"
        cure = f"write {module}.ipynb and {LABELS} there; modules with an exercise: {known}"
        raise CourseError(Problem(f"no exercise for {module}", layout.relative(folder), cure=cure))
    return folder


def bank(layout: Layout, module: str) -> Bank:
    """The graded bank of a module, in English. Raises `CourseError`."""
    path = layout.graded / f"{module}.yml"
    if not path.is_file():
        cure = "write it, or set graded: under ssr: in _config.yml to where the banks are"
        raise CourseError(Problem(f"no graded questions for {module}", layout.relative(path), cure=cure))
    return load_bank(path, graded=True, shown=layout.relative(path))


def labels(layout: Layout, module: str) -> dict[str, Any]:
    """`labels.yml` of an exercise. Raises `CourseError`."""
    import yaml

    path = exercise(layout, module) / LABELS
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, yaml.YAMLError) as error:
        cure = f"mend the YAML: {' '.join(str(error).split())}"
        raise CourseError(Problem("cannot read the labels", layout.relative(path), cure=cure)) from error
    if not isinstance(data, dict) or not isinstance(data.get("labels"), dict) or data.get("id") != module:
        cure = f"write `id: {module}` and `labels:`, and under it one `id: text` a line"
        raise CourseError(Problem("no labels", layout.relative(path), cure=cure))
    return data


def notebook(layout: Layout, module: str) -> dict[str, Any]:
    """The exercise's notebook as its author wrote it. Raises `CourseError`."""
    path = exercise(layout, module) / f"{module}.ipynb"
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        if not all(cell["id"] for cell in data["cells"]):
            raise ValueError
    except (OSError, ValueError, KeyError, TypeError) as error:
        cure = "open it in JupyterLab and save it: a notebook of format 4.5 has an id on every cell"
        raise CourseError(Problem("cannot read the notebook", layout.relative(path), cure=cure)) from error
    return data


def data_files(folder: Path) -> dict[str, bytes]:
    """The data of an exercise: what is neither private nor made by us, by path from `folder`."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
        and not any(fnmatch(part, row) for part in path.relative_to(folder).parts for row in _PRIVATE)
    }


def files(layout: Layout, module: str) -> dict[str, bytes]:
    """The files of nbgrader's ``source/<module>/`` by name; the notebook holds the key, nothing else does."""
    from ..exercise.place import released

    made = dict(data_files(exercise(layout, module)))
    english = bank(layout, module)
    made["labels.json"] = as_json(released(labels(layout, module), {}))
    made["quiz.json"] = as_json(quiz(layout, english, [(english, Interface())]))
    made[f"{module}.ipynb"] = notebook_json(graded_notebook(layout, module, for_marking(layout, english)))
    return dict(sorted(made.items()))


def quiz(layout: Layout, english: Bank, versions: Iterable[tuple[Bank, Interface]]) -> dict[str, Any]:
    """`quiz.json`; figures travel in it, links lead to the published course where that is known."""
    base = str(layout.settings.get("base_url") or "").rstrip("/")

    def href(target: str) -> str:
        if target.startswith(("http:", "https:", "mailto:")):
            return target
        name, _, anchor = target.partition("#")
        page = f"{base}/en/{name.removesuffix('.md')}.html" + (f"#{anchor}" if anchor else "")
        return page if base and name else "#"

    return quiz_json(english, versions, href=href, src=_figure(layout, english))


def _figure(layout: Layout, english: Bank) -> Callable[[str], str]:
    def src(figure: str) -> str:
        path = layout.root / figure
        try:
            data = base64.b64encode(path.read_bytes()).decode()
        except OSError:
            cure = "put the file there, or correct its name"
            raise CourseError(Problem(f"no figure {figure}", english.file, cure=cure)) from None
        return f"data:{mimetypes.guess_type(path.name)[0] or 'image/svg+xml'};base64,{data}"

    return src


def graded_notebook(layout: Layout, module: str, marking: Bank) -> dict[str, Any]:
    """The exercise with its grade cells; `marking` is the bank with the short answers of every language."""
    made = notebook(layout, module)
    prose = [cell for cell in made["cells"] if cell["cell_type"] == "markdown"]
    if strange := [cell["id"] for cell in prose if "nbgrader" in cell["metadata"]]:
        cure = "delete the grading marks: such a cell would come back in English"
        raise CourseError(
            *(Problem(f"prose with grading marks, cell {id}", f"{module}.ipynb", cure=cure) for id in strange)
        )
    cells: dict[str, list[Question]] = {}
    for question in marking.questions:
        cells.setdefault(question.cell, []).append(question)
    made["cells"].append(_cell(HEADING, "markdown", heading(Interface())))
    for name, questions in cells.items():
        if questions[0].type == "written":
            made["cells"] += _written(module, name, questions)
        else:
            made["cells"].append(_marked(module, name, questions))
    return made


def heading(ui: Interface) -> str:
    """What stands above the grade cells."""
    return f"## {ui('release-marking')}\n\n{ui('release-marking-text')}"


def _cell(id: str, kind: str, source: str, **metadata: Any) -> dict[str, Any]:
    if len(id) > 64:  # the format allows no more
        id = f"{id[:55]}-{fnv1a(id):08x}"
    lines = source.splitlines(keepends=True)
    cell = {"cell_type": kind, "id": id, "metadata": metadata, "source": lines}
    return cell | ({"execution_count": None, "outputs": []} if kind == "code" else {})


def _nbgrader(name: str, kind: str, questions: list[Question], *, by_hand: bool) -> dict[str, Any]:
    return {
        "cell_type": kind,
        "grade": True,
        "grade_id": name,
        "locked": not by_hand,
        "points": questions[0].points,
        "schema_version": 3,
        "solution": by_hand,
        "task": False,
    }


def _marked(module: str, name: str, questions: list[Question]) -> dict[str, Any]:
    """A cell that shows its name to a learner, and in the hidden region the key to nbgrader."""
    rows = "".join(f"    {plain(question)!r},\n" for question in questions)
    source = (
        f"# {name}\n### BEGIN HIDDEN TESTS\nfrom ssr_course.grading.cell import mark\n\n"
        f"mark({module!r}, [\n{rows}])\n### END HIDDEN TESTS"
    )
    marks = _nbgrader(name, "code", questions, by_hand=False)
    return _cell(f"mark-{name}", "code", source, jupyter={"source_hidden": True}, nbgrader=marks)


def _written(module: str, name: str, questions: list[Question]) -> list[dict[str, Any]]:
    """A cell that shows what was written, and one that is marked by hand.

    nbgrader gives 0 to an answer cell that nobody changed. The rubric stands in a hidden region, so that the
    released cell always differs from the source, and always waits for a person. The empty region of a
    solution keeps nbgrader from replacing the whole cell.
    """
    shown = "\n".join(f"print(Quiz({module!r}).answer({q.id!r}))" for q in questions)
    rubrics = "\n\n".join(q.rubric for q in questions if q.rubric) or "-"
    source = (
        f"{written_text(Interface())}\n### BEGIN SOLUTION\n### END SOLUTION\n"
        f"### BEGIN HIDDEN TESTS\n{rubrics}\n### END HIDDEN TESTS"
    )
    marks = _nbgrader(name, "markdown", questions, by_hand=True)
    return [
        _cell(f"show-{name}", "code", shown, jupyter={"source_hidden": True}),
        _cell(f"mark-{name}", "markdown", source, nbgrader=marks),
    ]


def written_text(ui: Interface) -> str:
    """What stands in the cell of a written answer."""
    return ui("release-written")


def as_json(data: Any) -> bytes:
    """A JSON file of ours, small and the same every time."""
    return (json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def notebook_json(data: dict[str, Any]) -> bytes:
    """A notebook as Jupyter writes it."""
    return (json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()
