"""Languages that nobody speaks, made from the templates: what is not in them escaped the catalogues.

`long` keeps the words readable, accented and a third longer: "Parliament" → "⟦Þárļíáɱéñţ öñé⟧". `rtl`
writes them in Arabic letters, so that every word runs from right to left. The catalogues are those of
real languages (of `fr` and `ar`, say) in a folder of their own, never in `locales/`.
"""

from __future__ import annotations

import re
from pathlib import Path

from ..languages import Language
from ..layout import Layout
from . import places, poread
from .apply import syntax
from .check import read_templates
from .markup import VERBATIM, XREFS
from .po import Catalogue, Entry

OPEN, CLOSE = "⟦", "⟧"
_LONG = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "áƀçðéƒĝĥíĵķļɱñöþǫŕšţûṽŵẋýžÅƁÇÐÉƑĜĤÎĴĶĻṀÑÖÞǪŔŠŢÛṼŴẊÝŽ",
)
_RTL = str.maketrans("abcdefghijklmnopqrstuvwxyz", "ابصدعفغهيجكلمنوقخرستطثشظزذ")
_FILLER = {
    "long": ("öñé", "ţŵö", "ţĥŕéé", "ƒöûŕ", "ƒíṽé"),
    "rtl": ("واحد", "اثنان", "ثلاثة", "أربعة", "خمسة"),
}
# What is never touched, in the order in which it is tried. The first group of a role, of a link: its words.
_MYST = re.compile(
    r"(?P<role>\{(?P<name>[\w:-]+)\}`(?P<content>[^`]*)`)|(?P<code>`+[^`]*`+)|(?P<math>\$[^$\n]+\$)"
    r"|(?P<target>\]\([^)\s]*(?:\s\"[^\"]*\")?\))|(?P<foot>\[\^[^\]]+\])|(?P<auto><[^>\s]+>)"
    r"|(?P<entity>&#?\w+;)|(?P<escape>\\.)|(?P<url>\bhttps?://\S+)"
)
_FIXED = re.compile(r"\{\w+\}|%\(\w+\)[sd]|%[sd](?!\w)|\b[A-Z]{1,5}(?:/[A-Z0-9][\w.\-]*)+|\d[\d.,]*")


def spoken(text: str, style: str) -> str:
    """Plain words in a pseudo-language; placeholders, numbers and document symbols stay."""
    pieces, place = [], 0
    for match in _FIXED.finditer(text):
        pieces += [_letters(text[place : match.start()], style), match[0]]
        place = match.end()
    return "".join([*pieces, _letters(text[place:], style)])


def _letters(text: str, style: str) -> str:
    return text.translate(_LONG) if style == "long" else text.lower().translate(_RTL)


def pseudo(text: str, style: str, kind: str = "myst") -> str:
    """`text` in the pseudo-language `style` (`long` or `rtl`), its markup untouched and its length grown."""
    if not text.strip():
        return text
    if kind == "plain" and "\n" in text:  # accepted answers, one a line
        return "\n".join(pseudo(line, style, kind) for line in text.split("\n"))
    pieces, place = [], 0
    for match in _MYST.finditer(text) if kind != "plain" else ():
        pieces.append(spoken(text[place : match.start()], style))
        pieces.append(_role(match, style) if match["role"] and kind == "myst" else match[0])
        place = match.end()
    pieces.append(spoken(text[place:], style))
    return _grown("".join(pieces), text, style)


def _role(match: re.Match[str], style: str) -> str:
    name, content = match["name"], match["content"]
    explicit = re.match(r"(.+?)\s*(<[^<>]*>)$", content, re.S)
    if explicit and name in XREFS:
        return f"{{{name}}}`{spoken(explicit[1], style)} {explicit[2]}`"
    if name == "term":
        return f"{{term}}`{spoken(content, style)} <{content}>`"
    return match[0] if name in XREFS or name in VERBATIM else f"{{{name}}}`{spoken(content, style)}`"


def _grown(text: str, english: str, style: str) -> str:
    """`text` between marks, a third longer: a mark that is missing on a page says that it was cut."""
    words = _FILLER[style]
    wanted, more = max(1, len(english) // 3), []
    while sum(map(len, more)) < wanted and style == "long":
        more.append(words[len(more) % len(words)])
    lead = re.match(r"\s*", text)
    start = lead.end() if lead else 0
    tail = len(text.rstrip())
    filler = f" {' '.join(more)}" if more else ""
    return f"{text[:start]}{OPEN}{text[start:tail]}{filler}{CLOSE}{text[tail:]}"


def catalogue(template: Catalogue, domain: str, language: Language, style: str) -> Catalogue:
    """The catalogue of one domain in a pseudo-language, under the header of a real one."""
    made = places.new_catalogue(language, [])
    for wanted in template.messages:
        kind = syntax(domain, wanted.context)
        entry = Entry(list(wanted.lines), wanted.context, wanted.msgid, wanted.plural)
        forms = len(language.plurals) if wanted.plural is not None else 1
        entry.set_strings([pseudo(wanted.plural or wanted.msgid, style, kind)] * forms, "\n")
        made.entries.append(entry)
    return made


def write(layout: Layout, language: Language, style: str, base: Path | None = None) -> Path:
    """Write the catalogues of a pseudo-language to `base`/<locale>/LC_MESSAGES; `base`, for `locale_dirs`.

    `base` is `_build/pseudo` if it is not given.
    """
    base = base or layout.build / "pseudo"
    for domain, template in read_templates(layout).items():
        path = base / language.locale / "LC_MESSAGES" / f"{domain}.po"
        poread.write(path, catalogue(template, domain, language, style).text())
    return base
