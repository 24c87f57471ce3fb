"""`answers.json`: read strictly, written atomically, merged, named by a receipt.

Answers are language-independent ids; nothing here knows a question. The twin is `assets/quiz-answers.js`;
the files in `tests/data/answers/` are read by both.
"""

from __future__ import annotations

import json
import math
import os
import re
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .errors import CourseError, Problem
from .text import canonical, fnv1a, read_bytes, units

FORMAT = "ssr-answers/1"
MAX_BYTES = 256 * 1024
MAX_IDS = 2000
MAX_DIGITS = 18
MAX_DEPTH = 20

_AGAIN = "download the answers again, where they were given, and hand in that file as it is"
PROBLEMS = {
    "unreadable": ("the file cannot be read", "check its name and who may read it"),
    "too-large": ("the file is larger than 256 KiB", _AGAIN),
    "not-utf8": ("the file is not text in UTF-8", _AGAIN),
    "not-json": ("the file is damaged or no answers file", _AGAIN),
    "too-deep": ("the file is nested too deeply", _AGAIN),
    "duplicate": ("the file holds a name twice", _AGAIN),
    "bad-number": ("the file holds a number that cannot be kept", _AGAIN),
    "bad-text": ("the file holds half a character", _AGAIN),
    "wrong-format": (f"this is no answers file of the format {FORMAT}", "choose a file answers-MODULE.json"),
    "wrong-shape": ("the answers file lacks its module or its answers", _AGAIN),
    "too-many": ("the file holds more than 2,000 answers", _AGAIN),
    "other-module": ("the answers are of another module", "choose the file of this module"),
}

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z", re.ASCII)
_TOKEN = re.compile(r'"[^"\\]*(?:\\[\s\S][^"\\]*)*"?|[\[\]{}]')
_TEXTS = ("language", "edition", "learner", "saved")
_KNOWN = {"format", "module", "answers", "times", "tries", *_TEXTS}
# Without 0 O 1 I, which are taken for each other on paper and by telephone.
_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"


class AnswersError(CourseError):
    """An answers file that cannot be used; `code` is one of `PROBLEMS`, the same in JavaScript."""

    def __init__(self, code: str, file: str = "") -> None:
        self.code = code
        what, cure = PROBLEMS[code]
        super().__init__(Problem(what, file, cure=cure))


@dataclass
class Answers:
    """What one learner answered in one module.

    `answers`: question id → any JSON value. `times`: id → UTC ISO 8601. `tries`: id → count.
    `learner` is a hint only. `extra` holds the keys that this version does not know.
    """

    module: str
    answers: dict[str, Any] = field(default_factory=dict)
    times: dict[str, str] = field(default_factory=dict)
    tries: dict[str, int] = field(default_factory=dict)
    language: str = ""
    edition: str = ""
    learner: str = ""
    saved: str = ""
    extra: dict[str, Any] = field(default_factory=dict)

    def text(self) -> str:
        """The file as text; `AnswersError` if `read` would refuse it."""
        data: dict[str, Any] = {"format": FORMAT, "module": self.module}
        data |= {name: getattr(self, name) for name in _TEXTS if getattr(self, name)}
        data["answers"] = self.answers
        data |= {name: value for name in ("times", "tries") if (value := getattr(self, name))}
        data |= {name: value for name, value in self.extra.items() if name not in data}
        try:
            # Without spaces, so that what could be read can be written again within the limit.
            text = json.dumps(data, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
            parse(text.encode())
        except UnicodeEncodeError:
            raise AnswersError("bad-text") from None
        except (ValueError, TypeError, RecursionError):
            raise AnswersError("bad-number") from None
        return text


def read(path: str | Path, module: str | None = None) -> Answers:
    """The answers in the file `path`; `AnswersError` says why it cannot be used. As `parse` otherwise."""
    try:
        data = read_bytes(path, MAX_BYTES)
    except (OSError, ValueError):
        raise AnswersError("unreadable", str(path)) from None
    return parse(data, module, file=str(path))


def parse(data: bytes, module: str | None = None, *, file: str = "") -> Answers:
    """The answers in `data`, the bytes of a file; with `module`, only if they are of that one.

    Values are kept as they are; what they mean is for `score` to say. `AnswersError` carries the code.
    """
    if len(data) > MAX_BYTES:
        raise AnswersError("too-large", file)
    try:
        pack = _strict(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise AnswersError("not-utf8", file) from None
    except _Refused as refused:
        raise AnswersError(refused.args[0], file) from None
    code = _misshapen(pack)
    if not code and module is not None and pack["module"] != module:
        code = "other-module"
    if code:
        raise AnswersError(code, file)
    known = {name: value for name, value in pack.items() if name in _KNOWN and name != "format"}
    return Answers(**known, extra={name: value for name, value in pack.items() if name not in _KNOWN})


class _Refused(Exception):
    """Why a text is not accepted: a code."""


def _strict(text: str) -> Any:
    """JSON without what Python's reader lets pass."""
    depth = 0
    if text.count("[") + text.count("{") > MAX_DEPTH:
        for token in _TOKEN.finditer(text):
            depth += (token[0] in "[{") - (token[0] in "]}")
            if depth > MAX_DEPTH:
                raise _Refused("too-deep")
    try:
        data = json.loads(
            text, object_pairs_hook=_object, parse_int=_integer, parse_float=_float, parse_constant=_constant
        )
    except ValueError:
        raise _Refused("not-json") from None
    try:
        json.dumps(data, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        raise _Refused("bad-text") from None
    return data


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    data = dict(pairs)
    if len(data) < len(pairs):
        raise _Refused("duplicate")
    return data


def _integer(text: str) -> int:
    if len(text.lstrip("-")) > MAX_DIGITS:
        raise _Refused("bad-number")
    return int(text)


def _float(text: str) -> float:
    value = float(text)
    if not math.isfinite(value):
        raise _Refused("bad-number")
    return value


def _constant(_: str) -> None:
    raise _Refused("not-json")  # NaN and Infinity are not JSON


def _misshapen(pack: Any) -> str:
    """A code where the parts of the file are not what they should be; else an empty text."""
    if not isinstance(pack, dict) or pack.get("format") != FORMAT:
        return "wrong-format"
    module = pack.get("module")
    if not isinstance(module, str) or not _ID.fullmatch(module) or not isinstance(pack.get("answers"), dict):
        return "wrong-shape"
    tables = [pack[name] for name in ("answers", "times", "tries") if name in pack]
    if not all(isinstance(table, dict) for table in tables):
        return "wrong-shape"
    if not all(isinstance(pack.get(name, ""), str) for name in _TEXTS):
        return "wrong-shape"
    return "too-many" if any(len(table) > MAX_IDS for table in tables) else ""


def write(path: str | Path, answers: Answers) -> None:
    """Write the file whole or not at all: beside its place, to the disk, then renamed.

    `AnswersError` if `read` would refuse it; `OSError` where the folder cannot be written.
    """
    path = Path(path)
    text = answers.text()
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with open(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(handle)
        os.chmod(name, _mode(path))
        os.replace(name, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(name)
        raise
    with suppress(OSError):  # not every system opens a folder
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _mode(path: Path) -> int:
    """Who may read the file: as before, or what this process gives to a new one."""
    try:
        return path.stat().st_mode & 0o777
    except OSError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask


@dataclass(frozen=True)
class Update:
    """What `update` did: the file's answers, the ids that differed, where a broken file went, and why."""

    answers: Answers
    differing: list[str]
    set_aside: Path | None = None
    problem: AnswersError | None = None


def update(path: str | Path, new: Answers) -> Update:
    """Merge `new` into the file `path` and write it.

    A file that cannot be understood is set aside as ``NAME.bad-<n>`` and never lost; one of another module,
    or one that may not be read, is left alone (`AnswersError`).
    """
    path = Path(path)
    aside: Path | None = None
    problem: AnswersError | None = None
    merged, differing = new, []
    if os.path.lexists(path):
        try:
            merged, differing = merge(new, read(path, new.module))
        except AnswersError as error:
            if error.code in ("unreadable", "other-module"):
                raise
            problem, aside = error, _set_aside(path)
    write(path, merged)
    return Update(merged, differing, aside, problem)


def _set_aside(path: Path) -> Path:
    number = 1
    while True:
        place = path.with_name(f"{path.name}.bad-{number}")
        try:
            os.close(os.open(place, os.O_CREAT | os.O_EXCL | os.O_WRONLY))  # ours alone from here
        except FileExistsError:
            number += 1
            continue
        os.replace(path, place)
        return place


def merge(mine: Answers, theirs: Answers) -> tuple[Answers, list[str]]:
    """Both files as one, and the ids that differed, sorted.

    For each id the later of `times` wins, a time wins over none, and `mine` where that does not decide; an
    answer never gives way to no answer. Of `tries` the larger counts; what else is known stays as in `mine`.
    `AnswersError` "other-module" if the modules are not the same.
    """
    if mine.module != theirs.module:
        raise AnswersError("other-module")
    answers, times, differing = dict(mine.answers), dict(mine.times), []
    for id, value in theirs.answers.items():
        later = _time(theirs, id) > _time(mine, id)
        if id in answers and canonical(answers[id]) != canonical(value):
            differing.append(id)
        if id not in answers or later:
            answers[id] = value
            times.pop(id, None)
            if id in theirs.times:
                times[id] = theirs.times[id]
    tries = dict(mine.tries)
    for id, count in theirs.tries.items():
        tries[id] = max(count, tries.get(id, count), key=_count)
    merged = Answers(
        module=mine.module,
        answers=answers,
        times=times,
        tries=tries,
        **{name: getattr(mine, name) or getattr(theirs, name) for name in _TEXTS},
        extra={**theirs.extra, **mine.extra},
    )
    return merged, sorted(differing, key=units)


def _time(pack: Answers, id: str) -> str:
    """A time as text that sorts; empty if there is none."""
    time = pack.times.get(id)
    return time[:-1] if isinstance(time, str) and _TIME.fullmatch(time) else ""


def _count(value: Any) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) else 0


def receipt(pack: Answers, ids: Iterable[str]) -> dict[str, Any]:
    """``{"answered": int, "missing": int, "code": "7F3K"}`` for the questions `ids`.

    Equal answers to those questions have equal codes, whatever the language, time or device.
    """
    wanted = list(dict.fromkeys(ids))
    given = {id: pack.answers[id] for id in wanted if pack.answers.get(id) not in (None, "", [], {})}
    value = fnv1a(canonical(given))
    value = (value >> 20) ^ (value & 0xFFFFF)
    code = "".join(_LETTERS[value >> shift & 31] for shift in (15, 10, 5, 0))
    return {"answered": len(given), "missing": len(wanted) - len(given), "code": code}
