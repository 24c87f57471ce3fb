"""What a message is made of, once rendered: links, roles, footnotes, code, the words that remain.

Pages are MyST, question banks CommonMark, the interface and figures plain text. The parsers are those
of the pages and of `quiz.markup`, so that what is found here is what a reader would see.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any

# What `jupyter-book` enables, without linkify (dropped in `_config.yml`).
EXTENSIONS = ("colon_fence", "dollarmath", "substitution", "tasklist")
# Roles whose content names a target, perhaps after a text: `text <target>`.
XREFS = {"ref", "numref", "doc", "term", "eq", "any", "download", "cite", "keyword", "option", "token"}
# Roles whose whole content is not language.
VERBATIM = {"math", "code", "eq", "cite", "file", "download"}
_TITLE = re.compile(r"^(.+?)\s*<([^<>]*)>$", re.S)
_FOOTNOTE = re.compile(r"\[\^([^\]\s]+)\]")


@dataclass(frozen=True)
class Shape:
    """What one text renders to. Tuples are in the order of the text."""

    words: str = ""  # the text that a reader sees, without code and mathematics
    blocks: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    roles: tuple[tuple[str, str], ...] = ()  # (name, target)
    titles: tuple[str, ...] = ()  # the texts of `numref` roles: they may hold %s
    footnotes: tuple[str, ...] = ()
    code: tuple[str, ...] = ()
    math: tuple[str, ...] = ()
    html: tuple[str, ...] = ()
    images: tuple[str, ...] = ()
    emphasis: int = 0
    italics: int = 0
    breaks: int = 0


@dataclass
class _Found:
    words: list[str] = field(default_factory=list)
    parts: dict[str, list[Any]] = field(default_factory=dict)
    emphasis: int = 0
    italics: int = 0
    breaks: int = 0

    def add(self, name: str, value: Any) -> None:
        self.parts.setdefault(name, []).append(value)


@cache
def _parser(syntax: str, extensions: tuple[str, ...]) -> Any:
    from markdown_it import MarkdownIt  # 60 ms, for who checks or applies only

    if syntax != "myst":
        from ..quiz.markup import NOT_IN_A_QUESTION

        allowed = {"html_block", "html_inline"}  # to see the HTML that will not be rendered
        return MarkdownIt("commonmark").disable([name for name in NOT_IN_A_QUESTION if name not in allowed])
    from mdit_py_plugins.footnote import footnote_plugin
    from mdit_py_plugins.myst_blocks import myst_block_plugin
    from mdit_py_plugins.myst_role import myst_role_plugin

    md = MarkdownIt("commonmark").enable("table").use(myst_block_plugin).use(myst_role_plugin)
    md.use(footnote_plugin).disable(["footnote_inline", "footnote_tail"])
    if "strikethrough" in extensions:
        md.enable("strikethrough")
    if "dollarmath" in extensions:
        from mdit_py_plugins.dollarmath import dollarmath_plugin

        md.use(dollarmath_plugin)
    if "colon_fence" in extensions:
        from mdit_py_plugins.colon_fence import colon_fence_plugin

        md.use(colon_fence_plugin)
    if "substitution" in extensions:
        from mdit_py_plugins.substitution import substitution_plugin

        md.use(substitution_plugin)
    return md


@lru_cache(maxsize=20_000)
def shape(text: str, syntax: str = "myst", extensions: tuple[str, ...] = EXTENSIONS) -> Shape:
    """The shape of `text`; `syntax` is `myst`, `myst-inline`, `blocks`, `inline` or `plain`."""
    if syntax == "plain":
        return Shape(words=text, blocks=("paragraph",))
    found = _Found()
    parser = _parser("myst" if syntax.startswith("myst") else "blocks", extensions)
    labels = dict.fromkeys(_FOOTNOTE.findall(text)) if syntax.startswith("myst") else {}
    if syntax.endswith("inline"):
        defined = {"footnotes": {"refs": {f":{label}": -1 for label in labels}}}
        tokens, blocks = parser.parseInline(text, defined), ["paragraph"]
    else:
        tokens = parser.parse(text + "".join(f"\n\n[^{label}]: x" for label in labels))
        depth = 0  # the definitions just added are not part of the text
        kept = []
        for token in tokens:
            depth += token.type == "footnote_reference_open"
            if not depth:
                kept.append(token)
            depth -= token.type == "footnote_reference_close"
        tokens = kept
        blocks = [
            t.type.removesuffix("_open")
            for t in tokens
            if t.level == 0 and (t.nesting == 1 or (t.nesting == 0 and t.type != "inline"))
        ]
    _walk(tokens, found)
    return Shape(
        words="".join(found.words),
        blocks=tuple(blocks),
        emphasis=found.emphasis,
        italics=found.italics,
        breaks=found.breaks,
        **{name: tuple(values) for name, values in found.parts.items()},
    )


def role_parts(name: str, content: str) -> tuple[str, str]:
    """(shown text, target) of a role; the target of a role that names none is empty."""
    match = _TITLE.match(content) if name in XREFS else None
    if match:
        return match[1], match[2].strip()
    return ("", content) if name in VERBATIM else (content, content if name in XREFS else "")


def _walk(tokens: list[Any], found: _Found) -> None:
    for token in tokens:
        kind = token.type
        if kind == "inline":
            _walk(token.children or [], found)
            found.words.append("\n")
        elif kind == "text":
            found.words.append(token.content)
        elif kind in ("softbreak", "hardbreak"):
            found.words.append(" ")
            found.breaks += kind == "hardbreak"
        elif kind in ("strong_open", "em_open"):
            found.emphasis += 1
            found.italics += kind == "em_open"
        elif kind == "link_open":
            found.add("links", str(token.attrs.get("href", "")))
        elif kind == "image":
            found.add("images", str(token.attrs.get("src", "")))
            found.words.append(token.content)
        elif kind == "myst_role":
            name = token.meta["name"]
            shown, target = role_parts(name, token.content)
            found.add("roles", (name, target))
            found.words.append(shown)
            if name == "numref":
                found.add("titles", shown)
        elif kind == "footnote_ref":
            found.add("footnotes", token.meta["label"])
        elif kind in ("code_inline", "fence", "code_block", "colon_fence"):
            found.add("code", token.content)
            found.words.append(" ")
        elif kind.startswith(("math", "amsmath")):
            found.add("math", token.content)
            found.words.append(" ")
        elif kind in ("html_inline", "html_block"):
            found.add("html", token.content)
        elif kind.startswith("substitution"):
            found.add("roles", ("substitution", token.content))
