"""Notes on glossary terms: each use is a link; the definitions that a page needs travel with it."""

from __future__ import annotations

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from ..text import fold
from .record import records


def all_terms(env: BuildEnvironment) -> dict[str, tuple[str, str]]:
    """Anchor to name and definition, of every glossary of the course."""
    return {anchor: term for record in records(env).values() for anchor, term in record.terms.items()}


def sort_key(term: str) -> str:
    """How a glossary is sorted: without case or marks, and without the Arabic article."""
    return fold(term).removeprefix("ال")


def arrange(app: Sphinx, doctree: nodes.document) -> None:
    """Sort a glossary in its language; a translation keeps the English order (on ``doctree-read``)."""
    for glossary in doctree.findall(addnodes.glossary):
        for entries in glossary.findall(nodes.definition_list):
            entries.children.sort(key=lambda item: sort_key(next(item.findall(nodes.term)).astext()))


def _anchor(link: nodes.reference) -> str:
    return str(link.get("refid") or link.get("refuri", "").rpartition("#")[2])


def _links(doctree: nodes.document) -> list[nodes.reference]:
    """Links that a ``{term}`` role became."""
    links = doctree.findall(nodes.reference)
    return [
        link
        for link in links
        if link.children and "std-term" in getattr(link[0], "attributes", {}).get("classes", ())
    ]


def mark(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Give each link to a term its class, and drop Sphinx's own inside it (on ``doctree-resolved``)."""
    known = app.ssr.terms
    for link in _links(doctree):
        if _anchor(link) in known:
            link["classes"] = ["term"]
            link.children = [text for child in link.children for text in child.children]
            for text in link.children:
                text.parent = link


def used(doctree: nodes.document | None, known: dict[str, tuple[str, str]]) -> list[tuple[str, str, str]]:
    """(anchor, name, definition) of the terms that a page links to, sorted."""
    if doctree is None:
        return []
    anchors = {_anchor(link) for link in doctree.findall(nodes.reference) if "term" in link["classes"]}
    return [(anchor, *known[anchor]) for anchor in sorted(anchors)]


def setup(app: Sphinx) -> None:
    """Sort when a page was read; mark the links when it is about to be written."""
    app.connect("doctree-read", arrange)
    app.connect("doctree-resolved", mark)
