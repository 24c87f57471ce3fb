"""A gettext catalogue that keeps every byte of what nobody changed.

Babel, on which sphinx-intl stands, and polib both write a file anew: wrapping, order of headers, a
translator's tool, the previous text of fuzzy entries are lost or moved (measured in
`tests/i18n/test_po.py`). Here a catalogue is the lines of its file; what is read from them is beside
them, and an edit replaces only the lines that it concerns.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from ..errors import Problem
from .quoting import escape, places, quote

# The order in which gettext writes the parts of an entry.
KINDS = (
    "blank",
    "junk",
    "comment",
    "extracted",
    "occurrence",
    "flag",
    "previous",
    "msgctxt",
    "msgid",
    "plural",
    "msgstr",
)


@dataclass(frozen=True)
class Message:
    """What a template asks to have translated. `plural` only where the English has two forms."""

    msgid: str
    context: str | None = None
    plural: str | None = None
    occurrences: tuple[str, ...] = ()
    comments: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()

    @property
    def key(self) -> tuple[str | None, str]:
        """What tells one message from another: context and English text."""
        return (self.context, self.msgid)


@dataclass
class Entry:
    """One message with its translation, as its lines stand in the file.

    ``lines`` are pairs (kind, text with line end). ``line`` and ``string_line`` number the file's lines
    from 1, 0 in an entry not yet written. ``damaged`` says that the lines cannot be trusted.
    """

    lines: list[tuple[str, str]] = field(default_factory=list)
    context: str | None = None
    msgid: str = ""
    plural: str | None = None
    strings: list[str] = field(default_factory=list)
    previous: str = ""
    obsolete: bool = False
    damaged: bool = False
    line: int = 0
    string_line: int = 0

    @property
    def key(self) -> tuple[str | None, str]:
        return (self.context, self.msgid)

    @property
    def is_header(self) -> bool:
        return self.msgid == "" and self.context is None and not self.obsolete

    def texts(self, kind: str) -> list[str]:
        """The lines of one kind of comment, without their marks."""
        return [
            text.strip().removeprefix("#~").lstrip("#.:,|").strip() for k, text in self.lines if k == kind
        ]

    @property
    def comments(self) -> list[str]:
        """What the translator wrote."""
        return self.texts("comment")

    @property
    def occurrences(self) -> list[str]:
        return [place for text in self.texts("occurrence") for place in places(text)]

    @property
    def flags(self) -> list[str]:
        return [flag.strip() for text in self.texts("flag") for flag in text.split(",") if flag.strip()]

    @property
    def fuzzy(self) -> bool:
        return "fuzzy" in self.flags

    @property
    def empty(self) -> bool:
        """Not translated, or only in part: one plural form missing is all of them missing."""
        return not self.strings or not all(self.strings)

    @property
    def usable(self) -> bool:
        """What gettext would use."""
        return not (self.obsolete or self.fuzzy or self.empty or self.damaged)

    def replace(self, kind: str, lines: Iterable[str], eol: str) -> None:
        """Put `lines` (without line ends) where those of `kind` stand, or where they belong."""
        ranks = [KINDS.index(k) for k, _ in self.lines]
        rank = KINDS.index(kind)
        place = next((i for i, r in enumerate(ranks) if r == rank), None)
        if place is None:
            place = next((i for i, r in enumerate(ranks) if r > rank), len(ranks))
        mark = "#~ " if self.obsolete and rank >= KINDS.index("msgctxt") else ""
        kept_before = [pair for pair in self.lines[:place] if pair[0] != kind]
        kept_after = [pair for pair in self.lines[place:] if pair[0] != kind]
        self.lines = [*kept_before, *((kind, mark + line + eol) for line in lines), *kept_after]

    def set_flags(self, flags: Iterable[str], eol: str) -> None:
        wanted = list(dict.fromkeys(flags))
        if wanted != self.flags:
            self.replace("flag", [f"#, {', '.join(wanted)}"] if wanted else [], eol)

    def set_strings(self, strings: Iterable[str], eol: str) -> None:
        self.strings = list(strings)
        lines: list[str] = []
        for i, text in enumerate(self.strings):
            lines += quote(f"msgstr[{i}]" if self.plural is not None else "msgstr", text)
        self.replace("msgstr", lines, eol)

    def set_previous(self, msgid: str, eol: str) -> None:
        self.previous = msgid
        self.replace("previous", [f"#| {line}" for line in quote("msgid", msgid)] if msgid else [], eol)

    def bury(self) -> None:
        """Make it an obsolete entry (`#~`): kept, not used."""
        self.lines = [
            (kind, _buried(kind, text))
            for kind, text in self.lines
            if kind not in ("extracted", "occurrence")
        ]
        self.obsolete = True

    def revive(self) -> None:
        """Make an obsolete entry live again."""
        self.obsolete = False
        self.lines = [
            (kind, re.sub(r"^#~(\|?) ?", lambda m: "#| " if m[1] else "", text)) for kind, text in self.lines
        ]


def _buried(kind: str, text: str) -> str:
    if text.startswith("#~") or KINDS.index(kind) < KINDS.index("previous"):
        return text
    return "#~" + text[1:] if kind == "previous" else "#~ " + text


def entry_of(message: Message, strings: Iterable[str], eol: str = "\n") -> Entry:
    """A new entry for `message`."""
    entry = Entry(context=message.context, msgid=message.msgid, plural=message.plural)
    lines = [("blank", "")]
    lines += [("extracted", f"#. {text}") for text in message.comments]
    lines += [("occurrence", f"#: {place}") for place in message.occurrences]
    lines += [("flag", f"#, {', '.join(message.flags)}")] if message.flags else []
    if message.context is not None:
        lines += [("msgctxt", text) for text in quote("msgctxt", message.context)]
    lines += [("msgid", text) for text in quote("msgid", message.msgid)]
    if message.plural is not None:
        lines += [("plural", text) for text in quote("msgid_plural", message.plural)]
    entry.lines = [(kind, text + eol) for kind, text in lines]
    entry.set_strings(strings, eol)
    return entry


@dataclass
class Catalogue:
    """One `.po` or `.pot` file. ``problems`` are what the reader could not understand."""

    entries: list[Entry] = field(default_factory=list)
    tail: list[str] = field(default_factory=list)
    eol: str = "\n"
    bom: bool = False
    file: str = ""
    problems: list[Problem] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._index: dict[tuple[str | None, str], Entry] | None = None

    @property
    def header(self) -> Entry | None:
        return next((entry for entry in self.entries if entry.is_header), None)

    @property
    def headers(self) -> dict[str, str]:
        """The header by field, in the file's order."""
        header = self.header
        lines = header.strings[0].split("\n") if header and header.strings else []
        pairs = (line.partition(":") for line in lines if ":" in line)
        return {name.strip(): value.strip() for name, _, value in pairs}

    @property
    def messages(self) -> list[Entry]:
        """The living entries, without the header."""
        return [entry for entry in self.entries if not entry.obsolete and not entry.is_header]

    def find(self, context: str | None, msgid: str) -> Entry | None:
        """The living entry of that message. The index is made once: look up after the last edit."""
        if self._index is None:
            self._index = {}
            for entry in self.messages:
                self._index.setdefault(entry.key, entry)
        return self._index.get((context, msgid))

    def set_header(self, name: str, value: str) -> None:
        """Change one field of the header, or add it; the lines of all others stay."""
        header = self.header
        if header is None:
            header = Entry(line=1)
            header.lines = [("msgid", f'msgid ""{self.eol}'), ("msgstr", f'msgstr ""{self.eol}')]
            header.strings = [""]
            self.entries.insert(0, header)
        logical: list[list[tuple[str, str]]] = [[]]  # a field may be wrapped over several lines
        for kind, text in header.lines:
            logical[-1].append((kind, text))
            if kind == "msgstr" and (text.rstrip().endswith('\\n"') or text.startswith("msgstr")):
                logical.append([])
        line = [("msgstr", f'"{escape(f"{name}: {value}")}\\n"{self.eol}')]
        place = next(
            (
                i
                for i, group in enumerate(logical)
                if group and group[0][1].lower().startswith(f'"{name.lower()}:')
            ),
            None,
        )
        if place is None:
            logical.append(line)
        else:
            logical[place] = line
        header.lines = [pair for group in logical for pair in group]
        fields = {**self.headers, name: value}
        header.strings = ["".join(f"{n}: {v}\n" for n, v in fields.items())]

    def text(self) -> str:
        """The whole file, without the byte order mark."""
        return "".join(text for entry in self.entries for _, text in entry.lines) + "".join(self.tail)
