"""The commands of those who teach: assignments and what learners get."""

from __future__ import annotations

from pathlib import Path

import click

from ..layout import Layout
from .common import plural, reports


@click.command()
@click.argument("module")
@click.pass_obj
@reports
def assign(root: Path, module: str) -> None:
    """Make the nbgrader assignment of MODULE from its exercise and its graded questions.

    \b
    exercises/source/MODULE/   with the key: for you and nbgrader, never for learners
    exercises/release/MODULE/  without it, by nbgrader's own generate_assignment

    Do it again whenever the exercise or its questions have changed. `ssr release` then makes what learners
    get, in every language.

    \b
    Example: ssr assign security-sector
    """
    from ..grading.assignment import assign as make

    layout = Layout.find(root)
    done = make(layout, module)
    click.echo(f"{module}: {plural(done.cells, 'grade cell')}, {_points(done.points)} in all")
    click.echo(f"source   {layout.relative(done.source)}  (holds the key)")
    click.echo(f"release  {layout.relative(done.release)}")


@click.command()
@click.argument("modules", nargs=-1, metavar="[MODULE]...")
@click.option(
    "--language",
    "languages",
    multiple=True,
    metavar="LANG",
    help="Only this language; may be given several times. Default: English and each that is translated.",
)
@click.option(
    "--exchange",
    is_flag=True,
    help="Also fill exercises/release/ in the one LANG, for `nbgrader release_assignment`.",
)
@click.pass_obj
@reports
def release(root: Path, modules: tuple[str, ...], languages: tuple[str, ...], exchange: bool) -> None:
    """Make what learners get: one zip file a MODULE (default: all) and language, without any key.

    It holds the notebook, its data, the questions, what to install, and a page that says how to open it and
    how to hand it in. The exercise page of the book offers it from the next `ssr build` on. An assignment
    that is not up to date is made anew first.

    \b
    Example: ssr release
             ssr release security-sector --language ar
             ssr release security-sector --language fr --exchange
    """
    from ..grading.release import release as make

    layout = Layout.find(root)
    for one, done, of in make(layout, modules, languages, exchange=exchange):
        size = f"{(one.size + 512) // 1024} KB"
        click.echo(f"{done} of {of}  {one.language.code:<6} {size:>7}  {layout.relative(one.path)}")


def _points(points: float) -> str:
    """`points` with the word for it."""
    return f"{points:g} point{'' if points == 1 else 's'}"
