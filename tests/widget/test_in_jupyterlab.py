"""The quiz and the exercise kit in a real JupyterLab, in a real browser."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from lab import Lab
from nine_quiz import RIGHT, by_keyboard, by_mouse, card, kept, shown, stored, wait_for

from ssr_course import answers

QUIZ = 'from ssr_course import Quiz, record\nQuiz("nine"{})'
SAVED = "Saved in answers.json"
slow = pytest.mark.slow


def test_nine_kinds_by_keyboard_saved_restarted_and_back(
    lab: Lab, browser: Any, folder: Callable[..., Path], axe: Callable[..., list[str]]
) -> None:
    """Answered by keyboard, on the disk, no barrier for axe, there again after the kernel was restarted."""
    place = folder(QUIZ.format(""))
    page = lab.open(browser, f"{place.name}/work.ipynb", viewport={"width": 1200, "height": 900})
    page.wait_for_selector(".q-strip")
    assert page.locator(".q:not([hidden])").count() == 10
    by_keyboard(page)
    wait_for(lambda: stored(place), RIGHT)
    wait_for(
        lambda: page.locator(".q:not([hidden]) form > .q-kept").all_inner_texts(),
        [SAVED] * 10,
    )
    assert "10 of 10 answered" in page.locator(".q-save .q-status").inner_text()
    assert axe(page) == []
    page.evaluate("() => window.jupyterapp.shell.currentWidget.context.sessionContext.restartKernel()")
    lab.run(page)
    page.wait_for_selector(".q-strip")
    assert shown(page) == RIGHT
    assert page.said == []
    page.context.close()


@slow
def test_in_arabic_it_reads_from_the_right_and_works_with_a_mouse(
    lab: Lab, browser: Any, folder: Callable[..., Path], axe: Callable[..., list[str]]
) -> None:
    """Choices begin at the right edge; dark; answers are the same ids."""
    place = folder(QUIZ.format(', language="ar"'))
    page = lab.open(
        browser, f"{place.name}/work.ipynb", theme="dark", viewport={"width": 1000, "height": 900}
    )
    row = card(page, "one").locator(".q-row").first
    box, tick = row.bounding_box(), row.locator("input").bounding_box()
    assert tick["x"] > box["x"] + box["width"] / 2
    by_mouse(page)
    wait_for(lambda: stored(place), RIGHT)
    assert answers.read(place / "answers.json").language == "ar"
    assert axe(page) == []
    paper = page.evaluate("() => getComputedStyle(document.querySelector('.ssr-note')).backgroundColor")
    assert paper == "rgb(23, 20, 24)"
    page.context.close()


@slow
def test_a_page_that_is_loaded_again_shows_what_was_answered(
    lab: Lab, browser: Any, folder: Callable[..., Path]
) -> None:
    """The kernel lives on; so do the answers, when the cell is run, and another window sees them too."""
    place = folder(QUIZ.format(""))
    page = lab.open(browser, f"{place.name}/work.ipynb")
    card(page, "word").locator("input").fill("oversight")
    wait_for(lambda: stored(place), {"word": "oversight"})
    page.reload()
    page.wait_for_function("() => window.jupyterapp && window.jupyterapp.shell.currentWidget")
    other = lab.open(browser, f"{place.name}/work.ipynb")
    assert card(other, "word").locator("input").input_value() == "oversight"
    page.context.close()
    other.context.close()


@slow
def test_when_the_kernel_dies_nothing_is_called_saved_and_everything_can_be_downloaded(
    lab: Lab, browser: Any, folder: Callable[..., Path], tmp_path: Path
) -> None:
    """It is said beside the answer; the browser offers the file; merged later, nothing is lost."""
    place = folder("import os; open('pid', 'w').write(str(os.getpid()))", QUIZ.format(""))
    page = lab.open(browser, f"{place.name}/work.ipynb", accept_downloads=True)
    card(page, "one").locator("input[value=customs]").check()
    wait_for(kept(page, "one").inner_text, SAVED)
    kernel, given = int((place / "pid").read_text()), {"one": ["customs"], "word": "oversight", "blue": True}
    os.kill(kernel, signal.SIGSTOP)  # no answer, and no restart by the server
    try:
        card(page, "word").locator("input").fill("oversight")
        card(page, "blue").locator("input[value=true]").check()
        assert kept(page, "word").inner_text() == "Saving…"
        for id in ("word", "blue"):
            wait_for(lambda id=id: "Not saved" in kept(page, id).inner_text(), True, 15)
        assert "2 answers are not saved" in page.locator(".q-save .q-status").inner_text()
        with page.expect_download() as got:
            page.locator(".q-save .q-btn").first.click()
        got.value.save_as(tmp_path / "down.json")
        assert answers.read(tmp_path / "down.json", "nine").answers == given
        assert stored(place) == {"one": ["customs"]}
    finally:
        os.kill(kernel, signal.SIGCONT)
    # The kernel was only asleep: what it was sent arrives late, and is then called saved.
    wait_for(lambda: stored(place), given, 15)
    wait_for(kept(page, "word").inner_text, SAVED)
    os.kill(kernel, signal.SIGKILL)
    page.locator(".jp-Dialog button").last.click(timeout=60_000)  # JupyterLab says that the kernel died
    card(page, "many").locator("input[value=audit]").check()
    wait_for(lambda: card(page, "many").locator("form > .q-kept").inner_text() != SAVED, True)
    with page.expect_download() as got:
        page.locator(".q-save .q-btn").first.click()
    got.value.save_as(place / "answers-nine.json")
    page.context.close()
    again = lab.open(browser, f"{place.name}/work.ipynb")
    assert card(again, "many").locator("input:checked").count() == 1
    assert stored(place)["many"] == ["audit"]
    again.context.close()


@slow
def test_killed_in_the_middle_of_writing_no_saved_answer_is_lost(
    lab: Lab, browser: Any, folder: Callable[..., Path]
) -> None:
    """Whatever was called saved is in the file, and the file is whole."""
    place = folder("import os; open('pid', 'w').write(str(os.getpid()))", QUIZ.format(""))
    for turn in range(4):
        page = lab.open(browser, f"{place.name}/work.ipynb")
        field = card(page, "word").locator("input")
        field.fill("")
        field.press_sequentially("abcdefgh"[: 3 + turn], delay=130 + 90 * turn)
        os.kill(int((place / "pid").read_text()), signal.SIGKILL)
        saved = kept(page, "word").inner_text() == SAVED
        typed = field.input_value()
        if saved:
            assert stored(place)["word"] == typed
        if (place / "answers.json").exists():
            answers.read(place / "answers.json", "nine")
        assert not list(place.glob("*.bad-*"))
        page.context.close()
        time.sleep(1)


@slow
def test_a_read_only_folder_is_said_beside_the_answer(
    lab: Lab, browser: Any, folder: Callable[..., Path]
) -> None:
    """Here by a folder where the file should be: tests may run as root, to whom nothing is read-only."""
    place = folder(QUIZ.format(""))
    (place / "answers.json").mkdir()
    page = lab.open(browser, f"{place.name}/work.ipynb")
    card(page, "one").locator("input[value=customs]").check()
    wait_for(lambda: kept(page, "one").inner_text() not in ("", "Saving…"), True)
    assert kept(page, "one").inner_text() != SAVED
    assert "1 answer is not saved" in page.locator(".q-save .q-status").inner_text()
    page.context.close()


@slow
def test_a_folder_may_be_moved_while_it_is_open(lab: Lab, browser: Any, folder: Callable[..., Path]) -> None:
    """The answers move along."""
    place = folder(QUIZ.format(""))
    page = lab.open(browser, f"{place.name}/work.ipynb")
    moved = place.rename(place.with_name(place.name + "-moved"))
    card(page, "one").locator("input[value=customs]").check()
    wait_for(lambda: stored(moved), {"one": ["customs"]})
    page.context.close()


@slow
def test_two_quizzes_on_one_page_do_not_meet(
    lab: Lab, browser: Any, folder: Callable[..., Path], axe: Callable[..., list[str]]
) -> None:
    """No id twice; what is answered in one is seen in the other; each in its own language."""
    place = folder(QUIZ.format(""), QUIZ.format(', language="ar"'), 'record("share", 27.3)')
    page = lab.open(browser, f"{place.name}/work.ipynb", viewport={"width": 1200, "height": 9000})
    wait_for(lambda: page.locator(".q-strip").count(), 2)
    doubles = """() => { const ids = Array.from(document.querySelectorAll('.quiz [id]'), n => n.id);
      return ids.filter((id, n) => ids.indexOf(id) !== n); }"""
    assert page.evaluate(doubles) == []
    both = page.locator(".q[data-id=one] input[value=customs]")
    both.nth(0).check()
    wait_for(both.nth(1).is_checked, True)
    assert page.locator(".q[data-id=share] input").nth(1).input_value() == "27.3"
    assert axe(page) == []
    page.context.close()


@slow
def test_a_learner_number_changes_which_question_of_a_pool_is_asked(
    lab: Lab, browser: Any, folder: Callable[..., Path], nine: Any
) -> None:
    """The same one as in the page."""
    from ssr_course.quiz.public import asked

    place = folder(QUIZ.format(""))
    page = lab.open(browser, f"{place.name}/work.ipynb")
    page.locator(".q-who summary").click()
    for number in ("k1", "k2", "k3", "k4"):
        page.locator(".q-who input").fill(number)
        page.locator(".q-who button").click()
        wait_for(lambda: page.locator(".q:not([hidden])").evaluate_all("all => all.map(q => q.dataset.id)"),
                 [question.id for question in asked(nine, number)])  # fmt: skip
    assert answers.read(place / "answers.json").learner == "k4"
    page.context.close()


@slow
def test_in_notebook_7_it_is_the_same(
    lab: Lab, browser: Any, folder: Callable[..., Path], axe: Callable[..., list[str]]
) -> None:
    """By keyboard too: its own keys do not reach into the quiz."""
    pytest.importorskip("notebook")
    place = folder("# Work\n\n## Questions", QUIZ.format(""))
    page = lab.open(
        browser, f"{place.name}/work.ipynb", app="notebooks", viewport={"width": 1000, "height": 900}
    )
    page.wait_for_selector(".q-strip")
    assert page.locator("#jp-MainLogo, .jp-NotebookSpacer, #menu-panel").count()
    by_keyboard(page)
    wait_for(lambda: stored(place), RIGHT)
    assert shown(page) == RIGHT and axe(page) == []
    page.context.close()


@slow
@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="only root can make a small file system")
def test_on_a_full_disk_it_says_so_and_nothing_is_lost(
    lab: Lab, browser: Any, folder: Callable[..., Path]
) -> None:
    """A file system of 1 MB, filled to the brim; when there is room again, the next answer is saved."""
    small = lab.folder / "small"
    small.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(small)]).returncode:
        pytest.skip("no file system can be mounted here")
    try:
        place = Path(shutil.copytree(folder(QUIZ.format("")), small / "work"))
        page = lab.open(browser, "small/work/work.ipynb")
        card(page, "one").locator("input[value=customs]").check()
        wait_for(kept(page, "one").inner_text, SAVED)
        with suppress(OSError), (small / "filler").open("wb", buffering=0) as filler:
            while True:
                filler.write(b"x" * 512)
        card(page, "blue").locator("input[value=true]").check()
        wait_for(kept(page, "blue").inner_text, "The disk is full. Make room, then try again.")
        assert stored(place) == {"one": ["customs"]}
        (small / "filler").unlink()
        card(page, "blue").locator("input[value=false]").check()
        wait_for(kept(page, "blue").inner_text, SAVED)
        assert stored(place) == {"one": ["customs"], "blue": False}
        page.context.close()
    finally:
        subprocess.run(["umount", "-l", str(small)], check=True)
