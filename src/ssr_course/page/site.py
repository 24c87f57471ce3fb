"""What is the same for every page of one language while it is built: `app.ssr`."""

from __future__ import annotations

import datetime
import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from sphinx.application import Sphinx

from ..i18n.places import COURSE_TITLE
from ..languages import LANGUAGES, Language, by_locale
from ..layout import ASSETS, Layout
from ..quiz.model import Bank
from . import assets, nav
from .policy import TEMPLATES
from .sidebar import Sidebar
from .translation import interface_of, others_of, translations_of


class Site:
    """One language: settings, words, the course tree, addresses, footer."""

    def __init__(self, app: Sphinx, settings: dict[str, Any]) -> None:
        self.layout = Layout(Path(app.srcdir))
        self.settings = settings
        self.language: Language = by_locale(app.config.language)
        self.translations = translations_of(app.srcdir, app.config)
        self.others = others_of(self.layout)
        self.ui = interface_of(self.translations)
        self.banks: dict[tuple[Path, int], Bank] = {}
        codes = app.config.ssr_languages or [self.language.code]
        self.languages = tuple(LANGUAGES[code] for code in codes)
        named = self.translations.string("interface", app.config.html_title, COURSE_TITLE)
        self.title: str = named or app.config.html_title
        self.target: Callable[[str], str] = app.builder.get_target_uri
        self.prefix: str = app.config.ssr_prefix
        self.base_url = str(settings.get("base_url") or "").rstrip("/")
        self.edition = str(settings.get("edition", ""))
        self.date = _date(self.layout.root, settings.get("date"))
        self.report = _report_address(settings)
        # Made once all pages are read.
        self.course = nav.Course(nav.Page("", "", "welcome", 0))
        self.terms: dict[str, tuple[str, str]] = {}
        self.digests: dict[str, str] = {}
        self.english: dict[str, float] = {}
        self.sidebar = Sidebar(self.course, lambda _: "", self.target)
        # What names pictures of the sprite, and what changes every page when it changes.
        self.frame = "".join(path.read_text(encoding="utf-8") for path in sorted(TEMPLATES.glob("*.html")))
        self.frame += (ASSETS / "site.js").read_text(encoding="utf-8") + str([nav.PICTURES, nav.SPECIAL])
        self._always = assets.pictures(self.frame)
        self._with_questions = self._always | assets.pictures(assets.script(assets.SCRIPTS[:-1]))

    @property
    def about(self) -> str:
        """The page that says what is stored, licence and sources; empty if there is none."""
        return next((page.name for page in self.course.others if page.name.rsplit("/", 1)[-1] == "about"), "")

    @property
    def shown_date(self) -> str:
        """The date of this edition in words of the language; empty if unknown."""
        if not self.date:
            return ""
        month = self.ui(f"site-month-{self.date.month}")  # Arabic of the UN names each month twice
        return self.ui("site-date", day=self.date.day, month=month, year=self.date.year)

    @property
    def root_path(self) -> str:
        """Where this language lies on its server: known only if ``base_url`` is."""
        return quote(f"{urlsplit(self.base_url).path}/{self.prefix}")

    def page_name(self, name: str) -> str:
        """How other pages call a page: its place in the course and its title."""
        page = self.course.by_name.get(name)
        return " ".join(filter(None, (page.place, page.title))) if page else name

    def report_link(self, pathto: Callable[[str], str]) -> str:
        """Where a reader reports a mistake, as seen from a page: an address, or a page of the course."""
        if ":" in self.report:
            return self.report
        name, _, anchor = self.report.partition("#")
        return pathto(name.removesuffix(".md")) + (f"#{anchor}" if anchor else "")

    def in_english(self, page: nav.Page | None) -> tuple[str, list[str]]:
        """What is said at the top of a page of what is not translated: the message, and titles of modules."""
        if page is None or not self.english:
            return "", []
        if page.kind == "welcome":
            titles = [module.title for module in self.course.modules if module.id in self.english]
            some = {"course", page.name} & self.english.keys()
            return ("site-english-modules" if titles else "site-english-course" if some else ""), titles
        if page.module in self.english:
            return "site-english-module", []
        return ("site-english-page" if page.name in self.english else ""), []

    def time(self, minutes: int) -> str:
        """A duration, short."""
        hours, rest = divmod(minutes, 60)
        name = "site-short-minutes" if not hours else "site-short-both" if rest else "site-short-hours"
        return self.ui(name, h=hours, n=rest)

    def other(self, language: Language, name: str) -> str:
        """The same page in another language, as seen from here."""
        if name == "404":
            return quote(f"{urlsplit(self.base_url).path}/{language.code}/")
        return "../" * (self.target(name).count("/") + 1) + f"{language.code}/{self.target(name)}"

    def asset(self, name: str) -> str:
        """Where an asset lies below the site's root; a new version has a new address."""
        return f"_static/{name}" + (f"?v={self.digests[name]}" if name in self.digests else "")

    def sprite(self, body: str) -> str:
        """The pictures of one page."""
        frame = self._with_questions if 'class="quiz"' in body else self._always
        return assets.sprite(frame | assets.pictures(body))


def _date(root: Path, fixed: Any) -> datetime.date | None:
    """The day of this edition: as configured, else of SOURCE_DATE_EPOCH, else of the last commit.

    Never today: two builds of one commit are the same.
    """
    if isinstance(fixed, datetime.date):
        return fixed
    if stamp := os.environ.get("SOURCE_DATE_EPOCH"):
        return datetime.datetime.fromtimestamp(int(stamp), datetime.UTC).date()
    command = ["git", "-C", str(root), "log", "-1", "--format=%ct", "--", "."]
    try:
        out = subprocess.run(command, capture_output=True, text=True, check=True, timeout=10).stdout.strip()
        return datetime.datetime.fromtimestamp(int(out), datetime.UTC).date() if out else None
    except (OSError, ValueError, subprocess.SubprocessError):
        return None


def _report_address(settings: dict[str, Any]) -> str:
    """Where a reader reports a mistake: ``report_url`` (or a page), ``report_email``, or nowhere."""
    url, mail = settings.get("report_url"), settings.get("report_email")
    return str(url) if url else f"mailto:{mail}" if mail else ""
