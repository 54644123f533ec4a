"""Corrections made on the screen: new texts of cells, laid over the file each time it is read.

The file itself is never changed: a correction is remembered with its author, and made again when the file is read
again, so that nothing typed is lost by an interruption.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

import pandas as pd
import pyarrow as pa

from indicators.intake.issues import Issue
from indicators.intake.tables import RawTable

PLACE_MARK = " @ "


@dataclass(frozen=True, slots=True)
class Correction:
    """The new text of one cell; ``column`` is a header of the sheet, or the name of a column it lacks."""

    sheet: str
    row: int
    column: str
    text: str


def corrected(table: RawTable, corrections: Iterable[Correction]) -> RawTable:
    """The table with the corrections of its sheet; a row that it does not have is passed over."""
    mine = [item for item in corrections if item.sheet == table.sheet]
    if not mine:
        return table
    places = {int(row): place for place, row in enumerate(table.rows)}
    header, columns = list(table.header), dict.fromkeys(table.header)
    cells: dict[str, list[str]] = {}
    for item in mine:
        if item.row not in places:
            continue
        if item.column not in columns:
            header.append(item.column)
            columns[item.column] = None
        if item.column not in cells:
            at = header.index(item.column)
            known = at < table.data.num_columns
            cells[item.column] = table.data.column(at).to_pylist() if known else [""] * len(table.rows)
        cells[item.column][places[item.row]] = item.text.strip()
    arrays = [
        pa.array(cells[name], pa.string()) if name in cells else table.data.column(place)
        for place, name in enumerate(header)
    ]
    data = pa.table(arrays, names=[str(place) for place in range(len(header))])
    return replace(table, header=tuple(header), data=data)


def to_correct(table: RawTable, issues: Iterable[Issue], most: int) -> pd.DataFrame:
    """The first ``most`` rows of a sheet with a finding to act on, as texts, by the number of their row.

    Columns with a finding come first; those that are empty on every one of these rows are left out.
    """
    mine = [issue for issue in issues if issue.sheet == table.sheet and issue.severity != "information"]
    wrong, found = {issue.row for issue in mine}, {issue.column for issue in mine}
    places = [place for place, row in enumerate(table.rows) if int(row) in wrong][:most]
    rows = pa.array(places, pa.int64())
    texts = {name: table.data.column(at).take(rows).to_pylist() for at, name in enumerate(table.header)}
    useful = [name for name in texts if name in found or any(texts[name])]
    ordered = sorted(useful, key=lambda name: name not in found)
    return pd.DataFrame({name: texts[name] for name in ordered}, index=[int(table.rows[place]) for place in places])


def changed(sheet: str, before: pd.DataFrame, after: pd.DataFrame) -> list[Correction]:
    """The cells of :func:`to_correct` that a person changed, column by column; a cell made empty is an empty text."""
    told = after.fillna("")
    return [
        Correction(sheet, int(row), str(name), str(told.at[row, name]))
        for name in before.columns
        for row in before.index[(before[name] != told[name]).to_numpy()]
    ]


def from_mend(issue: Issue, choice: str = "") -> list[Correction]:
    """The corrections that accept what an issue proposes: its mend, or one of its accepted values.

    A place gives its coordinates and says that they come from the gazetteer. Nothing when nothing is proposed.
    """
    taken = choice or issue.mend
    if not taken or not issue.row:
        return []
    if PLACE_MARK in taken:
        latitude, _, longitude = taken.partition(PLACE_MARK)[2].partition(" ; ")
        columns = {"Latitude": latitude, "Longitude": longitude}
        if issue.details.get("kind") != "territory":  # whose sheet does not say where its coordinates come from
            columns["Origine des coordonnées"] = "Répertoire"
        return [Correction(issue.sheet, issue.row, name, text) for name, text in columns.items()]
    return [Correction(issue.sheet, issue.row, issue.column, taken)]


def dump(corrections: Sequence[Correction]) -> list[dict[str, Any]]:
    """Corrections as plain JSON values."""
    return [asdict(item) for item in corrections]


def load(items: Iterable[Mapping[str, Any]]) -> tuple[Correction, ...]:
    """Corrections from what :func:`dump` gave."""
    return tuple(Correction(**item) for item in items)


def merged(old: Iterable[Correction], new: Iterable[Correction]) -> tuple[Correction, ...]:
    """Old and new corrections, the latest of each cell."""
    return tuple({(item.sheet, item.row, item.column): item for item in (*old, *new)}.values())
