"""The few files that every page shares."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import furo
import pytest

from ssr_course.layout import ASSETS
from ssr_course.page import assets

THEME = Path(furo.__file__).parent / "theme/furo/static/styles/furo.css"


@pytest.fixture(scope="module")
def sheet() -> str:
    """The style sheet of the site."""
    return assets.style_sheet(THEME)


def test_the_theme_keeps_what_dresses_text_and_loses_its_frame(sheet: str) -> None:
    """An upgrade of the theme that renames things is noticed here."""
    theme = sheet[: sheet.index("\n")]
    for kept in (
        "code.literal",
        "dl.footnote",
        "table.docutils",
        ".admonition",
        ".highlight pre",
        "blockquote",
        "ol.loweralpha",
        "kbd:not(.compound)",
    ):
        assert kept in theme, kept
    for lost in (
        ".sidebar-drawer",
        ".theme-toggle",
        ".back-to-top",
        "data-theme",
        ".toc-tree",
        ".mobile-header",
        "dl[class",
        "--color-api",
        "data:image",
        "@media print",
    ):
        assert lost not in theme, lost
    assert theme.startswith("@layer theme{")
    assert theme.count("{") == theme.count("}")


def test_every_variable_that_a_rule_uses_is_set(sheet: str) -> None:
    """Ours, and those of the theme, whose own values were dropped."""
    used, optional = set(), set()
    for name, fallback in re.findall(r"var\((--[\w-]+)(,?)", sheet):
        (optional if fallback else used).add(name)
    assert used - set(re.findall(r"(--[\w-]+):", sheet)) == set()


def test_the_style_sheet_asks_for_nothing(sheet: str) -> None:
    """No font, no picture, no import."""
    assert "url(" not in sheet
    assert "@import" not in sheet


def test_our_rules_use_logical_directions() -> None:
    """What is left in English is at the start in Arabic."""
    rules = re.sub(r"/\*.*?\*/", "", (ASSETS / "site.css").read_text(encoding="utf-8"), flags=re.DOTALL)
    physical = re.findall(
        r"(?<![-\w])(?:(?:margin|padding|border)-(?:left|right)|(?:left|right)\s*:|float\s*:)", rules
    )
    assert physical == []
    assert re.findall(r"text-align:\s*(?:left|right)", rules) == [
        "text-align: left"
    ]  # code is never mirrored


def test_scripts_are_joined_in_the_order_in_which_they_need_each_other() -> None:
    """Comments and indents are not sent."""
    joined = assets.script()
    marks = ("SSR.score=", "SSR.answers=", "SSR.store=", "SSR.card=", "data-ssr=mark")
    places = [joined.index(mark) for mark in marks]
    assert places == sorted(places)
    assert "\n  " not in joined
    assert not re.search(r"^//|/\*", joined, re.MULTILINE)


@pytest.mark.parametrize(
    ("written", "sent"),
    [
        ("const a = 'x = y;  // no';   // a comment", "const a='x = y;  // no';"),
        ("/* long\n comment */ b = `{ ${ a }  : } `", "b=`{ ${ a }  : } `"),
        ("c = x.split(/ , *\\/ [ /]+ /g).map(x => x + +1)", "c=x.split(/ , *\\/ [ /]+ /g).map(x=>x + +1)"),
        ("if (a) {\n  return \"it's { so }\";\n}\nd()", "if(a){return \"it's { so }\";}\nd()"),
        ("e = n / 2 / m", "e=n / 2 / m"),
    ],
)  # fmt: skip
def test_what_a_browser_does_not_need_is_not_sent(written: str, sent: str) -> None:
    """Strings, templates and patterns are left as they are; a line stays a line where it may matter."""
    assert assets.squeeze_script(written).strip() == sent


def test_node_reads_every_script_that_is_sent(tmp_path: Path) -> None:
    """The squeezed ones, not only the sources."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("no node on this machine")
    for names in (assets.SCRIPTS, ("search.js",), ("start.js",)):
        (tmp_path / "sent.js").write_text(assets.script(names), encoding="utf-8")
        run = subprocess.run([node, "--check", tmp_path / "sent.js"], capture_output=True, text=True)
        assert run.returncode == 0, run.stderr


def test_names_that_a_script_builds_are_found_by_their_beginning() -> None:
    """'site-total-' + which brings all of them."""
    names = assets.names_in("ui('site-total-' + which); ui('site-mark')")
    assert "site-total-lessons" in names
    assert "site-mark" in names
    assert "site-marked" not in names


def test_a_sprite_holds_what_a_page_shows_and_nothing_else() -> None:
    """Named by a use, by a template, or by a script."""
    names = assets.pictures("""<use href="#i-check"/> icon('menu') { right: "half" } 'nothing'""")
    sprite = assets.sprite(names)
    assert re.findall(r'id="i-([a-z-]+)"', sprite) == ["check", "half", "menu"]
    assert "style" not in sprite


def test_an_unchanged_file_is_not_written_again(tmp_path: Path) -> None:
    """So that its time stays, and with it what caches know."""
    first = assets.put(tmp_path, "a.css", "one")
    before = (tmp_path / "a.css").stat().st_mtime_ns
    assert assets.put(tmp_path, "a.css", "one") == first
    assert (tmp_path / "a.css").stat().st_mtime_ns == before
    assert assets.put(tmp_path, "a.css", "two") != first
