"""The Sphinx extension of the course: what a page is made of, and what stands around it.

1. While a page is read: the directives of `lesson`, `quiz` and `welcome` make nodes (`nodes`), `banks` reads
   the questions, `messages` puts in the translation, `threshold` marks what has none, `record` keeps what
   the page says about itself.
2. When all are read: `nav` makes the tree, `assets` the shared files, `shell` decides what to write again.
3. While a page is written: `terms` marks the glossary terms, `shell` fills the templates.
"""

from __future__ import annotations

import hashlib
from typing import Any

from sphinx.application import Sphinx

from ..layout import PACKAGE
from . import (
    exercise,
    images,
    lesson,
    messages,
    nodes,
    quiz,
    record,
    search,
    shell,
    terms,
    threshold,
    translation,
    welcome,
)

PARTS = (
    messages,
    translation,
    threshold,
    nodes,
    lesson,
    quiz,
    exercise,
    welcome,
    record,
    terms,
    images,
    search,
    shell,
)


def setup(app: Sphinx) -> dict[str, Any]:
    """Register every part."""
    for part in PARTS:
        part.setup(app)
    return {
        "version": "1",
        "env_version": _version(),
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }


def _version() -> int:
    """Another version of our programs may make other pages: then everything is read again."""
    digest = hashlib.sha256()
    for path in (*sorted(PACKAGE.glob("page/*.py")), *sorted(PACKAGE.glob("quiz/*.py")), PACKAGE / "text.py"):
        digest.update(path.read_bytes())
    return int.from_bytes(digest.digest()[:4], "big")
