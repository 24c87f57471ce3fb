"""What went wrong, where, and how to mend it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong, in a form that a person can act on.

    Printed as ``what: file:line (question id); cure``.
    """

    what: str
    file: str = ""
    line: int = 0
    question: str = ""
    cure: str = ""

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}" if self.file and self.line else self.file
        text = f"{self.what}: {where}" if where else self.what
        if self.question:
            text += f" (question {self.question})"
        return f"{text}; {self.cure}" if self.cure else text

    @property
    def key(self) -> tuple[str, int, str, str]:
        """Sort key: by file, line, question, then text."""
        return (self.file, self.line, self.question, self.what)


class CourseError(Exception):
    """Something that needs a person. Carries every problem found, not only the first."""

    def __init__(self, *problems: Problem | str) -> None:
        self.problems = [p if isinstance(p, Problem) else Problem(p) for p in problems]
        super().__init__("\n".join(str(p) for p in self.problems))

    @classmethod
    def of(cls, problems: Iterable[Problem]) -> CourseError:
        """All `problems`, sorted by where they are."""
        return cls(*sorted(problems, key=lambda p: p.key))
