"""`python -m benchmarks [page] [build] [growth] [languages] [notebook]`: all of them when none is named."""

from __future__ import annotations

import os
import platform
import sys

from . import build, languages, notebook, page

RUNS = {
    "page": page.weight_and_wait,
    "build": build.against_stock,
    "growth": build.growth,
    "languages": languages.run,
    "notebook": notebook.notebook,
}


def main(names: list[str]) -> None:
    unknown = [name for name in names if name not in RUNS]
    if unknown:
        raise SystemExit(f"no benchmark {unknown[0]}; there are: {', '.join(RUNS)}")
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, {platform.platform(terse=True)}")
    for name in names or RUNS:
        RUNS[name]()


main(sys.argv[1:])
