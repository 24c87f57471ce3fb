"""Style sheets and scripts: plain files, joined into one of each kind, beside the data of one language."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Collection
from functools import cache
from pathlib import Path

from ..interface import MESSAGES
from ..layout import ASSETS

SCRIPTS = ("quiz-score.js", "quiz-answers.js", "quiz-store.js", "quiz-card.js", "quiz-page.js", "site.js")
SEARCH_SCRIPTS = ("search-words.js", "search.js")
STYLES = ("site.css", "quiz.css")
# What a published page may ask for; Sphinx and the theme write more into `_static`.
PUBLISHED = (
    "ssr.css",
    "ssr.js",
    "ssr-data.js",
    "ssr-search.js",
    "start.js",
    "language_data.js",
    "pygments.css",
    "favicon.svg",
)

# The theme dresses what Sphinx makes of the text. Its frame, sidebar, switches and icons are replaced by
# ours, and its variables are all set in site.css, for light and dark.
_NOT_OURS = re.compile(
    r"^(?:html|body|:root)\b|data-theme|theme-(?:toggle|icon)|\.only-|sidebar|toc|mobile-header|\.(?:page|main|content)\b"
    r"|announcement|overlay|back-to-top|\.icon\b|(?:edit|view)-this|related-pages|page-info|bottom-of-page|searchbox"
    r"|\.sig|\bdl\[class|index-(?:jumpbox|section)|headerlink|skip-to|footer|ul\.search|highlighted|muted-link|#__"
    r"|\bmath|text-align|guilabel|descname|visually-hidden|\.this-will|version|deprecated|property|:visited"
    r"|\.admonition[.-](?!title)|(?:admonition|topic)-title:before|moz-focus|print|:target"
)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_VARIABLE = re.compile(r"""(?<![\w-])--[\w-]+:(?:"[^"]*"|'[^']*'|[^;{}"'])*;?""")
_SCRIPT = re.compile(
    # Kept as they are: strings, and patterns where a value may begin.
    r"""('(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`"""
    r"""|(?<=[=(,:;!&|?{}\[>])\s*/(?![/*])(?:[^/\\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+/[a-z]*)"""
    r"""|//[^\n]*|[ \t]*([{}()\[\];,<>=?:|&*%^~])[ \t]*"""
)
_SELECTOR = re.compile(r",(?![^(]*\))")


def _blocks(css: str) -> list[tuple[str, str]]:
    """Top-level ``prelude { body }`` pairs."""
    out, start = [], 0
    while (brace := css.find("{", start)) >= 0:
        depth, end = 1, brace + 1
        while depth:
            depth += {"{": 1, "}": -1}.get(css[end], 0)
            end += 1
        out.append((css[start:brace].strip(), css[brace + 1 : end - 1]))
        start = end
    return out


def content_styles(theme: str) -> str:
    """The rules of the theme's style sheet that dress text."""
    out = []
    for prelude, body in _blocks(_VARIABLE.sub("", _COMMENT.sub("", theme))):
        if prelude.startswith("@"):
            inner = "" if prelude.startswith("@media print") else content_styles(body)
            out.append(f"{prelude}{{{inner}}}" if inner else "")
            continue
        kept = [part for part in _SELECTOR.split(prelude) if not _NOT_OURS.search(part)]
        out.append(f"{','.join(kept)}{{{body}}}" if kept and body.strip() else "")
    return "".join(out)


def _squeeze(css: str) -> str:
    """Without comments and without the blanks that a browser does not need."""
    css = re.sub(r"\s+", " ", _COMMENT.sub("", css)).replace(": ", ":")
    return re.sub(r" ?([{};,>]) ?", r"\1", css).replace(";}", "}").strip()


def squeeze_script(source: str) -> str:
    """Without comments, indents, and blanks around signs; what stands in quotes or patterns is left alone."""
    lines = [line for raw in _COMMENT.sub("", source).splitlines() if (line := raw.strip())]
    text = _SCRIPT.sub(lambda m: m[1] or m[2] or "", "\n".join(lines))
    return re.sub(r"([{;,(\[])\n+", r"\1", re.sub(r"\n+", "\n", text))


def style_sheet(theme: Path | None) -> str:
    """`ssr.css`: the theme's sheet in a layer of its own, so that every rule of ours wins, then ours."""
    ours = "".join((ASSETS / name).read_text(encoding="utf-8") for name in STYLES)
    below = content_styles(theme.read_text(encoding="utf-8")) if theme else ""
    return f"@layer theme{{{below}}}\n{_squeeze(ours)}\n"


def script(names: tuple[str, ...] = SCRIPTS) -> str:
    """`ssr.js`: the scripts in the order in which they need each other."""
    return "".join(squeeze_script((ASSETS / name).read_text(encoding="utf-8")) + "\n" for name in names)


def names_in(source: str) -> tuple[str, ...]:
    """The messages that a script asks for: named in full, or by a beginning that ends in a hyphen."""
    found = set(re.findall(r"""['"`]((?:quiz|site)-[a-z-]+)""", source))
    starts = tuple(name for name in found if name.endswith("-"))
    return tuple(name for name in MESSAGES if name in found or (starts and name.startswith(starts)))


def data(language: str, texts: dict[str, object], pages: dict[str, object]) -> str:
    """`ssr-data.js`: what the scripts know of the course, in one language."""
    value = json.dumps(
        {"language": language, "ui": texts, "pages": pages}, ensure_ascii=False, separators=(",", ":")
    )
    return f"(globalThis.SSR=globalThis.SSR||{{}}).data={value};\n"


@cache
def _symbols() -> dict[str, str]:
    text = (ASSETS / "icons.svg").read_text(encoding="utf-8")
    return {
        symbol[1]: symbol[0]
        for symbol in re.finditer(r'<symbol id="i-([a-z-]+)".*?</symbol>', text, re.DOTALL)
    }


def pictures(source: str) -> frozenset[str]:
    """The pictures of the sprite that `source` (HTML, templates, scripts) names."""
    return frozenset(re.findall(r"""(?:#i-|['"`])([a-z-]+)""", source)) & _symbols().keys()


def sprite(used: Collection[str]) -> str:
    """Those pictures, once, for the top of a page."""
    start = '<svg class="sprite" width="0" height="0" aria-hidden="true" xmlns="http://www.w3.org/2000/svg">'
    return start + "".join(symbol for name, symbol in _symbols().items() if name in used) + "</svg>"


def put(folder: Path, name: str, text: str) -> str:
    """Write ``folder/name`` if it differs; its fingerprint, for the address."""
    raw = text.encode()
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.is_file() or path.read_bytes() != raw:
        path.write_bytes(raw)
    return hashlib.sha256(raw).hexdigest()[:8]
