"""The course as a tree of modules and lessons, made once a language from the table of contents.

A module is a folder of pages (`book/<module>/…`); its title is the caption of its part. Its pages are
lessons, but for `practice` and `exercise`. Pages outside a module folder (glossary, about) stand apart.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from sphinx.environment import BuildEnvironment

from .record import Record, records

SPECIAL = {"practice": "q", "exercise": "get"}  # page name: its picture in the sidebar
PICTURES = {"glossary": "book", "about": "info", "timeline": "clock"}


@dataclass(frozen=True)
class Page:
    """One page as the sidebar and the welcome page show it. `number` is that of a lesson in its module."""

    name: str
    title: str
    kind: str
    minutes: int
    units: tuple[tuple[str, ...], ...] = ()
    module: str = ""
    number: int = 0
    place: str = ""

    @property
    def picture(self) -> str:
        """Name of its icon."""
        last = self.name.rsplit("/", 1)[-1]
        return SPECIAL.get(self.kind) or PICTURES.get(last, "book")


@dataclass(frozen=True)
class Module:
    """A module: number, title, pages in order."""

    id: str
    number: int
    title: str
    pages: tuple[Page, ...]

    @property
    def lessons(self) -> tuple[Page, ...]:
        """Its lessons, without practice and exercise."""
        return tuple(page for page in self.pages if page.kind == "lesson")

    @property
    def minutes(self) -> int:
        """Of all its lessons."""
        return sum(page.minutes for page in self.lessons)


@dataclass(frozen=True)
class Course:
    """Everything that is more than one page."""

    welcome: Page
    modules: tuple[Module, ...] = ()
    others: tuple[Page, ...] = ()
    by_name: dict[str, Page] = field(default_factory=dict)

    def module_of(self, name: str) -> Module | None:
        """The module of a page."""
        page = self.by_name.get(name)
        return next((m for m in self.modules if page and m.id == page.module), None)

    @cached_property
    def lessons(self) -> tuple[Page, ...]:
        """All lessons, in order."""
        return tuple(page for module in self.modules for page in module.lessons)

    @cached_property
    def minutes(self) -> int:
        """Of all lessons."""
        return sum(page.minutes for page in self.lessons)

    @cached_property
    def questions(self) -> int:
        """How many different questions a learner meets (a pool counts once)."""
        return len({unit for page in self.by_name.values() for unit in page.units})


def _in_order(env: BuildEnvironment, names: list[str], seen: set[str]) -> Iterator[str]:
    """Pages of a part, each followed by the pages below it."""
    for name in names:
        if name not in seen and name in env.titles:
            seen.add(name)
            yield name
            yield from _in_order(env, env.toctree_includes.get(name, []), seen)


def _page(env: BuildEnvironment, name: str, **more: object) -> Page:
    record = records(env).get(name, Record())
    title = env.titles[name].astext() if name in env.titles else name
    # Answers are kept by module: questions of another one could never be found answered under this page's.
    module = str(more.pop("module", "") or next((home for home, _ in record.units), ""))
    units = tuple(tuple(ids) for home, ids in record.units if home == module)
    return Page(name, title, minutes=record.minutes, units=units, module=module, **more)


def make_course(env: BuildEnvironment) -> Course:
    """The tree, from the table of contents and the records of the pages."""
    root = env.config.root_doc
    base = root.rpartition("/")[0]
    groups: list[tuple[str, str, list[str]]] = []
    seen = {root}
    for caption, names in records(env).get(root, Record()).parts:
        for name in _in_order(env, names, seen):
            inner = name[len(base) + 1 if base else 0 :] if name.startswith(base) else name
            folder = inner.split("/")[0] if "/" in inner else ""
            if groups and groups[-1][0] == folder and groups[-1][1] == caption:
                groups[-1][2].append(name)
            else:
                groups.append((folder, caption, [name]))
    modules: list[Module] = []
    others: list[Page] = []
    for folder, caption, names in groups:
        if not folder:
            others += [_page(env, name, kind="other") for name in names]
            continue
        pages, lesson, number = [], 0, len(modules) + 1
        for name in names:
            last = name.rsplit("/", 1)[-1]
            kind = last if last in SPECIAL else "lesson"
            lesson += kind == "lesson"
            at = {"number": lesson, "place": f"{number}.{lesson}"} if kind == "lesson" else {}
            pages.append(_page(env, name, kind=kind, module=folder, **at))
        modules.append(Module(folder, number, caption or pages[0].title, tuple(pages)))
    welcome = _page(env, root, kind="welcome")
    pages = [welcome, *(p for m in modules for p in m.pages), *others]
    return Course(welcome, tuple(modules), tuple(others), {page.name: page for page in pages})


def page_data(course: Course) -> dict[str, dict[str, object]]:
    """What the scripts know of every page (`SSR.data.pages`); a pool is a list of ids."""
    return {
        page.name: {
            "title": page.title,
            "module": page.module,
            "minutes": page.minutes,
            "questions": [unit[0] if len(unit) == 1 else list(unit) for unit in page.units],
        }
        | ({"kind": page.kind} if page.kind != "other" else {})
        | ({"place": page.place} if page.place else {})
        for page in course.by_name.values()
    }


def fingerprint(course: Course) -> str:
    """Changes with everything of the tree that another page shows."""
    return json.dumps(
        [page_data(course), [(m.id, m.number, m.title) for m in course.modules]], sort_keys=True
    )
