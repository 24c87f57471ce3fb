"""The search index of an incremental build: Sphinx forgets the index entries of pages that it does not write.

Terms of the glossary are found by these entries, at their definition and before everything else.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sphinx.application import Sphinx
from sphinx.util.index_entries import split_index_msg


def entries(env: Any, docname: str) -> list[tuple[str, str, str]]:
    """What Sphinx's `IndexBuilder.feed` would collect from the page: (words, anchor, main)."""
    found: set[tuple[str, str, str]] = set()
    for kind, value, anchor, main, _ in env.get_domain("index").entries.get(docname, ()):
        try:
            words = split_index_msg(kind, value)
        except ValueError:
            continue
        chosen = words[:1] if kind in ("see", "seealso") else []
        found |= {(text, anchor or "", main) for text in [*chosen, *words]}
    return sorted(found)


def complete(app: Sphinx) -> Iterator[Any]:
    """Put the forgotten entries back, before the index is written (on ``html-collect-pages``)."""
    indexer = getattr(app.builder, "indexer", None)
    if indexer is not None:
        for docname in indexer._titles:
            if docname not in indexer._index_entries:
                indexer._index_entries[docname] = entries(app.env, docname)
    yield from ()


def setup(app: Sphinx) -> None:
    """Repair the index at the end of writing."""
    app.connect("html-collect-pages", complete)
