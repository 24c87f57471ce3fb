"""The commands of those who write, and `ssr score`, which is for anyone."""

from __future__ import annotations

import json
import sys
from contextlib import suppress
from pathlib import Path

import click

from ..errors import CourseError
from ..layout import Layout
from .common import plural, reports


@click.command()
@click.argument("banks", nargs=-1, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="The problems as JSON, for a machine.")
@click.pass_obj
@reports
def check(root: Path, banks: tuple[Path, ...], as_json: bool) -> None:
    """Find everything that is wrong in the questions and pages of the course.

    One line a problem: what, where, which question, and how to mend it. With BANKS, only those files.

    \b
    Example: ssr check
             ssr check quizzes/practice/security-sector.yml
    """
    from dataclasses import asdict

    from ..quiz.check import check_banks, check_course

    layout = Layout.find(root)
    problems = check_banks(layout, banks) if banks else check_course(layout)
    if as_json:
        click.echo(json.dumps([asdict(problem) for problem in problems], ensure_ascii=False, indent=1))
    else:
        for problem in problems:
            click.echo(str(problem))
        if problems:
            click.echo(f"{plural(len(problems), 'problem')} to mend", err=True)
        else:
            click.echo("Nothing to mend.")
    if problems:
        sys.exit(1)


@click.command()
@click.argument("languages", nargs=-1, metavar="[LANG]...")
@click.option("--clean", is_flag=True, help="Build from nothing, as for a release.")
@click.option("--jobs", type=click.IntRange(1), default=None, help="How many languages at a time.")
@click.pass_obj
@reports
def build(root: Path, languages: tuple[str, ...], clean: bool, jobs: int | None) -> None:
    """Build the site into _build/site/, a folder a language.

    Only what changed is built again; the earlier site stays in place until the new one is whole. What
    cannot be used of a translation is listed, and shown in English.

    \b
    Example: ssr build            every language
             ssr build en --clean
    """
    from ..book import build as build_book

    result = build_book(Layout.find(root), languages, jobs=jobs, clean=clean)
    for problem in result.problems:
        click.echo(str(problem), err=True)
    click.echo(result.summary)
    if not result.published:
        sys.exit(1)


@click.command()
@click.option(
    "--port",
    type=click.IntRange(1, 65535),
    default=8000,
    show_default=True,
    help="Where to serve; the next free port is taken if it is in use.",
)
@click.pass_obj
@reports
def serve(root: Path, port: int) -> None:
    """Build the course, serve it on this machine, and build again as you write.

    Prints the address to open. Ctrl-C ends it.
    """
    from ..book import serve as serve_book

    serve_book(Layout.find(root), port=port)


@click.command()
@click.argument("bank", type=click.Path(path_type=Path))
@click.option("--port", type=click.IntRange(1, 65535), default=8001, show_default=True)
@click.pass_obj
@reports
def preview(root: Path, bank: Path, port: int) -> None:
    """Show the questions of BANK in a browser while you write it.

    Every save is shown at once; what is wrong in the bank is shown in the page.

    \b
    Example: ssr preview quizzes/practice/security-sector.yml
    """
    from ..book import preview as preview_bank

    preview_bank(Layout.find(root), bank, port=port)


@click.command()
@click.argument("bank", type=click.Path(path_type=Path))
@click.argument("answers", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="The marks as JSON, for a machine.")
@reports
def score(bank: Path, answers: Path, as_json: bool) -> None:
    """The marks of one ANSWERS file (answers-MODULE.json) on the questions of BANK.

    Written answers have no mark: a person reads them.

    \b
    Example: ssr score quizzes/practice/security-sector.yml answers-security-sector.json
    """
    from .. import answers as answer_files
    from ..i18n.apply import for_marking
    from ..quiz.load import load_bank
    from ..quiz.score import score_bank

    questions = load_bank(bank)
    with suppress(CourseError):  # a bank may lie outside a course; then English answers count
        questions = for_marking(Layout.find(bank.resolve().parent), questions)
    marks = score_bank(questions, answer_files.read(answers))
    if as_json:
        click.echo(json.dumps(marks, ensure_ascii=False, indent=1))
        return
    width = max((len(id) for id in marks["questions"]), default=0)
    for id, mark in marks["questions"].items():
        got = "by hand" if mark["score"] is None else f"{mark['score']:g}"
        click.echo(f"{id:<{width}}  {got:>7} of {mark['max_score']:g}")
    click.echo(f"{marks['module']}: {marks['score']:g} of {marks['max_score']:g}")
