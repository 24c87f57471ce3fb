"""A reader's language is found, can be changed at any place of any page, and changes nothing else."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

Open = Callable[..., Page]
ONE, PRACTICE = "book/first-module/one.html", "book/first-module/practice.html"


@pytest.fixture
def site(bilingual_site: Path, serve: Callable[..., str]) -> str:
    """The address of the small course in English and in an Arabic that nobody speaks."""
    return serve(bilingual_site)


def switch(tab: Page, name: str = "العربية") -> None:
    """Choose a language in the list of the page, as a reader does."""
    lists = tab.locator(".switch:visible")
    lists.locator("summary").click()
    lists.get_by_role("link", name=name).click()


def at_the_eyes(tab: Page, line: int = 96) -> str:
    """The heading or question that is nearest above a line of the window, in pixels from its top."""
    return tab.evaluate(
        """line => [...document.querySelectorAll('article section[id], article .q[id]')]
        .filter(e => e.getClientRects().length && e.getBoundingClientRect().top < line)
        .map(e => e.id).pop()""",
        line,
    )


@pytest.mark.parametrize(
    ("locale", "code"),
    [("ar-EG", "ar"), ("ar", "ar"), ("en-GB", "en"), ("de-AT", "en"), ("zh-Hans-CN", "en")],
)
def test_the_first_page_opens_in_the_language_of_the_browser(
    site: str, page: Open, locale: str, code: str
) -> None:
    """Or in English, where the course has not that language."""
    tab = page(site, locale=locale)
    tab.wait_for_url(f"**/{code}/book/index.html")


@pytest.mark.parametrize(
    ("wanted", "code"),
    [
        (["zh-CN", "en"], "zh-cn"),
        (["zh-Hans", "ar"], "zh-cn"),
        (["zh-TW"], "zh-cn"),
        (["de", "fr-CA", "ar"], "fr"),
        (["ES-419"], "es"),
        (["ru-RU"], "ru"),
        (["pt", "hi"], "en"),
        ([], "en"),
    ],
)
def test_each_of_six_languages_is_found_by_what_a_browser_may_ask(
    bilingual_site: Path, serve: Callable[..., str], page: Open, tmp_path: Path, wanted: list[str], code: str
) -> None:
    """In the order in which the reader prefers them; the part before the hyphen decides."""
    from ssr_course.languages import LANGUAGES, SOURCE
    from ssr_course.page.start import start_page

    rows = sorted(LANGUAGES.values(), key=lambda row: row != SOURCE)
    (tmp_path / "index.html").write_text(start_page("Course", rows, "book/index"), encoding="utf-8")
    (tmp_path / "en").symlink_to(bilingual_site / "en")
    for row in rows[1:]:
        (tmp_path / row.code / "book").mkdir(parents=True)
        (tmp_path / row.code / "book/index.html").write_text("<title>x</title><link rel=icon href=data:,>")
    tab = page()
    tab.add_init_script(f"Object.defineProperty(navigator, 'languages', {{get: () => {json.dumps(wanted)}}})")
    tab.goto(serve(tmp_path))
    tab.wait_for_url(f"**/{code}/book/index.html")


def test_the_language_chosen_once_is_that_of_the_next_visit(site: str, page: Open) -> None:
    """Whatever the browser asks for; the last choice counts."""
    tab = page(f"{site}en/{ONE}", locale="en-GB")
    switch(tab)
    tab.wait_for_url(f"**/ar/{ONE}")
    tab.goto(site)
    tab.wait_for_url("**/ar/book/index.html")
    switch(tab, "English")
    tab.wait_for_url("**/en/book/index.html")
    tab.goto(site)
    tab.wait_for_url("**/en/book/index.html")


@pytest.mark.parametrize("storage", ["denied", "full"])
def test_where_nothing_can_be_kept_the_switch_works_all_the_same(site: str, page: Open, storage: str) -> None:
    """And so does the first page."""
    tab = page(f"{site}en/{ONE}#check-yourself", storage=storage, locale="ar")
    switch(tab)
    tab.wait_for_url(f"**/ar/{ONE}*")
    tab.goto(site)
    tab.wait_for_url("**/ar/book/index.html")


def test_without_a_script_the_first_page_is_a_list(site: str, page: Open) -> None:
    """Each language by its own name, in its own words."""
    tab = page(site, javascript=False)
    links = tab.get_by_role("link")
    assert [link.get_attribute("hreflang") for link in links.all()] == ["en", "ar"]
    links.nth(1).click()
    tab.wait_for_url("**/ar/book/index.html")


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("share", [0.0, 0.25, 0.5, 0.8])
def test_the_switch_leads_to_the_same_place_of_the_page(
    site: str, page: Open, width: int, share: float
) -> None:
    """Beside the same heading or question, there and back; from the top to the top."""
    tab = page(f"{site}en/{ONE}", width=width)
    tab.evaluate("s => scrollTo(0, s * document.documentElement.scrollHeight)", share)
    before = at_the_eyes(tab)
    switch(tab)
    tab.wait_for_load_state("load")
    tab.wait_for_timeout(100)
    assert "/ar/" in tab.url
    assert before in (at_the_eyes(tab, 60), at_the_eyes(tab, 130))
    assert bool(tab.evaluate("scrollY")) == bool(share)
    switch(tab, "English")
    tab.wait_for_load_state("load")
    tab.wait_for_timeout(100)
    assert before in (at_the_eyes(tab, 60), at_the_eyes(tab, 130))


def test_a_question_that_is_read_stays_before_the_eyes(site: str, page: Open) -> None:
    """The page of all questions is long; the same one is there after the switch, at the same height."""
    tab = page(f"{site}en/{PRACTICE}", width=360, height=700)
    question = tab.locator(".q:visible").last
    question.evaluate("q => scrollBy(0, q.getBoundingClientRect().top - 200)")
    name = question.get_attribute("id")
    switch(tab)
    tab.wait_for_load_state("load")
    tab.wait_for_timeout(100)
    top = tab.locator(f"#{name}").evaluate("q => q.getBoundingClientRect().top")
    assert 0 < top < 400


def test_search_words_go_along(site: str, page: Open) -> None:
    """The page of results keeps its question."""
    tab = page(f"{site}en/search.html?q=gate")
    switch(tab)
    tab.wait_for_url("**/ar/search.html?q=gate")


def test_every_page_has_the_switch_and_the_page_it_leads_to(
    bilingual_site: Path, site: str, page: Open
) -> None:
    """Of every kind, both ways, also from a file."""
    tab = page()
    pages = sorted(
        path.relative_to(bilingual_site / "en") for path in (bilingual_site / "en").rglob("*.html")
    )
    for path in pages:
        if path.name in ("404.html", "index.html") and path.parent == Path():
            continue
        tab.goto((bilingual_site / "en" / path).as_uri())
        for href in tab.locator(".switch a").evaluate_all("links => links.map(a => a.href)"):
            assert Path(href.removeprefix("file://")).is_file(), (path, href)


def test_an_answer_given_in_english_counts_in_arabic(site: str, page: Open) -> None:
    """It shows, downloads and scores the same, right after the switch and after a reload; then it goes on."""
    tab = page(f"{site}en/{PRACTICE}")

    def state() -> dict[str, object]:
        """What is kept, what is shown, what the file holds, what each question earned."""
        tab.evaluate(
            "document.querySelectorAll('.q[data-state=answered] form').forEach(f => f.requestSubmit())"
        )
        with tab.expect_download() as waiting:
            tab.locator("[data-act=download]:visible").click()
        held = json.loads(waiting.value.path().read_text(encoding="utf-8"))
        code = re.findall("[A-Z0-9]{4}", tab.locator(".q-status:visible").inner_text())[-1]
        states = tab.locator(".q").evaluate_all("all => all.map(q => [q.dataset.id, q.dataset.state])")
        checked = tab.locator(".q :checked").evaluate_all("all => all.map(i => i.value)")
        held = {name: held[name] for name in ("answers", "module", "edition")}
        return {"states": states, "checked": checked, "code": code, "held": held}

    for question in tab.locator(".q:visible").all():
        field = question.locator("form").locator("input, select, textarea").first
        kind = field.evaluate("f => f.type")
        if kind in ("radio", "checkbox"):
            field.check()
        elif kind.startswith("select"):
            field.select_option(index=1)
        elif kind in ("text", "textarea"):
            field.fill("٣١٫٤")
    english = state()
    assert len(english["held"]["answers"]) >= 3
    switch(tab)
    tab.wait_for_url("**/ar/**")
    assert tab.evaluate("document.dir") == "rtl"
    arabic = state()
    for part in ("states", "checked", "code"):
        assert arabic[part] == english[part], part
    for part in ("answers", "module", "edition"):
        assert arabic["held"][part] == english["held"][part], part
    tab.reload()
    assert state()["states"] == english["states"]
    with tab.expect_download() as waiting:
        tab.locator("[data-act=download]:visible").click()
    assert json.loads(waiting.value.path().read_text(encoding="utf-8"))["language"] == "ar"


def test_the_file_of_one_language_opens_in_the_other(site: str, page: Open) -> None:
    """On another device, with the same score by `ssr score`'s own function."""
    from ssr_course import answers as files

    one = page(f"{site}en/{PRACTICE}")
    one.locator(".q form input").first.check()
    with one.expect_download() as waiting:
        one.locator("[data-act=download]:visible").click()
    path = waiting.value.path()
    two = page(f"{site}ar/{PRACTICE}")
    two.locator(".q-save:visible input[type=file]").set_input_files(path)
    expect(two.locator(".q form input").first).to_be_checked()
    with two.expect_download() as again:
        two.locator("[data-act=download]:visible").click()
    assert files.read(again.value.path()).answers == files.read(path).answers
