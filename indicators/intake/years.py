"""Budget lines with a column a stage and a year, « Voté 2023 », « Mandaté 2023 », « Voté 2024 »…: read a year at a time.

The years may stand over the stages, under merged cells: the titles of the table then already say them
(:func:`indicators.intake.tables.find_header`). What is not certain is left as it is, and told as years in columns.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from indicators.intake.issues import Issue, Issues
from indicators.intake.limits import Progress, silent
from indicators.intake.loaded import Loaded
from indicators.intake.mapping import map_table
from indicators.intake.tables import RawTable, column_of, dated
from indicators.intake.territories import Territories
from indicators.intake.vocabulary import Vocabulary


def map_years(
    table: RawTable, vocabulary: Vocabulary, territories: Territories, *, progress: Progress = silent
) -> Iterator[tuple[Loaded, Issues]]:
    """The rows of a table, and its findings: a year at a time where its amounts stand under several years.

    What is found of the columns that the years share is told once.
    """
    years = _years(table)
    if not years:
        yield map_table(table, vocabulary, territories, progress=progress)
        return
    asked = Issue(
        code="years_read", severity="confirm", file=table.file, sheet=table.sheet, row=table.header_row,
        value=", ".join(years),
    )  # fmt: skip
    told: set[tuple[object, ...]] = set()
    for rank, (year, places) in enumerate(years.items()):
        loaded, found = map_table(_of_year(table, year, places, years), vocabulary, territories, progress=progress)
        titles = {bare: table.header[place] for place, bare in places.items()}
        issues = Issues([] if rank else [asked])
        issues.left_off.update(found.left_off)
        for issue in found:
            issue = replace(issue, column=titles.get(issue.column, issue.column))
            said = (issue.code, issue.row, issue.column, issue.value)
            if said not in told:
                issues.append(issue)
            told.add(said)
        columns = {field: titles.get(title, title) for field, title in loaded.columns.items()}
        yield replace(loaded, columns=columns), issues


def _years(table: RawTable) -> dict[str, dict[int, str]]:
    """The amounts of each year: the place of their column, and their title without the year; nothing when it is not sure."""
    schema = table.schema
    if schema.kind != "budget_line":
        return {}
    plain = [column for title in table.header if (column := column_of(schema, title)[0]) is not None]
    if any(column.field == "year" or column.reads == "money" for column in plain):
        return {}
    found: dict[str, dict[int, str]] = {}
    for place, title in enumerate(table.header):
        if (parts := dated(schema, title)) is not None:
            found.setdefault(parts[0], {})[place] = parts[1]
    fields = [(year, column_of(schema, bare)[0]) for year, places in found.items() for bare in places.values()]
    twice = any(pair in fields[:rank] for rank, pair in enumerate(fields))
    return {} if twice or len(found) < 2 else dict(sorted(found.items()))


def _of_year(table: RawTable, year: str, mine: dict[int, str], years: dict[str, dict[int, str]]) -> RawTable:
    """The table with the amounts of one year alone, and the year; without the rows that only other years fill."""
    amounts = {place for places in years.values() for place in places}
    kept = [place for place in range(len(table.header)) if place in mine or place not in amounts]
    filled = {
        place: np.asarray(pc.not_equal(table.data.column(place), "").to_numpy(zero_copy_only=False))
        for place in amounts
    }
    here = np.any([filled[place] for place in mine], axis=0)
    rows = here | ~np.any(list(filled.values()), axis=0)
    constant = pa.chunked_array([pa.array([year] * len(table.rows), pa.string())])
    data = pa.table(
        [*(table.data.column(place) for place in kept), constant], names=[str(at) for at in range(len(kept) + 1)]
    )
    header = (*(mine.get(place, table.header[place]) for place in kept), table.schema.by_field["year"].name)
    return replace(table, header=header, data=data).keep(rows)
