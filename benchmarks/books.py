"""Generated books: the same text for this project and for the stock tools."""

from __future__ import annotations

import json
import random
from pathlib import Path

import yaml

WORDS = [
    "the",
    "security",
    "sector",
    "of",
    "a",
    "country",
    "includes",
    "those",
    "who",
    "provide",
    "manage",
    "and",
    "oversee",
    "protection",
    "for",
    "people",
    "police",
    "army",
    "customs",
    "border",
    "guard",
    "court",
    "parliament",
    "auditor",
    "committee",
    "ministry",
    "budget",
    "law",
    "patrol",
    "village",
    "report",
    "question",
    "answer",
    "leader",
    "trust",
    "plan",
    "reform",
    "support",
    "mission",
    "partner",
    "training",
    "office",
    "complaint",
    "takes",
    "asks",
    "gives",
    "finds",
    "reads",
    "writes",
    "pays",
    "shows",
    "keeps",
    "opens",
    "meets",
    "sends",
    "before",
    "after",
    "when",
    "because",
]

EXTENSIONS = ["myst_nb", "jupyter_book", "sphinx_external_toc", "ssr_course.page"]


def paragraph(rng: random.Random, words: int) -> str:
    """Sentences of 8 to 14 words, `words` in all."""
    out: list[str] = []
    while words > 0:
        sentence = [rng.choice(WORDS) for _ in range(min(words, rng.randint(8, 14)))]
        out.append(" ".join(sentence).capitalize() + ".")
        words -= len(sentence)
    return " ".join(out)


def lesson(number: int, rng: random.Random, tail: str = "") -> str:
    """A page of about 770 words: six sections of two paragraphs, a list, a table."""
    parts = [f"# Lesson {number} of the course", paragraph(rng, 90)]
    for section in range(1, 7):
        parts += [f"## Section {section} of lesson {number}", paragraph(rng, 50), paragraph(rng, 45)]
    parts += ["\n".join(f"- {paragraph(rng, 9)}" for _ in range(5))]
    parts += [
        "| Who | What |\n|---|---|\n"
        + "\n".join(f"| {rng.choice(WORDS)} | {paragraph(rng, 6)} |" for _ in range(4))
    ]
    return "\n\n".join([*parts, tail]) + "\n"


def questions(count: int, rng: random.Random) -> list[dict]:
    """`count` single-choice questions of four choices, each with its feedback."""
    return [
        {
            "id": f"question-{n}",
            "type": "single",
            "prompt": paragraph(rng, 18),
            "hint": paragraph(rng, 9),
            "choices": [
                {"id": f"choice-{c}", "text": paragraph(rng, 9), "feedback": paragraph(rng, 22)}
                | ({"correct": True} if c == n % 4 else {})
                for c in range(4)
            ],
            "explanation": paragraph(rng, 20),
        }
        for n in range(count)
    ]


def jupyterquiz(bank: list[dict]) -> str:
    """The same questions as a jupyterquiz cell."""
    data = [
        {
            "question": q["prompt"],
            "type": "multiple_choice",
            "answers": [
                {"answer": c["text"], "correct": bool(c.get("correct")), "feedback": c["feedback"]}
                for c in q["choices"]
            ],
        }
        for q in bank
    ]
    return (
        "```{code-cell} ipython3\n:tags: [remove-input]\nfrom jupyterquiz import display_quiz\nimport json\n"
        f"display_quiz(json.loads({json.dumps(json.dumps(data))}))\n```"
    )


HEADER = """---
kernelspec:
  display_name: Python 3
  name: python3
jupytext:
  text_representation:
    format_name: myst
---

"""


def make(folder: Path, pages: int, *, ours: bool, quiz: int = 0) -> Path:
    """A book of `pages` lessons in modules of ten; the first lesson asks `quiz` questions.

    The text is the same whether `ours` (this project) or not (Jupyter Book as it comes).
    """
    rng = random.Random(2151)
    folder.mkdir(parents=True)
    (folder / "book").mkdir()
    (folder / "book" / "index.md").write_text(f"# Welcome\n\n{paragraph(rng, 80)}\n")
    parts = []
    for n in range(1, pages + 1):
        module = f"module-{(n - 1) // 10 + 1}"
        (folder / "book" / module).mkdir(exist_ok=True)
        if n % 10 == 1:
            parts.append({"caption": f"Module {len(parts) + 1}", "chapters": []})
        parts[-1]["chapters"].append({"file": f"book/{module}/lesson-{n}"})
        text, bank = "", questions(quiz, random.Random(n)) if quiz and n == 1 else []
        if bank and ours:
            text = f"```{{quiz}} {module}\n```"
            (folder / "quizzes" / "practice").mkdir(parents=True)
            (folder / "quizzes" / "practice" / f"{module}.yml").write_text(
                yaml.safe_dump({"id": module, "title": "Module", "questions": bank}, sort_keys=False)
            )
        elif bank:
            text = jupyterquiz(bank)
        source = lesson(n, rng, text)
        (folder / "book" / module / f"lesson-{n}.md").write_text(
            HEADER + source if bank and not ours else source
        )
    config: dict = {"title": "Generated book", "author": "Nobody", "only_build_toc_files": True, "logo": ""}
    if ours:
        import ssr_course

        root = next(p for p in Path(ssr_course.__file__).resolve().parents if (p / "_config.yml").is_file())
        config = yaml.safe_load((root / "_config.yml").read_text(encoding="utf-8"))
        config["title"] = "Generated book"
    else:
        config["execute"] = {"execute_notebooks": "force" if quiz else "off"}
    (folder / "_config.yml").write_text(yaml.safe_dump(config, sort_keys=False))
    (folder / "_toc.yml").write_text(
        yaml.safe_dump({"format": "jb-book", "root": "book/index", "parts": parts}, sort_keys=False)
    )
    return folder
