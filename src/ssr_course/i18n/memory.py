"""Where a new message may have been translated before: moved, split, joined, or a little changed.

Asked by `update` before it leaves a message empty. What is found as it is counts as translated; what
was only nearly so becomes fuzzy, with the English that it was a translation of.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from .po import Entry, Message

# Where a sentence ends, in the scripts of the course.
_SENTENCE = re.compile(r"(?<=[.!?؟…])\s+|(?<=[。！？])")
SIMILAR = 0.65
LONG = 20  # letters; what is shorter is no part of a paragraph but a word that happens to stand in it


@dataclass(frozen=True)
class Suggestion:
    """A translation for a new message: `fuzzy` with the `previous` English, or sure."""

    strings: tuple[str, ...]
    fuzzy: bool = False
    previous: str = ""
    sources: tuple[int, ...] = ()  # id() of the entries that it came from


@dataclass
class Memory:
    """What is translated in one language: `living` entries, and those whose English is `gone`."""

    living: dict[str, list[Entry]] = field(default_factory=dict)
    gone: list[tuple[str, Entry]] = field(default_factory=list)  # (domain, entry)

    def __post_init__(self) -> None:
        self._gone_by_text: dict[str, list[tuple[str, Entry]]] = {}

    def add_living(self, entry: Entry) -> None:
        if entry.usable:
            self.living.setdefault(entry.msgid, []).append(entry)

    def add_gone(self, domain: str, entry: Entry) -> None:
        """An entry that its file no longer needs; of obsolete ones too the translation is remembered."""
        if not entry.empty and not entry.damaged:
            self.gone.append((domain, entry))
            self._gone_by_text.setdefault(entry.msgid, []).append((domain, entry))

    def suggest(self, domain: str, message: Message) -> Suggestion | None:
        """The best that is known for `message` of `domain`, or None."""
        return (
            self._moved(message)
            or self._known(message)
            or self._same_address(domain, message)
            or self._pieces(domain, message)
            or self._similar(domain, message)
        )

    def _fits(self, message: Message, entry: Entry) -> bool:
        return (message.plural is None) == (entry.plural is None)

    def _moved(self, message: Message) -> Suggestion | None:
        """The same English, gone from where it was."""
        for _, entry in self._gone_by_text.get(message.msgid, ()):
            if self._fits(message, entry):
                same_kind = _last(entry.context) == _last(message.context)
                fuzzy = entry.fuzzy or not same_kind
                return Suggestion(
                    tuple(entry.strings), fuzzy, entry.previous if entry.fuzzy else "", (id(entry),)
                )
        return None

    def _known(self, message: Message) -> Suggestion | None:
        """The same English elsewhere, still in use: sure where no context tells them apart and all agree."""
        entries = [entry for entry in self.living.get(message.msgid, ()) if self._fits(message, entry)]
        if not entries:
            return None
        agreed = len({tuple(entry.strings) for entry in entries}) == 1
        free = message.context is None and all(entry.context is None for entry in entries)
        return Suggestion(tuple(entries[0].strings), not (agreed and free))

    def _same_address(self, domain: str, message: Message) -> Suggestion | None:
        """Another English at the same address."""
        if message.context is None:
            return None
        for place, entry in self.gone:
            if place == domain and entry.context == message.context and self._fits(message, entry):
                return Suggestion(tuple(entry.strings), True, entry.msgid, (id(entry),))
        return None

    def _pieces(self, domain: str, message: Message) -> Suggestion | None:
        """A paragraph that was split into several, or several that were joined into one."""
        if message.plural is not None or len(message.msgid) < LONG:
            return None
        parts = []
        for _, entry in self.gone:
            if entry.plural is not None or entry.context != message.context:
                continue
            if len(entry.msgid) > len(message.msgid) and message.msgid in entry.msgid:
                return Suggestion((_cut(entry, message.msgid),), True, entry.msgid)
            if LONG <= len(entry.msgid) < len(message.msgid) and entry.msgid in message.msgid:
                parts.append(entry)
        if len(parts) < 2:
            return None
        parts.sort(key=lambda entry: message.msgid.index(entry.msgid))
        joined = " ".join(entry.strings[0] for entry in parts)
        return Suggestion(
            (joined,), True, " ".join(entry.msgid for entry in parts), tuple(id(e) for e in parts)
        )

    def _similar(self, domain: str, message: Message) -> Suggestion | None:
        """The gone message that is most like this one; those of the same file come first."""
        matcher = SequenceMatcher(autojunk=False)
        matcher.set_seq2(message.msgid)
        for own in (True, False):
            best, found = SIMILAR, None
            for place, entry in self.gone:
                if (place == domain) != own or not self._fits(message, entry):
                    continue
                if _last(entry.context) != _last(message.context):
                    continue
                matcher.set_seq1(entry.msgid)
                if (
                    matcher.real_quick_ratio() > best
                    and matcher.quick_ratio() > best
                    and matcher.ratio() > best
                ):
                    best, found = matcher.ratio(), entry
            if found is not None:
                return Suggestion(tuple(found.strings), True, found.msgid, (id(found),) if own else ())
        return None


def _last(context: str | None) -> str:
    """What an address is the address of: its last part."""
    return (context or "").rpartition("/")[2] if "#" not in (context or "") else "figure"


def sentences(text: str) -> list[str]:
    """The sentences of a text."""
    return [part.strip() for part in _SENTENCE.split(text) if part.strip()]


def _cut(entry: Entry, piece: str) -> str:
    """The part of a translation that belongs to `piece` of its English: by sentences, else the whole."""
    english, other = sentences(entry.msgid), sentences(entry.strings[0])
    wanted = sentences(piece)
    for start in range(len(english) - len(wanted) + 1):
        if english[start : start + len(wanted)] == wanted and len(english) == len(other):
            return " ".join(other[start : start + len(wanted)])
    return entry.strings[0]
