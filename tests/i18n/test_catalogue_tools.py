"""Translators may use the tools they know: sphinx-intl and gettext work on the tree that ours make."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from ssr_course.i18n import places, poread, pseudo, update
from ssr_course.languages import LANGUAGES
from ssr_course.layout import Layout

CODES = ("ar", "fr", "zh-cn")


def sphinx_intl(course: Layout, *arguments: str) -> str:
    """Run it as a translator would, in the course's folder."""
    done = subprocess.run(
        [sys.executable, "-m", "sphinx_intl", *arguments], cwd=course.root, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr + done.stdout
    return done.stdout


@pytest.fixture
def filled(course: Layout) -> Layout:
    """The small course, translated into three pseudo-languages."""
    for code in CODES:
        update.add(course, code)
    for code in CODES:
        pseudo.write(course, LANGUAGES[code], "long", places.locales(course))
    return course


def test_sphinx_intl_finds_nothing_to_update(filled: Layout) -> None:
    """It would write our files its own way only where a message is new."""
    before = {p: p.read_bytes() for p in places.locales(filled).rglob("*.po")}
    said = sphinx_intl(filled, "update", "-p", "_build/gettext", "-d", "locales", "-l", "ar", "-l", "zh_CN")
    assert "Update" not in said
    assert "Not Changed: locales/ar/LC_MESSAGES/quizzes.po" in said
    assert {p: p.read_bytes() for p in places.locales(filled).rglob("*.po")} == before


def test_after_a_translator_used_sphinx_intl_ours_goes_on(filled: Layout) -> None:
    """Its file has the same translations; ours only brings the places up to date."""
    template = places.template(filled, "book/one/second")
    text = template.read_text(encoding="utf-8")
    template.write_text(text + '\n#: book/one/second.md:20\nmsgid "New."\nmsgstr ""\n', encoding="utf-8")
    said = sphinx_intl(filled, "update", "-p", "_build/gettext", "-d", "locales", "-l", "ar")
    assert "Update: locales/ar/LC_MESSAGES/book/one/second.po +1, -0" in said
    path = places.catalogue(filled, LANGUAGES["ar"], "book/one/second")
    theirs = {e.key: e.strings for e in poread.read(path).messages}
    assert not update.update(filled, ("ar",)).problems
    assert {e.key: e.strings for e in poread.read(path).messages} == theirs


def test_sphinx_intl_counts_every_catalogue(filled: Layout) -> None:
    """`stat` reads them all; what it counts as fuzzy we do not count as translated."""
    said = sphinx_intl(filled, "stat", "-d", "locales", "-l", "ar")
    counted = re.findall(r"^(\S+): (\d+) translated, (\d+) fuzzy, (\d+) untranslated", said, re.M)
    assert len(counted) == len(list((places.folder(filled, LANGUAGES["ar"])).rglob("*.po")))
    assert {(fuzzy, empty) for _, _, fuzzy, empty in counted} == {("0", "0")}


def test_sphinx_intl_compiles_every_catalogue(filled: Layout) -> None:
    """`build` writes the `.mo` that gettext reads, plural forms included."""
    import gettext

    sphinx_intl(filled, "build", "-d", "locales", "-l", "ar")
    found = gettext.translation("interface", str(places.locales(filled)), languages=["ar"])
    assert "{n}" in found.npgettext("site-lessons", "{n} lesson", "{n} lessons", 7)


@pytest.mark.skipif(
    not shutil.which("msgfmt"), reason="gettext is not installed (Debian: apt-get install gettext)"
)
@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("state", ["empty", "filled"])
def test_msgfmt_is_content(course: Layout, filled: Layout, code: str, state: str, tmp_path: Path) -> None:
    """Header, syntax, placeholders: no word of complaint about any file."""
    base = places.folder(filled, LANGUAGES[code])
    if state == "empty":
        shutil.rmtree(base)
        update.add(filled, code)
    for path in sorted(base.rglob("*.po")):
        done = subprocess.run(
            ["msgfmt", "--check", "-o", tmp_path / "x.mo", path], capture_output=True, text=True
        )
        assert (done.returncode, done.stderr) == (0, ""), path


@pytest.mark.skipif(
    not shutil.which("msgmerge"), reason="gettext is not installed (Debian: apt-get install gettext)"
)
def test_a_file_rewrapped_by_gettext_is_left_as_it_is(filled: Layout, translate: Callable) -> None:
    """As Poedit does: wrapped at 79, places on one line; to us nothing has changed."""
    paths = sorted(places.folder(filled, LANGUAGES["ar"]).rglob("*.po"))
    for path in paths:
        template = places.template(
            filled, path.relative_to(places.folder(filled, LANGUAGES["ar"])).with_suffix("").as_posix()
        )
        subprocess.run(
            ["msgmerge", "--quiet", "--update", "--backup=none", "--width=79", path, template], check=True
        )
        subprocess.run(["msgcat", "--width=79", "-o", path, path], check=True)
    before = {path: path.read_bytes() for path in paths}
    assert [str(change) for change in update.update(filled, ("ar",)).changes] == []
    assert {path: path.read_bytes() for path in paths} == before
