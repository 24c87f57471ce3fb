"""Figures: no inline style, and their size known before they arrive, so that the text does not jump."""

from __future__ import annotations

import posixpath
import re
from functools import lru_cache
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import quote

from docutils import nodes
from sphinx.application import Sphinx

_BOX = re.compile(r'viewBox="\s*[\d.-]+[ ,]+[\d.-]+[ ,]+([\d.]+)[ ,]+([\d.]+)\s*"')


@lru_cache(maxsize=1024)
def size(path: Path, stamp: int) -> tuple[int, int] | None:
    """Width and height of a picture, from the head of the file; None if it does not say."""
    if path.suffix.lower() == ".svg":
        with path.open(encoding="utf-8", errors="replace") as file:
            found = _BOX.search(file.read(4096))
        return (round(float(found[1])), round(float(found[2]))) if found else None
    from imagesize import get  # part of Sphinx's install; only where there is a bitmap

    width, height = get(path)
    return (int(width), int(height)) if width > 0 else None


def _visit_image(self: Any, node: nodes.image) -> None:
    uri = node["uri"]
    attributes = {"src": uri, "alt": node.get("alt", "")}
    if uri in self.builder.images:
        attributes["src"] = posixpath.join(self.builder.imgpath, quote(self.builder.images[uri]))
        path = Path(self.builder.srcdir, uri)
        if path.is_file() and (found := size(path, path.stat().st_mtime_ns)):
            attributes |= {"width": str(found[0]), "height": str(found[1])}
    if node["classes"]:
        attributes["class"] = " ".join(node["classes"])
    self.body.append("<img " + " ".join(f'{k}="{escape(v)}"' for k, v in attributes.items()) + ">")
    raise nodes.SkipNode


def setup(app: Sphinx) -> None:
    """Write pictures our way."""
    app.add_node(nodes.image, override=True, html=(_visit_image, None))
