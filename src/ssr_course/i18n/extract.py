"""Templates (`.pot`) of everything that is translated; undated, so that they change only with the English."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ..errors import CourseError, Problem
from ..interface import MESSAGES, Text
from ..layout import PACKAGE, Layout
from ..quiz.load import load_bank
from . import exercises, figures, places, poread, questions, words
from .places import COURSE_TITLE
from .po import Message


@dataclass
class Extraction:
    """What was extracted: messages by domain, and the files that changed."""

    domains: dict[str, int] = field(default_factory=dict)
    changed: list[str] = field(default_factory=list)

    @property
    def summary(self) -> str:
        total = sum(self.domains.values())
        return f"{total} messages in {len(self.domains)} templates; {len(self.changed)} changed"


def extract(layout: Layout, pages: Path | None = None) -> Extraction:
    """Write the templates of a course into `_build/gettext/`.

    `pages` is the folder into which Sphinx's gettext builder wrote, another one than that; without it
    the templates of pages stay as they are. Raises `CourseError` with every bank or figure that cannot
    be read, before anything is written.
    """
    target = places.templates(layout)
    if pages is not None and pages.resolve() == target.resolve():
        raise ValueError(
            "the builder's folder must not be that of the templates: old pages could not be told"
        )
    found = others(layout)
    if pages is not None:
        for domain in places.domains(pages, ".pot"):
            more = page_messages(layout, pages, domain)
            found[domain] = _merged([*found.get(domain, []), *more]) if domain in places.DOMAINS else more
    result = Extraction()
    for domain, messages in sorted(found.items()):
        if not messages:
            continue
        path = places.template(layout, domain)
        result.domains[domain] = len(messages)
        if poread.write(path, places.new_catalogue(None, messages).text()):
            result.changed.append(layout.relative(path))
    for domain in list(places.domains(target, ".pot")):
        path = target / f"{domain}.pot"
        if found.get(domain) and path == places.template(layout, domain):
            continue
        if pages is not None or domain in places.DOMAINS:
            path.unlink()
            result.changed.append(layout.relative(path))
        else:
            result.domains[domain] = len(poread.read(path).messages)
    return result


def others(layout: Layout) -> dict[str, list[Message]]:
    """The messages of every domain that is not a page."""
    problems: list[Problem] = []
    title = str(layout.config.get("title") or "")
    named = [Message(title, COURSE_TITLE, None, ("_config.yml",), ("Name of the course",))] if title else []
    found: dict[str, list[Message]] = {
        "interface": [*named, *interface(MESSAGES)],
        "sphinx": words.messages(),
    }
    for domain, folder in (("quizzes", layout.practice), (places.GRADED, layout.graded)):
        found[domain] = []
        for path in sorted(folder.glob("*.yml")):
            try:
                bank = load_bank(path, graded=domain == places.GRADED, shown=layout.relative(path))
            except CourseError as error:
                problems += error.problems
            else:
                found[domain] += questions.messages(bank)
    for domain, source in (("figures", figures), (exercises.DOMAIN, exercises)):
        try:
            found[domain] = source.messages(layout)
        except CourseError as error:
            problems += error.problems
    if problems:
        raise CourseError.of(problems)
    return found


def interface(messages: Mapping[str, Text]) -> list[Message]:
    """The messages of the interface, sorted by name; the name is the context."""
    source = (PACKAGE / "interface.py").read_text(encoding="utf-8").split("\n")
    lines = {match[1]: n for n, line in enumerate(source, 1) if (match := re.match(r'\s*"([\w-]+)":', line))}
    found = []
    for name, text in sorted(messages.items()):
        one, many = (text, None) if isinstance(text, str) else (text[0], text[-1])
        place = "src/ssr_course/interface.py" + (f":{lines[name]}" if name in lines else "")
        held = sorted(set(re.findall(r"\{\w+\}", many or one)))
        told = f"Interface, {name.partition('-')[0]}" + (f"; filled in: {' '.join(held)}" if held else "")
        found.append(Message(one, name, many, (place,), (told,), ("python-brace-format",) if held else ()))
    return found


def page_messages(layout: Layout, pages: Path, domain: str) -> list[Message]:
    """The messages that Sphinx found in one page, their places seen from the course's root."""
    path = pages / f"{domain}.pot"
    return [
        Message(
            entry.msgid,
            entry.context,
            entry.plural,
            tuple(_place(layout, pages, o) for o in entry.occurrences),
            tuple(entry.texts("extracted")),
            tuple(f for f in entry.flags if f != "fuzzy"),
        )
        for entry in poread.read(path).messages
    ]


def _place(layout: Layout, pages: Path, occurrence: str) -> str:
    """`../../book/a.md:12` as `book/a.md:12`; a line that Sphinx does not know is left out."""
    name, colon, line = occurrence.rpartition(":")
    if not colon:
        name, line = occurrence, ""
    shown = layout.relative(pages / name)
    return f"{shown}:{line}" if line.isdigit() and int(line) > 0 else shown


def _merged(messages: Iterable[Message]) -> list[Message]:
    """Messages of two sources, each key once, sorted."""
    found: dict[tuple[str | None, str], Message] = {}
    for message in messages:
        found.setdefault(message.key, message)
    return [found[key] for key in sorted(found, key=lambda key: (key[0] or "", key[1]))]
