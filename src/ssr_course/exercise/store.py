"""The answers beside the notebook: one file, changed whole or not at all, and why where it is not.

What controls were set to lies in the same file under ``exercise`` (a key that marking ignores), so that an
exercise comes back as it was left, and so that a computed value can be reproduced.
"""

from __future__ import annotations

import errno
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from .. import answers
from ..answers import Answers, AnswersError
from .place import ANSWERS, Place

CONTROLS = "exercise"
_ROOM = (errno.ENOSPC, errno.EDQUOT)
_LOCKED = (errno.EACCES, errno.EPERM, errno.EROFS)

# Called after every change, with the pack as it now is: open quizzes show what `record` wrote.
listeners: list[Callable[[Answers], None]] = []


@dataclass(frozen=True)
class Kept:
    """What became of a change.

    ``pack``: the answers as they now are; ``why``: why they are not on the disk; ``aside``: the name under
    which a file that could not be read was kept.
    """

    pack: Answers
    why: str = ""
    aside: str = ""

    @property
    def ok(self) -> bool:
        """It is on the disk."""
        return not self.why


def now() -> str:
    """The time as the file writes it."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def load(place: Place) -> Answers:
    """The answers beside the notebook; none where there is no file, or none that can be read."""
    try:
        return answers.read(place.folder / ANSWERS, place.module)
    except AnswersError:
        return Answers(place.module)


def change(place: Place, edit: Callable[[Answers], None]) -> Kept:
    """Let `edit` change the answers and write them. Never raises for what a learner cannot help."""
    path = place.folder / ANSWERS
    pack, aside = Answers(place.module), ""
    try:
        if path.exists():
            try:
                pack = answers.read(path, place.module)
            except AnswersError as error:
                if error.code in ("unreadable", "other-module"):
                    raise
                done = answers.update(path, pack)  # sets the broken file aside
                aside = done.set_aside.name if done.set_aside else ""
        edit(pack)
        pack.language = place.ui.language.code
        pack.saved = now()
        answers.write(path, pack)
    except (AnswersError, OSError) as error:
        edit(pack)
        return Kept(pack, reason(place, error), aside)
    for listen in list(listeners):
        with suppress(Exception):  # a closed quiz must not keep anybody from saving
            listen(pack)
    return Kept(pack, "", aside)


def reason(place: Place, error: Exception) -> str:
    """Why something could not be written, as a sentence in the reader's language."""
    number = getattr(error, "errno", None)
    if number in _ROOM:
        return place.ui("exercise-why-disk")
    if number in _LOCKED:
        return place.ui("exercise-why-folder")
    code = getattr(error, "code", "")
    if code == "other-module":
        return place.ui("exercise-why-module")
    return place.ui("exercise-why-other", what=code or getattr(error, "strerror", "") or type(error).__name__)


def answer(place: Place, id: str, value: Any, tries: int = 0, edition: str = "") -> Kept:
    """Keep `value` as the answer to `id`; `None` takes it back. It counts as the latest by any clock."""

    def edit(pack: Answers) -> None:
        if value is None:
            pack.answers.pop(id, None)
            pack.times.pop(id, None)
        else:
            pack.answers[id] = value
            pack.times[id] = max(now(), str(pack.times.get(id, "")))
        if tries:
            pack.tries[id] = tries
        pack.edition = edition or pack.edition

    return change(place, edit)


def setting(place: Place, id: str) -> Any:
    """What the control `id` was last set to; `None` if never."""
    known = load(place).extra.get(CONTROLS)
    return known.get(id) if isinstance(known, dict) else None


def keep_setting(place: Place, id: str, value: Any) -> Kept:
    """Remember what the control `id` is set to."""

    def edit(pack: Answers) -> None:
        known = pack.extra.get(CONTROLS)
        pack.extra[CONTROLS] = {**(known if isinstance(known, dict) else {}), id: value}

    return change(place, edit)


def take_in(place: Place) -> list[str]:
    """Merge files of answers that somebody put beside the notebook; gives back the names of those taken.

    A file is told by its content, not by its name, and is taken once.
    """
    import hashlib

    own, taken = Path(ANSWERS), []
    for path in sorted(place.folder.glob("*.json")):
        if path.name == own.name or not path.is_file():
            continue
        try:
            theirs = answers.read(path, place.module)
        except AnswersError:
            continue
        mark = hashlib.sha256(answers.canonical([theirs.answers, theirs.times]).encode()).hexdigest()[:16]
        if mark in _merged(load(place)):
            continue

        def edit(pack: Answers, theirs: Answers = theirs, mark: str = mark) -> None:
            both, _ = answers.merge(pack, theirs)
            pack.answers, pack.times, pack.tries = both.answers, both.times, both.tries
            pack.learner, pack.extra = both.learner, {**both.extra, "merged": [*_merged(pack), mark]}

        if change(place, edit).ok:
            taken.append(path.name)
    return taken


def _merged(pack: Answers) -> list[str]:
    known = pack.extra.get("merged")
    return [mark for mark in known if isinstance(mark, str)][-50:] if isinstance(known, list) else []
