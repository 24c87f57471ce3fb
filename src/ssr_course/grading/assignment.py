"""An assignment of nbgrader: ``source/<module>/`` from the course, and ``release/<module>/`` by nbgrader."""

from __future__ import annotations

import json
import logging
import os
import re
import shutil
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..errors import CourseError, Problem
from ..layout import Layout
from . import source

CONFIG = "nbgrader_config.py"


@dataclass(frozen=True)
class Assignment:
    """What `assign` made: folders, and the grade cells with their points."""

    module: str
    source: Path
    release: Path
    cells: int
    points: float


def assign(layout: Layout, module: str) -> Assignment:
    """Build ``exercises/source/<module>/`` and have nbgrader make ``exercises/release/<module>/`` of it.

    Raises `CourseError`: no exercise, no bank, no nbgrader, or what nbgrader said; what was there stays then.
    """
    files = source.files(layout, module)
    folder, release = source_folder(layout, module), release_folder(layout, module)
    for place in (folder, release):  # nbgrader warns of a release that it replaces
        _set_aside(place)
    try:
        write(folder, files)
        said = _generate(layout, module)
    except BaseException:
        _put_back(folder, release)
        raise
    if said:
        _put_back(folder, release)
        raise CourseError(*(_problem(layout, module, line) for line in said))
    for place in (folder, release):
        shutil.rmtree(_before(place), ignore_errors=True)
    marks = [cell for cell in _cells(files[f"{module}.ipynb"]) if cell.get("grade")]
    return Assignment(module, folder, release, len(marks), float(sum(cell["points"] for cell in marks)))


def source_folder(layout: Layout, module: str) -> Path:
    """Where nbgrader's source of a module lies: with the key, never to be given away."""
    return layout.exercises / "source" / module


def release_folder(layout: Layout, module: str) -> Path:
    """Where nbgrader puts what learners get."""
    return layout.exercises / "release" / module


def current(layout: Layout, module: str) -> bool:
    """Whether ``release/<module>/``, in whatever language, is of today's exercise and questions."""
    folder = source_folder(layout, module)
    there = {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}
    released = release_folder(layout, module) / f"{module}.ipynb"
    return released.is_file() and there == source.files(layout, module)


def write(folder: Path, files: dict[str, bytes]) -> None:
    """Put the files, and nothing else, into `folder`: whole, or not at all."""
    new = folder.with_name(f"{folder.name}.new")
    shutil.rmtree(new, ignore_errors=True)
    for name, data in files.items():
        path = new / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    shutil.rmtree(folder, ignore_errors=True)
    new.rename(folder)


def _before(place: Path) -> Path:
    return place.with_name(f"{place.name}.before")


def _set_aside(place: Path) -> None:
    shutil.rmtree(_before(place), ignore_errors=True)
    if place.exists():
        place.rename(_before(place))


def _put_back(*places: Path) -> None:
    for place in places:
        shutil.rmtree(place, ignore_errors=True)
        if _before(place).exists():
            _before(place).rename(place)


def _cells(notebook: bytes) -> list[dict[str, Any]]:
    return [cell["metadata"].get("nbgrader", {}) for cell in json.loads(notebook)["cells"]]


def _generate(layout: Layout, module: str) -> list[str]:
    """Run nbgrader's `generate_assignment`; every line that it warns of, none if all is well."""
    with _quiet() as heard, _tools_on_path():
        done = api(layout).generate_assignment(module)
    log = done.get("log", "")
    said = re.findall(r"^\[(?:WARNING|ERROR|CRITICAL)\] (.*)$", log, re.M) + [
        str(one.message) for one in heard
    ]
    if not done["success"] and not said:
        said = [done.get("error", "").strip().rpartition("\n")[2] or "nbgrader gave up"]
    return list(dict.fromkeys(said))


def api(layout: Layout) -> Any:
    """nbgrader's `NbGraderAPI` for the course. Raises `CourseError` where nbgrader is not installed."""
    try:
        from nbgrader.apps import NbGraderAPI
    except ModuleNotFoundError as error:
        if error.name and error.name.partition(".")[0] != "nbgrader":
            raise
        cure = "type: pip install 'ssr-course[grading]'"
        raise CourseError(Problem("nbgrader is not installed", cure=cure)) from None
    from traitlets.config import Config, PyFileConfigLoader

    config = Config()
    if (layout.exercises / CONFIG).is_file():
        config.merge(PyFileConfigLoader(CONFIG, path=str(layout.exercises)).load_config())
    config.CourseDirectory.root = str(layout.exercises)
    return NbGraderAPI(config=config)


@contextmanager
def _quiet() -> Iterator[list[warnings.WarningMessage]]:
    """What is said with `warnings` goes into a list; what nbgrader logs goes into its result alone."""
    log = logging.getLogger("traitlets")
    before = log.handlers[:], log.propagate
    log.handlers, log.propagate = [logging.NullHandler()], False
    try:
        with warnings.catch_warnings(record=True) as heard:
            warnings.simplefilter("ignore", DeprecationWarning)
            warnings.simplefilter("ignore", PendingDeprecationWarning)
            yield heard
    finally:
        log.handlers, log.propagate = before


@contextmanager
def _tools_on_path() -> Iterator[None]:
    """nbgrader calls `alembic` by name for a new gradebook, also where the environment is not activated."""
    before = os.environ.get("PATH", "")
    os.environ["PATH"] = os.pathsep.join(filter(None, (str(Path(sys.executable).parent), before)))
    try:
        yield
    finally:
        os.environ["PATH"] = before


def _problem(layout: Layout, module: str, line: str) -> Problem:
    cure = "mend the exercise or its bank, then run `ssr assign` again"
    if "submissions" in line or "grade cells" in line.lower():
        cure = (
            "questions that learners have handed in cannot change: give the new ones another module, "
            "or remove the assignment from the gradebook"
        )
    shown = " ".join(line.split()).replace(f"{layout.root}{os.sep}", "")
    return Problem(f"nbgrader says: {shown}", layout.relative(source_folder(layout, module)), cure=cure)
