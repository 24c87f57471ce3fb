"""Rules on the file of a catalogue: encoding, header, doubles, strings that belong elsewhere."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from gettext import c2py

from ..errors import Problem
from ..languages import Language
from .finding import Finding
from .places import PROJECT
from .po import Catalogue, Entry

_UPDATE = "run `ssr translate update`"
# UTF-8 read as Latin-1 and saved again: Ø§Ù„ for ال, Ð¡ for С, Ã© for é, ä¸ for a Chinese character.
_MOJIBAKE = re.compile(
    "[ØÙÚÛ][§-ª±-¾„†ˆ‚]|[ÐÑ][\u0080-\u00bf]|Ã[\u00a0-\u00bf©]|â€|(?:[äåæçèé][\u0080-\u00bf]{2}){2}|\ufffd"
)
_DATE = re.compile(r"(.*?)([+-]\d{4})?$")
_NOT_A_PROJECT = ("", "PACKAGE VERSION", "PROJECT VERSION")


def same_plurals(one: str, other: str) -> bool:
    """Whether two `Plural-Forms` give every number from 0 to 200 the same form."""
    if one.replace(" ", "") == other.replace(" ", ""):
        return True
    try:
        count_one, rule_one = _plurals(one)
        count_other, rule_other = _plurals(other)
    except ValueError:
        return False
    return count_one == count_other and all(rule_one(n) == rule_other(n) for n in range(201))


def _plurals(header: str) -> tuple[int, object]:
    match = re.search(r"nplurals\s*=\s*(\d+)\s*;\s*plural\s*=\s*(.*?);?\s*$", header)
    if not match:
        raise ValueError(header)
    return int(match[1]), c2py(match[2])  # type: ignore[return-value]


def of_file(catalogue: Catalogue, language: Language, known: Catalogue | None) -> Iterator[Finding]:
    """What is wrong with a file as a whole; `known` is its template, if there is one."""
    finder = _Finder(catalogue, language)
    for problem in catalogue.problems:
        yield finder.make("syntax", problem.what, problem.line, problem.cure)
    yield from _header(finder)
    yield from _doubles(finder)
    yield from _strangers(finder, known)
    for entry in catalogue.messages:
        match = _MOJIBAKE.search("".join(entry.strings))
        if match:
            yield finder.make(
                "encoding",
                f"letters of a wrong encoding: {match[0]}",
                entry.string_line,
                "the file was once read in another encoding: take an earlier version",
            )


def of_bytes(catalogue: Catalogue) -> Iterator[Problem]:
    """What an editor left in a file that is still read: a byte order mark, the line ends of Windows."""
    if catalogue.bom:
        yield Problem("a byte order mark, at which msgfmt and Sphinx stop", catalogue.file, 1, cure=_UPDATE)
    if catalogue.eol == "\r\n":
        cure = "save it with the line ends of Unix (LF), or every line differs in the history"
        yield Problem("the line ends of Windows", catalogue.file, 1, cure=cure)


class _Finder:
    def __init__(self, catalogue: Catalogue, language: Language) -> None:
        self.catalogue = catalogue
        self.language = language

    def make(self, rule: str, what: str, line: int = 0, cure: str = "", severity: str = "error") -> Finding:
        return Finding(what, self.catalogue.file, line, "", cure, rule, severity, language=self.language.code)


def _header(finder: _Finder) -> Iterator[Finding]:
    catalogue, language = finder.catalogue, finder.language
    line = catalogue.header.string_line if catalogue.header else 1
    headers = catalogue.headers
    for problem in of_bytes(catalogue):
        severity = "error" if problem.cure == _UPDATE else "notice"
        yield finder.make("encoding", problem.what, 1, problem.cure, severity)
    charset = re.search(r"charset=(\S+)", headers.get("Content-Type", ""), re.I)
    if not charset or charset[1].lower() not in ("utf-8", "utf8"):
        yield finder.make(
            "header",
            f"the header says charset {charset[1] if charset else 'nothing'}",
            line,
            f"the file is UTF-8: {_UPDATE}",
        )
    named = headers.get("Language", "")
    if named.replace("-", "_").lower() not in (language.locale.lower(), language.code.replace("-", "_")):
        yield finder.make(
            "header",
            f"the header says Language: {named or 'nothing'}",
            line,
            f"if the texts are in {language.locale}: {_UPDATE}; else move the file",
        )
    if not same_plurals(headers.get("Plural-Forms", ""), language.plural_forms):
        yield finder.make("header", "the plural forms are not those of the language", line, _UPDATE)
    for field in ("POT-Creation-Date", "PO-Revision-Date"):
        if field in headers and not is_date(headers[field]):
            yield finder.make("header", f"{field} is not a date, and Babel stops there", line, _UPDATE)


def is_date(text: str) -> bool:
    """Whether Babel can read a date of a header."""
    if "YEAR" in text:
        return True
    match = _DATE.match(text)
    try:
        datetime.datetime.strptime(match[1] if match else "", "%Y-%m-%d %H:%M")
    except ValueError:
        return False
    return True


def _doubles(finder: _Finder) -> Iterator[Finding]:
    seen: dict[tuple[str | None, str], Entry] = {}
    for entry in finder.catalogue.messages:
        first = seen.setdefault(entry.key, entry)
        if first is not entry and not entry.damaged:
            yield finder.make(
                "double", f"the message of line {first.line} once more", entry.line, "keep one of the two"
            )


def _strangers(finder: _Finder, known: Catalogue | None) -> Iterator[Finding]:
    catalogue = finder.catalogue
    project = catalogue.headers.get("Project-Id-Version", "").partition(" ")[0]
    if known is None:
        yield finder.make(
            "stranger",
            "no page and no domain has this name",
            1,
            f"give it the path of its page, then {_UPDATE}; or delete it",
        )
        return
    wanted = {entry.key for entry in known.messages}
    strange = [entry for entry in catalogue.messages if entry.key not in wanted]
    missing = wanted - {entry.key for entry in catalogue.messages}
    if strange and len(strange) * 2 > len(catalogue.messages):
        whose = f" ({project})" if project not in (*_NOT_A_PROJECT, PROJECT) else ""
        yield finder.make(
            "stranger",
            f"{len(strange)} of {len(catalogue.messages)} strings are another project's"
            f" or another page's{whose}",
            strange[0].line,
            "restore the right file from the history",
        )
    elif strange:
        yield finder.make(
            "stranger", f"messages that the English no longer has: {len(strange)}", strange[0].line, _UPDATE
        )
    elif project not in (*_NOT_A_PROJECT, PROJECT):
        yield finder.make(
            "header",
            f"the header names the project {project}",
            1,
            f"set Project-Id-Version: {PROJECT}",
            "notice",
        )
    if missing:
        yield finder.make("stranger", f"messages of the English that are missing: {len(missing)}", 1, _UPDATE)


def of_state(catalogue: Catalogue, language: Language) -> Iterator[Finding]:
    """Fuzzy and empty messages, counted."""
    finder = _Finder(catalogue, language)
    for name, entries in (
        ("fuzzy", [e for e in catalogue.messages if e.fuzzy and not e.empty]),
        ("empty", [e for e in catalogue.messages if e.empty]),
    ):
        if entries:
            what = {"fuzzy": "fuzzy, to be confirmed", "empty": "not translated"}[name]
            cure = {"fuzzy": "correct each, then delete the mark fuzzy", "empty": "translate them"}[name]
            yield finder.make(
                name,
                f"{len(entries)} of {len(catalogue.messages)} messages {what}",
                entries[0].line,
                cure,
                "notice",
            )
