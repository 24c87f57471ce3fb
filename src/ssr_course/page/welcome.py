"""The welcome page: ``{hero}`` greets, ``{course-map}`` shows the way.

Both are drawn when the page is written, because they show the whole course; `site.js` fills in what this
reader has done.
"""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from .lesson import Box
from .nodes import box

logger = logging.getLogger(__name__)


class course_part(nodes.General, nodes.Element):
    """A piece drawn by the template ``template``; its children: one description a module."""


class Hero(Box):
    """``{hero} EYEBROW``: the line above the title, then the lead as content, the picture, where to go on."""

    kind = "hero"
    optional_arguments = 1

    def run(self) -> list[nodes.Node]:
        lead = self.fill(box("", kind="lead"))
        parts: list[nodes.Node] = [
            lead,
            *(course_part(template=f"welcome-{name}.html") for name in ("picture", "resume", "totals")),
        ]
        if self.arguments:
            parts.insert(0, self.title("p"))
            parts[0]["eyebrow"] = True
        return [box("", *parts, kind="hero")]


class CourseMap(SphinxDirective):
    """``{course-map}`` with a list: what each module, in order, is about."""

    has_content = True

    def run(self) -> list[nodes.Node]:
        parsed = nodes.Element()
        self.state.nested_parse(self.content, self.content_offset, parsed)
        items = [nodes.Element("", *item.children) for item in parsed.findall(nodes.list_item)]
        node = course_part("", *items, template="welcome-map.html")
        self.set_source_info(node)
        return [node]


def _visit_course_part(self: Any, node: course_part) -> None:
    builder = self.builder
    descriptions = []
    for item in node.children:
        kept, self.body = self.body, []
        for child in item.children:
            child.walkabout(self)
        descriptions.append("".join(self.body))
        self.body = kept
    site = builder.app.ssr
    if descriptions and len(descriptions) != len(site.course.modules):
        logger.warning(
            "the course map describes %d modules, the course has %d; write one line a module",
            len(descriptions),
            len(site.course.modules),
            location=node,
        )
    here = builder.current_docname
    self.body.append(
        builder.templates.render(
            node["template"],
            {
                "site": site,
                "course": site.course,
                "ui": site.ui,
                "descriptions": descriptions,
                "pathto": lambda name: builder.get_relative_uri(here, name) or "#",
            },
        )
    )
    raise nodes.SkipNode


def lift_eyebrow(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Move the line that belongs above the title there (on ``doctree-resolved``)."""
    for title in doctree.findall(lambda n: isinstance(n, nodes.TextElement) and n.get("eyebrow")):
        section = next(doctree.findall(nodes.section), None)
        if section is not None:
            title.parent.remove(title)
            section.insert(0, title)
        return


def setup(app: Sphinx) -> None:
    """Register the directives."""
    app.add_node(course_part, html=(_visit_course_part, None))
    app.add_directive("hero", Hero)
    app.add_directive("course-map", CourseMap)
    app.connect("doctree-resolved", lift_eyebrow)
