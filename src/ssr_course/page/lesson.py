"""The boxes of a lesson: scene, key points, misconception, reflection."""

from __future__ import annotations

from html import escape
from typing import ClassVar

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from .nodes import box, box_title, icon, ready


class Box(SphinxDirective):
    """A directive whose content is a box; `anchor` keeps ids apart when a page has two of a kind."""

    has_content = True
    final_argument_whitespace = True
    kind: ClassVar[str]

    def anchor(self) -> str:
        """An id for the heading of this box, the same in every language."""
        seen: dict[str, int] = self.env.temp_data.setdefault("ssr_boxes", {})
        seen[self.kind] = seen.get(self.kind, 0) + 1
        return f"box-{self.kind}" + (f"-{seen[self.kind]}" if seen[self.kind] > 1 else "")

    def ui(self, name: str) -> str:
        """A text of the interface in the language of this build."""
        return self.env.app.ssr.ui(name)

    def title(self, tag: str, anchor: str = "") -> box_title:
        """The argument as a heading that translators see."""
        children, messages = self.state.inline_text(self.arguments[0], self.lineno)
        title = box_title(self.arguments[0], "", *children, *messages, tag=tag, anchor=anchor)
        self.set_source_info(title)
        return title

    def heading(self, text: str, anchor: str, picture: str = "", tag: str = "h2") -> ready:
        """A heading in the words of the interface."""
        start = icon(picture) if picture else ""
        return ready(
            html=f'<{tag} id="{anchor}">{start}{escape(text, quote=False)}</{tag}>\n',
            text=text,
            anchor=anchor,
        )

    def fill(self, parent: nodes.Element) -> nodes.Element:
        """The parsed content, put into `parent`."""
        self.state.nested_parse(self.content, self.content_offset, parent)
        return parent


class Scene(Box):
    """``{scene} TITLE``: the moment from the field that opens a lesson."""

    kind = "scene"
    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        anchor = self.anchor()
        return [self.fill(box("", self.title("h2", anchor), kind=self.kind, label=anchor))]


class KeyPoints(Box):
    """``{key-points}``: a list of what to remember; appears in the contents of the page."""

    kind = "key-points"

    def run(self) -> list[nodes.Node]:
        anchor = self.anchor()
        heading = self.heading(self.ui("site-key-points"), anchor, "key")
        return [self.fill(box("", heading, kind=self.kind, label=anchor))]


class Misconception(Box):
    """``{misconception} WHAT IS OFTEN SAID``: the content puts it right."""

    kind = "misconception"
    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        anchor = self.anchor()
        said = self.title("p")
        said["quoted"] = True
        heard = box("", self.heading(self.ui("site-heard"), anchor, "cross"), said, kind="heard")
        fact = box("", self.heading(self.ui("site-fact"), f"{anchor}-fact", "check", "h3"), kind="fact")
        return [box("", heard, self.fill(fact), kind=self.kind, label=anchor)]


class Reflection(Box):
    """``{reflection}``: a question about the reader's own post; no answer is stored."""

    kind = "reflection"

    def run(self) -> list[nodes.Node]:
        anchor = self.anchor()
        heading = self.heading(self.ui("site-reflection"), anchor, "bulb")
        return [self.fill(box("", heading, kind=self.kind, label=anchor))]


def setup(app: Sphinx) -> None:
    """Register the directives."""
    for name, directive in (
        ("scene", Scene),
        ("key-points", KeyPoints),
        ("misconception", Misconception),
        ("reflection", Reflection),
    ):
        app.add_directive(name, directive)
