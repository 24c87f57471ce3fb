"""The cures for translated pages: stock Sphinx needs each, and all else comes out as stock makes it."""

from __future__ import annotations

import os
import pickle
import re
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "i18n"))
import small_course

from ssr_course.i18n import extract, places, poread, pseudo, update
from ssr_course.languages import LANGUAGES
from ssr_course.layout import Layout
from ssr_course.page import messages

FR = LANGUAGES["fr"]
FIRST, SECOND = "book/one/first", "book/one/second"
OVERSIGHT = (
    "{term}`Oversight <oversight>` asks questions of the service. Resolution S/RES/2151 (2014) says so.[^why]"
)
REFORM = (
    "**Reform** is a *process*, see [the second lesson](second.md) and "
    "[its numbers](second.md#numbers-of-the-year)."
)
NUMREF = (
    "{numref}`Figure %s <fig-way>` shows the way; the [Security Council](https://www.un.org/en/sc) "
    "met on 28 April 2014."
)
AUDITOR = "An auditor compares `paper` with trucks. In 2012 about 72 per cent went to equipment."


@dataclass
class Built:
    """A translated course, and what was said while it was built."""

    folder: Path
    warnings: str
    pages: dict[str, str] = field(default_factory=dict)

    def article(self, name: str = FIRST) -> str:
        page = (self.folder / f"{name}.html").read_text(encoding="utf-8")
        return page[page.index("<article") : page.index("</article>")]


@pytest.fixture(scope="session")
def _french(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = small_course.copy(tmp_path_factory.mktemp("messages") / "course")
    layout = Layout(root)
    extract.extract(layout, small_course.page_templates(root))
    update.add(layout, "fr")
    return root


@pytest.fixture
def build(_french: Path, tmp_path: Path) -> Iterator[Callable[..., Built]]:
    """``build({english: french, …}, page, cured=…)``: the small course with these translations, built."""
    count = 0

    def make(texts: dict[str, str], page: str = FIRST, *, cured: bool = True, **config: Any) -> Built:
        nonlocal count
        count += 1
        root = tmp_path / f"course{count}"
        shutil.copytree(_french, root)
        path = places.catalogue(Layout(root), FR, page)
        catalogue = poread.read(path)
        for english, french in texts.items():
            entry = catalogue.find(None, english)
            assert entry, english
            entry.set_strings([french], "\n")
        poread.write(path, catalogue.text())
        _, warnings = small_course.build(
            root, tmp_path / f"html{count}", language="fr", cured=cured, **config
        )
        return Built(tmp_path / f"html{count}", warnings)

    yield make
    messages.uninstall()


@pytest.fixture(scope="session")
def both(_french: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Built, Built]]:
    """The whole small course in a pseudo-language, by stock and by ours."""
    root = tmp_path_factory.mktemp("both") / "course"
    shutil.copytree(_french, root)
    pseudo.write(Layout(root), FR, "long", root / "locales")
    made = []
    for cured in (False, True):
        for compiled in root.rglob("*.mo"):
            compiled.unlink()
        folder = root.parent / ("cured" if cured else "stock")
        _, warnings = small_course.build(root, folder, language="fr", cured=cured)
        made.append(Built(folder, warnings, small_course.pages(folder)))
    messages.uninstall()
    yield made[0], made[1]


def test_but_for_the_cures_every_page_is_what_stock_makes(both: tuple[Built, Built]) -> None:
    """Byte by byte: only captions, footnotes and one link differ."""
    stock, cured = both
    assert stock.pages.keys() == cured.pages.keys()
    different = set()
    for name, page in stock.pages.items():
        lines = zip(page.splitlines(), cured.pages[name].splitlines(), strict=True)
        different |= {(name, a, b) for a, b in lines if a != b}
    kinds = {"caption": 0, "footnote": 0, "link": 0}
    for _, theirs, ours in different:
        if 'class="caption"' in ours:
            kinds["caption"] += 1
        elif "[^" in theirs and "footnote-reference" in ours:
            kinds["footnote"] += 1
        elif (
            theirs.replace(
                'second.html#numbers-of-the-year"><span class="std std-ref"',
                'second.html"><span class="std std-doc"',
                1,
            )
            == ours
        ):
            kinds["link"] += 1
        else:
            pytest.fail(f"stock: {theirs}\nours:  {ours}")
    with_contents = [page for page in stock.pages.values() if 'class="caption"' in page]
    assert kinds == {"caption": 2 * len(with_contents), "footnote": 2, "link": 1}


def test_no_warning_is_left(both: tuple[Built, Built]) -> None:
    """Stock warns of the footnotes that it loses."""
    stock, cured = both
    assert "inconsistent footnote references" in stock.warnings
    assert [line for line in cured.warnings.splitlines() if "comments_config" not in line and line] == []


def test_stored_pages_do_not_hold_the_environment(both: tuple[Built, Built]) -> None:
    """Stock pickles it whole with every page that has a translated message: a hundredfold on a large book."""
    stock, cured = both
    sizes = []
    for built in both:
        stored = Path(f"{built.folder}.doctrees", f"{FIRST}.doctree").read_bytes()
        sizes.append(len(stored))
        holds = b"BuildEnvironment" in stored
        assert holds == (built is stock)
    assert sizes[1] < sizes[0] / 2
    assert pickle.loads(Path(f"{cured.folder}.doctrees", f"{FIRST}.doctree").read_bytes())


def test_captions_of_the_contents_are_translated(both: tuple[Built, Built]) -> None:
    """Stock extracts them and forgets them."""
    stock, cured = both
    caption = pseudo.pseudo("The first part", "long")
    assert caption not in stock.pages["book/index.html"]
    assert caption in cured.pages["book/index.html"]


def test_footnotes_work_in_both_directions(build: Callable[..., Built]) -> None:
    """Named and numbered: the reference leads to the note, the note back to the reference."""
    texts = {
        OVERSIGHT: "Le {term}`contrôle <oversight>` interroge. S/RES/2151 (2014) le dit.[^why]",
        "Courts wait until somebody brings a case[^1].": "Les tribunaux attendent[^1].",
    }
    article = build(texts).article()
    english = build({}).article()
    pattern = r'class="(?:footnote-reference brackets|fn-backref|footnote brackets)[^>]*>'
    assert re.findall(pattern, article) == re.findall(pattern, english)
    assert "[^why]" in build(texts, cured=False).article()


def test_raw_html_of_a_catalogue_is_not_passed_through(build: Callable[..., Built]) -> None:
    """Stock puts a script into the page; ours shows the English."""
    texts = {AUDITOR: "Un auditeur compare `paper`. <script>alert(2012)</script> 72 pour cent."}
    assert "<script>alert" in build(texts, cured=False).article()
    cured = build(texts)
    assert "<script>alert" not in cured.article()
    assert "In 2012 about 72 per cent" in cured.article()


def test_a_page_and_its_section_keep_their_own_links(build: Callable[..., Built]) -> None:
    """Stock sends both to the section."""
    texts = {
        REFORM: "La **réforme** est un *processus*, voir [ses chiffres](second.md#numbers-of-the-year) et "
        "[la deuxième leçon](second.md)."
    }
    links = re.findall(r'href="(second.html[^"]*)"><span[^>]*>([^<]*)', build(texts).article())
    assert links == [
        ("second.html#numbers-of-the-year", "ses chiffres"),
        ("second.html", "la deuxième leçon"),
    ]
    stock = re.findall(r'href="(second.html[^"]*)"><span[^>]*>([^<]*)', build(texts, cured=False).article())
    assert {target for target, _ in stock} == {"second.html#numbers-of-the-year"}


def test_a_wrong_percent_sign_in_a_numref_does_not_end_the_build(build: Callable[..., Built]) -> None:
    """The message is English, and its line is named; stock dies."""
    texts = {
        NUMREF: "La {numref}`figure 100 %, %s <fig-way>` montre le chemin; le "
        "[Conseil](https://www.un.org/fr/sc) "
        "s’est réuni le 28 avril 2014."
    }
    with pytest.raises(ValueError, match="unsupported format character"):
        build(texts, cured=False)
    cured = build(texts)
    assert "shows the way" in cured.article()
    assert re.search(
        r"locales/fr/LC_MESSAGES/book/one/first.po:\d+: WARNING: translation not used", cured.warnings
    )


def test_a_wrong_percent_sign_in_the_english_is_a_warning(_french: Path, tmp_path: Path) -> None:
    """An author's slip does not end a build either."""
    root = tmp_path / "course"
    shutil.copytree(_french, root)
    page = root / f"{FIRST}.md"
    page.write_text(
        page.read_text("utf-8").replace("`Figure %s <fig-way>`", "`Figure 5 %, %s <fig-way>`"), "utf-8"
    )
    _, warnings = small_course.build(root, tmp_path / "html")
    messages.uninstall()
    assert "bad placeholder in {numref}" in warnings


def test_a_formula_is_not_translated(build: Callable[..., Built], _french: Path) -> None:
    """Stock renders a translated formula as two colons."""
    added = '\nmsgid "\\na = 1\\n"\nmsgstr "\\nb = 1\\n"\n'

    def with_formula(cured: bool) -> str:
        path = places.catalogue(Layout(_french), FR, SECOND)
        before = path.read_text(encoding="utf-8")
        path.write_text(before + added, encoding="utf-8")
        try:
            return build({}, SECOND, cured=cured).article(SECOND)
        finally:
            path.write_text(before, encoding="utf-8")

    assert "a = 1" in with_formula(True)
    assert "a = 1" not in with_formula(False)


@pytest.mark.parametrize(
    ("french", "why"),
    [
        ("Un **«auditeur»**compare `paper`. En 2012, 72 pour cent.", "a literal *"),
        ("1. Un auditeur compare `paper`. En 2012, 72 pour cent.", "ordered list"),
        ("Un auditeur compare `paper`.\n\nEn 2012, 72 pour cent.", "2 paragraphs"),
        ("Un {trem}`auditeur` compare `paper`. En 2012, 72 pour cent.", "{trem}"),
        ("Un auditeur compare `papier`. En 2012, 72 pour cent.", "code changed"),
        ("Un [auditeur](javascript:alert(1)) compare `paper`. En 2012, 72 pour cent.", "]("),
    ],
)
def test_broken_markup_falls_back_to_english_and_is_told(
    build: Callable[..., Built], french: str, why: str
) -> None:
    """With the line of the translation; the page is whole."""
    cured = build({AUDITOR: french, "Parliament votes budgets.": "Le parlement vote les budgets."})
    article = cured.article()
    assert "An auditor compares" in article
    assert "Le parlement vote les budgets." in article
    (line,) = [line for line in cured.warnings.splitlines() if "translation not used" in line]
    assert why in line


def test_what_only_the_parser_notices_falls_back_too(build: Callable[..., Built], monkeypatch: Any) -> None:
    """The net under the rules: a message that gives a warning is not shown, and nothing is said twice."""
    monkeypatch.setattr(messages.Translations, "broken", lambda *_: None)
    cured = build({AUDITOR: "Un {trem}`auditeur` compare `paper`. En 2012, 72 pour cent."})
    assert "An auditor compares" in cured.article()
    assert cured.warnings.count("translation not used") == 1


def test_fuzzy_is_english(build: Callable[..., Built], _french: Path) -> None:
    """As stock has it."""
    path = places.catalogue(Layout(_french), FR, FIRST)
    before = path.read_text(encoding="utf-8")
    path.write_text(
        before.replace('msgid "Parliament votes', '#, fuzzy\nmsgid "Parliament votes'), encoding="utf-8"
    )
    try:
        article = build({"Parliament votes budgets.": "Le parlement vote."}).article()
    finally:
        path.write_text(before, encoding="utf-8")
    assert "Parliament votes budgets." in article


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: b"\xef\xbb\xbf" + data.replace(b"\n", b"\r\n"),
        lambda data: data + b'\n<<<<<<< ours\nmsgid "x"\nmsgstr ""\n=======\n>>>>>>> theirs\n',
    ],
    ids=["windows", "half-merged"],
)
def test_a_catalogue_from_windows_or_half_merged_is_used_as_far_as_it_goes(
    build: Callable[..., Built], _french: Path, damage: Callable[[bytes], bytes], tmp_path: Path
) -> None:
    """What is outside the conflict is translated; conflict, line ends and byte order mark are named."""
    root = tmp_path / "damaged"
    shutil.copytree(_french, root)
    path = places.catalogue(Layout(root), FR, FIRST)
    catalogue = poread.read(path)
    catalogue.find(None, "Parliament votes budgets.").set_strings(["Le parlement vote."], "\n")
    path.write_bytes(damage(catalogue.text().encode()))
    _, warnings = small_course.build(root, tmp_path / "html", language="fr")
    messages.uninstall()
    assert "Le parlement vote." in (tmp_path / "html" / f"{FIRST}.html").read_text(encoding="utf-8")
    assert "first.po:" in warnings
    assert ("two versions" in warnings) != ("the line ends of Windows; save" in warnings)
    assert ("two versions" in warnings) != ("a byte order mark" in warnings)


def test_a_catalogue_in_another_encoding_leaves_its_page_english(_french: Path, tmp_path: Path) -> None:
    """And the other pages translated."""
    root = tmp_path / "damaged"
    shutil.copytree(_french, root)
    path = places.catalogue(Layout(root), FR, FIRST)
    path.write_bytes('msgid "Parliament votes budgets."\nmsgstr "Décidé"\n'.encode("latin-1"))
    other = places.catalogue(Layout(root), FR, SECOND)
    catalogue = poread.read(other)
    catalogue.find(None, "Second lesson").set_strings(["Deuxième leçon"], "\n")
    poread.write(other, catalogue.text())
    _, warnings = small_course.build(root, tmp_path / "html", language="fr")
    messages.uninstall()
    assert "first.po:2: WARNING: translation not used: the catalogue is not UTF-8" in warnings
    assert "Deuxième leçon" in (tmp_path / "html" / f"{SECOND}.html").read_text(encoding="utf-8")


def test_a_numbered_title_stays_a_title(build: Callable[..., Built]) -> None:
    """Stock takes it for a list and keeps the English."""
    texts = {"1. Who watches": "1. Qui contrôle"}
    assert "1. Who watches" in build(texts, cured=False).article()
    cured = build(texts)
    assert "<h1>1. Qui contrôle" in cured.article()
    assert "translation not used" not in cured.warnings


def test_an_edited_catalogue_is_noticed(_french: Path, tmp_path: Path) -> None:
    """An incremental build reads its page again."""
    root = tmp_path / "course"
    shutil.copytree(_french, root)
    small_course.build(root, tmp_path / "html", language="fr")
    path = places.catalogue(Layout(root), FR, FIRST)
    catalogue = poread.read(path)
    catalogue.find(None, "Parliament votes budgets.").set_strings(["Le parlement vote."], "\n")
    poread.write(path, catalogue.text())
    later = time.time() + 5
    os.utime(path, (later, later))
    small_course.build(root, tmp_path / "html", language="fr", fresh=False)
    messages.uninstall()
    assert "Le parlement vote." in (tmp_path / "html" / f"{FIRST}.html").read_text(encoding="utf-8")


def test_one_parser_serves_all_messages(build: Callable[..., Built], monkeypatch: Any) -> None:
    """Stock makes two for each message: two thirds of its time."""
    from myst_parser.parsers import mdit

    made = []
    original = mdit.create_md_parser
    monkeypatch.setattr(mdit, "create_md_parser", lambda *a: made.append(a) or original(*a))
    build(
        {
            OVERSIGHT: "Le {term}`contrôle <oversight>` interroge. S/RES/2151 (2014) le dit.[^why]",
            REFORM: "La **réforme** est un *processus*, voir "
            "[ses chiffres](second.md#numbers-of-the-year) et "
            "[la deuxième leçon](second.md).",
        }
    )
    assert len(made) == 1


def test_installing_twice_is_installing_once() -> None:
    """And what is taken out is gone."""
    from sphinx.transforms import i18n

    messages.uninstall()
    stock = i18n.publish_msgstr
    messages.install()
    messages.install()
    assert i18n.publish_msgstr is messages.publish
    messages.uninstall()
    assert i18n.publish_msgstr is stock
