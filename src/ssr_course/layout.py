"""Where things are, in a course and in the package."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from .errors import CourseError, Problem

PACKAGE = Path(__file__).parent
ASSETS = PACKAGE / "assets"


@dataclass(frozen=True)
class Layout:
    """The folders of one course, from its root."""

    root: Path

    @classmethod
    def find(cls, start: Path | str = ".") -> Layout:
        """The course that `start` lies in: the nearest folder upwards with `_config.yml` and `_toc.yml`."""
        here = Path(start).resolve()
        for folder in (here, *here.parents):
            if (folder / "_config.yml").is_file() and (folder / "_toc.yml").is_file():
                return cls(folder)
        raise CourseError(Problem("no course here", str(here), cure=(
            "go to the folder that holds _config.yml and _toc.yml, or name it with --root")))

    @property
    def config_file(self) -> Path:
        return self.root / "_config.yml"

    @property
    def toc_file(self) -> Path:
        return self.root / "_toc.yml"

    @property
    def book(self) -> Path:
        return self.root / "book"

    @property
    def facts(self) -> Path:
        return self.book / "facts.csv"

    @property
    def practice(self) -> Path:
        return self.root / "quizzes" / "practice"

    @property
    def graded(self) -> Path:
        """Graded banks; `ssr: graded:` may put them outside a public repository."""
        return (self.root / str(self.settings.get("graded", "quizzes/graded"))).resolve()

    @property
    def exercises(self) -> Path:
        """The course directory of nbgrader; each module has a folder in it."""
        return self.root / "exercises"

    @property
    def build(self) -> Path:
        return self.root / "_build"

    def site(self, language: str) -> Path:
        return self.build / "site" / language

    @cached_property
    def config(self) -> dict[str, Any]:
        """`_config.yml` as written."""
        import yaml  # not needed by a learner's install

        try:
            data = yaml.safe_load(self.config_file.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
            raise CourseError(Problem(
                "cannot read the configuration", str(self.config_file),
                cure=f"mend the YAML: {error}")) from error
        return data if isinstance(data, dict) else {}

    @property
    def settings(self) -> dict[str, Any]:
        """The block `ssr:` of `_config.yml`."""
        block = self.config.get("ssr")
        return block if isinstance(block, dict) else {}

    def relative(self, path: Path | str) -> str:
        """`path` as shown to a person: from the root, with forward slashes."""
        try:
            return Path(path).resolve().relative_to(self.root.resolve()).as_posix()
        except ValueError:
            return str(path)
