"""Answers are carried to another device, and handed in, as one small file with a receipt."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from interpreter import expect
from playwright.sync_api import Page
from quiz_harness import EVERY, POOL, SINGLE, TRUE_FALSE, bank, card, choose, focused, press, stored, verdict

from ssr_course import answers

Quiz = Callable[..., Page]


def download(tab: Page) -> tuple[str, dict[str, object], Path]:
    """Press "Download my answers": (name of the file, what it holds, where it is)."""
    with tab.expect_download() as waiting:
        press(tab.locator(".q-save:visible"), "Download my answers")
    path = waiting.value.path()
    return waiting.value.suggested_filename, json.loads(path.read_text(encoding="utf-8")), path


def open_file(tab: Page, content: bytes | str | dict[str, object], name: str = "answers.json") -> None:
    """Choose a file with "Open my answers"."""
    raw = json.dumps(content) if isinstance(content, dict) else content
    raw = raw if isinstance(raw, bytes) else raw.encode()
    file = {"name": name, "mimeType": "application/json", "buffer": raw}
    tab.locator(".q-save:visible input[type=file]").set_input_files(file)
    tab.locator(".q-news p").wait_for()


def pack(given: dict[str, object], **more: object) -> dict[str, object]:
    """An answers file."""
    return {"format": "ssr-answers/1", "module": "security-sector", "answers": given, **more}


def news(tab: Page) -> str:
    """What the box says about the file."""
    return tab.locator(".q-news").inner_text()


def test_the_download_holds_the_answers_as_given_and_a_receipt_says_so(quiz: Quiz) -> None:
    """The file is what Python reads; the receipt on the page is the one that Python writes."""
    tab = quiz(*EVERY)
    choose(card(tab, SINGLE), "The army")
    choose(card(tab, TRUE_FALSE), "False")
    name, held, path = download(tab)
    assert name == "answers-security-sector.json"
    assert held["answers"] == {"customs-role": ["army"], "one-model": False}
    assert held["language"] == tab.evaluate("document.documentElement.lang")
    assert held["saved"].endswith("Z") and "learner" not in held
    assert held["edition"] == tab.locator(".quiz").get_attribute("data-edition")
    receipt = answers.receipt(answers.read(path), [q.id for q in EVERY])
    said = tab.locator(".q-status").inner_text().strip()
    assert said == f"2 of 10 answered, 8 missing, code {receipt['code']}"


def test_a_receipt_counts_what_the_module_asks_on_all_its_pages(quiz: Quiz) -> None:
    """The file is the module's, so what is missing on another page is missing in it."""
    asked = ["customs-role", "elsewhere", ["pool-a", "pool-b"]]
    pages = {
        "book/a": {"module": "security-sector", "questions": asked},
        "book/b": {"module": "security-sector", "questions": asked[:2]},
        "book/c": {"module": "reform", "questions": ["other"]},
    }
    tab = quiz(SINGLE, POOL[1], pages=pages)
    choose(card(tab, SINGLE), "The army")
    choose(card(tab, POOL[1]), "B")
    download(tab)
    assert "2 of 3 answered, 1 missing" in tab.locator(".q-status").inner_text()


def test_nothing_is_downloaded_where_nothing_was_answered(quiz: Quiz) -> None:
    """The page says so instead."""
    tab = quiz(SINGLE)
    press(tab.locator(".q-save"), "Download my answers")
    assert tab.locator(".q-status").inner_text().strip() == "Nothing is answered yet"


def test_answers_go_on_on_another_device(quiz: Quiz, page: Callable[..., Page]) -> None:
    """The file of one browser opens in another one, with the learner's number."""
    one = quiz(*EVERY)
    one.evaluate("SSR.store.setLearner('cadet-7')")
    choose(card(one, SINGLE), "The army")
    path = download(one)[2]
    two = page(one.url)
    open_file(two, path.read_bytes())
    assert news(two) == "1 answer opened.\n\nUndo" or news(two).startswith("1 answer opened.")
    assert card(two, SINGLE).get_by_label("The army").is_checked()
    assert two.locator(".q-who summary").inner_text() == "Answers of learner cadet-7"


def test_of_two_answers_the_later_one_is_kept_and_the_difference_shown(quiz: Quiz) -> None:
    """The differing question is named with a link, and the whole step can be undone."""
    tab = quiz(*EVERY)
    choose(card(tab, SINGLE), "The army")
    choose(card(tab, TRUE_FALSE), "True")
    late, early = "2999-01-01T00:00:00Z", "2001-01-01T00:00:00Z"
    given = {"customs-role": ["customs"], "one-model": False, "name-office": "ombudsman"}
    open_file(tab, pack(given, times={"customs-role": late, "one-model": early}))
    assert "3 answers opened." in news(tab) and "2 were different here" in news(tab)
    links = tab.locator(".q-news a")
    assert links.all_inner_texts() == ["Question 1 of 10", "Question 3 of 10"]
    assert links.first.get_attribute("href") == f"#{card(tab, SINGLE).get_attribute('id')}"
    assert stored(tab) == {"customs-role": ["customs"], "one-model": True, "name-office": "ombudsman"}
    assert card(tab, SINGLE).get_by_label("The customs service").is_checked()
    press(tab.locator(".q-news"), "Undo")
    assert stored(tab) == {"customs-role": ["army"], "one-model": True}
    assert focused(tab) == "Your answers are as they were."


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "cannot be read as answers"),
        (b"\xff\xfe\x00x", "cannot be read as answers"),
        ("{" * 5000, "cannot be read as answers"),
        ('{"format": "ssr-answers/1", "module": "security-sector"}', "cannot be read as answers"),
        ('{"format": "other", "module": "security-sector", "answers": {}}', "cannot be read as answers"),
        (json.dumps(pack({}))[:-1] + ', "answers": {}}', "cannot be read as answers"),
        (" " * 300_000, "too large"),
        (json.dumps({**pack({}), "module": "reform"}), "another module (reform)"),
    ],
    ids=["empty", "not-text", "deep", "half", "other-format", "name-twice", "too-large", "other-module"],
)
def test_a_file_that_cannot_be_used_changes_nothing(quiz: Quiz, content: bytes | str, said: str) -> None:
    """It is said what is wrong with it, and that nothing was changed; the same file may be tried again."""
    tab = quiz(SINGLE)
    choose(card(tab, SINGLE), "The army")
    for _ in range(2):
        open_file(tab, content)
        expect(tab.locator(".q-news p")).to_contain_text(said)
        assert "Nothing was changed." in news(tab)
    assert stored(tab) == {"customs-role": ["army"]}


def test_the_file_of_another_learner_is_not_mixed_in(quiz: Quiz) -> None:
    """On a shared device the file of somebody else is refused, with both numbers."""
    tab = quiz(SINGLE)
    tab.evaluate("SSR.store.setLearner('cadet-7')")
    open_file(tab, pack({"customs-role": ["army"]}, learner="cadet-9"))
    assert "belongs to learner cadet-9, and you are learner cadet-7" in news(tab)
    assert stored(tab, learner="cadet-7") == {}


def test_hostile_words_in_a_file_stay_words(quiz: Quiz) -> None:
    """Nothing of a file is ever read as HTML, nor as the name of anything but an answer."""
    tab = quiz(*EVERY)
    bad = "<img src=x onerror=alert(1)>"
    given = {"customs-role": [bad], "name-office": bad, "__proto__": {"x": 1}, "constructor": bad}
    open_file(tab, json.dumps(pack(given, learner=bad)))
    assert tab.locator(".q-news img, .q-who img").count() == 0
    assert tab.evaluate("SSR.store.learner()") == "" and tab.evaluate("({}).x === undefined")
    choose(card(tab, SINGLE), "The customs service")
    press(card(tab, SINGLE), "Check answer")
    assert "1 of 1 point" in verdict(card(tab, SINGLE))


def test_what_a_newer_version_wrote_into_the_file_is_kept(quiz: Quiz) -> None:
    """Unknown keys travel through this browser."""
    tab = quiz(SINGLE)
    open_file(tab, pack({"customs-role": ["army"]}, badge={"level": 2}))
    assert download(tab)[1]["badge"] == {"level": 2}


def test_each_module_of_a_page_downloads_its_own_file(quiz: Quiz) -> None:
    """Two boxes, two files."""
    tab = quiz(banks=(bank(SINGLE), bank(TRUE_FALSE, id="reform")))
    choose(card(tab, SINGLE), "The army")
    choose(card(tab, TRUE_FALSE), "True")
    for box, name in zip(tab.locator(".q-save").all(), ("security-sector", "reform"), strict=True):
        with tab.expect_download() as waiting:
            press(box, "Download")
        assert waiting.value.suggested_filename == f"answers-{name}.json"


def test_the_download_works_from_a_file_and_by_keyboard(quiz: Quiz) -> None:
    """Also without a server the file comes; choosing a file is within reach of Tab."""
    tab = quiz(SINGLE, file=True)
    choose(card(tab, SINGLE), "The army")
    tab.get_by_role("button", name="Download my answers").focus()
    with tab.expect_download():
        tab.keyboard.press("Enter")
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.type") == "file"
