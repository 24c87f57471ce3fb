"""The command `ssr`: parse, call, print. What a command does lives elsewhere.

Exit 0: done. 1: something needs a person (it is listed). 2: wrong use.
"""

from __future__ import annotations

import sys
from pathlib import Path

try:
    import click
except ModuleNotFoundError:  # a learner's install: the widget needs no command
    sys.exit("The command ssr needs more than this install holds. Type: pip install 'ssr-course[book]'")

from .. import __version__
from . import author, instructor, translator


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="ssr")
@click.option(
    "--root",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path(),
    help="The course's folder (default: the one you are in, or above it).",
)
@click.pass_context
def main(context: click.Context, root: Path) -> None:
    """Write, translate, build and run the SSR Course.

    \b
    Authors      ssr check      what is wrong in questions and pages, and how to mend it
                 ssr serve      read the course while you write it
                 ssr preview    see one bank while you write it
                 ssr build      the whole site, in _build/site/
    Translators  ssr translate  catalogues: extract, update, status, check, add, pseudo
    Instructors  ssr assign     an assignment of nbgrader from an exercise and its questions
                 ssr release    what learners get: a zip file a module and language
    Anyone       ssr score      marks of an answers file

    Each command explains itself: ssr COMMAND --help
    """
    context.obj = root


for command in (
    author.check,
    author.build,
    author.serve,
    author.preview,
    translator.translate,
    instructor.assign,
    instructor.release,
    author.score,
):
    main.add_command(command)
