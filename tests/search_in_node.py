"""The search of the page, run in node: the scripts as a page loads them, in one language."""

from __future__ import annotations

import json
import shutil
import subprocess
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

ASSETS = Path(__file__).parents[1] / "src" / "ssr_course" / "assets"
DRIVER = """
const fs = require('fs'), vm = require('vm');
const { scripts, code, data } = JSON.parse(fs.readFileSync(0, 'utf8'));
const context = vm.createContext({ data: JSON.stringify(data) });
scripts.forEach((text) => vm.runInContext(text, context));
const stemmer = 'typeof Stemmer === "undefined" ? null : Stemmer';
vm.runInContext(`var speech = SSR.search.language(${stemmer}, searchSpelling)`, context);
process.stdout.write(vm.runInContext(`JSON.stringify((${code})(JSON.parse(data)))`, context));
"""


@cache
def language_data(locale: str) -> str:
    """What Sphinx writes to `language_data.js` for a language."""
    from ssr_course.page.search import Index
    from ssr_course.page.search_languages import register

    register()
    kept = {
        "titles",
        "filenames",
        "mapping",
        "title_mapping",
        "all_titles",
        "index_entries",
        "objtypes",
        "objnames",
    }
    env = SimpleNamespace(**{f"_search_index_{name}": {} for name in kept})
    context = Index(env, locale, {}, "").context_for_searchtool()
    return "\n".join(
        (
            f"var stopwords = {context['search_language_stop_words']};",
            context["search_language_stemming_code"],
            context["search_word_splitter_code"],
        )
    )


def in_node(locale: str, code: str, data: Any) -> Any:
    """``(data) => result`` with `SSR.search`, `speech` and `stopwords` of a language; JSON in, JSON out."""
    node = shutil.which("node")
    if not node:
        pytest.fail(
            "node is not installed; the search of the page cannot be tested. Install Node.js 18 or later"
        )
    files = [(ASSETS / name).read_text(encoding="utf-8") for name in ("quiz-score.js", "search-words.js")]
    sent = json.dumps({"scripts": [files[0], language_data(locale), files[1]], "code": code, "data": data})
    done = subprocess.run([node, "-e", DRIVER], input=sent.encode(), capture_output=True, timeout=120)
    assert done.returncode == 0, done.stderr.decode()
    return json.loads(done.stdout)
