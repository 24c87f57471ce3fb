"""What an exercise notebook works with: controls, tables, charts, and `record`.

1. `place` finds the exercise: its folder, module, language, words and answers.
2. `controls` ask (`choose`, `slider`); `live` makes a value that follows them.
3. `table` and `chart` show; `record` writes a value beside the answers.
4. `charts` and `tables` draw, without any framework: the instructor's report uses them too.

A notebook names ids; the words stand in `labels.yml`. With ``SSR_HEADLESS=1`` nothing is shown and nothing
but the standard library is imported.
"""

from .controls import choose, slider
from .data import group, ids, read, share, total, where
from .recording import record
from .shown import chart, say, table
from .values import live

__all__ = [
    "chart",
    "choose",
    "group",
    "ids",
    "live",
    "read",
    "record",
    "say",
    "share",
    "slider",
    "table",
    "total",
    "where",
]
