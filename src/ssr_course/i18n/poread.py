"""Reading and writing the file of a catalogue (`po.Catalogue`)."""

from __future__ import annotations

import os
import re
import tempfile
from pathlib import Path

from ..errors import CourseError, Problem
from .po import Catalogue, Entry
from .quoting import unescape

_CONFLICT = re.compile(r"(<{7}|\|{7}|={7}|>{7})(\s|$)")
_FIELD = re.compile(r"(msgctxt|msgid_plural|msgid|msgstr(?:\[\d+\])?)\s*(\".*)$")
_STRING = re.compile(r'"((?:[^"\\]|\\.)*)"\s*$')
_COMMENTS = {".": "extracted", ":": "occurrence", ",": "flag", "|": "previous"}
UTF8 = "save it as UTF-8 (an editor's Save with encoding; msgconv -t UTF-8 FILE)"


class _Reader:
    """One pass over the lines of a file."""

    def __init__(self, text: str, file: str) -> None:
        crlf = text.count("\r\n")
        self.catalogue = Catalogue(eol="\r\n" if crlf * 2 > text.count("\n") else "\n", file=file)
        self.entry = Entry()
        self.field = ""  # the field that a continuation line belongs to
        self.conflict = False
        for number, line in enumerate(re.findall(r"[^\n]*\n|[^\n]+", text), 1):
            self._line(number, line)
        self._finish()
        if self.entry.lines:
            self.catalogue.tail = [text for _, text in self.entry.lines]

    def _wrong(self, number: int, what: str, cure: str) -> None:
        self.entry.damaged = True
        self.catalogue.problems.append(Problem(what, self.catalogue.file, number, cure=cure))

    def _finish(self) -> None:
        entry = self.entry
        if not any(kind == "msgid" for kind, _ in entry.lines):
            if entry.strings:  # a translation that lost its message, as between conflict marks
                if not self.conflict:
                    self._wrong(
                        entry.string_line,
                        "a msgstr without its msgid",
                        "delete it, or restore the msgid above",
                    )
                self.entry, self.field = Entry([("junk", text) for _, text in entry.lines]), ""
            return
        if not entry.strings and not entry.damaged:
            self._wrong(entry.line, "a message without msgstr", 'add msgstr "" below it')
        entry.damaged = entry.damaged or self.conflict
        self.catalogue.entries.append(entry)
        self.entry, self.field = Entry(damaged=self.conflict), ""

    def _line(self, number: int, line: str) -> None:
        text = line.strip()
        if not text:
            if self.entry.strings:
                self._finish()
            self.entry.lines.append(("blank", line))
        elif _CONFLICT.match(text):
            self._conflict(number, line, text)
        elif text.startswith("#~"):
            rest = text[2:].strip()
            self._comment_or_field(number, line, rest, obsolete=True)
        elif text.startswith("#"):
            if self.entry.strings:
                self._finish()
            self.entry.lines.append((_COMMENTS.get(text[1:2], "comment"), line))
            if text.startswith("#|"):
                self._previous(text[2:].strip())
        else:
            self._comment_or_field(number, line, text, obsolete=False)

    def _conflict(self, number: int, line: str, text: str) -> None:
        if text[0] in "<=|":
            self.conflict = True
        if self.entry.strings and text[0] in "=|>":
            self._finish()
        self.entry.lines.append(("junk", line))
        if text[0] == "<":
            self._wrong(
                number,
                "two versions of this catalogue were merged and left side by side",
                "keep one version and delete the lines with <<<<<<<, ======= and >>>>>>>",
            )
        elif text[0] == ">":
            self.conflict = False
            self.entry.damaged = any(kind in ("msgid", "msgctxt") for kind, _ in self.entry.lines)

    def _previous(self, text: str) -> None:
        match = _FIELD.match(text)
        string = _STRING.match(match[2] if match else text)
        if match and match[1] == "msgid":
            self.entry.previous, self.field = "", "previous"
        elif match:
            self.field = "previous context"
        if string and self.field == "previous":
            self.entry.previous += unescape(string[1])

    def _comment_or_field(self, number: int, line: str, text: str, *, obsolete: bool) -> None:
        if obsolete and text.startswith("|"):
            if self.entry.strings:
                self._finish()
            self.entry.lines.append(("previous", line))
            self._previous(text[1:].strip())
            return
        match = _FIELD.match(text)
        if (
            match
            and match[1] in ("msgctxt", "msgid")
            and (self.entry.strings or (match[1] == "msgid" and self.field in ("msgid", "plural")))
        ):
            self._finish()
        string = _STRING.match(match[2] if match else text)
        if string is None or (not match and self.field not in ("msgctxt", "msgid", "plural", "msgstr")):
            self.entry.lines.append(("junk", line))
            self._wrong(
                number,
                "this line is not of a catalogue",
                'each text stands between "quotes", with \\" for a quote inside it',
            )
            return
        entry = self.entry
        entry.obsolete = entry.obsolete or obsolete
        if match:
            self._open(number, match[1])
        entry.lines.append((self.field, line))
        value = unescape(string[1])
        if self.field == "msgstr":
            entry.strings[-1] += value
        elif self.field == "msgctxt":
            entry.context = (entry.context or "") + value
        elif self.field == "plural":
            entry.plural = (entry.plural or "") + value
        else:
            entry.msgid += value

    def _open(self, number: int, keyword: str) -> None:
        entry = self.entry
        self.field = {"msgid_plural": "plural"}.get(
            keyword, "msgstr" if keyword.startswith("msgstr") else keyword
        )
        if keyword == "msgid":
            entry.line = number
        elif self.field == "msgstr":
            entry.string_line = entry.string_line or number
            expected = f"msgstr[{len(entry.strings)}]" if entry.plural is not None else "msgstr"
            if keyword != expected or (entry.plural is None and entry.strings):
                self._wrong(
                    number,
                    f"{keyword} where {expected} belongs",
                    "one msgstr a message; msgstr[0], msgstr[1] … where it has msgid_plural",
                )
            entry.strings.append("")


def parse(text: str, file: str = "") -> Catalogue:
    """The catalogue that `text` is. Never fails: what is not understood is in ``problems``."""
    return _Reader(text, file).catalogue


def read(path: Path, file: str = "") -> Catalogue:
    """The catalogue at `path`, shown to people as `file`. A byte order mark and Windows lines are accepted.

    Raises `CourseError` where the file cannot be read or is not UTF-8.
    """
    shown = file or str(path)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise CourseError(
            Problem("cannot read the catalogue", shown, cure=str(error.strerror or error))
        ) from error
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise CourseError(Problem("the catalogue is UTF-16", shown, 1, cure=UTF8))
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise CourseError(Problem("the catalogue is not UTF-8", shown, line, cure=UTF8)) from error
    catalogue = parse(text.removeprefix("\ufeff"), shown)
    catalogue.bom = text.startswith("\ufeff")
    return catalogue


def write(path: Path, text: str) -> bool:
    """Write `text` to `path` in one step; True if that changed a byte."""
    data = text.encode("utf-8")
    if path.is_file() and path.read_bytes() == data:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, 0o644)
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return True
