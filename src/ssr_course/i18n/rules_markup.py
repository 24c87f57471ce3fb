"""Rules on the markup of a translation: what it must keep of the English, and what must not show."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from ..languages import LANGUAGES
from ..quiz.markup import safe_link
from .finding import Case, Rule, Verdict, counted

# Marks that a reader must never see, in the rendered words.
STRAY = {
    "*": re.compile(r"\*+"),
    "`": re.compile(r"`+"),
    "_": re.compile(r"_+"),
    "](": re.compile(r"\]\s*[(\[]"),
    "[^": re.compile(r"\[\^"),
    "{role}": re.compile(r"\{[\w:-]+\}|:[a-z]+:(?=\s|$)"),
    "\\": re.compile(r"\\"),
}
_CURES = {
    "*": "**…** closes only beside a letter: put punctuation and quotation marks outside the stars",
    "_": "write *text*, not _text_",
    "[^": "keep the footnote [^x] as in the English",
    "{role}": "write {term}`text <target>`, as in the English",
    "\\": "delete the backslash: Markdown prints it",
}
_SPECIAL = re.compile(r"[\\`*_\[\]<>&{}$~^|#%\n]|^[\s+\-=>:(]|^\d+[.)]|:[a-z]+:")


def is_plain(text: str) -> bool:
    """No mark of Markdown in it: nothing to parse, nothing to break."""
    return not _SPECIAL.search(text)


def stray(case: Case) -> Iterator[Verdict]:
    """Marks that would be printed, and did not stand in the English."""
    if case.syntax == "plain":
        return
    for mark, pattern in STRAY.items():
        if len(pattern.findall(case.target.words)) > len(pattern.findall(case.source.words)):
            cure = _CURES.get(mark, "close what is opened, as in the English")
            yield f"a literal {mark} in the rendered translation", cure


def blocks(case: Case) -> Iterator[Verdict]:
    """A page's paragraph stays one paragraph; Sphinx drops anything else without a word."""
    if case.syntax in ("plain", "inline"):
        return
    wanted, found = case.source.blocks, case.target.blocks
    if case.syntax == "blocks":  # prompts may have several paragraphs, in another number
        wanted, found = (tuple(dict.fromkeys(kinds)) for kinds in (wanted, found))
        if set(found) <= set(wanted):
            return
    elif found in (wanted, ("paragraph",)):
        return
    shown = " and ".join(kind.replace("_", " ") for kind in dict.fromkeys(found)) or "nothing"
    if len(found) > 1 and set(found) == {"paragraph"}:
        shown = f"{len(found)} paragraphs"
    yield (
        f"rendered as {shown}, not as the English",
        "write one paragraph; put \\ before a mark that begins it",
    )


def html(case: Case) -> Iterator[Verdict]:
    """Raw HTML of a catalogue never reaches a page."""
    if case.target.html:
        yield (
            f"raw HTML: {counted(case.target.html)}",
            "use Markdown; around left-to-right text the characters U+2066 and U+2069",
        )


def roles(case: Case) -> Iterator[Verdict]:
    """The same roles with the same targets, in any order."""
    wanted, found = Counter(case.source.roles), Counter(case.target.roles)
    lost, added = wanted - found, found - wanted
    if not lost and not added:
        return
    cure = "keep each {role} and its <target>; only the text before the target is translated"
    if lost and added:
        yield f"role changed: {_roles(lost)} became {_roles(added)}", cure
    elif lost:
        yield f"role lost: {_roles(lost)}", cure
    else:
        yield f"role that the English has not: {_roles(added)}", cure


def _roles(found: Counter[tuple[str, str]]) -> str:
    return counted("{" + name + "}" + (f"`<{target}>`" if target else "") for name, target in found)


def footnotes(case: Case) -> Iterator[Verdict]:
    """The same footnotes, in any order."""
    if Counter(case.source.footnotes) != Counter(case.target.footnotes):
        wanted = counted(f"[^{label}]" for label in case.source.footnotes) or "none"
        found = counted(f"[^{label}]" for label in case.target.footnotes) or "none"
        yield f"footnotes: {found} instead of {wanted}", "keep each [^x] of the English, once"


def code(case: Case) -> Iterator[Verdict]:
    """Code and mathematics are not language."""
    for name, wanted, found in (
        ("code", case.source.code, case.target.code),
        ("mathematics", case.source.math, case.target.math),
    ):
        if Counter(wanted) != Counter(found):
            yield (
                f"{name} changed: {counted(found) or 'nothing'} instead of {counted(wanted) or 'nothing'}",
                "copy it from the English, letter by letter",
            )


def numref(case: Case) -> Iterator[Verdict]:
    """The text of a {numref} is filled in by Sphinx, which stops at a % that it does not know."""
    for title in case.target.titles:
        try:
            filled = (
                title.format(name="", number="") if "{name}" in title or "number" in title else title % ""
            )
        except (ValueError, KeyError, IndexError, TypeError):
            filled = None
        if filled is None and title not in case.source.titles:
            yield (
                f"bad placeholder in {{numref}}: {title}",
                "write %s once for the number, and %% for a percent sign",
            )


_CODES = {name.lower() for row in LANGUAGES.values() for name in (row.code, row.html, row.locale)} | {"zh"}


def neutral(url: str) -> str:
    """`url` without the language that it names: the same page of the United Nations in six languages."""
    parts = urlsplit(url)
    host = ".".join(part for part in parts.netloc.split(".") if part.lower() not in _CODES)
    path = "/".join(part for part in parts.path.split("/") if part.lower() not in _CODES)
    query = "&".join(
        p for p in parts.query.split("&") if p.lower().partition("=")[0] not in ("lang", "l", "language")
    )
    return f"{host}{path}?{query}#{parts.fragment}"


def _targets(urls: Iterable[str]) -> Counter[str]:
    return Counter(neutral(url) for url in urls)


def unsafe(case: Case) -> Iterator[Verdict]:
    """Links go to http(s), mailto, or a place of the course that the English names too."""
    known = {neutral(url) for url in case.source.links}
    for url in case.target.links:
        if not safe_link(url):
            yield (
                f"a link that may not be published: {url}",
                "link to http, https, mailto or a page of the course",
            )
        elif "://" not in url and not url.startswith("mailto:") and neutral(url) not in known:
            yield (
                f"a link to {url}, which the English does not name",
                "copy the target between ( ) from the English",
            )


def links(case: Case) -> Iterator[Verdict]:
    """The same links; a page may be linked to in the reader's language."""
    wanted, found = _targets(case.source.links), _targets(case.target.links)
    lost, added = wanted - found, found - wanted
    if lost:
        old, new = _of(case.source.links, lost), _of(case.target.links, added)
        what = f"link changed: {counted(old)} became {counted(new)}" if new else f"link lost: {counted(old)}"
        yield what, "keep each [text](target); translate the text only"
    elif added:
        yield (
            f"a link that the English has not: {counted(_of(case.target.links, added))}",
            "delete it, or have it put into the English",
        )
    if Counter(case.source.images) != Counter(case.target.images):
        yield "image changed", "keep ![text](file) as in the English"


def _of(urls: Iterable[str], wanted: Counter[str]) -> list[str]:
    return [url for url in urls if neutral(url) in wanted]


def emphasis(case: Case) -> Iterator[Verdict]:
    """As many stressed places as the English has."""
    if case.source.emphasis != case.target.emphasis:
        yield (
            f"emphasis: {case.target.emphasis} times, in the English {case.source.emphasis} times",
            "put ** around the same words, or write the comment # emphasis-ok",
        )


# In the order in which a translator should mend them.
BREAKING = (
    Rule("blocks", blocks, falls_back=True, stops=True),
    Rule("html", html, falls_back=True, stops=True),
    Rule("stray", stray, falls_back=True, stops=True),
    Rule("numref", numref, falls_back=True, stops=True),
    Rule("unsafe", unsafe, falls_back=True, stops=True),
    Rule("roles", roles, falls_back=True),
    Rule("footnotes", footnotes, falls_back=True),
    Rule("code", code, falls_back=True),
)
OTHER = (Rule("links", links), Rule("emphasis", emphasis))
