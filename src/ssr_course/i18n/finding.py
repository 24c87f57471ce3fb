"""What a check says about a translation, and what a rule is given to judge."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

from ..errors import Problem
from ..languages import Language
from .markup import EXTENSIONS, Shape, shape

# (what is wrong, how to mend it)
Verdict = tuple[str, str]


@dataclass(frozen=True)
class Finding(Problem):
    """A `Problem` of a catalogue.

    ``severity`` is ``error`` or ``notice`` (to be read, not to be obeyed). ``falls_back`` says that the
    message is shown in English until it is mended.
    """

    rule: str = ""
    severity: str = "error"
    falls_back: bool = False
    language: str = ""

    def __str__(self) -> str:
        text = super().__str__()
        return f"{text} (shown in English until then)" if self.falls_back else text


@dataclass(frozen=True)
class Case:
    """One translated text and the English that it stands for."""

    msgid: str
    text: str
    language: Language
    syntax: str = "myst"
    form: int | None = None  # which plural form, where the message has several
    plural: str | None = None
    extensions: tuple[str, ...] = EXTENSIONS

    @cached_property
    def source(self) -> Shape:
        """The English, rendered; of a message with plural forms, the plural. A message of a page is the
        content of one node, never a block of its own: "1. Why" is a title, no list."""
        syntax = "myst-inline" if self.syntax == "myst" else self.syntax
        return shape(self.plural or self.msgid, syntax, self.extensions)

    @cached_property
    def target(self) -> Shape:
        """The translation, rendered as Sphinx does: as a block, unless the English is none either."""
        found = shape(self.text, self.syntax, self.extensions)
        if self.syntax == "myst" and found.blocks != ("paragraph",):
            english = shape(self.msgid, "myst", self.extensions)
            if english.blocks == found.blocks:
                return shape(self.text, "myst-inline", self.extensions)
        return found


@dataclass(frozen=True)
class Rule:
    """One thing that can be wrong. ``falls_back``: the text would harm the page or lie to its reader.
    ``stops``: what other rules find afterwards would only follow from it.

    A rule that does not fall back is silenced for one message by a translator's comment `# NAME-ok`.
    """

    name: str
    judge: Callable[[Case], Iterable[Verdict]]
    severity: str = "error"
    falls_back: bool = False
    stops: bool = False


def counted(things: Iterable[str], limit: int = 4) -> str:
    """`a, b, c and 2 more`."""
    listed = [" ".join(thing.split()) for thing in things]
    more = len(listed) - limit
    return ", ".join(listed[:limit]) + (f" and {more} more" if more > 0 else "")
