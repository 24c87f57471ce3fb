"""All languages of the course, built by one warm process and put in place together."""

from __future__ import annotations

import gc
import importlib
import multiprocessing
import os
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from ..errors import CourseError, Problem
from ..languages import LANGUAGES, SOURCE, Language
from ..layout import Layout
from . import publish
from .language import Built, build_language
from .progress import Progress, terminal


@dataclass(frozen=True)
class Result:
    """What a build did. `published` is false when problems kept the earlier site in place.

    Problems of translations never do: what cannot be used of a catalogue is English in its language.
    """

    problems: tuple[Problem, ...] = ()
    languages: tuple[str, ...] = ()
    pages: int = 0
    seconds: float = 0
    published: bool = False
    place: str = ""

    @property
    def summary(self) -> str:
        """One line for a person."""
        if not self.published:
            count = len(self.problems)
            return f"{count} problem{'' if count == 1 else 's'} to mend; the earlier site was left as it is"
        pages = f"{self.pages} page{'' if self.pages == 1 else 's'}"
        count = len(self.problems)
        mend = f"; {count} problem{'' if count == 1 else 's'} to mend" if count else ""
        return f"{', '.join(self.languages)}: {pages} written in {self.seconds:.1f} s, in {self.place}{mend}"


def build(
    layout: Layout,
    languages: Sequence[str] = (),
    *,
    jobs: int | None = None,
    clean: bool = False,
    progress: Progress | None = None,
    strict: bool = True,
) -> Result:
    """Build `languages` (all when none is named) into `_build/site/<code>/`, with a page that leads to them.

    With `strict` any problem of the sources keeps the earlier site in place; without it only what stops a
    page from being made does. Several languages are built at a time, in `jobs` processes. Raises
    `CourseError` where nothing could be built at all.
    """
    started = time.perf_counter()
    wanted = [_language(layout, code) for code in languages] or available(layout)
    show = progress or terminal()
    with _calm_collector():
        _warm()
        built = _each(layout, wanted, clean=clean, jobs=jobs or os.cpu_count() or 1, show=show)
    problems = tuple(dict.fromkeys(problem for one in built for problem in one.problems))
    stopping = [problem for problem in problems if not problem.file.endswith(".po")]
    done = not (stopping and strict)
    if done:
        for language, one in zip(wanted, built, strict=True):
            publish.put_in_place(one.out, one.files, layout.site(language.code))
        _top(layout, built[0].welcome)
    return Result(
        problems,
        tuple(language.code for language in wanted),
        sum(one.pages for one in built),
        time.perf_counter() - started,
        done,
        layout.relative(layout.build / "site"),
    )


def available(layout: Layout) -> list[Language]:
    """English, and each language that has catalogues."""
    catalogues = layout.root / "locales"
    others = [row for row in LANGUAGES.values() if (catalogues / row.locale / "LC_MESSAGES").is_dir()]
    return [SOURCE, *(row for row in others if row != SOURCE)]


def _language(layout: Layout, code: str) -> Language:
    known = {language.code: language for language in available(layout)}
    if code not in known:
        raise CourseError(Problem(f"no language {code}", cure=f"there are: {', '.join(known)}"))
    return known[code]


def _each(layout: Layout, wanted: list[Language], *, clean: bool, jobs: int, show: Progress) -> list[Built]:
    """Every language: alone in this process, several in forked ones."""
    if len(wanted) == 1 or jobs == 1:
        return [build_language(layout, one, among=wanted, clean=clean, show=show) for one in wanted]
    # Forked after everything was imported: a language starts in half a second.
    with multiprocessing.get_context("fork").Pool(min(jobs, len(wanted))) as pool:
        waiting = [pool.apply_async(_apart, (layout, one, wanted, clean)) for one in wanted]
        done = []
        for n, result in enumerate(waiting, 1):
            done.append(result.get())
            show("languages", n, len(wanted))
    failed = [problem for one in done if isinstance(one, list) for problem in one]
    if failed:
        raise CourseError(*dict.fromkeys(failed))
    return [one for one in done if isinstance(one, Built)]


def _apart(layout: Layout, language: Language, among: list[Language], clean: bool) -> Built | list[Problem]:
    """`build_language` in another process; an exception would lose what its problems hold on the way back."""
    try:
        return build_language(layout, language, among=among, clean=clean)
    except CourseError as error:
        return error.problems


def _top(layout: Layout, welcome: str) -> None:
    """The address of the whole site: a page that leads to a language, and the page for a wrong address."""
    from ..page.start import start_page

    site = layout.build / "site"
    there = [row for row in LANGUAGES.values() if (site / row.code / "index.html").is_file()]
    there.sort(key=lambda row: row != SOURCE)
    publish.write(site / "index.html", start_page(str(layout.config.get("title", "")), there, welcome))
    publish.write(site / "404.html", (site / there[0].code / "404.html").read_text(encoding="utf-8"))


def _warm() -> None:
    """Import what every language needs, once."""
    block = "rfc3987_syntax"  # jsonschema would load it for a second, for a format that nothing here uses
    fresh = block not in sys.modules
    if fresh:
        sys.modules[block] = None  # type: ignore[assignment]
    try:
        for name in ("furo", "jupyter_book.config", "myst_nb", "sphinx.builders.html", "sphinx_external_toc"):
            importlib.import_module(name)
    finally:
        if fresh:
            del sys.modules[block]


@contextmanager
def _calm_collector() -> Iterator[None]:
    """Fewer, later collections: a doctree is read back ten times faster."""
    before = gc.get_threshold()
    gc.collect()
    gc.freeze()
    gc.set_threshold(200_000, 20, 100)
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()
