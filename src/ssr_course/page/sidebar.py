"""The menu of modules and lessons: drawn once for each folder of pages, not once for each page.

Stock Sphinx resolves the whole table of contents for every page, and the theme parses the result again:
the time a page takes grows with the number of pages. Here a page only marks itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape

from sphinx.util.osutil import relative_uri

from .nav import Course

Render = Callable[[dict[str, object]], str]


class Sidebar:
    """The menu of one language. `render` draws it from a context, `target` gives the address of a page."""

    def __init__(self, course: Course, render: Render, target: Callable[[str], str]) -> None:
        self._course, self._render, self._target = course, render, target
        self._drawn: dict[tuple[str, str], str] = {}

    def of(self, name: str, root: str = "") -> str:
        """The menu as seen from the page `name`; with `root` its links start there instead."""
        module = self._course.module_of(name)
        key = (root or name.rpartition("/")[0], module.id if module else "")
        if key not in self._drawn:
            base = f"{key[0]}/-" if key[0] else "-"

            def pathto(other: str) -> str:
                return root + self._target(other) if root else relative_uri(base, self._target(other))

            context = {
                "course": self._course,
                "module": module,
                "pathto": pathto,
                "search_page": pathto("search"),
            }
            self._drawn[key] = self._render(context)
        here = re.compile(rf'(<li data-(?:page|here)="{re.escape(escape(name))}"[^>]*><a href=")[^"]*"')
        return here.sub(r'\1#" aria-current="page"', self._drawn[key], count=1)
