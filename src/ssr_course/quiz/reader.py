"""Strict YAML with line numbers: text becomes plain data, or problems; nothing else can happen.

Built from parser events, so that a hostile file is left at its first excess: tags, anchors and aliases,
duplicate keys, a second document, deep nesting and huge files are refused. Plain words are read by the
core rules of YAML 1.2: ``no``, ``on`` and dates stay text (and so do octal and hexadecimal numbers).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from ..errors import CourseError, Problem
from ..text import read_bytes

MAX_BYTES = 1 << 20
MAX_DEPTH = 20
MAX_ENTRIES = 60_000
MAX_LIST = 500
MAX_DIGITS = 15
MAX_PROBLEMS = 1000  # said of one file; who has more is not helped by more

_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_INTEGER = re.compile(r"[-+]?[0-9]+")
_NUMBER = re.compile(r"[-+]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]+)?")
_NOT_FINITE = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")
_WORDS = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_NOTHING = {"", "~", "null", "Null", "NULL"}
_QUOTE = "put the text in quotes"
# What the parser says, in the words of an author: (its words, what, cure, whether it opened further up)
_NOT_YAML = (
    ("\\t", "a tab before a line", "indent with spaces, not with tabs", False),
    ("mapping values", "a colon inside a text", f"{_QUOTE} if it holds ': ', and check the indent", False),
    ("start any token", "a text begins with a sign that YAML keeps for itself", _QUOTE, False),
    ("alphabetic", "a text begins with * or &", _QUOTE, False),
    ("end of stream", "a quotation mark is not closed", "close it, or take it away", True),
    ("',' or ']'", "a bracket [ is not closed", "close it with ], and put texts with commas in quotes", True),
    ("',' or '}'", "a brace { is not closed", "close it with }, and put texts with commas in quotes", True),
    ("expected ':'", "a line without a colon", "write 'key: text', or indent it below a text", True),
    ("node content", "something is missing in [ ] or { }", "close it; put texts in quotes", False),
    ("escape", "an unknown \\ in a text in double quotes", "use single quotes", False),
    ("expected key", "the line does not fit those before it", f"check the indent, and {_QUOTE}", False),
    ("indicator", "the line does not fit those before it", "check the indent", False),
    ("depth", f"nested deeper than {MAX_DEPTH} levels", "compare it with another bank", False),
)  # fmt: skip


class Map(dict[str, Any]):
    """A mapping that knows its line and that of each key."""

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line
        self.lines: dict[str, int] = {}


class Seq(list[Any]):
    """A list that knows its line and that of each entry."""

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line
        self.lines: list[int] = []


def read_text(path: str | Path, shown: str = "") -> str:
    """The text of a bank file; `CourseError`, naming it `shown`, if it is no UTF-8 of at most 1 MiB."""
    shown = shown or str(path)
    try:
        data = read_bytes(path, MAX_BYTES)
    except IsADirectoryError:
        raise CourseError(
            Problem("this is not a file", shown, cure="name one bank, such as quizzes/practice/MODULE.yml")
        ) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "not a usable name"
        raise CourseError(
            Problem(f"cannot read the bank ({reason})", shown, cure="check its name and who may read it")
        ) from None
    return decode(data, shown)


def decode(data: bytes, file: str) -> str:
    """Bytes of a bank as text, without a BOM; `CourseError` if too large or not UTF-8."""
    if len(data) > MAX_BYTES:
        raise CourseError(
            Problem("the bank is larger than 1 MiB", file, cure="shorten it, or divide it among modules")
        )
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise CourseError(
            Problem("not UTF-8", file, line, cure="save the file with the encoding UTF-8")
        ) from None


@dataclass
class _Open:
    """A mapping or list that is being read; `key` is the key whose value comes next."""

    data: Map | Seq
    key: str | None = None
    skip: bool = False  # the value of a repeated key is read and dropped


@dataclass
class Reading:
    """Data and problems; `broken` says that the data lacks something that was written."""

    file: str
    data: Any = None
    problems: list[Problem] = field(default_factory=list)
    broken: bool = False
    stack: list[_Open] = field(default_factory=list)
    entries: int = 0
    documents: int = 0

    def refuse(self, what: str, line: int, cure: str, *, broken: bool = True) -> None:
        self.problems.append(Problem(what, self.file, line, cure=cure))
        self.broken |= broken


def read(text: str, file: str) -> Reading:
    """`text` as data made of `Map`, `Seq`, str, int, Decimal, bool and None."""
    reading = Reading(file)
    unseen = _UNSEEN.search(text)
    if unseen:
        line = text.count("\n", 0, unseen.start()) + 1
        cure = "delete it; it may hide between two letters"
        reading.refuse(f"a character that cannot be seen (U+{ord(unseen[0]):04X})", line, cure)
        return reading
    import yaml  # not needed by a learner's install

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        for event in yaml.parse(text, Loader=loader):
            go_on = _take(reading, event, type(event).__name__.removesuffix("Event"))
            if not go_on or len(reading.problems) >= MAX_PROBLEMS:
                return reading
    except yaml.MarkedYAMLError as error:
        reading.refuse(*_not_yaml(text, error))
    except yaml.YAMLError:
        reading.refuse("this is not YAML", 0, "compare it with another bank")
    if not reading.documents and not reading.problems:
        reading.refuse("the bank is empty", 0, "begin with the lines id: and questions:")
    return reading


def _not_yaml(text: str, error: Any) -> tuple[str, int, str]:
    """(what, line, cure) of an error of the parser."""
    mark = error.problem_mark or error.context_mark
    said = str(error.problem)
    if mark and "start any token" in said:
        line = "".join(text.split("\n")[mark.line : mark.line + 1])
        said = "\\t" if line.lstrip(" ").startswith("\t") else said
    for words, what, cure, above in _NOT_YAML:
        if words in said:
            mark = error.context_mark if above and error.context_mark else mark
            return what, mark.line + 1 if mark else 0, cure
    return f"this is not YAML ({said})", mark.line + 1 if mark else 0, "compare it with another bank"


def _take(reading: Reading, event: Any, kind: str) -> bool:
    """Take one event of the parser; False when the rest is not worth reading."""
    line = event.start_mark.line + 1
    if kind == "DocumentStart":
        reading.documents += 1
        if reading.documents > 1:
            reading.refuse("a second bank begins", line, "keep one bank a file and take the line --- away")
            return False
        if event.tags:
            reading.refuse("a directive %TAG", line, "take the line away", broken=False)
    elif kind in ("SequenceEnd", "MappingEnd"):
        reading.stack.pop()
    elif kind == "Alias":
        cure = f"write the text out, or {_QUOTE} if it begins with *"
        reading.refuse(f"an alias (*{event.anchor})", line, cure)
        return _put(reading, None, line)
    elif kind in ("Scalar", "SequenceStart", "MappingStart"):
        if event.anchor:
            cure = f"take it away, or {_QUOTE} if it begins with &"
            reading.refuse(f"an anchor (&{event.anchor})", line, cure)
        if event.tag:
            reading.refuse(
                f"a YAML tag ({event.tag[:60]})", line, f"take it away, or {_QUOTE} if it begins with !"
            )
        if kind == "Scalar":
            return _put(reading, _scalar(reading, event, line), line, event.value)
        opened = Map(line) if kind == "MappingStart" else Seq(line)
        if not _put(reading, opened, line):
            return False
        reading.stack.append(_Open(opened))
        if len(reading.stack) > MAX_DEPTH:
            reading.refuse(f"nested deeper than {MAX_DEPTH} levels", line, "compare it with another bank")
            return False
    return True


def _put(reading: Reading, value: Any, line: int, name: str | None = None) -> bool:
    """Put `value` where it belongs: a key (by its text, `name`), a value, an entry, or the root."""
    reading.entries += 1
    if reading.entries > MAX_ENTRIES:
        reading.refuse(f"more than {MAX_ENTRIES:,} entries", line, "divide the bank among modules")
        return False
    if not reading.stack:
        reading.data = value
        return True
    top = reading.stack[-1]
    if isinstance(top.data, Seq):
        if len(top.data) == MAX_LIST:
            reading.refuse(f"more than {MAX_LIST} entries in one list", line, "divide the bank among modules")
            return False
        top.data.append(value)
        top.data.lines.append(line)
    elif top.key is not None:
        if not top.skip:
            top.data[top.key] = value
        top.key, top.skip = None, False
    elif name is None:
        reading.refuse(
            "a key that is not a word", line, f"write 'key: text'; {_QUOTE} if it begins with [ or {{"
        )
        return False
    else:
        if name in top.data:
            cure = f"keep one of the two (the first stands in line {top.data.lines[name]})"
            reading.refuse(f"the key '{name[:60]}' stands twice", line, cure, broken=False)
            top.skip = True
        else:
            top.data.lines[name] = line
        top.key = name
    return True


def _scalar(reading: Reading, event: Any, line: int) -> Any:
    """A scalar by the core rules of YAML 1.2; quoted and block scalars are text."""
    text: str = event.value
    unseen = _UNSEEN.search(text)
    if unseen:
        name = f"U+{ord(unseen[0]):04X}"
        reading.refuse(f"a character that cannot be seen ({name})", line, "take the escape out of the text")
        return None
    if not event.implicit[0]:
        return text
    if text in _NOTHING:
        return None
    if text in _WORDS:
        return _WORDS[text]
    top = reading.stack[-1] if reading.stack else None
    if top and isinstance(top.data, Map) and top.key is None:
        return text  # a key
    if _NOT_FINITE.fullmatch(text):
        reading.refuse("not a finite number", line, f"write a number, or {_QUOTE}")
        return None
    if not _NUMBER.fullmatch(text):
        return text
    plain = text if len(text) <= 2 * MAX_DIGITS else ""
    value = Decimal(plain or 0)
    if (
        not plain
        or len(value.as_tuple().digits) > MAX_DIGITS
        or not -MAX_DIGITS <= value.adjusted() <= MAX_DIGITS
    ):
        reading.refuse(f"a number with more than {MAX_DIGITS} digits", line, f"round it, or {_QUOTE}")
        return None
    return int(text) if _INTEGER.fullmatch(text) else value
