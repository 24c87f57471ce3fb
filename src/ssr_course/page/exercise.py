"""``{exercise} MODULE``: the download in the reader's language, once `ssr release` has made it."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable
from html import escape
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util.docutils import SphinxDirective

from ..errors import Problem
from .banks import report
from .nodes import icon

Stamp = tuple[int, int] | None  # of the zip file: when, how large; None where there is none


class exercise_link(nodes.General, nodes.Element):
    """The download: ``module``, ``minutes``, ``file`` from the root ("" if there is none), ``size``."""


class Exercise(SphinxDirective):
    """``{exercise} MODULE``."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        module, site = self.arguments[0], self.env.app.ssr
        labels = site.layout.exercises / module / "labels.yml"
        self.env.note_dependency(str(labels))
        minutes = _minutes(labels)
        if minutes is None:
            place = self.env.doc2path(self.env.docname)
            cure = f"write {site.layout.relative(labels)}, with minutes: and labels:, or name another module"
            report(Problem(f"no exercise {module}", place, self.lineno, cure=cure))
            self.env.note_reread()
            return []
        path = site.layout.build / "release" / site.language.code / f"{module}.zip"
        stamp = _stamp(path)
        releases(self.env)[self.env.docname] = (path, stamp)
        file = path.relative_to(site.layout.root).as_posix() if stamp else ""
        if file:
            self.env.dlfiles.add_file(self.env.docname, file)
        node = exercise_link("", module=module, minutes=minutes, file=file, size=stamp[1] if stamp else 0)
        self.set_source_info(node)
        return [node]


def _minutes(labels: Path) -> int | None:
    """How long the exercise takes; None if there is none that can be read."""
    import yaml

    try:
        data = yaml.safe_load(labels.read_text(encoding="utf-8"))
        return int(data.get("minutes", 30)) if isinstance(data["labels"], dict) else None
    except (OSError, ValueError, TypeError, KeyError, AttributeError, yaml.YAMLError):
        return None


def _stamp(path: Path) -> Stamp:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size


def releases(env: BuildEnvironment) -> dict[str, tuple[Path, Stamp]]:
    """Page name to the release that it offers, as it was when the page was read."""
    if not hasattr(env, "ssr_releases"):
        env.ssr_releases = {}
    return env.ssr_releases


def outdated(app: Sphinx, env: BuildEnvironment, *_: set[str]) -> list[str]:
    """Pages whose release has come, gone or changed (on ``env-get-outdated``)."""
    return [name for name, (path, stamp) in releases(env).items() if _stamp(path) != stamp]


def purge(app: Sphinx, env: BuildEnvironment, docname: str) -> None:
    """Forget a page that is removed or read again."""
    releases(env).pop(docname, None)


def merge(app: Sphinx, env: BuildEnvironment, docnames: Iterable[str], other: BuildEnvironment) -> None:
    """Take what another process read."""
    releases(env).update({name: releases(other)[name] for name in docnames if name in releases(other)})


def _visit(self: Any, node: exercise_link) -> None:
    ui, env = self.builder.app.ssr.ui, self.builder.env
    time = escape(ui("site-minutes", n=node["minutes"]))
    if not node["file"] or node["file"] not in env.dlfiles:
        self.body.append(f"<p>{escape(ui('site-exercise-later'))} ({time})</p>\n")
        raise nodes.SkipNode
    href = posixpath.join(self.builder.dlpath, env.dlfiles[node["file"]][1])
    size = escape(ui("site-exercise-size", n=max(1, (node["size"] + 512) // 1024)))
    self.body.append(
        f'<p><a class="btn primary" href="{escape(href)}" download>{icon("get")}'
        f"{escape(ui('site-exercise-download'))}</a></p>\n<p>{size} · {time}</p>\n"
    )
    raise nodes.SkipNode


def setup(app: Sphinx) -> None:
    """Register the directive."""
    app.add_node(exercise_link, html=(_visit, None))
    app.add_directive("exercise", Exercise)
    app.connect("env-get-outdated", outdated)
    app.connect("env-purge-doc", purge)
    app.connect("env-merge-info", merge)
