"""The commands of those who translate: `ssr translate …`."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path

import click

from ..languages import LANGUAGES
from ..layout import Layout
from .common import plural, reports

_codes = click.argument("languages", nargs=-1, metavar="[LANG]...")


@click.group()
def translate() -> None:
    """Catalogues (.po) in locales/: made from the course, worked on by translators, checked.

    \b
    The way of a text:
      ssr translate update        new and changed English arrives in every language
      (translate with Poedit, Weblate or any editor of .po files)
      ssr translate check ar      what is wrong, in which line, and how to mend it
      ssr translate preview ar    the course in your language, at every save
      ssr translate status        how much of each language a reader will see
    """


@translate.command()
@click.pass_obj
@reports
def extract(root: Path) -> None:
    """Make the templates (.pot) of everything that is translated, in _build/gettext/.

    Pages, questions, figures, the interface, and the words of Sphinx itself. `update` does it too.
    """
    from ..book import messages
    from ..i18n.extract import extract as write_templates

    layout = Layout.find(root)
    click.echo(write_templates(layout, messages(layout)).summary)


@translate.command()
@_codes
@click.pass_obj
@reports
def update(root: Path, languages: tuple[str, ...]) -> None:
    """Bring the catalogues of LANG (default: all) up to the English of today.

    What is translated stays; what moved to another page is found again; what changed is marked fuzzy, with
    the earlier English beside it. A catalogue in which nothing changed keeps every byte.
    """
    from ..book import messages
    from ..i18n import extract as templates
    from ..i18n import update as catalogues

    layout = Layout.find(root)
    click.echo(templates.extract(layout, messages(layout)).summary)
    done = catalogues.update(layout, languages)
    for change in done.changes:
        click.echo(str(change))
    if not done.changes:
        click.echo("Every catalogue is up to date.")
    _end(done.problems)


@translate.command()
@click.argument("language", type=click.Choice(sorted(set(LANGUAGES) - {"en"})), metavar="LANG")
@click.pass_obj
@reports
def add(root: Path, language: str) -> None:
    """Begin a language: its catalogues, empty, in locales/. LANG is one of ar, es, fr, ru, zh-cn."""
    from ..book import messages
    from ..i18n import extract as templates
    from ..i18n import update as catalogues

    layout = Layout.find(root)
    templates.extract(layout, messages(layout))
    done = catalogues.add(layout, language)
    for change in done.changes:
        click.echo(str(change))
    _end(done.problems)


@translate.command()
@_codes
@click.option("--json", "as_json", is_flag=True, help="For a machine.")
@click.pass_obj
@reports
def status(root: Path, languages: tuple[str, ...], as_json: bool) -> None:
    """How much of the course a reader of LANG (default: each) will see in it, a module, in words.

    Counted is what will be used: not what is fuzzy, empty, or broken. Templates must be up to date
    (`ssr translate update`).
    """
    from ..i18n import status as counting

    rows = counting.status(Layout.find(root), languages)
    if as_json:
        click.echo(json.dumps([row.as_json() for row in rows], ensure_ascii=False, indent=1))
    else:
        for line in counting.lines(rows):
            click.echo(line)


@translate.command()
@_codes
@click.option("--json", "as_json", is_flag=True, help="The findings as JSON, for a machine.")
@click.option("--errors", is_flag=True, help="Leave out the notices on terms.")
@click.pass_obj
@reports
def check(root: Path, languages: tuple[str, ...], as_json: bool, errors: bool) -> None:
    """What is wrong in the catalogues of LANG (default: all): one line a finding, with the cure.

    A term that differs from locales/terms.csv is a notice; where you meant it, write the comment
    "# term-ok" above the entry.
    """
    from ..i18n.check import check as find

    found = find(Layout.find(root), languages)
    wrong = [one for one in found if one.severity == "error"]
    shown = wrong if errors else found
    if as_json:
        click.echo(json.dumps([asdict(one) for one in shown], ensure_ascii=False, indent=1))
    else:
        for one in shown:
            click.echo(f"notice: {one}" if one.severity == "notice" else str(one))
        click.echo(
            f"{plural(len(wrong), 'error')}, {plural(len(found) - len(wrong), 'notice')}"
            if found
            else "Nothing to mend.",
            err=bool(wrong),
        )
    if wrong:
        sys.exit(1)


@translate.command()
@click.argument("language", metavar="LANG")
@click.option("--port", type=click.IntRange(1, 65535), default=8002, show_default=True)
@click.pass_obj
@reports
def preview(root: Path, language: str, port: int) -> None:
    """Read the course in LANG while you translate: at every save the page follows.

    Only that language is built, so it is quick. Ctrl-C ends it.
    """
    from ..book import serve

    serve(Layout.find(root), languages=(language,), port=port)


@translate.command()
@click.option("--port", type=click.IntRange(1, 65535), default=8003, show_default=True)
@click.option("--build-only", is_flag=True, help="Build into _build/pseudo/course/_build/site/ and end.")
@click.pass_obj
@reports
def pseudo(root: Path, port: int, build_only: bool) -> None:
    """The course in two languages that nobody speaks, to find what escaped the catalogues.

    One is longer and accented, one is written from right to left; every text stands between marks. A text
    without its marks cannot be translated; a text without its last mark was cut.
    """
    from ..book import build_pseudo, show

    folder, result = build_pseudo(Layout.find(root))
    for problem in result.problems:
        click.echo(str(problem), err=True)
    click.echo(result.summary)
    if result.published and not build_only:
        show(folder, port=port)
    elif result.problems:
        sys.exit(1)


def _end(problems: list) -> None:
    for problem in problems:
        click.echo(str(problem), err=True)
    if problems:
        sys.exit(1)
