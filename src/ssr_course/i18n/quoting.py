"""How a text stands between quotes in a catalogue, and how its places are written."""

from __future__ import annotations

import re

_UNESCAPE = re.compile(r"\\(.)", re.S)
_PLAIN = {"n": "\n", "t": "\t", "r": "\r"}


def unescape(quoted: str) -> str:
    """The text between the quotes of one line of a catalogue."""
    return _UNESCAPE.sub(lambda m: _PLAIN.get(m[1], m[1]), quoted)


def escape(text: str) -> str:
    """`text` as it stands between quotes."""
    text = text.replace("\\", "\\\\").replace('"', '\\"')
    return text.replace("\n", "\\n").replace("\t", "\\t").replace("\r", "\\r")


def quote(keyword: str, text: str) -> list[str]:
    """The lines of one field, without line ends: a text of several lines stands below its keyword."""
    pieces = text.split("\n")
    pieces = [piece + "\n" for piece in pieces[:-1]] + ([pieces[-1]] if pieces[-1] else [])
    if len(pieces) < 2:
        return [f'{keyword} "{escape(text)}"']
    return [f'{keyword} ""', *(f'"{escape(piece)}"' for piece in pieces)]


def places(text: str) -> list[str]:
    """The places that one `#:` line names; a name with spaces stands between U+2068 and U+2069."""
    return [a or b for a, b in re.findall(r"\u2068([^\u2069]*\u2069\S*)|(\S+)", text)]
