"""What goes wrong in one language, as a table: what a screen scrambles, and the style of the course.

A row is tried on the words that a reader sees, without code, document symbols and isolated runs: what
stands between U+2066 and U+2069 has been taken care of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from .finding import Case, Rule, Verdict
from .rules_text import SYMBOL

AR = "\u0621-\u064a\u0671-\u06d3"  # Arabic letters
CJK = "\u3400-\u9fff"
MONTHS = "يناير|فبراير|مارس|أبريل|مايو|يونيه|يوليه|أغسطس|سبتمبر|أكتوبر|نوفمبر|ديسمبر"
NBSP, NNBSP = "\u00a0", "\u202f"
_TAKEN = "\ufffc"  # stands for what has been taken care of
_ISOLATED = re.compile("[\u2066-\u2068][^\u2069]*\u2069")
_LINK = re.compile(r"\b\w+://\S+|\b[\w.-]+@[\w.-]+|\b[\w-]+(?:\.[\w-]+)*\.[a-z]{2,6}\b")


@dataclass(frozen=True)
class Trap:
    """In `languages` (codes, or none for all), `pattern` is `what`; `cure`. ``scrambled``: an error."""

    languages: str
    pattern: str
    what: str
    cure: str
    scrambled: bool = False


TRAPS = (
    # Display: what every reader would see go wrong.
    Trap("ar", r"(?<![\d,.])\d{1,3} \d{3}(?!\d)", "a space inside a number shows its halves exchanged",
         "write 15000 or 15,000", True),
    Trap("ar", r"\d\s?[%٪]|[%٪]\s?\d", "a percent sign shows on the wrong side", "write 85 في المائة", True),
    Trap("ar", r"(?<![\d/])\d{1,3}/\d{1,3}(?![\d/])", "a fraction stays left to right", "write 3 من 5", True),
    Trap("ar", r"(?<!\d)\d{4}\s?[-–]\s?\d{2,4}(?!\d)", "a range shows in one order here, in another there",
         "write من 2008 إلى 2014", True),
    Trap("ar", rf"(?<![\w{AR}])-\d", "a minus sign shows behind its number", "rephrase, or isolate it", True),
    Trap("ar", r"[A-Za-z]\+\+|\b(?:[A-Z]\.){2,}", "the marks of a Latin word move to its other side",
         "isolate it between U+2066 and U+2069", True),
    Trap("ar", rf"(?<![{AR}\u0640])[وفبكل]\u0640?(?=[A-Za-z0-9\ufffc])",
         "a prefix glued to Latin letters or figures", "repeat the noun: والقرار 2553", True),
    Trap("zh-cn ar", "\u200b", "a zero-width space cures nothing", "put punctuation outside the stars", True),
    # House style.
    Trap("ar", "[٠-٩۰-۹]", "Arabic-Indic digits", "write Western digits, 0–9"),
    Trap("ar", "[\u064b-\u0652\u0670]", "vowel signs", "leave them out: search cuts words at them"),
    Trap("ar", "\u0640", "tatweel", "leave it out"),
    Trap("ar", rf"[{AR}]\s*[,;?]", "Latin punctuation after Arabic", "write ، ؛ ؟"),
    Trap("ar", r"\s[،؛؟]", "a space before punctuation", "delete the space"),
    Trap("ar ru es fr", '[\\w.!?…]"|"\\w', "straight quotation marks", "write «…»"),
    Trap("ar", "[“”]", "quotation marks of another kind", "the course writes «…»"),
    Trap("ar", rf"(?<![/\w])(?:{MONTHS})(?!\w)",
         "a month with one name", "write both: نيسان/أبريل"),
    Trap("zh-cn", rf"[{CJK}][,;:?!]|[{CJK}]\.(?:\s|$)", "half-width punctuation", "write ，；：？！。"),
    Trap("zh-cn", rf"[{CJK}] +[{CJK}A-Za-z0-9]|[A-Za-z0-9] +[{CJK}]", "a space beside Chinese", "delete it"),
    Trap("zh-cn", r"（\d{4}）", "full-width brackets around a year", "write 第2151(2014)号"),
    Trap("zh-cn", "你", "你", "write 您, or better no pronoun"),
    Trap("fr", r"[^\s?!;(][ ]?[;?!](?=[\s»)]|$)",
         "an ordinary space, or none, before ; ! ?", "write U+202F before ; ! ?"),
    Trap("fr", r"[\w»)][ ]?:(?=\s|$)", "an ordinary space, or none, before a colon",
         "write U+00A0 before it"),
    Trap("fr", f"«[^{NBSP}{NNBSP}]|[^{NBSP}{NNBSP}]»", "guillemets without no-break spaces",
         "write U+00A0 inside « »"),
    Trap("fr es ru", r"(?<![\d,.])\d{1,3} \d{3}(?!\d)", "an ordinary space inside a number", "write U+202F"),
    Trap("fr es", r"\d ?%", "an ordinary space, or none, before %", "write a no-break space before %"),
    Trap("fr", r"\w'\w", "a straight apostrophe", "write ’"),
    Trap("ru", "[ёЁ]", "ё", "write е, as UN Russian does"),
    Trap("ru", r"\w - \w", "a hyphen as a dash", "write — with a no-break space before it"),
    Trap("ru es", "[“”](?![^«]*»)", "quotation marks of another kind", "write «…» (inside it „…“ or “…”)"),
    Trap("es", r"\s[;:?!]", "a space before punctuation", "delete it"),
    Trap("es", r"(?i)\b(?:sólo|éste|ésta|éstos|éstas)\b", "an accent that is no longer written",
         "write solo, este"),
)  # fmt: skip


@cache
def _rows(code: str, scrambled: bool) -> tuple[tuple[re.Pattern[str], Trap], ...]:
    return tuple(
        (re.compile(trap.pattern), trap)
        for trap in TRAPS
        if trap.scrambled == scrambled and (not trap.languages or code in trap.languages.split())
    )


def _judge(case: Case, scrambled: bool) -> Iterator[Verdict]:
    words = case.target.words.strip("\n") if case.syntax == "myst" else case.target.words.strip()
    words = _LINK.sub(_TAKEN, SYMBOL.sub(_TAKEN, _ISOLATED.sub(_TAKEN, words)))
    for pattern, trap in _rows(case.language.code, scrambled):
        match = pattern.search(words)
        if match:
            near = words[max(0, match.start() - 8) : match.end() + 8].strip()
            yield f"{trap.what}: …{near}…", trap.cure


def display(case: Case) -> Iterator[Verdict]:
    """What a screen would scramble."""
    if case.syntax == "myst" and "\n" in case.text.strip() and "\n" not in case.msgid:
        yield "a line break inside a paragraph", "write the paragraph in one line"
    yield from _judge(case, True)


def style(case: Case) -> Iterator[Verdict]:
    """What the course writes otherwise."""
    yield from _judge(case, False)
    words = case.target.words
    if case.language.code == "es":
        for opening, closing in (("¿", "?"), ("¡", "!")):
            if words.count(opening) != words.count(closing):
                yield f"{opening} and {closing} not in pairs", f"write {opening}…{closing}"
    if case.language.code in ("ar", "zh-cn") and case.target.italics:
        yield "italics", "write **bold**: this script has no italics"


def copied(case: Case) -> Iterator[Verdict]:
    """The English itself as its translation."""
    if case.text == case.msgid and len(re.findall("[A-Za-z]{2,}", case.source.words)) > 2:
        yield "the English text as its own translation", "translate it, or leave msgstr empty"


RULES = (
    Rule("display", display),
    Rule("copied", copied, severity="notice"),
    Rule("style", style, severity="notice"),
)
