"""The banks that pages show: read once a version, their mistakes reported where they are."""

from __future__ import annotations

import os
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.environment import BuildEnvironment
from sphinx.util import logging

from ..errors import CourseError, Problem
from ..i18n.apply import apply
from ..layout import Layout
from ..quiz.load import load_bank
from ..quiz.model import Bank, Question

if TYPE_CHECKING:
    from .site import Site

logger = logging.getLogger(__name__)


def report(problem: Problem) -> None:
    """Log `problem` at its place; the cure stands after a semicolon, as everywhere."""
    what = problem.what + (f" (question {problem.question})" if problem.question else "")
    place = f"{problem.file}:{problem.line or 1}" if problem.file else None
    logger.error("%s; %s" if problem.cure else "%s", *filter(None, (what, problem.cure)), location=place)


@lru_cache(maxsize=256)
def _read(path: Path, graded: bool, shown: str, stamp: tuple[int, int]) -> Bank | CourseError:
    """One reading of one version of a file; its failure is kept too."""
    try:
        return load_bank(path, graded=graded, shown=shown)
    except CourseError as error:
        return error


def bank_file(layout: Layout, module: str, graded: bool) -> Path:
    """Where the bank of `module` is expected."""
    return (layout.graded if graded else layout.practice) / f"{module}.yml"


def read_bank(site: Site, module: str, *, graded: bool = False) -> Bank:
    """The bank of `module` in the language of the site. Raises `CourseError` with every problem of it."""
    layout = site.layout
    path = bank_file(layout, module, graded)
    try:
        found = os.stat(path)
    except OSError:
        cure = "write it, or name another module"
        raise CourseError(Problem(f"no bank {layout.relative(path)}", cure=cure)) from None
    bank = _read(path, graded, layout.relative(path), (found.st_mtime_ns, found.st_size))
    if isinstance(bank, CourseError):
        raise bank
    key = (path, found.st_mtime_ns)
    if key not in site.banks:
        site.banks[key] = apply(bank, site.translations, site.others)
    return site.banks[key]


def page_bank(env: BuildEnvironment, module: str, *, graded: bool = False, line: int = 0) -> Bank | None:
    """The bank for the page that is being read, which is read again whenever the bank changes.

    Problems are reported; then there is no bank, and the page is read again next time.
    """
    site: Site = env.app.ssr
    env.note_dependency(str(bank_file(site.layout, module, graded)))
    for folder in site.translations.folders:
        catalogue = folder / ("graded.po" if graded else "quizzes.po")
        if catalogue.is_file():  # a missing file would have the page read every time
            env.note_dependency(str(catalogue))
    try:
        return read_bank(site, module, graded=graded)
    except CourseError as error:
        for problem in error.problems:
            here = replace(problem, file=env.doc2path(env.docname), line=line)
            report(problem if problem.file else here)
        env.note_reread()
        return None


def select(bank: Bank, ids: list[str], place: str) -> list[Question]:
    """The questions named by `ids`, all when none is named; an unknown id is reported at `place`."""
    if not ids:
        return list(bank.questions)
    known = {question.id: question for question in bank.questions}
    for id in ids:
        if id not in known:
            logger.error(
                "no question %s in the bank %s; correct the id, or write the question",
                id,
                bank.id,
                location=place,
            )
    return [known[id] for id in dict.fromkeys(ids) if id in known]
