"""Rules on what a translation must carry over: placeholders, numbers, document symbols, bidi marks."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import cache
from gettext import c2py

from ..languages import Language
from .finding import Case, Rule, Verdict, counted

PLACEHOLDER = re.compile(r"\{\w+\}|%\(\w+\)[sd]|%[sd](?!\w)")
# S/RES/2151 (2014), A/62/659-S/2008/39, ST/SGB/2003/13
SYMBOL = re.compile(r"\b(?=[^\s()]*\d)[A-Z]{1,5}(?:/[A-Z0-9][A-Za-z0-9.\-]*)+(?:[ \u00a0\u202f]\(\d{4}\))?")
ISOLATES = re.compile("[\u2066-\u2069]")
_SPACES = re.compile("[\u00a0\u202f\u2009]")

_NUMBER_WORDS = re.compile(
    r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|"
    r"twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundreds?|thousands?|millions?|dozens?|half|quarters?|"
    r"first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|once|twice|both|pair|single|zero|"
    r"January|February|March|April|May|June|July|August|September|October|November|December)\b",
    re.I,
)
_DATE = re.compile(r"\b(\d{1,2})\.(\d{1,2})\.(\d{4})\b")
_GROUPED = re.compile(r"(?<!\d)([1-9]\d{0,2})((?:[.,\u00a0\u202f\u2009\u066c ]\d{3})+)(?!\d)")
_NUMBER = re.compile(r"\d+(?:[.,\u066b]\d+)?")


@cache
def numbers_of_form(language: Language) -> tuple[tuple[int, ...], ...]:
    """For each plural form, the numbers from 0 to 1000 that take it."""
    rule = c2py(language.plural_forms.split("plural=", 1)[1].rstrip("; "))
    forms: list[list[int]] = [[] for _ in language.plurals]
    for n in range(1001):
        forms[rule(n)].append(n)
    return tuple(tuple(numbers) for numbers in forms)


def placeholders(case: Case) -> Iterator[Verdict]:
    """Each {n}, %s, %(name)s as in the English. A form for one number only may leave it out ("one point")."""
    wanted = Counter(PLACEHOLDER.findall(case.source.words))
    found = Counter(PLACEHOLDER.findall(case.target.words))
    lost, added = wanted - found, found - wanted
    if case.form is not None and len(numbers_of_form(case.language)[case.form]) == 1:
        lost.pop("{n}", None)
    if lost:
        yield f"placeholder lost: {counted(lost)}", "copy it from the English; it is filled in later"
    if added:
        yield (
            f"placeholder that the English has not: {counted(added)}",
            "delete it, or spell it as the English does",
        )


def without_symbols(text: str) -> str:
    """`text` without document symbols, isolates and placeholders."""
    return PLACEHOLDER.sub(" ", SYMBOL.sub(" ", _SPACES.sub(" ", ISOLATES.sub("", text))))


def numbers(text: str) -> dict[str, int]:
    """The numbers of a text and how often they stand there, however a language writes them:
    15,000 = 15 000 = ١٥٠٠٠."""
    text = "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in ISOLATES.sub("", text))
    text = PLACEHOLDER.sub(" ", SYMBOL.sub(" ", text))
    text = _DATE.sub(r"\1 \2 \3", text)
    text = _GROUPED.sub(lambda m: m[1] + re.sub(r"\D", "", m[2]), text)
    found = (re.sub(r"[,\u066b]", ".", number) for number in _NUMBER.findall(text))
    return Counter(number.lstrip("0") or "0" for number in found)


def changed_numbers(case: Case) -> Iterator[Verdict]:
    """No number lost or changed. One may be said again; what English spells out may be in figures."""
    if case.form is not None:
        return
    wanted, found = numbers(case.source.words), numbers(case.target.words)
    lost = [number for number in wanted if number not in found]
    added = [number for number in found if number not in wanted]
    if lost:
        became = f"; {counted(added)} instead" if added else ""
        yield f"number lost: {counted(lost)}{became}", "write it in figures, or write the comment # number-ok"
    elif len(added) > len(_NUMBER_WORDS.findall(case.source.words)):
        yield (
            f"number that the English has not: {counted(added)}",
            "correct it, or write the comment # number-ok",
        )


def symbols(case: Case) -> Iterator[Verdict]:
    """S/RES/2151 (2014) is the same in six languages, letter by letter."""
    shown = _SPACES.sub(" ", ISOLATES.sub("", case.target.words))
    for symbol, times in Counter(SYMBOL.findall(_SPACES.sub(" ", case.source.words))).items():
        if shown.count(symbol) < times:
            yield (
                f"document symbol changed: {symbol}",
                "copy it from the English: Latin letters, Western digits",
            )


def bidi(case: Case) -> Iterator[Verdict]:
    """Isolates in pairs; no embedding or override, which scramble what follows."""
    depth = 0
    for character in case.text:
        if character in "\u2066\u2067\u2068":
            depth += 1
        elif character == "\u2069":
            depth -= 1
        if depth < 0:
            break
    if depth:
        yield "bidi isolates not in pairs", "close each U+2066 with U+2069, in the same paragraph"
    bad = sorted({f"U+{ord(c):04X}" for c in case.text if "\u202a" <= c <= "\u202e"})
    if bad:
        yield (
            f"bidi control {', '.join(bad)}",
            "delete it; put U+2066 before and U+2069 after left-to-right text",
        )
    if re.search("[\u200e\u200f]{2}", case.text):
        yield (
            "several direction marks in a row",
            "delete them; put U+2066 before and U+2069 after left-to-right text",
        )


PLACEHOLDERS = Rule("placeholders", placeholders, falls_back=True)
OTHER = (Rule("number", changed_numbers), Rule("symbol", symbols), Rule("bidi", bidi))
