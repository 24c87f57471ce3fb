"""A catalogue that is broken gets a line with its cure; both languages are built and published."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from ssr_course.book import build
from ssr_course.layout import Layout

ONE = "book/first-module/one"
Damage = Callable[[bytes], bytes]


def half_merged(data: bytes) -> bytes:
    """The last message twice, as git leaves it."""
    text = data.decode()
    last = text[text.rindex("msgstr") :].rstrip()
    merged = f"<<<<<<< ours\n{last}\n=======\n{last}\n>>>>>>> theirs\n"
    return text.replace(last, merged).encode()


BROKEN: dict[str, tuple[Damage, str]] = {
    "half-merged": (half_merged, "two versions of this catalogue were merged"),
    "no-quotes": (lambda data: data + b'\nmsgid "x\nmsgstr "y"\n', "this line is not of a catalogue"),
    "cp1256": (lambda data: data.decode().encode("cp1256", "replace"),
               "the catalogue is not UTF-8"),
    "utf-16": (lambda data: data.decode().encode("utf-16"), "the catalogue is UTF-16"),
    "windows": (lambda data: data.replace(b"\n", b"\r\n"), "the line ends of Windows"),
    "bom": (lambda data: b"\xef\xbb\xbf" + data, "a byte order mark"),
    "cut-off": (lambda data: data[: data.rindex(b'"')], "this line is not of a catalogue"),
}  # fmt: skip


OTHERS = [
    pytest.param(name, marks=pytest.mark.slow)
    for name in ("quizzes", "interface", "figures", "graded", "sphinx")
]


@pytest.mark.parametrize("domain", [ONE, *OTHERS])
@pytest.mark.parametrize("kind", BROKEN)
def test_a_broken_catalogue_is_named_and_nothing_else_suffers(
    bilingual_course: Path, kind: str, domain: str
) -> None:
    """One line with file, line and cure; English and Arabic are published; what is lost is in English."""
    damage, said = BROKEN[kind]
    path = bilingual_course / f"locales/ar/LC_MESSAGES/{domain}.po"
    path.write_bytes(damage(path.read_bytes()))
    result = build(Layout(bilingual_course))
    assert result.published
    assert (bilingual_course / "_build/site/en" / f"{ONE}.html").is_file()
    (problem,) = [p for p in result.problems if said in p.what]
    assert problem.file == f"locales/ar/LC_MESSAGES/{domain}.po"
    assert problem.line > 0
    assert problem.cure
    arabic = (bilingual_course / f"_build/site/ar/{ONE}.html").read_text(encoding="utf-8")
    lost = kind in ("cp1256", "utf-16")
    if domain == ONE:
        assert ("⟦" in arabic.partition("<h1")[2].partition("</h1>")[0]) != lost
    assert 'dir="rtl"' in arabic
    assert "<<<<<<<" not in arabic


def test_a_message_that_breaks_its_markup_is_english_and_named(bilingual_course: Path) -> None:
    """The rest of the page is translated."""
    path = bilingual_course / f"locales/ar/LC_MESSAGES/{ONE}.po"
    text = path.read_text(encoding="utf-8")
    at = text.index("{term}", text.index("msgstr", text.index("{term}")))
    path.write_text(text[:at] + "{trem}" + text[at + 6 :], encoding="utf-8")
    result = build(Layout(bilingual_course))
    assert result.published
    (problem,) = result.problems
    assert str(problem).startswith("translation not used:")
    assert (problem.file, bool(problem.line), bool(problem.cure)) == (
        f"locales/ar/LC_MESSAGES/{ONE}.po",
        True,
        True,
    )


@pytest.mark.parametrize("mended", [False, True])
def test_a_broken_catalogue_is_named_until_it_is_mended(bilingual_course: Path, mended: bool) -> None:
    """A second build says the same; a mended file is in Arabic again."""
    path = bilingual_course / f"locales/ar/LC_MESSAGES/{ONE}.po"
    whole = path.read_bytes()
    path.write_bytes(BROKEN["cp1256"][0](whole))
    first = build(Layout(bilingual_course))
    if mended:
        path.write_bytes(whole)
    second = build(Layout(bilingual_course))
    assert second.problems == (() if mended else first.problems)
    arabic = (bilingual_course / f"_build/site/ar/{ONE}.html").read_text(encoding="utf-8")
    assert ("<h1>⟦" in arabic) == mended


def test_the_command_lists_them_and_goes_on(bilingual_course: Path) -> None:
    """A translation never breaks a build: exit 0, the line with its cure, the number in the summary."""
    from ssr_course.cli import main

    path = bilingual_course / f"locales/ar/LC_MESSAGES/{ONE}.po"
    path.write_bytes(half_merged(path.read_bytes()))
    result = CliRunner().invoke(main, ["--root", str(bilingual_course), "build"])
    assert result.exit_code == 0, result.output
    assert f"{ONE}.po:" in result.output
    assert "delete the lines with <<<<<<<" in result.output
    assert "1 problem to mend" in result.output


def test_a_mistake_in_the_english_still_keeps_the_earlier_site(bilingual_course: Path) -> None:
    """Only translations are forgiven."""
    page = bilingual_course / f"{ONE}.md"
    page.write_text(page.read_text(encoding="utf-8") + "\n{term}`nobody knows this`\n", encoding="utf-8")
    result = build(Layout(bilingual_course))
    assert result.problems
    assert not result.published
