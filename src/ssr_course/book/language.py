"""One language of the course built by Sphinx, as far as sources changed; nothing is published here.

It is what `jb build` does itself, without a `conf.py` on disk.
"""

from __future__ import annotations

import io
import json
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import CourseError, Problem
from ..i18n import figures
from ..i18n.apply import Translations
from ..languages import SOURCE, Language
from ..layout import Layout
from . import publish
from .problems import parse
from .progress import Progress, silent

if TYPE_CHECKING:
    from sphinx.application import Sphinx


@dataclass(frozen=True)
class Built:
    """What Sphinx made: `files` of `out` belong to the site; `pages` were written this time."""

    problems: list[Problem]
    pages: int
    out: Path
    files: list[str]
    welcome: str


def build_language(
    layout: Layout,
    language: Language,
    *,
    among: Sequence[Language] = (),
    clean: bool = False,
    show: Progress = silent,
) -> Built:
    """Build into `_build/work/<code>/`. `among`: the languages that the switcher offers.

    Raises `CourseError` for a configuration, a table of contents or a theme that cannot be used.
    """
    from sphinx.application import Sphinx
    from sphinx.errors import SphinxError
    from sphinx.util.docutils import docutils_namespace, patch_docutils

    from ..page.messages import prepare

    work = layout.build / "work" / language.code
    if clean:
        shutil.rmtree(work, ignore_errors=True)
    out, doctrees, log = work / "html", work / "doctrees", io.StringIO()
    config = configuration(layout, language, among or [language])
    if language != SOURCE:
        figures.write(layout, Translations.load(layout, language))
    prepare()
    whole = False
    try:
        with patch_docutils(None), docutils_namespace():
            app = Sphinx(
                layout.root, None, out, doctrees, "html", confoverrides=config, status=None, warning=log
            )
            app.connect("env-get-outdated", lambda *_: _troubled(work), priority=1)
            written = _count(app, show)
            app.build()
            whole = True
    except SphinxError as error:
        problem = _of_error(error, layout)
        if problem is None:
            raise
        raise CourseError(*parse(log.getvalue(), layout), problem) from error
    finally:
        if not whole:  # what is remembered does not fit what was written
            (doctrees / "environment.pickle").unlink(missing_ok=True)
    problems = parse(log.getvalue(), layout)
    _remember(work, problems, app.env.found_docs, app.config.root_doc)
    pictures, downloads = ([name for _, name in kind.values()] for kind in (app.env.images, app.env.dlfiles))
    files = publish.files_of(out, app.env.found_docs, pictures, downloads)
    return Built(problems, written(), out, files, app.config.root_doc)


def configuration(layout: Layout, language: Language, among: Sequence[Language]) -> dict[str, Any]:
    """Sphinx's configuration, as Jupyter Book makes it from `_config.yml`. Raises `CourseError`."""
    from jsonschema import ValidationError
    from jupyter_book.config import get_final_config

    if not layout.config:  # raises for what is no YAML
        raise CourseError(Problem("the configuration is empty", "_config.yml", cure="write at least a title"))
    try:
        config, _ = get_final_config(
            user_yaml=layout.config_file,
            sourcedir=layout.root,
            raise_on_invalid=True,
            cli_config={"latex_individualpages": False, "external_toc_path": str(layout.toc_file)},
        )
    except ValidationError as error:
        cure = " ".join(str(error.message).split())
        raise CourseError(
            Problem("the configuration is not as it must be", "_config.yml", cure=cure)
        ) from error
    return config | {
        "language": language.locale,
        "ssr_prefix": f"{language.code}/",
        "ssr_languages": [row.code for row in among],
    }


def _of_error(error: Exception, layout: Layout) -> Problem | None:
    """What Sphinx gave up on, if it is an author's to mend; None for a fault of a program."""
    text = " ".join(str(error).split()).replace(f"{layout.root}/", "")
    if text.startswith("[etoc]"):
        why = error.__cause__ or error
        mark = getattr(why, "problem_mark", None)
        cure = " ".join(str(getattr(why, "problem", None) or why).split())
        return Problem(
            "cannot read the table of contents", "_toc.yml", mark.line + 1 if mark else 0, cure=cure
        )
    if "unable to load the master document" in text:
        return Problem("no welcome page", "_toc.yml", 0, cure="write the page that root: names")
    fault = getattr(error, "orig_exc", None) or error.__cause__
    return Problem(text) if fault is None or isinstance(fault, OSError) else None


def _count(app: Sphinx, show: Progress) -> Callable[[], int]:
    """Report pages as they are read and written; gives the number written so far."""
    counts = {"read": 0, "to read": 0, "written": 0, "to write": 0}
    prepare = app.builder.prepare_writing

    def about_to_read(app: Sphinx, env: Any, names: list[str]) -> None:
        counts["to read"] = len(names)

    def read(*_: Any) -> None:
        counts["read"] += 1
        show("read", counts["read"], max(counts["to read"], counts["read"]))

    def about_to_write(names: set[str]) -> None:
        counts["to write"] = len(names)
        prepare(names)

    def written(app: Sphinx, name: str, *_: Any) -> None:
        if name in app.env.found_docs:
            counts["written"] += 1
            show("written", counts["written"], max(counts["to write"], counts["written"]))

    app.connect("env-before-read-docs", about_to_read)
    app.connect("source-read", read)
    app.builder.prepare_writing = about_to_write
    app.connect("html-page-context", written)
    return lambda: counts["written"]


def _troubled(work: Path) -> list[str]:
    """Pages that had problems last time: they are read again, so that no problem is forgotten."""
    try:
        return json.loads((work / "troubled.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return []


def _remember(work: Path, problems: list[Problem], pages: set[str], root: str) -> None:
    names: set[str] = set()
    for problem in problems:
        name = problem.file.rsplit(".", 1)[0]
        if name in pages:
            names.add(name)
        elif problem.file == "_toc.yml":
            names.add(root)
        elif not problem.file.endswith((".yml", ".yaml")):  # from anywhere: read everything again
            names |= pages
    publish.write(work / "troubled.json", json.dumps(sorted(names)))
