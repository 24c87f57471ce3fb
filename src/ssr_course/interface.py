"""The words of the interface: buttons, verdicts, labels, of the page, the widget and the scripts.

`MESSAGES` maps a permanent name to its English text, or to ``(singular, plural)``. Placeholders are
written ``{name}``. This table is the source of the gettext domain `interface`; a script is given
the same texts by name (`Interface.table`) and chooses plurals with `Intl.PluralRules`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from .languages import SOURCE, Language

Text = str | tuple[str, ...]

MESSAGES: dict[str, Text] = {
    # --- the site: frame, lesson, welcome page, search
    "site-date": "{day} {month} {year}",
    "site-month-1": "January",
    "site-month-2": "February",
    "site-month-3": "March",
    "site-month-4": "April",
    "site-month-5": "May",
    "site-month-6": "June",
    "site-month-7": "July",
    "site-month-8": "August",
    "site-month-9": "September",
    "site-month-10": "October",
    "site-month-11": "November",
    "site-month-12": "December",
    "site-skip": "Skip to content",
    "site-menu": "Menu",
    "site-menu-label": "Course menu",
    "site-close": "Close",
    "site-language": "Language",
    "site-search": "Search",
    "site-search-label": "Search the course",
    "site-here": "You are here",
    "site-modules": "Modules and lessons",
    "site-on-page": "On this page",
    "site-welcome": "Welcome",
    "site-module": "Module {n}",
    "site-lesson": "Lesson {n} of {all}",
    "site-lessons": ("{n} lesson", "{n} lessons"),
    "site-minutes": ("{n} minute", "{n} minutes"),
    "site-questions": ("{n} question", "{n} questions"),
    "site-short-minutes": "{n} min",
    "site-short-hours": "{h} h",
    "site-short-both": "{h} h {n} min",
    "site-state-done": "(done)",
    "site-state-next": "(next)",
    "site-aims": "After this lesson you can",
    "site-key-points": "Key points",
    "site-heard": "Often heard",
    "site-fact": "In fact",
    "site-reflection": "Think about your own place",
    "site-check-yourself": "Check yourself",
    "site-figure": "Figure {n}",
    "site-mark": "Mark as complete",
    "site-marked": "Completed",
    "site-not-kept": (
        "This browser does not keep anything, so what you have done is forgotten when "
        "you leave the page."
    ),
    "site-previous": "Previous",
    "site-next": "Next",
    "site-left-in-module": "Left in this module: {time}.",
    "site-module-done": "You have done every lesson of this module.",
    "site-independent": (
        "An independent course. Not an official publication of the United Nations or of "
        "any other body."
    ),
    "site-edition": "Edition {edition}",
    "site-licence": "Text: CC BY 4.0",
    "site-about": "About this course and its sources",
    "site-report": "Report a mistake",
    "site-begin": "Begin here",
    "site-continue": "Continue where you left off",
    "site-open-lesson": "Open the lesson",
    "site-open-practice": "Open the questions",
    "site-all-done": "You have done every lesson",
    "site-your-progress": "Your progress",
    "site-course-progress": "Course progress",
    "site-lessons-done": "{n} of {all} lessons",
    "site-time-left": "{time} left",
    "site-total-lessons": "lessons",
    "site-total-lessons-done": "lessons done",
    "site-total-time": "in all",
    "site-total-time-left": "left",
    "site-total-questions": "practice questions",
    "site-total-questions-answered": "questions answered",
    "site-n-of": "{n} of {all}",
    "site-not-started": "Not started",
    "site-in-progress": "In progress",
    "site-complete": "Complete",
    "site-show-lessons": "Lessons",
    "site-open-glossary": "Open in the glossary",
    "site-results": ("{n} page found for “{query}”", "{n} pages found for “{query}”"),
    "site-no-results": "Nothing found for “{query}”. Try fewer words, or another word for it.",
    "site-results-some": "No page has all of these words. These pages have some of them.",
    "site-search-hint": (
        "Endings, accents and capital letters make no difference. Questions are searched, too."
    ),
    "site-search-broken": "The index of words could not be loaded. Load the page again.",
    "site-search-needs-script": (
        "Searching needs JavaScript. The glossary and the course map work without "
        "it."
    ),
    "site-index": "Index",
    "site-not-found": "This page does not exist",
    "site-not-found-text": (
        "The address may be mistyped, or the page has moved. The course map leads to "
        "every page."
    ),
    "site-to-welcome": "To the course map",
    "site-choose": "Open the course",
    "site-english-module": "This module is not fully translated yet. What is missing is shown in English.",
    "site-english-page": "This page is not fully translated yet. What is missing is shown in English.",
    "site-english-course": "This course is not fully translated yet. What is missing is shown in English.",
    "site-english-modules": (
        "These modules are not fully translated yet. What is missing is shown in English."
    ),
    "site-preview": "Preview",
    "site-preview-problems": ("{n} problem to mend", "{n} problems to mend"),
    "site-preview-missing": (
        "One thing is still missing for a bank of the course:",
        "{n} things are still missing for a bank of the course:",
    ),
    "site-preview-good": "This bank has no mistakes that a machine can find.",
    # --- a released exercise (grading/): its grade cells, and the page on how to open it and hand it in
    "release-marking": "For your instructor",
    "release-marking-text": (
        "The cells below carry the marks. There is nothing to fill in here. Please delete none of them."
    ),
    "release-written": (
        "The answer to this question is written among the questions above. There is nothing to write in this cell."
    ),
    "release-title": "How to open this exercise and hand it in",
    "release-before": "Unpack the zip file first, and keep all files of the folder together.",
    "release-open": "Open it",
    "release-open-own": (
        "Needed is Python 3.11 or later. Open a terminal in this folder and type these lines. "
        "The first two need the internet, and only once."
    ),
    "release-open-there": (
        "Where you already have Jupyter, the first line is enough; then open {file} from this folder."
    ),
    "release-work": "Work on it",
    "release-work-run": "Click on a grey cell, then press Shift and Enter together. Do so from top to bottom.",
    "release-work-kept": (
        "Every answer is kept in the file {answers} in this folder. You may stop at any time and go on later."
    ),
    "release-work-page": (
        "Have you answered some of the questions on a phone? Download your answers there and put the file into "
        "this folder. They are taken over when the questions are shown."
    ),
    "release-hand-in": "Hand it in",
    "release-hand-in-files": "Send these two files, in the way that your instructor has told you:",
    "release-hand-in-names": "Leave their names as they are: the marks are found by them.",
    "release-phone": "Without a computer",
    "release-phone-text": (
        "The questions that count are also on the page of this exercise in the course. Answer them there, "
        "download your answers and hand in that file."
    ),
    "site-exercise-download": "Download the exercise",
    "site-exercise-size": "zip file, {n} KB",
    "site-exercise-later": "The exercise can be downloaded here as soon as it is published in this language.",
    # --- exercises in a notebook, charts, `record`
    "exercise-as-table": "Show as a table",
    "exercise-share": "Share",
    "exercise-nothing-yet": "Nothing to show yet.",
    "exercise-kind-bars": "Bar chart",
    "exercise-kind-columns": "Column chart",
    "exercise-kind-lines": "Line chart",
    "exercise-kind-points": "Scatter chart",
    "exercise-kind-parts": "Parts of a whole",
    "exercise-kind-ranges": "Values with their likely ranges",
    "exercise-extremes": "Highest: {high}, {high_value}. Lowest: {low}, {low_value}.",
    "exercise-course": "{series}: from {first_value} ({first}) to {last_value} ({last}).",
    "exercise-choose": "Choose …",
    "exercise-chosen": "{n} of {all} chosen",
    "exercise-recorded": "Recorded: {id} = {value}",
    "exercise-not-recorded": "Not recorded: {id}. {why}",
    "exercise-why-nothing": "There is no value yet. Finish the step above.",
    "exercise-why-number": "A number, or a list of ids, is needed; this is {what}.",
    "exercise-why-finite": "The number is not finite.",
    "exercise-why-unknown": "This exercise has no question of that name.",
    "exercise-why-folder": "The folder cannot be written to. Copy it to a place of your own and open it there.",
    "exercise-why-disk": "The disk is full. Make room, then try again.",
    "exercise-why-module": "The file answers.json in this folder belongs to another module.",
    "exercise-why-other": "The file could not be written ({what}).",
    "exercise-not-kept": "Your choice is not saved: {why}",
    "exercise-set-aside": "The file answers.json could not be read. It is kept as {file}, and a new one begun.",
    "exercise-gone": (
        "Not saved: the notebook does not answer. Choose Restart kernel in the menu, then run the cells again."
    ),
    "exercise-total": "Total",
    "exercise-saving": "Saving…",
    "exercise-kept": "Saved in answers.json",
    "exercise-saved": "{n} of {of} answered. Your answers are in the file answers.json beside this notebook.",
    "exercise-unsaved": (
        "{n} answer is not saved in the folder. Download your answers before you close the notebook.",
        "{n} answers are not saved in the folder. Download your answers before you close the notebook.",
    ),
    "exercise-taken": "Answers were taken over from: {files}",
    # --- questions: the HTML of a question (quiz/html.py)
    "quiz-question": "Question",
    "quiz-number": "Question {n} of {of}",
    "quiz-points": ("{n} point", "{n} points"),
    "quiz-later": "Marked later",
    "quiz-later-note": "These questions count. They are marked later, so no answers are shown here.",
    "quiz-no-script": (
        "This browser runs no scripts, so it cannot keep your answers. "
        "Print this page, or open it in another browser."
    ),
    "quiz-how-single": "Choose one answer.",
    "quiz-how-multiple": "Choose all that apply.",
    "quiz-how-true-false": "True or false?",
    "quiz-how-matching": "Choose one answer for each line. Each answer belongs to one line.",
    "quiz-how-categorise": "Choose one group for each line.",
    "quiz-how-ordering": "Number the lines in their order. The first is 1.",
    "quiz-how-numeric": "Type a number.",
    "quiz-how-short": "Type a word or a few words.",
    "quiz-words-range": ("Write {low} to {n} word.", "Write {low} to {n} words."),
    "quiz-words-least": ("Write at least {n} word.", "Write at least {n} words."),
    "quiz-words-most": ("Write at most {n} word.", "Write at most {n} words."),
    "quiz-words-free": "Write in your own words.",
    "quiz-true": "True",
    "quiz-false": "False",
    "quiz-your-answer": "Your answer",
    "quiz-choose": "Choose…",
    "quiz-hint": "Hint",
    "quiz-key": "Answer and explanation",
    "quiz-model": "Model answer",
    "quiz-rubric": "What a reader looks for:",
    "quiz-accepted": "(accepted: {low} to {high})",
    "quiz-see": "Read again",
    "quiz-see-page": "Read again: {title}",
    # --- questions: what a script says (assets/quiz-card.js)
    "quiz-check": "Check answer",
    "quiz-again": "Try again",
    "quiz-restart": "Start again",
    "quiz-clear": "Clear my answer",
    "quiz-compare": "Compare with the model answer",
    "quiz-compare-now": "Read the model answer beside yours. You may go on writing.",
    "quiz-keep-order": "Keep this order",
    "quiz-how-move": "Move the lines with the arrows.",
    "quiz-move-up": "Move up: {item}",
    "quiz-move-down": "Move down: {item}",
    "quiz-moved": "{item}: now {n} of {of}",
    "quiz-choose-first": "Choose an answer, then check it.",
    "quiz-type-first": "Type an answer, then check it.",
    "quiz-words": ("{n} word", "{n} words"),
    "quiz-words-first": ("Write {n} word first, then compare.", "Write {n} words first, then compare."),
    "quiz-understood": "Understood as {value}",
    "quiz-no-number": "This is not a number yet. Type digits only, such as 31 or 31.4.",
    "quiz-state-fresh": "Not answered yet",
    "quiz-state-answered": "Answered",
    "quiz-state-right": "Right",
    "quiz-state-partly": "Partly right",
    "quiz-state-wrong": "Not right yet",
    "quiz-state-none": "No answer yet",
    "quiz-row-right": "Right.",
    "quiz-row-wrong": "Not this.",
    "quiz-row-missed": "This belongs too.",
    "quiz-row-answer": "This is the answer.",
    "quiz-row-blank": "No answer on this line yet.",
    "quiz-score": ("{points} of {n} point", "{points} of {n} points"),
    "quiz-tries": ("{n} try", "{n} tries"),
    "quiz-found": "You found {n} of {of}.",
    "quiz-extra": ("{n} of your choices does not belong.", "{n} of your choices do not belong."),
    "quiz-placed": "{n} of {of} are in place.",
    "quiz-steps": "{n} of {of} steps follow each other as they should.",
    "quiz-pair-ok": "The next step follows",
    "quiz-pair-no": "Another step comes next",
    "quiz-advice": "Read what stands beside your answer, then try again.",
    "quiz-kept-ok": "Saved on this device",
    "quiz-kept-denied": (
        "This browser does not let this page save anything. "
        "Download your answers before you close it."
    ),
    "quiz-kept-full": (
        "This device has no room left, so this answer is not saved. "
        "Download your answers before you close the page."
    ),
    # --- questions: the strip and the box of a quiz (assets/quiz-page.js)
    "quiz-strip": "Questions",
    "quiz-count": "{n} of {of} answered",
    "quiz-box": "Your answers",
    "quiz-box-note": (
        "They are kept in this browser only. "
        "Download the file to hand it in, or to go on elsewhere, in any language."
    ),
    "quiz-download": "Download my answers",
    "quiz-open": "Open my answers",
    "quiz-nothing": "Nothing is answered yet",
    "quiz-receipt": "{n} of {of} answered, {missing} missing, code {code}",
    "quiz-file-bad": "This file cannot be read as answers. Nothing was changed.",
    "quiz-file-too-large": "This file is too large to hold answers. Nothing was changed.",
    "quiz-file-module": "This file holds answers to another module ({module}). Nothing was changed.",
    "quiz-file-learner": (
        "This file belongs to learner {theirs}, and you are learner {mine}. "
        "Nothing was changed."
    ),
    "quiz-file-opened": ("{n} answer opened.", "{n} answers opened."),
    "quiz-file-differs": (
        "{n} was different here; the later one was kept:",
        "{n} were different here; the later ones were kept:",
    ),
    "quiz-undo": "Undo",
    "quiz-undone": "Your answers are as they were.",
    "quiz-learner": "Learner number",
    "quiz-learner-is": "Answers of learner {learner}",
    "quiz-learner-none": "Do others use this device?",
    "quiz-learner-note": (
        "Answers are kept apart for each learner number. "
        "The number stays on this device and in the file that you download."
    ),
    "quiz-learner-use": "Use this number",
    "quiz-learner-take": "The answers given so far are mine",
    "quiz-learner-bad": "Use letters, digits and . _ @ - only.",
    "quiz-learner-not-me": "I am somebody else",
    "quiz-delete": "Delete my answers from this device",
    "quiz-delete-ask": (
        "Delete the answers and the progress of learner {learner}, in all modules? This cannot be "
        "undone."
    ),
    "quiz-delete-ask-all": "Delete your answers and your progress, in all modules? This cannot be undone.",
    "quiz-delete-no": "Keep them",
    "quiz-delete-mine": "Delete mine",
    "quiz-delete-all": "Delete everybody's",
    "quiz-deleted": "Deleted from this device.",
}

_PLACE = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class Interface:
    """The interface in one language; what `translations` lacks is English."""

    language: Language = SOURCE
    translations: Mapping[str, Text] = field(default_factory=dict)

    def __call__(self, name: str, **values: object) -> str:
        """The message `name`, filled in. A message with plural forms is chosen by ``n``."""
        text = self.translations.get(name) or MESSAGES[name]
        if not isinstance(text, str):
            text = text[self._form(name, values.get("n"), len(text))]
        return _PLACE.sub(lambda m: str(values.get(m[1], m[0])), text)

    def _form(self, name: str, n: object, forms: int) -> int:
        """Which plural form; a part of one (half a point) takes the last, as `Intl.PluralRules` has it."""
        if not isinstance(n, int | float) or n != int(n):
            return forms - 1
        import gettext

        language = self.language if name in self.translations else SOURCE
        return gettext.c2py(language.plural_forms.split("plural=", 1)[1].rstrip("; "))(abs(int(n)))

    def table(self, names: tuple[str, ...] | None = None) -> dict[str, str | dict[str, str]]:
        """Texts by name for a script; plural forms by CLDR category."""
        out: dict[str, str | dict[str, str]] = {}
        for name in names or tuple(MESSAGES):
            text = self.translations.get(name) or MESSAGES[name]
            language = self.language if self.translations.get(name) else SOURCE
            out[name] = text if isinstance(text, str) else dict(zip(language.plurals, text, strict=True))
        return out
