"""Nodes of our own, and the HTML they become.

A translated page is made by Sphinx from the same nodes: text that a translator must see stands in a
`TextElement` (`box_title`), text of the interface in `ready`, which no catalogue and no search index reads.
"""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

# What a box is in HTML: element and classes.
BOXES = {
    "scene": ("section", "scene"),
    "aims": ("section", "card aims"),
    "key-points": ("section", "key"),
    "misconception": ("section", "myth"),
    "heard": ("div", "heard"),
    "fact": ("div", "fact"),
    "reflection": ("section", "card reflection"),
    "hero": ("div", "welcome"),
    "lead": ("div", "lead"),
}


class box(nodes.General, nodes.Element):
    """A part of a lesson with a name: ``kind`` is a key of `BOXES`, ``label`` the id of its heading."""


class box_title(nodes.General, nodes.TextElement):
    """The author's heading or sentence on top of a box; ``tag`` is its element, ``anchor`` its id."""


class ready(nodes.General, nodes.Element):
    """Finished HTML (``html``): neither searched nor translated."""


class question_set(nodes.General, nodes.Element):
    """Questions of one bank; rendered when the page is written, because links depend on the page.

    ``module``, ``graded``, ``questions`` (ids), ``heading`` (its own heading is wanted). Its children are
    the texts that search may find: prompts and choices, never a key or feedback.
    """


def icon(name: str, more: str = "") -> str:
    """A picture of the sprite that the template puts into each page."""
    # With a size, for where the style sheet is missing.
    size = 'width="20" height="20"'
    return f'<svg class="i{more and " " + more}" {size} aria-hidden="true"><use href="#i-{name}"/></svg>'


def _visit_box(self: Any, node: box) -> None:
    tag, classes = BOXES[node["kind"]]
    label = f' aria-labelledby="{node["label"]}"' if node.get("label") else ""
    self.body.append(f'<{tag} class="{classes}"{label}>')


def _depart_box(self: Any, node: box) -> None:
    self.body.append(f"</{BOXES[node['kind']][0]}>\n")


def _visit_box_title(self: Any, node: box_title) -> None:
    anchor = f' id="{node["anchor"]}"' if node.get("anchor") else ""
    self.body.append(f"<{node['tag']}{anchor}>{'<q>' if node.get('quoted') else ''}")


def _depart_box_title(self: Any, node: box_title) -> None:
    self.body.append(f"{'</q>' if node.get('quoted') else ''}</{node['tag']}>\n")


def _visit_ready(self: Any, node: ready) -> None:
    self.body.append(node["html"])
    raise nodes.SkipNode


def setup(app: Sphinx) -> None:
    """Register the nodes for HTML."""
    app.add_node(box, html=(_visit_box, _depart_box))
    app.add_node(box_title, html=(_visit_box_title, _depart_box_title))
    app.add_node(ready, html=(_visit_ready, None))
