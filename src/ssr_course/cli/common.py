"""What every command does alike."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import wraps
from typing import Any

import click

from ..errors import CourseError


def reports(function: Callable[..., Any]) -> Callable[..., Any]:
    """Print the problems of a `CourseError`, one a line, and exit 1."""

    @wraps(function)
    def run(*args: Any, **kwargs: Any) -> Any:
        try:
            return function(*args, **kwargs)
        except CourseError as error:
            for problem in error.problems:
                click.echo(str(problem), err=True)
            sys.exit(1)

    return run


def plural(count: int, one: str, many: str = "") -> str:
    """`count` with the word for it: "1 problem", "2 problems"."""
    return f"{count} {one if count == 1 else many or one + 's'}"
