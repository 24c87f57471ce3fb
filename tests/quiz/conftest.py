"""The scripts of the page run in node, for tables that both languages must agree on."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

DATA = Path(__file__).parents[1] / "data"
ASSETS = Path(__file__).parents[2] / "src" / "ssr_course" / "assets"

# Nothing of node or of a page but what every browser has: the scripts are pure.
DRIVER = """
const fs = require('fs'), vm = require('vm');
const { scripts, code, data } = JSON.parse(fs.readFileSync(0, 'utf8'));
const file = (path) => new Uint8Array(fs.readFileSync(path));
const context = vm.createContext({ TextDecoder, data: JSON.stringify(data), file });
for (const path of scripts) vm.runInContext(fs.readFileSync(path, 'utf8'), context, { filename: path });
process.stdout.write(vm.runInContext(`JSON.stringify((${code})(JSON.parse(data)))`, context));
"""


@pytest.fixture(scope="session")
def in_javascript() -> Callable[[str, Any], Any]:
    """``in_javascript("(data) => result", data)``: run with `SSR` loaded; JSON in, JSON out."""
    node = shutil.which("node")
    if not node:
        pytest.fail(
            "node is not installed; the twins in JavaScript cannot be tested. Install Node.js 18 or later"
        )

    def run(code: str, data: Any) -> Any:
        scripts = [str(ASSETS / name) for name in ("quiz-score.js", "quiz-answers.js")]
        sent = json.dumps({"scripts": scripts, "code": code, "data": data})
        done = subprocess.run([node, "-e", DRIVER], input=sent.encode(), capture_output=True, timeout=120)
        assert done.returncode == 0, done.stderr.decode()
        return json.loads(done.stdout)

    return run


@pytest.fixture(scope="session")
def table() -> Callable[[str], Any]:
    """A table of `tests/data` by its name."""
    return lambda name: json.loads((DATA / name).read_text(encoding="utf-8"))
