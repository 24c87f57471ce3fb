"""One catalogue brought up to its template: what stays, what is new, what is gone (see `update`)."""

from __future__ import annotations

from dataclasses import dataclass

from ..languages import Language
from . import places
from .memory import Memory
from .po import Catalogue, Entry, Message, entry_of
from .quoting import quote
from .rules_file import is_date, same_plurals


@dataclass
class Change:
    """What became of one catalogue. ``file`` as shown to people; numbers of messages."""

    file: str
    created: bool = False
    removed: bool = False
    new: int = 0
    found: int = 0  # of the new ones: translated as they were elsewhere
    fuzzy: int = 0  # of the new ones: nearly translated, to be confirmed
    gone: int = 0

    def __str__(self) -> str:
        parts = [
            f"{number} {name}"
            for name, number in (
                ("new", self.new),
                ("found again", self.found),
                ("to confirm", self.fuzzy),
                ("gone", self.gone),
            )
            if number
        ]
        done = "created" if self.created else "removed" if self.removed else "updated"
        return f"{done} {self.file}" + (f": {', '.join(parts)}" if parts else "")


def merge(
    catalogue: Catalogue,
    template: Catalogue,
    domain: str,
    memory: Memory,
    language: Language,
    change: Change,
    used: set[int],
) -> bool:
    """Put the entries of the template into the catalogue's order; True if anything changed."""
    own = {entry.key: entry for entry in reversed(catalogue.messages)}
    buried = {entry.key: entry for entry in catalogue.entries if entry.obsolete}
    result: list[Entry] = []
    dirty = False
    for wanted in template.messages:
        entry = own.get(wanted.key)
        if entry is None and wanted.key in buried and not buried[wanted.key].empty:
            entry = buried[wanted.key]
            entry.revive()
            change.found += 1
            dirty = True
        if entry is None:
            entry = _new(message_of(wanted), domain, memory, language, catalogue.eol, change, used)
            dirty = True
        else:
            dirty = _refresh(entry, wanted, language, catalogue.eol) or dirty
        result.append(entry)
    if dirty:
        kept = {id(entry) for entry in result}
        rest = [entry for entry in catalogue.entries if not entry.is_header and id(entry) not in kept]
        _end_line(catalogue)
        header = catalogue.header
        catalogue.entries = [*([header] if header else []), *result, *rest]
    return dirty


def message_of(entry: Entry) -> Message:
    """What an entry of a template asks for."""
    return Message(
        entry.msgid,
        entry.context,
        entry.plural,
        tuple(entry.occurrences),
        tuple(entry.texts("extracted")),
        tuple(entry.flags),
    )


def _new(
    message: Message,
    domain: str,
    memory: Memory,
    language: Language,
    eol: str,
    change: Change,
    used: set[int],
) -> Entry:
    change.new += 1
    forms = 1 if message.plural is None else len(language.plurals)
    suggestion = memory.suggest(domain, message)
    if suggestion is None or len(suggestion.strings) != forms:
        return entry_of(message, [""] * forms, eol)
    used |= set(suggestion.sources)
    entry = entry_of(message, suggestion.strings, eol)
    if suggestion.fuzzy:
        change.fuzzy += 1
        _doubt(entry, eol)
        entry.set_previous(suggestion.previous, eol)
    else:
        change.found += 1
    return entry


def _refresh(entry: Entry, wanted: Entry, language: Language, eol: str) -> bool:
    """Bring places, comments, format flags and plural forms of an entry up to the template."""
    before = list(entry.lines)
    if entry.occurrences != wanted.occurrences:
        entry.replace("occurrence", [f"#: {place}" for place in wanted.occurrences], eol)
    if entry.texts("extracted") != wanted.texts("extracted"):
        entry.replace("extracted", [f"#. {text}" for text in wanted.texts("extracted")], eol)
    formats = [flag for flag in wanted.flags if flag.endswith("-format")]
    missing = [flag for flag in formats if flag not in entry.flags]
    if missing:
        entry.set_flags([*entry.flags, *missing], eol)
    if entry.plural != wanted.plural:
        entry.plural = wanted.plural
        entry.replace(
            "plural", quote("msgid_plural", wanted.plural) if wanted.plural is not None else [], eol
        )
    forms = len(language.plurals) if wanted.plural is not None else 1
    if len(entry.strings) != forms:
        old = [text for text in entry.strings if text]
        entry.set_strings([*entry.strings, *[(old or [""])[-1]] * forms][:forms], eol)
        if old:
            _doubt(entry, eol)
    return entry.lines != before


def _doubt(entry: Entry, eol: str) -> None:
    """Mark an entry as fuzzy."""
    entry.set_flags(["fuzzy", *(flag for flag in entry.flags if flag != "fuzzy")], eol)


def bury(catalogue: Catalogue, template: Catalogue, used: set[int], change: Change) -> bool:
    """Make obsolete what the template no longer has; what is empty, or lives on elsewhere, is dropped."""
    wanted = {entry.key for entry in template.messages}
    kept: list[Entry] = []
    obsolete: list[Entry] = []
    changed = False
    for entry in catalogue.entries:
        if entry.is_header or (not entry.obsolete and entry.key in wanted):
            kept.append(entry)
        elif id(entry) in used or (entry.empty and not entry.comments):
            changed = True
            change.gone += not entry.obsolete
        elif entry.obsolete:
            obsolete.append(entry)
        else:
            entry.bury()
            obsolete.append(entry)
            changed = True
            change.gone += 1
    if changed:
        catalogue.entries = [*kept, *obsolete]
    return changed


def _end_line(catalogue: Catalogue) -> None:
    """End the last line of the file, and part every two entries by an empty line."""
    for entry in catalogue.entries:
        if entry.lines and not entry.lines[-1][1].endswith("\n"):
            kind, text = entry.lines[-1]
            entry.lines[-1] = (kind, text + catalogue.eol)
    for entry in catalogue.entries[1:]:
        if entry.lines and entry.lines[0][0] != "blank":
            entry.lines.insert(0, ("blank", catalogue.eol))


def repair_header(catalogue: Catalogue, language: Language) -> bool:
    """Set what a header must say; True if it said something else. All other fields stay."""
    before = catalogue.text()
    headers = catalogue.headers
    right = places.header(language)
    for name in ("MIME-Version", "Content-Type", "Content-Transfer-Encoding", "Language"):
        if headers.get(name, "").replace(" ", "").lower() != right[name].replace(" ", "").lower():
            catalogue.set_header(name, right[name])
    if not same_plurals(headers.get("Plural-Forms", ""), right["Plural-Forms"]):
        catalogue.set_header("Plural-Forms", right["Plural-Forms"])
        for entry in catalogue.messages:
            if entry.plural is not None and not entry.empty:
                _doubt(entry, catalogue.eol)
    for name in ("POT-Creation-Date", "PO-Revision-Date"):
        if name in headers and not is_date(headers[name]):
            catalogue.set_header(name, right["PO-Revision-Date"])
    return catalogue.text() != before
