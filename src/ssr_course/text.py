"""Text: read from plain files, compared as people type it, hashed, written in one canonical form.

Folding, numbers and hashes have their twins in `assets/quiz-score.js`, `canonical` in `quiz-answers.js`;
the tables in `tests/data/` are run by both.
"""

from __future__ import annotations

import json
import os
import re
import stat
import unicodedata
from decimal import Decimal
from pathlib import Path
from typing import Any

# What a reader does not see: soft hyphen, marks of direction, joiners, BOM. Phones insert them unasked.
_UNSEEN = re.compile("[\xad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
# Vowel signs, sukun, shadda, Quranic signs, tatweel; madda and hamza where they belong to no letter.
_MARKS = re.compile("[\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed]")
# What phones write one for the other: forms of alef, alef maqsura and ya, ta marbuta and ha, the Persian ya
# and kaf; apostrophes, quotation marks, hyphens.
_ALIKE = str.maketrans(
    dict.fromkeys("آأإٱ", "ا")
    | dict.fromkeys("ىی", "ي")
    | {"ة": "ه", "ک": "ك"}
    | dict.fromkeys("‘’‚‛ʹʼ′`", "'")
    | dict.fromkeys("“”„‟«»", '"')
    | dict.fromkeys("‐‑‒–—―−", "-")
)
_SIGNS = str.maketrans(
    {",": ".", "٫": ".", "\uff0e": ".", "\uff0c": ".", "\u2212": "-", "\uff0d": "-", "\uff0b": "+"}
)
_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)")
_MOST_DIGITS = 40


def fold(text: str) -> str:
    """`text` in the form in which typed words are compared.

    NFKC, letter case, Arabic diacritics, tatweel and unseen marks taken away, spaces collapsed; letters and
    signs that keyboards confuse (hamza on alef, alef maqsura, ta marbuta, quotes, hyphens) written one way.
    Case is folded by lower, upper, lower and one sigma, since JavaScript has no `casefold`: over all of
    Unicode the same but for dotless ı (here the same as i) and Cherokee.
    """
    # NFKC would make a blank and an accent of the acute that stands for an apostrophe.
    text = unicodedata.normalize("NFKC", text.replace("´", "'")).lower().upper().lower().replace("ς", "σ")
    return _neat(_MARKS.sub("", unicodedata.normalize("NFKC", text)).translate(_ALIKE))


def _neat(text: str) -> str:
    return " ".join(_UNSEEN.sub("", text).split())


def digits(text: str) -> str:
    """`text` with the decimal digits of every script written 0 to 9."""
    return "".join(c if c < "\x80" else str(unicodedata.decimal(c, c)) for c in text)


def parse_number(text: str) -> Decimal | None:
    """The number that a person typed; None if it is none.

    Digits of any script, an optional sign, one decimal sign (``.`` ``,`` ``٫`` or a full-width one), spaces
    around. No thousands sign, no exponent, no unit: "1,500" is one and a half, "1.500,0" is no number.
    """
    plain = _neat(digits(text).translate(_SIGNS))
    if not _NUMBER.fullmatch(plain) or sum(c.isdigit() for c in plain) > _MOST_DIGITS:
        return None
    return Decimal(plain)


def fnv1a(text: str) -> int:
    """FNV-1a, 32 bits, of `text` in UTF-8: spreads learners over pools, orders choices, names receipts."""
    value = 0x811C9DC5
    for byte in re.sub("[\ud800-\udfff]", "\ufffd", text).encode():
        value = (value ^ byte) * 0x01000193 & 0xFFFFFFFF
    return value


def read_bytes(path: str | Path, limit: int) -> bytes:
    """The bytes of a plain file, at most `limit` + 1 of them.

    `OSError` or `ValueError` if it cannot be read; `IsADirectoryError` also for a pipe or a device.
    """
    # Opened first, so that the very file which is read is judged; without waiting, should it be a pipe.
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with os.fdopen(handle, "rb") as file:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise IsADirectoryError(path)
        return file.read(limit + 1)


def canonical(value: Any) -> str:
    """A JSON value as text, the same in Python and JavaScript: keys sorted, no spaces, numbers as doubles."""
    if isinstance(value, dict):
        parts = (f"{canonical(key)}:{canonical(value[key])}" for key in sorted(value, key=units))
        return "{" + ",".join(parts) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(canonical, value)) + "]"
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _double(float(value))
    return json.dumps(value, ensure_ascii=False)


def units(text: str) -> bytes:
    """Sort key: by UTF-16 units, as JavaScript sorts."""
    return text.encode("utf-16-be", "surrogatepass")


def _double(value: float) -> str:
    """As `String(value)` in JavaScript."""
    if value == 0:
        return "0"
    if 1e-6 <= abs(value) < 1e21:
        return f"{Decimal(repr(value)):f}".removesuffix(".0")
    mantissa, _, exponent = repr(value).partition("e")
    return f"{mantissa}e{int(exponent):+d}"


# --- searching: more is alike than in marks, since a page too many is better than none

_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_SEARCHED = re.compile(f"[{_HAN}]+|[^\\W_{_HAN}]+")
_ACCENTS = re.compile("[\u0300-\u036f\u0653-\u0655]")
_LONGEST_WORD = 40


def search_fold(text: str) -> str:
    """`text` in the form in which searching compares it: `fold`, digits as 0 to 9, no accents, no hamza.

    Cyrillic й stays a letter, since endings are told by it; مسؤول and مسئول become one.
    """
    text = re.sub("[ؤئ](?=و)", "", fold(digits(text))).replace("ء", "")
    text = unicodedata.normalize("NFD", text).replace("и\u0306", "й")
    return unicodedata.normalize("NFC", _ACCENTS.sub("", text)).replace("œ", "oe").replace("æ", "ae")


def search_words(text: str) -> list[str]:
    """The words of `text` that can be searched for, folded; Chinese as pairs of neighbouring characters.

    A single letter says nothing (an elided article, a suffix behind an apostrophe); a single digit does.
    """
    out: list[str] = []
    for word in _SEARCHED.findall(search_fold(text)):
        if "\u3400" <= word[0] <= "\u9fff" or "\uf900" <= word[0] <= "\ufaff":
            out += [word[n : n + 2] for n in range(max(1, len(word) - 1))]
        elif len(word) > 1 or not word.isalpha():
            out.append(word[:_LONGEST_WORD])
    return out


_ARTICLE = re.compile("^[وف]?(?:[بك]?ال|لل)(?=..)")
_TO_THE = re.compile("[وف]?لل(?=..)")
_ENDING = re.compile("^(.{3,}?)(هما|هم|ها|ات|ان|ون|ين|يه|ه|ي|ا)$|^(..)(ها|ات|ه)$")


def arabic_stem(word: str) -> str:
    """A folded Arabic word without its article and endings.

    Written for searching: Snowball leaves والأمن as it is, and أمن must find it.
    """
    return _without_endings(_ARTICLE.sub("", word))


def arabic_more(word: str) -> list[str]:
    """The stems that a folded word has if its first letters are و ف ب ل ك put before it, or are no article.

    Whether they are, only the words of a text tell: a stem counts if some other word of the course has it.
    """
    if word[0] not in "وفبلكا":
        return []
    rests = [word[1:]] if word[0] != "ا" else []
    if word[0] in "وف" and word[1:2] in ("ب", "ل", "ك"):
        rests.append(word[2:])
    if found := _TO_THE.match(word):
        rests.append("ل" + word[found.end() :])
    if _ARTICLE.match(word):
        rests.append(word)
    own = arabic_stem(word)
    return [stem for stem in dict.fromkeys(map(_without_endings, rests)) if len(stem) > 2 and stem != own]


def _without_endings(word: str) -> str:
    for _ in range(3):
        found = _ENDING.match(word)
        if not found:
            break
        word = found[1] or found[3]
        # The ta marbuta of سلطة shows as ت before a pronoun.
        if found[2] in ("ها", "هم", "هما") and len(word) > 3 and word[-1] == "ت" and word[-2] != "ا":
            word = word[:-1]
    return word
