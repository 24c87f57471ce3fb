"""The compiled form of a catalogue (`.mo`), of what may be used only."""

from __future__ import annotations

import struct
from pathlib import Path

from ..languages import by_locale
from .apply import Translations
from .markup import EXTENSIONS
from .po import Entry

_MAGIC = 0x950412DE


def compiled(
    path: Path, root: Path | None = None, extensions: tuple[str, ...] = EXTENSIONS
) -> tuple[bytes, Translations]:
    """The `.mo` of the catalogue at `path` (`…/<locale>/LC_MESSAGES/<domain>.po`), and what was read of it.

    Fuzzy, empty and broken messages are left out. A file that cannot be read gives an empty `.mo`; its
    problems are in the second.
    """
    base = next(parent for parent in path.parents if parent.name == "LC_MESSAGES")
    domain = path.relative_to(base).with_suffix("").as_posix()
    translations = Translations(by_locale(base.parent.name), [base], root=root, extensions=extensions)
    catalogue = translations.catalogue(domain)
    pairs = {
        _key(e): "\0".join(e.strings) for e in catalogue.messages if translations.state(domain, e) == "used"
    }
    header = catalogue.header
    pairs[""] = (
        header.strings[0] if header and header.strings else "Content-Type: text/plain; charset=UTF-8\n"
    )
    return pack(pairs), translations


def _key(entry: Entry) -> str:
    context = f"{entry.context}\x04" if entry.context is not None else ""
    return context + entry.msgid + (f"\0{entry.plural}" if entry.plural is not None else "")


def pack(pairs: dict[str, str]) -> bytes:
    """The file format of gettext: tables of lengths and places, then the strings, sorted."""
    encoded = sorted((key.encode(), value.encode()) for key, value in pairs.items())
    count = len(encoded)
    start = 28 + 16 * count
    tables, data = [b"", b""], b""
    for column in (0, 1):
        for pair in encoded:
            tables[column] += struct.pack("<II", len(pair[column]), start + len(data))
            data += pair[column] + b"\0"
    head = struct.pack("<7I", _MAGIC, 0, count, 28, 28 + 8 * count, 0, start)
    return head + tables[0] + tables[1] + data
