"""What a learner is given: one folder, zipped, in one language and without any key.

1. The assignment is made anew if the exercise or its questions have changed since.
2. The notebook of nbgrader's ``release/`` is translated; names and grade ids stay.
3. With it go `quiz.json` and `labels.json` in that language and English, the data, the learner's
   part of the package as a wheel, what to install, and a page on how to open it and hand it in.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from ..errors import CourseError, Problem
from ..exercise.place import released
from ..i18n import exercises, places
from ..i18n.apply import Translations, apply, interface
from ..interface import MESSAGES, Interface
from ..languages import SOURCE, Language
from ..layout import Layout
from ..quiz.model import Bank
from . import assignment, source
from .handout import NAME as HANDOUT
from .handout import handout
from .wheel import NAME as WHEEL
from .wheel import packed, wheel

REQUIREMENTS = "requirements.txt"
_LIBRARIES = ("ipywidgets", "anywidget")
_INSTALLED = (WHEEL, REQUIREMENTS, HANDOUT)  # what a hub's learner does not need


@dataclass(frozen=True)
class Release:
    """One file for learners: ``size`` in bytes, ``files`` by name in its folder."""

    module: str
    language: Language
    path: Path
    size: int
    files: tuple[str, ...]


def place(layout: Layout, module: str, code: str) -> Path:
    """Where the release of a module in a language lies."""
    return layout.build / "release" / code / f"{module}.zip"


def release(
    layout: Layout, modules: Sequence[str] = (), languages: Sequence[str] = (), *, exchange: bool = False
) -> Iterator[tuple[Release, int, int]]:
    """Write ``_build/release/<language>/<module>.zip``; gives each with how many are done, of how many.

    `modules`: all that have an exercise where none is named. `languages`: codes; without any, English and
    each that is translated as far as the course's ``threshold``. `exchange` also puts the folder into
    nbgrader's ``release/``, whence `nbgrader release_assignment` takes it: for one language.

    Raises `CourseError`.
    """
    if exchange and len(languages) != 1:
        cure = "name it: --exchange --language ar"
        raise CourseError(Problem("nbgrader's exchange holds one language", cure=cure))
    wanted = [_language(layout, code) for code in languages]
    names = list(modules) or source.modules(layout)
    if not names:
        source.exercise(layout, "")
    work = []
    for module in names:
        made = _Module(layout, module)
        if not assignment.current(layout, module):
            assignment.assign(layout, module)
        work += [(made, row) for row in wanted or made.languages()]
    for done, (made, row) in enumerate(work, 1):
        yield made.write(row, exchange=exchange), done, len(work)


def _language(layout: Layout, code: str) -> Language:
    known = {row.code: row for row in (SOURCE, *places.translated(layout))}
    if code not in known:
        raise CourseError(Problem(f"no language {code}", cure=f"there are: {', '.join(known)}"))
    return known[code]


class _Module:
    """What the releases of one module share."""

    def __init__(self, layout: Layout, module: str) -> None:
        self.layout, self.module = layout, module
        self.folder = source.exercise(layout, module)
        self.bank: Bank = source.bank(layout, module)
        self.labels = source.labels(layout, module)
        self.shown = layout.relative(self.folder)

    def languages(self) -> list[Language]:
        """English, and what is translated far enough."""
        least = float(self.layout.settings.get("threshold", 0.9))
        texts = [m for m in exercises.messages(self.layout) if str(m.context).startswith(f"{self.shown}/")]
        found = [SOURCE]
        for row in places.translated(self.layout):
            into = Translations.load(self.layout, row)
            there = sum(into.string(exercises.DOMAIN, m.msgid, m.context) is not None for m in texts)
            if there >= least * len(texts):
                found.append(row)
        return found

    def write(self, row: Language, *, exchange: bool) -> Release:
        """The zip file in one language."""
        files = self.files(row)
        path = place(self.layout, self.module, row.code)
        data = packed({f"{self.module}/{name}": files[name] for name in sorted(files)})
        path.parent.mkdir(parents=True, exist_ok=True)
        new = path.with_name(f".{path.name}.new")
        new.write_bytes(data)
        new.replace(path)
        if exchange:
            kept = {name: data for name, data in files.items() if name not in _INSTALLED}
            assignment.write(assignment.release_folder(self.layout, self.module), kept)
        return Release(self.module, row, path, len(data), tuple(sorted(files)))

    def files(self, row: Language) -> dict[str, bytes]:
        """What lies in the folder, by name."""
        english, into = Interface(), Translations.load(self.layout, row)
        ui = english if row == SOURCE else interface(into, MESSAGES)
        versions = [(self.bank, english)]
        words: dict[str, Any] = {}
        labels = exercises.labels(f"{self.shown}/{source.LABELS}", self.labels, _by(into, row))
        if row != SOURCE:
            versions.insert(0, (apply(self.bank, into), ui))
            words[row.code] = {"labels": labels, "ui": _forms(ui)}
        return source.data_files(self.folder) | {
            f"{self.module}.ipynb": source.notebook_json(self.notebook(row, ui, into)),
            "labels.json": source.as_json(released(self.labels, words, row.code)),
            "quiz.json": source.as_json(source.quiz(self.layout, self.bank, versions)),
            HANDOUT: handout(ui, self.module, labels[exercises.TITLE] or self.module).encode(),
            REQUIREMENTS: requirements(self.layout).encode(),
            WHEEL: _wheel(),
        }

    def notebook(self, row: Language, ui: Interface, into: Translations) -> dict[str, Any]:
        """The released notebook with its prose in a language; cells and grade ids are those of nbgrader."""
        path = assignment.release_folder(self.layout, self.module) / f"{self.module}.ipynb"
        made = json.loads(path.read_text(encoding="utf-8"))
        written = {
            cell["id"]: "".join(cell["source"]) for cell in source.notebook(self.layout, self.module)["cells"]
        }
        for cell in made["cells"]:
            if cell["cell_type"] != "markdown":
                continue
            if "nbgrader" in cell["metadata"]:
                text = source.written_text(ui)
            elif cell["id"] == source.HEADING:
                text = source.heading(ui)
            else:
                shown = f"{self.shown}/{self.module}.ipynb"
                text = exercises.prose(shown, cell["id"], written[cell["id"]], _by(into, row))
            if row.rtl:  # Jupyter shows prose from left to right
                text = f'<div dir="rtl" lang="{row.html}">\n\n{text}\n\n</div>'
            cell["source"] = text.splitlines(keepends=True)
        made["metadata"]["ssr"] = {"language": row.code}
        return made


def _by(into: Translations, row: Language) -> exercises.Translate:
    if row == SOURCE:
        return lambda _address, english: english
    return lambda address, english: into.string(exercises.DOMAIN, english, address) or english


def _forms(ui: Interface) -> dict[str, Any]:
    """The words of the exercise kit that are translated; plural forms in the order of the language."""
    return {
        name: text if isinstance(text, str) else list(text)
        for name, text in sorted(ui.translations.items())
        if name.startswith("exercise-")
    }


def requirements(layout: Layout) -> str:
    """What a learner installs: the wheel beside the file, and two libraries as the course has tried them."""
    try:
        text = (layout.root / "requirements.lock").read_text(encoding="utf-8")
    except OSError:
        text = ""
    locked = dict(re.findall(r"^([a-z0-9-]+)==([^\s;\\]+)", text, re.M))
    return f"./{WHEEL}\n" + "".join(f"{name}=={locked.get(name) or version(name)}\n" for name in _LIBRARIES)


@cache
def _wheel() -> bytes:
    return wheel()
