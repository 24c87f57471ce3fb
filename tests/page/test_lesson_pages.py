"""What an author writes in a lesson, and what a reader gets."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

Html = Callable[[str], str]
ONE = "book/first-module/one"


@pytest.fixture(scope="module")
def one(html: Html) -> str:
    """The first lesson."""
    return html(ONE)


def test_a_scene_is_a_section_named_by_its_title(one: str) -> None:
    """The author's argument is its heading."""
    assert '<section class="scene" aria-labelledby="box-scene"><h2 id="box-scene">A morning</h2>' in one


def test_objectives_are_shown_in_the_words_of_the_bank(one: str) -> None:
    """Their Markdown too."""
    assert "After this lesson you can</h2>" in one
    assert "<li>Tell <em>this</em> from that</li><li>Name them all</li>" in one


def test_a_misconception_stands_beside_the_fact_that_puts_it_right(one: str) -> None:
    """What is heard is quoted as the language quotes."""
    assert "<p><q>It makes us weaker.</q></p>" in one
    assert re.search(r'class="fact"><h3 id="box-misconception-fact">.*In fact</h3>\s*<p>A fact that', one)


def test_key_points_and_a_reflection_have_their_headings(one: str) -> None:
    """In the words of the interface."""
    assert re.search(r'<section class="key".*Key points</h2>', one)
    assert re.search(r'<section class="card reflection".*Think about your own place</h2>', one)


def test_module_place_and_length_stand_above_and_below_the_title(one: str) -> None:
    """Where am I, how long is this."""
    assert re.search(r'class="eyebrow">Module 1 · The first module</p>\s*<h1>Lesson one</h1>', one)
    assert "Lesson 1 of 2" in one
    assert "3 questions" in one
    assert re.search(r"\d+ minutes", one)


def test_facts_named_in_comments_are_not_published(one: str) -> None:
    """Neither are other comments."""
    assert "F101" not in one
    assert "<!--" not in one


def test_questions_of_a_lesson_get_a_heading_and_stand_below_it(one: str) -> None:
    """Their own headings are one level lower."""
    assert '<h2 id="check-yourself">Check yourself</h2>' in one
    assert '<h3 class="q-no"' in one


def test_a_whole_bank_needs_no_heading(html: Html) -> None:
    """The title of the page says what it is."""
    page = html("book/first-module/practice")
    assert "check-yourself" not in page
    assert '<h2 class="q-no"' in page


def test_an_authors_heading_above_the_questions_is_not_doubled(html: Html) -> None:
    """The page with graded questions has its own headings."""
    assert "check-yourself" not in html("book/second-module/alone")


def test_graded_questions_carry_no_key(html: Html) -> None:
    """Not in the page, not in its data."""
    page = html("book/second-module/alone")
    assert "The first one" in page
    assert "okapi" not in page
    assert page.count('class="quiz-key"') == 1  # of the practice question only


def test_links_of_a_bank_lead_from_the_page_that_shows_them(one: str, html: Html) -> None:
    """Also the one that says what to read again; the page is called by its place and title."""
    assert 'href="two.html">lesson two</a>' in one
    practice = html("book/first-module/practice")
    assert re.search(r'href="one.html#a-closer-look">[^<]*1\.1 Lesson one', practice)


def test_a_figure_has_its_size_and_no_style(one: str) -> None:
    """So that the text does not jump when it arrives."""
    assert (
        '<img src="../../_images/one.svg" alt="Two boxes, one above the other." width="336" height="200"'
        in one
    )
    assert '<span class="caption-number">Figure 1 </span>' in one


def test_a_figure_of_a_question_is_copied_and_found(html: Html, small_site) -> None:
    """It is named from the root of the course."""
    assert 'src="../../_images/one.svg" alt="Two boxes."' in html("book/first-module/practice")
    assert (small_site / "en/_images/one.svg").is_file()


def test_a_term_is_a_link_and_its_note_travels_with_the_page(one: str) -> None:
    """One note for each term used, the first paragraph of its definition only."""
    assert re.search(r'<a class="term [^>]*href="../glossary.html#term-oversight">Oversight</a>', one)
    assert one.count('<template id="def-term-oversight">') == 1
    assert (
        "<p>Asking, looking and reporting by bodies outside the chain of command. See accountability.</p>"
        in one
    )
    assert "that a note leaves out" not in one
    assert '<template id="def-term-ombudsman"><strong>ombudsman</strong>' in one


def test_footnotes_and_code_work(one: str) -> None:
    """Code brings its style sheet, pages without code do not."""
    assert "The note itself." in one
    assert "pygments.css" in one


def test_pages_without_code_ask_for_no_code_styles(html: Html) -> None:
    """One request less."""
    assert "pygments.css" not in html("book/first-module/two")


def test_the_contents_name_sections_key_points_and_questions(one: str) -> None:
    """In the order of the page, the second level only."""
    contents = re.search(r'<div class="toc-tree">(.*?)</div>', one, re.DOTALL)[1]
    assert re.findall(r'href="#([^"]+)"', contents) == [
        "why-it-matters",
        "box-key-points",
        "check-yourself",
        "sources",
    ]
    assert "A closer look" not in contents


def test_the_welcome_page_greets_and_shows_the_way(html: Html) -> None:
    """Plain HTML: every lesson is linked without a script."""
    page = html("book/index")
    assert re.search(r"<p>Two modules · for tests</p>\s*<h1>A small course</h1>", page)
    assert "Begin here" in page
    assert "1.1 Lesson one" in page
    assert "What the second module is about." in page
    steps = re.findall(r'<li data-page="([^"]+)"><a', page[page.index('class="map"') :])
    assert steps == [ONE, "book/first-module/two", "book/first-module/practice", "book/second-module/alone"]
