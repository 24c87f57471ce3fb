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
from ..languages import Language
from ..layout import Layout
from . import publish
from .problems import parse
from .progress import Progress, silent

if TYPE_CHECKING:
    from sphinx.application import Sphinx


@dataclass(frozen=True)
class Built:
    """What Sphinx made: `files` of `out` belong to the site, `pages` were written this time."""

    problems: list[Problem]
    pages: int
    out: Path
    files: list[str]


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

    work = layout.build / "work" / language.code
    if clean:
        shutil.rmtree(work, ignore_errors=True)
    out, doctrees, log = work / "html", work / "doctrees", io.StringIO()
    config = _config(layout, language, among or [language])
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
        fault = getattr(error, "orig_exc", None) or error.__cause__
        if fault is not None and not isinstance(fault, SphinxError | OSError):
            raise  # of a program, not of an author
        raise CourseError(*parse(log.getvalue(), layout), _of_error(error, layout)) from error
    finally:
        if not whole:  # what is remembered does not fit what was written
            (doctrees / "environment.pickle").unlink(missing_ok=True)
    problems = parse(log.getvalue(), layout)
    _remember(work, problems, app.env.found_docs, app.config.root_doc)
    files = publish.files_of(out, app.env.found_docs, (name for _, name in app.env.images.values()))
    return Built(problems, written(), out, files)


def _config(layout: Layout, language: Language, among: Sequence[Language]) -> dict[str, Any]:
    """Sphinx's configuration, as Jupyter Book makes it from `_config.yml`."""
    from jsonschema import ValidationError
    from jupyter_book.config import get_final_config

    if not layout.config:  # raises for what is no YAML
        raise CourseError(Problem("the configuration is empty", "_config.yml", cure="write at least a title"))
    _check_toc(layout)
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


def _check_toc(layout: Layout) -> None:
    from sphinx_external_toc.parsing import MalformedError, parse_toc_yaml
    from yaml import YAMLError

    try:
        parse_toc_yaml(layout.toc_file)
    except (MalformedError, YAMLError, OSError, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        cure = " ".join(str(getattr(error, "problem", None) or error).split())
        line = mark.line + 1 if mark else 0
        raise CourseError(
            Problem("cannot read the table of contents", "_toc.yml", line, cure=cure)
        ) from error


def _of_error(error: Exception, layout: Layout) -> Problem:
    """What Sphinx gave up on."""
    text = " ".join(str(error).split()).replace(f"{layout.root}/", "")
    if "unable to load the master document" in text:
        return Problem("no welcome page", "_toc.yml", 0, cure="write the page that root: names")
    return Problem(text)


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
