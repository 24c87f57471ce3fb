"""What holds for every page of the site."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from small_book import DATA

PAGES = [
    "index",
    "404",
    "search",
    *(path.relative_to(DATA).with_suffix("").as_posix() for path in sorted((DATA / "book").rglob("*.md"))),
]
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "base-uri 'none'; form-action 'self'"
)


class Reader(HTMLParser):
    """Elements with their attributes, and the text of inline scripts and styles."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.inline: list[tuple[str, dict[str, str | None], str]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        if self.elements and self.elements[-1][0] in ("script", "style") and data.strip():
            self.inline.append((*self.elements[-1], data))


@pytest.fixture(params=[*PAGES, "top"])
def page(request: pytest.FixtureRequest, small_site: Path) -> Reader:
    """Each page in turn, the one that leads to the languages too."""
    path = (
        small_site / "index.html" if request.param == "top" else small_site / "en" / f"{request.param}.html"
    )
    return Reader(path.read_text(encoding="utf-8"))


def test_the_policy_is_strict_and_stands_before_everything_that_it_governs(page: Reader) -> None:
    """Nothing inline, nothing from elsewhere."""
    tags = [tag for tag, _ in page.elements]
    policies = [
        n for n, (_, a) in enumerate(page.elements) if a.get("http-equiv") == "Content-Security-Policy"
    ]
    assert [page.elements[n][1]["content"] for n in policies] == [POLICY]
    assert policies[0] < min(n for n, tag in enumerate(tags) if tag in ("link", "script", "img"))


def test_no_page_has_inline_style_or_handlers_or_scripts(page: Reader) -> None:
    """JSON that a script reads is data, not a script."""
    for tag, attributes in page.elements:
        assert "style" not in attributes, tag
        assert [name for name in attributes if name.startswith("on")] == [], tag
    assert [kind for kind, attributes, _ in page.inline if attributes.get("type") != "application/json"] == []


def test_nothing_is_fetched_from_elsewhere(page: Reader) -> None:
    """Links may leave the site, but only when a reader follows them."""
    for tag, attributes in page.elements:
        for name in ("src", "srcset", "data", "poster"):
            assert "//" not in (attributes.get(name) or ""), tag
        if tag in ("link", "use", "form"):
            address = attributes.get("href") or attributes.get("action") or ""
            assert "//" not in address or attributes.get("rel") == "canonical"


def test_language_and_direction_are_said(page: Reader) -> None:
    """On the root, from the table of languages."""
    assert page.elements[0] == ("html", page.elements[0][1])
    assert (page.elements[0][1]["lang"], page.elements[0][1]["dir"]) == ("en", "ltr")


def test_ids_are_unique(page: Reader) -> None:
    """Else labels and links lead astray."""
    ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    assert sorted(ids) == sorted(set(ids))


def test_a_page_asks_for_four_files_of_ours(page: Reader) -> None:
    """Style, two scripts, a picture for the tab; nothing of the theme, of Jupyter, of extensions."""
    asked = [
        a.get("src") or a.get("href") or ""
        for tag, a in page.elements
        if tag == "script" or (tag == "link" and a.get("rel") in ("stylesheet", "icon"))
    ]
    names = {re.sub(r"\?.*", "", address).rsplit("/", 1)[-1] for address in asked if address}
    assert names <= {
        "ssr.css",
        "ssr-data.js",
        "ssr.js",
        "favicon.svg",
        "start.js",
        "pygments.css",
        "ssr-search.js",
        "language_data.js",
        "searchindex.js",
    }
    if not names & {"start.js", "searchindex.js", "pygments.css"}:
        assert len(names) == 4


def test_every_picture_is_in_the_sprite(page: Reader) -> None:
    """A missing symbol would be an empty place."""
    used = {a["href"] for tag, a in page.elements if tag == "use"}
    there = {f"#{a['id']}" for tag, a in page.elements if tag == "symbol"}
    assert used <= there


@pytest.mark.parametrize("name", [n for n in PAGES if n not in ("index",)])
def test_the_footer_says_whose_course_it_is(name: str, small_site: Path) -> None:
    """Edition, date, licence, not an official publication, where to report a mistake."""
    text = (small_site / "en" / f"{name}.html").read_text(encoding="utf-8")
    footer = text[text.index('<div class="bottom-of-page">') :]
    for part in (
        "Not an official publication",
        "Edition 7",
        '<time datetime="2026-11-24">24 November 2026</time>',
        "CC BY 4.0",
        "mailto:reader@example.org",
        "About this course and its sources",
    ):
        assert part in footer


def test_links_between_pages_are_relative(small_site: Path) -> None:
    """So the site works below any address and from a folder; every one leads to a page that exists."""
    for path in small_site.rglob("*.html"):
        if path.name == "404.html":
            continue
        for tag, attributes in Reader(path.read_text(encoding="utf-8")).elements:
            address = attributes.get("href" if tag in ("a", "link") else "src") or ""
            if address and not re.match(r"[a-z]+:", address):
                assert not address.startswith("/")
                target = (path.parent / address.partition("#")[0].partition("?")[0]).resolve()
                assert target.is_file() or target == path.parent.resolve(), (path.name, address)


def test_a_page_for_a_wrong_address_leads_home_from_any_depth(small_site: Path) -> None:
    """It is served in place of any address, so its links start at the root."""
    text = (small_site / "404.html").read_text(encoding="utf-8")
    assert 'href="/en/book/index.html"' in text
    assert 'href="/en/_static/ssr.css' in text


def test_only_what_pages_ask_for_is_published(small_site: Path) -> None:
    """No sources, no caches, nothing of the theme's own."""
    names = {path.name for path in (small_site / "en").rglob("*") if path.is_file()}
    assert not names & {"furo.css", "furo.js", "basic.css", "objects.inv", ".buildinfo", "doctools.js"}
    assert not (small_site / "en/_sources").exists()
    assert not list((small_site / "en/_static").glob("mystnb*"))


def test_each_page_has_a_description(small_site: Path) -> None:
    """The first paragraph of the text itself, not of the scene."""
    text = (small_site / "en/book/first-module/one.html").read_text(encoding="utf-8")
    assert '<meta name="description" content="Oversight asks questions' in text
    welcome = (small_site / "en/book/index.html").read_text(encoding="utf-8")
    assert '<meta name="description" content="Who tests the testers?' in welcome
