"""The units that a table tells beside its amounts: in a title, in a row under the header, in a note."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from indicators.intake.convert import NUMERIC
from indicators.intake.issues import Issue, Issues
from indicators.intake.schemas import Column
from indicators.intake.tables import RawTable, heading
from indicators.intake.values import number_or_none, unit_of

_FIRST = 5


def unit_said(about: Callable[..., Issue], column: Column, unit: float) -> Issue:
    """A title that tells the unit of its amounts: they are converted, and it is said; another number is asked."""
    if column.reads == "money":
        return about(code="unit_of_title", severity="information", details={"unit": unit})
    return about(code="unit_not_applied", severity="confirm", details={"unit": unit})


def unit_row(table: RawTable, matched: Mapping[int, Column], issues: Issues) -> dict[int, float]:
    """The units that a row under the header tells, by place of their column; the row itself is set aside with the notes."""
    row = None if table.typed else units_at(table, matched)
    if row is None:
        return {}
    units = {}
    for place, column in matched.items():
        unit = unit_of(table.data.column(place)[row].as_py()) or 1.0
        if unit != 1.0:
            units[place] = unit

            def about(place: int = place, **words: Any) -> Issue:
                return Issue(
                    file=table.file, sheet=table.sheet, row=int(table.rows[row]), column=table.header[place], **words
                )

            issues.append(unit_said(about, column, unit))
    return units


def units_at(table: RawTable, matched: Mapping[int, Column]) -> int | None:
    """The first row that holds anything, when it tells units: of amounts, beside words where the other numbers are due."""
    for row in range(min(_FIRST, table.data.num_rows)):
        cells = {place: text for place, column in enumerate(table.data.columns) if (text := column[row].as_py())}
        if not cells:
            continue
        numeric = {place for place in cells if place in matched and matched[place].reads in NUMERIC}
        told = {place for place, text in cells.items() if tells_unit(text)}
        words = all(number_or_none(cells[place]) is None and not re.search(r"\d", cells[place]) for place in numeric)
        return row if told and words and (told == cells.keys() or (told & numeric and numeric - told)) else None
    return None


def tells_unit(text: str) -> bool:
    """Whether a text is a unit and nothing else."""
    return unit_of(text) is not None


def note_units(table: RawTable, kept: np.ndarray[Any, Any], units: Mapping[int, float], issues: Issues) -> None:
    """A note that tells another unit than the titles do: nothing is converted, and it is asked."""
    if units:
        return
    for place in np.flatnonzero(~kept):
        cells = [text for column in table.data.columns if (text := column[int(place)].as_py())]
        if len(cells) == 1 and (unit_of(cells[0]) or heading(cells[0])[2]) != 1.0:
            issues.append(
                Issue(
                    code="unit_in_note", severity="confirm", file=table.file, sheet=table.sheet,
                    row=int(table.rows[place]), value=cells[0][:200],
                )
            )  # fmt: skip
