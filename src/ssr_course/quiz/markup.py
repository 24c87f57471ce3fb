"""Markdown of a bank to HTML: raw HTML off, links only to http(s), mailto and relative addresses."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from typing import Any

from ..interface import Interface
from .model import Question

# Headings and rules would break the outline of the page around a question; a figure has its own key.
NOT_IN_A_QUESTION = ["heading", "lheading", "hr", "image", "html_block", "html_inline"]
_SCHEME = re.compile(r"[^/?#:]*:")


def safe_link(url: str) -> bool:
    """Whether a link may be published: http, https, mailto, or no scheme at all."""
    scheme = _SCHEME.match(url)
    return not scheme or scheme[0].strip().lower() in ("http:", "https:", "mailto:")


@cache
def _parser() -> Any:
    from markdown_it import MarkdownIt  # only who renders needs it

    parser = MarkdownIt("commonmark", {"html": False}).disable(NOT_IN_A_QUESTION)
    parser.validateLink = safe_link  # type: ignore[method-assign]
    return parser


def _link(tokens: Sequence[Any], href: Callable[[str], str]) -> None:
    for token in tokens:
        _link(token.children or (), href)
        address = str(token.attrs["href"]) if token.type == "link_open" else ""
        if address and not _SCHEME.match(address) and not address.startswith(("#", "//")):
            token.attrs["href"] = href(address)


def _render(tokens: Sequence[Any], href: Callable[[str], str]) -> str:
    parser = _parser()
    _link(tokens, href)
    return parser.renderer.render(list(tokens), parser.options, {}).strip()


def blocks(markdown: str, href: Callable[[str], str] = str) -> str:
    """Paragraphs, lists, emphasis, links; `href` turns a relative address into the page's own."""
    return _render(_parser().parse(markdown), href)


def inline(markdown: str, href: Callable[[str], str] = str) -> str:
    """Emphasis, code and links only, without a paragraph around them."""
    return _render(_parser().parseInline(markdown), href)


def plain(markdown: str) -> str:
    """The words alone, not yet escaped: for an `option` or a label."""
    children = _parser().parseInline(markdown)[0].children or ()
    return "".join(" " if token.type in ("softbreak", "hardbreak") else token.content for token in children)


def prompt(markdown: str, href: Callable[[str], str] = str) -> tuple[str, str, str]:
    """A prompt in three pieces of HTML: (before, the question itself, after).

    A legend may hold no blocks, so it gets the words of the last paragraph, which asks; the paragraphs
    before it tell the situation. Without any paragraph the question is empty.
    """
    tokens = _parser().parse(markdown)
    starts = [i for i, token in enumerate(tokens) if token.type == "paragraph_open" and token.level == 0]
    if not starts:
        return _render(tokens, href), "", ""
    start = starts[-1]
    return (
        _render(tokens[:start], href),
        _render(tokens[start + 1 : start + 2], href),
        _render(tokens[start + 3 :], href),
    )


@dataclass(frozen=True)
class View:
    """What the pieces of one question need to know while it is rendered."""

    question: Question
    ui: Interface
    uid: str  # starts every id of the question
    href: Callable[[str], str] = str
    graded: bool = False

    def text(self, markdown: str) -> str:
        return inline(markdown, self.href)

    def word(self, name: str, **values: object) -> str:
        return escape(self.ui(name, **values), quote=False)
