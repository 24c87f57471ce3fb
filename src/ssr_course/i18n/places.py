"""Where catalogues and templates are."""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterator
from pathlib import Path

from ..errors import CourseError, Problem
from ..languages import LANGUAGES, SOURCE, Language
from ..layout import Layout
from .po import Catalogue, Entry, Message, entry_of
from .quoting import quote

PROJECT = "ssr-course"
GRADED = "graded"
# The domains that are not pages.
DOMAINS = ("quizzes", GRADED, "exercises", "figures", "interface", "sphinx")


COURSE_TITLE = "course-title"  # the context of the title in `_config.yml`, in the domain `interface`


def locales(layout: Layout) -> Path:
    """`locales/`: what translators wrote."""
    return layout.root / "locales"


def is_private(layout: Layout) -> bool:
    """Whether the graded banks lie outside the course, and so their catalogues too."""
    return not layout.graded.is_relative_to(layout.root.resolve())


def templates(layout: Layout, domain: str = "") -> Path:
    """The folder of the templates; of `graded`, a folder beside the banks if those are kept elsewhere."""
    if domain == GRADED and is_private(layout):
        return layout.graded / "locales"
    return layout.build / "gettext"


def folder(layout: Layout, language: Language, domain: str = "") -> Path:
    """`locales/<language>/LC_MESSAGES`, where the catalogue of `domain` lies."""
    base = layout.graded / "locales" if domain == GRADED and is_private(layout) else locales(layout)
    return base / language.locale / "LC_MESSAGES"


def catalogue(layout: Layout, language: Language, domain: str) -> Path:
    return folder(layout, language, domain) / f"{domain}.po"


def template(layout: Layout, domain: str) -> Path:
    return templates(layout, domain) / f"{domain}.pot"


def translated(layout: Layout) -> list[Language]:
    """The languages that have a folder in `locales/`, by code."""
    return [row for row in LANGUAGES.values() if row != SOURCE and folder(layout, row).is_dir()]


def named(layout: Layout, codes: tuple[str, ...] = ()) -> list[Language]:
    """The languages of these codes (or locale names); all translated ones if none is named."""
    if not codes:
        return translated(layout)
    known = {row.code: row for row in LANGUAGES.values()} | {row.locale: row for row in LANGUAGES.values()}
    for code in codes:
        if code not in known or known[code] == SOURCE:
            choice = " ".join(row.code for row in LANGUAGES.values() if row != SOURCE)
            raise CourseError(Problem(f"no language {code}", cure=f"choose from: {choice}"))
    return [known[code] for code in codes]


def domains(base: Path, suffix: str) -> Iterator[str]:
    """The domains whose file ends in `suffix` below `base`, sorted."""
    for path in sorted(base.rglob(f"*{suffix}")):
        name = path.relative_to(base).with_suffix("").as_posix()
        if not any(part.startswith(".") for part in Path(name).parts):
            yield name


def header(language: Language | None) -> dict[str, str]:
    """The header of a catalogue, or of a template where no language is given.

    A template has no date, so that it changes only with its messages. Babel, and so Sphinx, stops at an
    empty date: a catalogue carries that of its creation (`SOURCE_DATE_EPOCH` is honoured).
    """
    fields = {"Project-Id-Version": PROJECT}
    if language:
        epoch = os.environ.get("SOURCE_DATE_EPOCH")
        moment = (
            datetime.datetime.fromtimestamp(float(epoch), datetime.UTC)
            if epoch
            else datetime.datetime.now(datetime.UTC)
        )
        fields |= {
            "PO-Revision-Date": moment.strftime("%Y-%m-%d %H:%M+0000"),
            "Last-Translator": "SSR Course",
            "Language-Team": language.name,
            "Language": language.locale,
        }
    fields |= {
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
    }
    return fields | ({"Plural-Forms": language.plural_forms} if language else {})


def new_catalogue(language: Language | None, messages: list[Message], file: str = "") -> Catalogue:
    """A catalogue (or template) with nothing translated."""
    text = "".join(f"{name}: {value}\n" for name, value in header(language).items())
    first = Entry(strings=[text])
    first.lines = [("msgid", 'msgid ""\n')] + [("msgstr", line + "\n") for line in quote("msgstr", text)]
    forms = len(language.plurals) if language else 2
    entries = [entry_of(m, [""] * (1 if m.plural is None else forms)) for m in messages]
    return Catalogue([first, *entries], file=file)
