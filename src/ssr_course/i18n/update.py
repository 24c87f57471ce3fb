"""Bring the catalogues of a language up to the templates, and change nothing else in them.

1. Every file of the language is read. 2. What its template no longer has is `gone`; what stays is
known. 3. Each message of a template takes its own entry, else what `memory` suggests, else it is empty.
4. A file is written only where that changed it: an entry keeps its lines but for those of its places
and flags; translated messages that are gone are kept as obsolete (`#~`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from ..errors import CourseError, Problem
from ..languages import Language
from ..layout import Layout
from . import places, poread
from .check import read_templates
from .memory import Memory
from .po import Catalogue, Entry, Message, entry_of, quote
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
        parts = [f"{number} {name}" for name, number in (
            ("new", self.new), ("found again", self.found), ("to confirm", self.fuzzy), ("gone", self.gone)) if number]  # fmt: skip
        done = "created" if self.created else "removed" if self.removed else "updated"
        return f"{done} {self.file}" + (f": {', '.join(parts)}" if parts else "")


@dataclass
class Updated:
    """The files that changed, and those that could not be read and were left alone."""

    changes: list[Change] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def update(layout: Layout, languages: tuple[str, ...] = ()) -> Updated:
    """Update the catalogues of `languages` (codes; all that are there if none is named).

    A file that cannot be read, or holds conflict marks, is left as it is and reported. Raises
    `CourseError` where there are no templates.
    """
    known = read_templates(layout)
    result = Updated()
    for language in places.named(layout, languages):
        _language(layout, language, known, result)
    return result


def add(layout: Layout, code: str) -> Updated:
    """Begin a language: every catalogue, empty. Raises `CourseError` if it is not in `languages.py`."""
    (language,) = places.named(layout, (code,))
    if places.folder(layout, language).is_dir():
        raise CourseError(Problem(f"{code} is there already", layout.relative(places.folder(layout, language)),
                                  cure="run `ssr translate update`"))  # fmt: skip
    return update(layout, (code,))


def _language(layout: Layout, language: Language, known: dict[str, Catalogue], result: Updated) -> None:
    files: dict[str, tuple[Path, Catalogue]] = {}
    memory = Memory()
    bases = dict.fromkeys((places.folder(layout, language), places.folder(layout, language, places.GRADED)))
    for base in bases:
        for domain in places.domains(base, ".po") if base.is_dir() else ():
            path = base / f"{domain}.po"
            try:
                catalogue = poread.read(path, layout.relative(path))
            except CourseError as error:
                result.problems += error.problems
                continue
            if catalogue.problems:
                result.problems += catalogue.problems
                continue
            files[domain] = (path, catalogue)
            _remember(memory, domain, catalogue, known.get(domain))
    unreadable = {problem.file for problem in result.problems}
    used: set[int] = set()
    merged = []
    for domain, template in known.items():
        path = places.catalogue(layout, language, domain)
        if layout.relative(path) in unreadable:
            continue
        there = domain in files
        catalogue = files[domain][1] if there else places.new_catalogue(language, [], layout.relative(path))
        change = Change(layout.relative(path), created=not there)
        dirty = _merge(catalogue, template, domain, memory, language, change, used)
        merged.append((path, catalogue, template, change, dirty or not there))
    for path, catalogue, template, change, dirty in merged:
        buried = _bury(catalogue, template, used, change)
        repaired = _repair_header(catalogue, language)
        touched = dirty or buried or repaired or catalogue.bom
        if touched and poread.write(path, catalogue.text()):
            result.changes.append(change)
    for domain in sorted(set(files) - set(known)):
        _remove(*files[domain], used, result)


def _remove(path: Path, catalogue: Catalogue, used: set[int], result: Updated) -> None:
    """Delete the catalogue of a page that is gone, if all its translations live on elsewhere."""
    entries = [entry for entry in catalogue.entries if not entry.is_header]
    if all(id(entry) in used or entry.empty for entry in entries):
        path.unlink()
        path.with_suffix(".mo").unlink(missing_ok=True)
        result.changes.append(Change(catalogue.file, removed=True))


def _remember(memory: Memory, domain: str, catalogue: Catalogue, template: Catalogue | None) -> None:
    wanted = {entry.key for entry in template.messages} if template else set()
    for entry in catalogue.entries:
        if entry.is_header:
            continue
        if entry.obsolete or entry.key not in wanted:
            memory.add_gone(domain, entry)
        else:
            memory.add_living(entry)


def _merge(catalogue: Catalogue, template: Catalogue, domain: str, memory: Memory, language: Language,
           change: Change, used: set[int]) -> bool:  # fmt: skip
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
    return Message(entry.msgid, entry.context, entry.plural, tuple(entry.occurrences),
                   tuple(entry.texts("extracted")), tuple(entry.flags))  # fmt: skip


def _new(message: Message, domain: str, memory: Memory, language: Language, eol: str, change: Change,
         used: set[int]) -> Entry:  # fmt: skip
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
        entry.replace("plural", quote("msgid_plural", wanted.plural) if wanted.plural is not None else [], eol)
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


def _bury(catalogue: Catalogue, template: Catalogue, used: set[int], change: Change) -> bool:
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


def _repair_header(catalogue: Catalogue, language: Language) -> bool:
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
