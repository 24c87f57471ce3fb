"""One translated message as nodes: a single parser for all of them, none for plain text.

Stock makes two Markdown parsers for each message, which is two thirds of the time of a translated build;
it loses footnotes, passes raw HTML through, and keeps a whole document alive with each node.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from docutils import nodes
from docutils.utils import new_document
from sphinx.application import Sphinx
from sphinx.util import logging
from sphinx.util.docutils import LoggingReporter

from ..errors import Problem

# Text in which no parser would find markup, at its beginning or inside.
_PLAIN = re.compile(r"(?![#>+\-=|:%\s]|\d+[.)]|\()[^\\`*_\[\]<>&{}$~^\n|]+\Z")
_TITLE = re.compile(r"(.*)\n=+\Z", re.S)
_FOOTNOTE = re.compile(r"\[\^([^\]\s]+)\]")


class Publisher:
    """Parses the messages of one build. `report` is told of each that gave a warning."""

    def __init__(self, extensions: tuple[str, ...], report: Callable[[Problem], None]) -> None:
        self.linkify = "linkify" in extensions
        self.report = report
        self.parser: Any = None
        self.docname = ""
        self.parsed: dict[tuple[str, bool], nodes.Element] = {}

    def publish(self, app: Sphinx, source: str, path: str, line: int, settings: Any) -> nodes.Element:
        """The nodes of one message: a paragraph, for a title (underlined with =) a section with its title.

        Anything else stands for "not usable": Sphinx then keeps the English.
        """
        match = _TITLE.match(source)
        title, text = bool(match), match[1] if match else source
        if _PLAIN.match(text) and not (self.linkify and re.search(r"[.@]|//", text)):
            text = text.rstrip()
            return nodes.section("", nodes.title("", text)) if title else nodes.paragraph("", text)
        if self.docname != app.env.docname:  # links are relative to the page
            self.docname, self.parsed = app.env.docname, {}
        if (text, title) not in self.parsed:
            self.parsed[text, title] = self._parse(app, text, title, path, line, settings)
        patch = self.parsed[text, title].deepcopy()
        if not title:
            return patch
        inside = nodes.title("", "", *patch.children) if isinstance(patch, nodes.paragraph) else patch
        return nodes.section("", inside)

    def _parse(
        self, app: Sphinx, text: str, title: bool, path: str, line: int, settings: Any
    ) -> nodes.Element:
        """Parse one message; a comment stands for one that gave a warning."""
        document = new_document(f"{path}:{line}:<translated>", settings)
        document.reporter = LoggingReporter.from_reporter(document.reporter)
        definitions = "".join(f"\n\n[^{label}]: x" for label in dict.fromkeys(_FOOTNOTE.findall(text)))
        with logging.suppress_logging() as said:
            self._render(app, document, text + definitions)
            if title and document.children and not isinstance(document[0], nodes.paragraph):
                document.children.clear()  # "1. Why" is a title, not a list
                self._render(app, document, text, inline=True)
                document[:] = [nodes.paragraph("", "", *document.children)]
        for node in document.findall():
            node._document = None
        warnings = [record.getMessage() for record in said.buffer if _counts(app, record)]
        if document.children and not warnings:
            return document[0]
        what = f"{warnings[0] if warnings else 'nothing is rendered'} in “{text[:60]}”"
        self.report(Problem(what, path, line or 0, cure="correct its markup"))
        return nodes.comment()

    def _render(self, app: Sphinx, document: nodes.document, text: str, *, inline: bool = False) -> None:
        from myst_parser.mdit_to_docutils import base
        from myst_parser.mdit_to_docutils.sphinx_ import SphinxRenderer
        from myst_parser.parsers.mdit import create_md_parser

        if self.parser is None:
            self.parser = create_md_parser(app.env.myst_config, SphinxRenderer)
            self.parser.disable(["html_inline", "html_block"])
        parser = self.parser
        parser.options["document"] = document
        make = base.make_document
        base.make_document = lambda *_args, **_kwargs: None  # a default that is made each time and never used
        try:
            if inline:
                parser.renderer.render(parser.parseInline(text), parser.options, {})
            else:
                parser.render(text)
        finally:
            base.make_document = make


def _counts(app: Sphinx, record: Any) -> bool:
    """Whether a record is a warning that the course has not silenced."""
    kind, subkind = getattr(record, "type", ""), getattr(record, "subtype", "")
    silenced = logging.is_suppressed_warning(kind, subkind, app.config.suppress_warnings)
    return record.levelno >= logging.logging.WARNING and not silenced
