"""Bring the catalogues of a language up to the templates, and change nothing else in them.

1. Every file of the language is read. 2. What its template no longer has is `gone`; what stays is
known. 3. Each message of a template takes its own entry, else what `memory` suggests, else it is empty.
4. A file is written only where that changed it: an entry keeps its lines but for those of its places
and flags; translated messages that are gone are kept as obsolete (`#~`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from ..errors import CourseError, Problem
from ..languages import Language
from ..layout import Layout
from . import places, poread
from .check import read_templates
from .memory import Memory
from .merge import Change, bury, merge, repair_header
from .po import Catalogue


@dataclass
class Updated:
    """The files that changed, and those that could not be read and were left alone."""

    changes: list[Change] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def update(layout: Layout, languages: tuple[str, ...] = ()) -> Updated:
    """Update the catalogues of `languages` (codes; all that are there if none is named).

    A file that cannot be read, or holds conflict marks, is left as it is and reported. Raises
    `CourseError` where there are no templates.
    """
    known = read_templates(layout)
    result = Updated()
    for language in places.named(layout, languages):
        _language(layout, language, known, result)
    return result


def add(layout: Layout, code: str) -> Updated:
    """Begin a language: every catalogue, empty. Raises `CourseError` if it is not in `languages.py`."""
    (language,) = places.named(layout, (code,))
    if places.folder(layout, language).is_dir():
        raise CourseError(
            Problem(
                f"{code} is there already",
                layout.relative(places.folder(layout, language)),
                cure="run `ssr translate update`",
            )
        )
    return update(layout, (code,))


def _language(layout: Layout, language: Language, known: dict[str, Catalogue], result: Updated) -> None:
    files: dict[str, tuple[Path, Catalogue]] = {}
    memory = Memory()
    bases = dict.fromkeys((places.folder(layout, language), places.folder(layout, language, places.GRADED)))
    for base in bases:
        for domain in places.domains(base, ".po") if base.is_dir() else ():
            path = base / f"{domain}.po"
            try:
                catalogue = poread.read(path, layout.relative(path))
            except CourseError as error:
                result.problems += error.problems
                continue
            if catalogue.problems:
                result.problems += catalogue.problems
                continue
            files[domain] = (path, catalogue)
            _remember(memory, domain, catalogue, known.get(domain))
    unreadable = {problem.file for problem in result.problems}
    used: set[int] = set()
    merged = []
    for domain, template in known.items():
        path = places.catalogue(layout, language, domain)
        if layout.relative(path) in unreadable:
            continue
        there = domain in files
        catalogue = files[domain][1] if there else places.new_catalogue(language, [], layout.relative(path))
        change = Change(layout.relative(path), created=not there)
        dirty = merge(catalogue, template, domain, memory, language, change, used)
        merged.append((path, catalogue, template, change, dirty or not there))
    for path, catalogue, template, change, dirty in merged:
        buried = bury(catalogue, template, used, change)
        repaired = repair_header(catalogue, language)
        touched = dirty or buried or repaired or catalogue.bom
        if touched and poread.write(path, catalogue.text()):
            result.changes.append(change)
    for domain in sorted(set(files) - set(known)):
        _remove(*files[domain], used, result)


def _remove(path: Path, catalogue: Catalogue, used: set[int], result: Updated) -> None:
    """Delete the catalogue of a page that is gone, if all its translations live on elsewhere."""
    entries = [entry for entry in catalogue.entries if not entry.is_header]
    if all(id(entry) in used or entry.empty for entry in entries):
        path.unlink()
        path.with_suffix(".mo").unlink(missing_ok=True)
        result.changes.append(Change(catalogue.file, removed=True))


def _remember(memory: Memory, domain: str, catalogue: Catalogue, template: Catalogue | None) -> None:
    wanted = {entry.key for entry in template.messages} if template else set()
    for entry in catalogue.entries:
        if entry.is_header:
            continue
        if entry.obsolete or entry.key not in wanted:
            memory.add_gone(domain, entry)
        else:
            memory.add_living(entry)
