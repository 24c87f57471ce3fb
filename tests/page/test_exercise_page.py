"""The page of an exercise: a download where there is one, and a sentence where there is none."""

from __future__ import annotations

from pathlib import Path

from ssr_course.book import build
from ssr_course.layout import Layout

PAGE = """# An exercise

Sort them.

```{exercise} first-module
```
"""


def with_exercise(root: Path) -> Layout:
    """The small course with an exercise page."""
    (root / "book" / "first-module" / "exercise.md").write_text(PAGE, encoding="utf-8")
    toc = root / "_toc.yml"
    text = toc.read_text(encoding="utf-8")
    line = next(line for line in text.split("\n") if "first-module/practice" in line)
    toc.write_text(text.replace(line, f"{line}\n{line.replace('practice', 'exercise')}"), encoding="utf-8")
    folder = root / "exercises" / "first-module"
    folder.mkdir(parents=True)
    (folder / "labels.yml").write_text("id: first-module\nminutes: 25\nlabels: {a: A}\n", encoding="utf-8")
    return Layout(root)


def built(layout: Layout) -> tuple[str, int]:
    """The page as it is now, and how many pages were written for it."""
    result = build(layout)
    assert not result.problems, "\n".join(map(str, result.problems))
    path = layout.site("en") / "book" / "first-module" / "exercise.html"
    return path.read_text(encoding="utf-8"), result.pages


def test_a_release_is_offered_with_its_size_from_the_next_build_on(small_course: Path) -> None:
    """Without one the build succeeds and says so; a new or lost one changes that page alone."""
    layout = with_exercise(small_course)
    page, _ = built(layout)
    assert "can be downloaded here as soon as" in page and "(25 minutes)" in page and ".zip" not in page
    assert "26 minutes" in page  # above: the work and the reading
    assert built(layout)[1] == 0

    zip_file = layout.build / "release" / "en" / "first-module.zip"
    zip_file.parent.mkdir(parents=True)
    zip_file.write_bytes(b"x" * 111_000)
    page, pages = built(layout)
    assert pages <= 2 and "zip file, 108 KB · 25 minutes" in page and "as soon as" not in page
    offered = list(layout.site("en").rglob("*.zip"))
    assert [path.name for path in offered] == ["first-module.zip"]
    assert offered[0].read_bytes() == zip_file.read_bytes()
    assert f'href="../../{offered[0].relative_to(layout.site("en")).as_posix()}" download' in page
    assert built(layout)[1] == 0

    zip_file.write_bytes(b"y" * 222_000)
    page, pages = built(layout)
    assert pages <= 2 and "zip file, 217 KB" in page and offered[0].read_bytes() == zip_file.read_bytes()

    zip_file.unlink()
    page, pages = built(layout)
    assert pages <= 2 and "as soon as" in page
    assert not list(layout.site("en").rglob("*.zip"))


def test_an_exercise_that_is_not_there_is_named(small_course: Path) -> None:
    """With its file, its line and the cure."""
    layout = with_exercise(small_course)
    (layout.exercises / "first-module" / "labels.yml").unlink()
    result = build(layout)
    assert [str(problem) for problem in result.problems] == [
        "no exercise first-module: book/first-module/exercise.md:5; write exercises/first-module/labels.yml, "
        "with minutes: and labels:, or name another module"
    ]
