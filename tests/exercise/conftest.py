"""An exercise folder of the size of a test, with the working folder in it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ssr_course.exercise import place, recording, store

LABELS = {
    "army": "Army",
    "police": "Police",
    "guard": "Guard <b>",
    "kind": "What is it?",
    "kind.help": "Look.",
    "yes": "Yes",
    "no": "No",
    "line": "Where?",
    "line.unit": "{n} million",
    "sums": "Sums",
    "sums.unit": "millions",
    "sums.line": "Limit {n}",
    "body": "Body",
    "money": "Money",
    "asks": "Who asks",
    "none": "nobody",
    "said": "{n} of {all}: {names}",
    "share": "The share",
}
ARABIC = {"army": "الجيش", "police": "الشرطة", "kind": "ما هو؟", "none": "لا أحد", "sums": "المبالغ"}
ROWS = "body,money,asks\narmy,240,audit parliament\npolice,84.5,\nguard,31,\n"


@pytest.fixture
def exercise(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A learner's folder: labels in English and Arabic, a table; it is the working folder."""
    data = place.released({"id": "small", "labels": LABELS}, {"ar": {"labels": ARABIC}}, "en")
    (tmp_path / "labels.json").write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    (tmp_path / "rows.csv").write_text(ROWS, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    for name in ("SSR_HEADLESS", "SSR_LANGUAGE", "SSR_MODULE", "JUPYTERHUB_USER"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(recording, "_current", {})
    monkeypatch.setattr(store, "listeners", [])
    return tmp_path
