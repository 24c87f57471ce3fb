"""The translation of what is not prose of a page: the interface, the questions, and what depends on them."""

from __future__ import annotations

from pathlib import Path

from sphinx.application import Sphinx
from sphinx.config import Config

from ..i18n import apply, places
from ..i18n.apply import Translations
from ..interface import MESSAGES, Interface
from ..languages import SOURCE, Language, by_locale
from ..layout import Layout
from . import messages

STOCK = ["locales"]


def translations_of(srcdir: str | Path, config: Config, language: Language | None = None) -> Translations:
    """What is translated into the language of this build (or another), from where Sphinx looks for it."""
    layout = Layout(Path(srcdir))
    language = language or by_locale(config.language)
    if list(config.locale_dirs) == STOCK:
        return Translations.load(layout, language)
    folders = [layout.root / base / language.locale / "LC_MESSAGES" for base in config.locale_dirs]
    return Translations(language, folders, root=layout.root, extensions=apply.extensions(layout))


def interface_of(translations: Translations) -> Interface:
    """The words of the interface."""
    return apply.interface(translations, MESSAGES)


def others_of(layout: Layout) -> dict[str, Translations]:
    """Every language that has catalogues: a short answer counts in each of them."""
    return {row.code: Translations.load(layout, row) for row in places.translated(layout)}


def depend(app: Sphinx, docname: str, _: list[str]) -> None:
    """A page is read again when the words of the interface change (on ``source-read``)."""
    translations: Translations = app.ssr.translations
    if translations.language != SOURCE:
        for folder in translations.folders:
            app.env.note_dependency(str(folder / "interface.po"))


def begin(app: Sphinx) -> None:
    """Say what is wrong with the catalogues that are not of one page (on ``builder-inited``)."""
    translations: Translations = app.ssr.translations
    if translations.language != SOURCE:
        messages.share(translations)
        for domain in places.DOMAINS:
            messages.say(translations, domain)


def setup(app: Sphinx) -> None:
    """Watch the catalogue of the interface, and say what is wrong with it and the others."""
    app.connect("builder-inited", begin, priority=600)
    app.connect("source-read", depend)
