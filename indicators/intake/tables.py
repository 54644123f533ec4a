"""A table as it stands in a file, before anything is understood of it: texts, with the row each one came from."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import zip_longest
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from indicators.intake.schemas import Column, TableSchema, load_formats, load_schemas
from indicators.intake.text import simplify
from indicators.intake.values import unit_of

HEADER_SEARCH = 40
_YEAR = re.compile(r"(?:19|20)\d\d")
_WITH_YEAR = re.compile(r"(?P<first>(?:19|20)\d\d)\s+(?P<after>.+)|(?P<before>.+?)\s+(?P<last>(?:19|20)\d\d)")
_LONGEST = 200
# A row that names one column of a schema may well be data.
_FEWEST = 2
_UNIT_LAST = tuple(
    re.compile(pattern, re.DOTALL)
    for pattern in (
        r"^(.*\S)\s*[(\[]([^()\[\]]*)[)\]]$", r"^(.*\S)[\s,]+((?:en)\s+\S.*)$", r"^(.*\S)\s+(\S+)$",
    )
)  # fmt: skip
# Marks without width that copied texts carry, and the spaces that may stand between them.
UNSEEN = " \t\r\n\u00a0\u202f\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
FORMULA_STARTS = r"=+\-@＝＋－＠"


@dataclass(frozen=True)
class RawTable:
    """One sheet. ``data`` has one column of texts a header (named "0", "1"…), stripped, "" for an empty cell; those of a
    CSV file are dictionary-encoded, numbers aside, which do not repeat.

    ``rows`` gives the row of the sheet (1 for the first) of each row of ``data``; ``hidden`` are those among them
    that the sheet hides. ``header_row`` is the last of the ``header_rows`` rows of the header; ``unit`` is what a
    title above it multiplies amounts by; ``over`` are the years that stand over its titles, under merged cells.
    ``typed`` rows were entered one by one: none is a title, a total or a note.
    """

    file: str
    sheet: str
    header: tuple[str, ...]
    header_row: int
    schema: TableSchema
    data: pa.Table = field(repr=False)
    rows: np.ndarray[Any, Any] = field(repr=False)
    hidden: frozenset[int] = frozenset()
    header_rows: int = 1
    unit: float = 1.0
    over: tuple[str, ...] = ()
    typed: bool = False

    def keep(self, mask: np.ndarray[Any, Any]) -> RawTable:
        """The table with the rows of a boolean mask only."""
        if bool(mask.all()):
            return self
        rows = self.rows[mask]
        return replace(self, data=self.data.filter(pa.array(mask)), rows=rows, hidden=self.hidden & set(rows.tolist()))


@dataclass(frozen=True, slots=True)
class Header:
    """Where the header stands: its place among the rows given, the schema it fits, how well it does (known columns count
    for it, unknown ones against), its titles, the rows it takes (more than one when titles are under merged cells), what
    the title above it multiplies amounts by, and the years that stand over its titles."""

    place: int
    schema: TableSchema
    fit: int
    complete: bool
    titles: tuple[str, ...]
    rows: int = 1
    unit: float = 1.0
    over: tuple[str, ...] = ()


def find_header(rows: Sequence[Sequence[str]], *, kind: str = "", hint: str = "") -> Header | None:
    """The row, among the first ones, that names most columns of a schema; None when no row names two of them.

    Title rows above are passed over. A header may stand on two rows, the second one under merged cells. ``kind``
    forces the schema; ``hint`` (a sheet or file name) settles ties.
    """
    known = {**load_formats(), **load_schemas()}
    schemas = [known[kind]] if kind else list(known.values())
    said = simplify(hint)
    named = [simplify(schema.title) in said or simplify(schema.kind) in said for schema in schemas]
    found = []
    first = [[cell.strip() for cell in row] for row in rows[: HEADER_SEARCH + 1]]
    titles = frozenset(title for schema in schemas for title in schema.by_header)
    told = [
        sum(not titles.isdisjoint(heading(cell)[:2]) for cell in set(cells)) + bool(years_across(cells))
        for cells in first
    ]
    for place, cells in enumerate(first[:HEADER_SEARCH]):
        if sum(told[place : place + 3]) < _FEWEST:
            continue
        below = first[place + 1] if place + 1 < len(first) else []
        lowest = first[place + 2] if place + 2 < len(first) else []
        if not _between(below, lowest):
            lowest = []
        for rank, schema in enumerate(schemas):
            found += _fit(place, rank, schema, cells, named=named[rank])
            if any(cell and column_of(schema, cell)[0] for cell in below) and (both := _stacked(cells, below, schema)):
                found += _fit(place, rank, schema, both, named=named[rank], rows=2)
            elif any(cell and column_of(schema, cell)[0] for cell in lowest) and (
                all_three := _stacked(cells, lowest, schema)
            ):
                found += _fit(place, rank, schema, all_three, named=named[rank], rows=3)
    if not found:
        return None
    header = max(found, key=lambda item: item[0])[1]
    above = first[header.place : header.place + header.rows - 1]
    header = replace(header, unit=_unit_above(first[: header.place]))
    if (under := _under_years(header, above)) is not None:
        return replace(header, titles=under)
    return replace(header, over=years_across([cell for row in above for cell in row]))


def _unit_above(rows: Sequence[Sequence[str]]) -> float:
    """The unit that a title above the header tells, « Budget 2024 (en k€) », 1 when none does."""
    told = [unit_of(cell) or heading(cell)[2] for row in rows for cell in row if cell]
    return next((unit for unit in reversed(told) if unit != 1.0), 1.0)


@lru_cache(maxsize=4096)
def heading(title: str) -> tuple[str, str, float]:
    """The key of a title, its key without the unit that it tells, and what this unit multiplies amounts by.

    « Voté (k€) » → vote k, vote, 1000.
    """
    whole = simplify(title)
    for pattern in _UNIT_LAST if len(title) <= _LONGEST else ():
        found = pattern.match(title)
        if found and (unit := unit_of(found[2])) is not None:
            return whole, simplify(found[1]), unit
    return whole, whole, 1.0


def column_of(schema: TableSchema, title: str) -> tuple[Column | None, float]:
    """The column that a title names and the unit of its amounts; a title known as it stands tells no unit."""
    whole, bare, unit = heading(title)
    if (column := schema.by_header.get(whole)) is not None:
        return column, 1.0
    return schema.by_header.get(bare), unit


def _stacked(above: Sequence[str], below: Sequence[str], schema: TableSchema) -> list[str]:
    """The titles of a header of two rows; nothing when the second row holds data rather than titles."""
    found, gained, carried = [], 0, 0
    for high, low in zip_longest(above, below, fillvalue=""):
        known = column_of(schema, high)[0] is not None
        if low and column_of(schema, low)[0] is not None:
            found.append(low)
            gained += 1
        elif not low:
            found.append(high)
            carried += known
        elif unit_of(low) is not None:
            found.append(f"{high} ({low})" if high else low)
        elif known:
            return []
        else:
            found.append(low)
    return found if gained and carried else []


def years_across(titles: Sequence[str]) -> tuple[str, ...]:
    """The years that stand as titles, where two at least do: one column a year, as statistics are often published."""
    found = tuple(dict.fromkeys(title for title in titles if _YEAR.fullmatch(title)))
    return found if len(found) >= _FEWEST else ()


def dated(schema: TableSchema, title: str) -> tuple[str, str] | None:
    """The year of « Voté 2023 » or « 2023 voté » and the title without it, of a column of amounts or numbers."""
    found = _WITH_YEAR.fullmatch(title)
    if found is None:
        return None
    bare = found["before"] or found["after"]
    column, _ = column_of(schema, bare)
    known = column is not None and column.reads in {"money", "number"}
    return ((found["first"] or found["last"]), bare) if known else None


def _under_years(header: Header, above: Sequence[Sequence[str]]) -> tuple[str, ...] | None:
    """The titles of budget lines with the year that stands over each amount, « Voté 2023 »; None when it is not sure.

    A year counts for the columns that follow, until the next words of its row: every amount must have one, and each
    stage be there once a year.
    """
    schema, rows = header.schema, [row for row in above if years_across(row)]
    columns = [column_of(schema, title)[0] for title in header.titles]
    if schema.kind != "budget_line" or len(rows) != 1 or any(item and item.field == "year" for item in columns):
        return None
    year, titles, seen = "", list(header.titles), set[tuple[str, str]]()
    for place, column in enumerate(columns):
        over = rows[0][place] if place < len(rows[0]) else ""
        year = over if _YEAR.fullmatch(over) else "" if over else year
        if column is None or column.reads != "money":
            continue
        if not year or (year, column.field) in seen:
            return None
        seen.add((year, column.field))
        titles[place] = f"{titles[place]} {year}"
    return tuple(titles)


def _between(middle: Sequence[str], below: Sequence[str]) -> bool:
    """Whether a row only groups titles of the row below, « 2024 » over « Voté » and « Mandaté »: it stands over no other."""
    filled = [place for place, cell in enumerate(middle) if cell]
    return (
        bool(filled)
        and len(filled) < sum(map(bool, below)) + 1
        and all(below[place : place + 1] not in ([], [""]) for place in filled)
    )


def _fit(
    place: int, rank: int, schema: TableSchema, titles: Sequence[str], *, named: bool, rows: int = 1
) -> list[tuple[tuple[int, int, int], Header]]:
    told = [column_of(schema, title)[0] for title in dict.fromkeys(titles) if title]
    columns = {column.name for column in told if column is not None}
    across = years_across(titles) if {"indicator", "year", "value"} <= schema.by_field.keys() else ()
    columns |= {schema.by_field[name].name for name in ("year", "value") if across}
    if len(columns) < _FEWEST:
        return []
    complete = all(column.name in columns for column in schema.required)
    unknown = told.count(None) - len(across)
    fit = 3 * len(columns) - 2 * unknown + 2 * complete + 3 * named
    kept = list(titles)
    while kept and not kept[-1]:
        kept.pop()
    return [((fit, -place, -rank), Header(place, schema, fit, complete, tuple(kept), rows))]


def texts(columns: Sequence[Sequence[str]]) -> pa.Table:
    """Columns of texts as a table, cleaned."""
    names = [str(place) for place in range(len(columns))]
    return pa.table([clean(pa.array(column, type=pa.string())) for column in columns], names=names)


def encoded(column: pa.ChunkedArray) -> pa.DictionaryArray:
    """A column of texts as its distinct texts and the place of each row's among them."""
    if not pa.types.is_dictionary(column.type):
        column = column.dictionary_encode()
    if column.num_chunks == 1:
        return column.chunk(0)
    return column.unify_dictionaries().combine_chunks()


def tested(column: pa.ChunkedArray, test: Callable[[pa.Array], pa.Array]) -> np.ndarray[Any, Any]:
    """True for the rows whose text passes a test, asked once for each distinct text of an encoded column."""
    if not pa.types.is_dictionary(column.type):
        each: np.ndarray[Any, Any] = test(column).to_numpy()
        return each
    texts = encoded(column)
    passed: np.ndarray[Any, Any] = test(texts.dictionary).to_numpy(zero_copy_only=False)
    spread: np.ndarray[Any, Any] = passed[texts.indices.to_numpy()]
    return spread


def cleaned(column: pa.ChunkedArray) -> pa.DictionaryArray | pa.ChunkedArray:
    """The same as :func:`clean`, once for each distinct text of an encoded column."""
    if not pa.types.is_dictionary(column.type):
        return clean(column)
    texts = encoded(column)
    mended = clean(texts.dictionary)
    if mended.equals(texts.dictionary):
        return texts
    return mended.take(texts.indices).dictionary_encode()


def clean(column: pa.Array | pa.ChunkedArray) -> pa.Array | pa.ChunkedArray:
    """Texts without what is not seen around them, nor the apostrophe that our exports put before a formula."""
    bare = pc.utf8_trim_whitespace(pc.utf8_trim(column, characters=UNSEEN))
    return pc.replace_substring_regex(bare, f"^'('*[{FORMULA_STARTS}])", r"\1")
