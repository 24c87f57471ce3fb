"""Tables and charts of a notebook: rows of ids and numbers in, words and drawings out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Any

from . import charts, numbers
from .data import ids
from .place import Place, headless, here
from .tables import Column, table_html, table_text
from .values import Value, now

Data = Iterable[Mapping[str, Any]] | Mapping[str, float | None] | Value


class Shown:
    """Something to look at, which follows the live values in it."""

    def __init__(self, place: Place, sources: Sequence[Any], draw: Any) -> None:
        self.place, self._draw = place, draw
        self.sources = [source for source in sources if isinstance(source, Value)]

    def html(self) -> str:
        """As HTML, now."""
        return self._draw()[0]

    def text(self) -> str:
        """As plain text, now."""
        return self._draw()[1]

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        from .panel import bundle

        return bundle(self, **kwargs)


def table(id: str, data: Data, columns: Sequence[str] = (), *, total: Sequence[str] = ()) -> Shown | None:
    """Show `data` (rows as `read` gives them) as a table named `id`; `columns` chooses and orders.

    A number is written as a number; a cell of ids becomes their labels, an empty one the label ``none``.
    `total` names columns to add up in a last row.
    """
    if headless():
        return None
    place = here()

    def draw() -> tuple[str, str]:
        rows = list(now(data))
        names = list(columns) or list(rows[0] if rows else ())
        cells = {name: [row.get(name) for row in rows] for name in names}
        kinds = [
            Column(place.label(name), any(numbers.plain(v) is not None for v in cells[name]))
            for name in names
        ]
        digits = {name: numbers.places(cells[name]) for name in names}

        def cell(name: str, value: Any) -> str:
            if numbers.plain(value) is not None:
                return numbers.number(value, place.ui.language, digits[name])
            return words(place, value)

        body = [[cell(name, row.get(name)) for name in names] for row in rows]
        foot = [
            cell(name, sum(filter(None, map(numbers.plain, cells[name])))) if name in total else ""
            for name in names
        ]
        foot = [place.ui("exercise-total"), *foot[1:]] if total else []
        unit = _unit(place, id)
        caption = place.label(id) + (f" ({unit})" if unit else "")
        return table_html(caption, kinds, body, place.ui.language, foot), table_text(
            caption, kinds, body, foot
        )

    return Shown(place, [data], draw)


def chart(
    id: str,
    kind: str,
    data: Data,
    *,
    of: str = "",
    values: Sequence[str] = (),
    note: str = "",
    light: Any = (),
    line: Any = None,
) -> Shown | None:
    """Show `data` as a chart named `id` of the `kind` bars, columns, lines, points, parts or ranges.

    `data` is a dictionary from ids to numbers, or rows: then `of` names the column with what each row is and
    `values` the columns of numbers (a dictionary has one, named by ``values``). `note` names a column whose
    id is said beside the label; `light` lists ids that are drawn lighter; `line` is a value with a line
    across, named by the label ``id.line``. Data, `light` and `line` may be live. The label `id` is the title,
    ``id.unit`` the unit; where that is ``%``, numbers are percentages, and the
    scale goes to 100.
    """
    if headless():
        return None
    place = here()

    def written(value: float) -> str:
        return numbers.number(value, place.ui.language)

    def draw() -> tuple[str, str]:
        found, weak, limit = now(data), set(now(light)), now(line)
        rows = (
            [{of: key, values[0]: value} for key, value in found.items()]
            if isinstance(found, Mapping)
            else found
        )
        unit = _unit(place, id)
        share = unit == "%"
        picture = charts.Chart(
            kind,
            place.label(id),
            tuple(
                charts.Row(
                    words(place, row[of]),
                    tuple(numbers.plain(row.get(name)) for name in values),
                    note=words(place, row[note]) if note and row.get(note) else "",
                    strong=row[of] not in weak,
                    at=numbers.plain(row[of]),
                )
                for row in rows
            ),
            tuple(map(place.label, values)),
            head=place.label(of),
            unit="" if share else unit,
            percent=share,
            reference=None if limit is None else (limit, place.label(f"{id}.line", n=written(limit))),
            high=100 if share else None,
        )
        return charts.figure(picture, place.ui), charts.text(picture, place.ui)

    return Shown(place, [data, light, line], draw)


def say(id: str | Value, **facts: Any) -> Shown | None:
    """A sentence: the label `id`, its ``{names}`` filled with numbers or labels. All may be live."""
    if headless():
        return None
    place = here()

    def draw() -> tuple[str, str]:
        found = {name: now(fact) for name, fact in facts.items()}
        text = place.label(
            now(id),
            **{
                name: numbers.number(fact, place.ui.language)
                if numbers.plain(fact) is not None
                else words(place, fact)
                for name, fact in found.items()
            },
        )
        return f'<p class="ssr-say">{escape(text)}</p>', text

    return Shown(place, [id, *facts.values()], draw)


def words(place: Place, value: Any) -> str:
    """Ids in a cell as words; ``none`` where there is none."""
    if numbers.plain(value) is not None:
        return str(value)
    names = [place.label(id) for id in (value if isinstance(value, list | tuple) else ids(value))]
    if not names:
        return place.words.get("none", "\u2013")
    return {"ar": "، ", "zh-cn": "、"}.get(place.ui.language.code, ", ").join(names)


def _unit(place: Place, id: str) -> str:
    return place.words.get(f"{id}.unit", "")
