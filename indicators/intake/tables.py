"""A table as it stands in a file, before anything is understood of it: texts, with the row each one came from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from indicators.intake.schemas import TableSchema, load_formats, load_schemas
from indicators.intake.text import simplify

HEADER_SEARCH = 40
FORMULA_STARTS = r"=+\-@＝＋－＠"


@dataclass(frozen=True)
class RawTable:
    """One sheet. ``data`` has one column of texts a header (named "0", "1"…), stripped, "" for an empty cell; those of a
    large file are dictionary-encoded.

    ``rows`` gives the row of the sheet (1 for the first) of each row of ``data``; ``hidden`` are those among them
    that the sheet hides.
    """

    file: str
    sheet: str
    header: tuple[str, ...]
    header_row: int
    schema: TableSchema
    data: pa.Table = field(repr=False)
    rows: np.ndarray[Any, Any] = field(repr=False)
    hidden: frozenset[int] = frozenset()

    def keep(self, mask: np.ndarray[Any, Any]) -> RawTable:
        """The table with the rows of a boolean mask only."""
        if bool(mask.all()):
            return self
        data, rows = self.data.filter(pa.array(mask)), self.rows[mask]
        hidden = self.hidden & set(rows.tolist())
        return RawTable(self.file, self.sheet, self.header, self.header_row, self.schema, data, rows, hidden)


@dataclass(frozen=True, slots=True)
class Header:
    """Where the header stands: its place among the rows given, the schema it fits, and how well (known columns count for it,
    unknown ones against)."""

    place: int
    schema: TableSchema
    fit: int
    complete: bool


def find_header(rows: Sequence[Sequence[str]], *, kind: str = "", hint: str = "") -> Header | None:
    """The row, among the first ones, that names most columns of a schema; None when no row names two of them.

    Title rows above are passed over. ``kind`` forces the schema; ``hint`` (a sheet or file name) settles ties.
    """
    known = {**load_formats(), **load_schemas()}
    schemas = [known[kind]] if kind else list(known.values())
    said = simplify(hint)
    named = [simplify(schema.title) in said or simplify(schema.kind) in said for schema in schemas]
    found = [
        (score, header)
        for place, row in enumerate(rows[:HEADER_SEARCH])
        for words in [{simplify(cell) for cell in row if cell}]
        for rank, schema in enumerate(schemas)
        for score, header in _fit(place, words, rank, schema, named=named[rank])
    ]
    return max(found, key=lambda item: item[0])[1] if found else None


def _fit(
    place: int, words: set[str], rank: int, schema: TableSchema, *, named: bool
) -> list[tuple[tuple[int, int, int], Header]]:
    columns = {schema.by_header[word].name for word in words if word in schema.by_header}
    if len(columns) < 2:
        return []
    complete = all(column.name in columns for column in schema.required)
    unknown = sum(word not in schema.by_header for word in words)
    fit = 3 * len(columns) - 2 * unknown + 2 * complete + 3 * named
    return [((fit, -place, -rank), Header(place, schema, fit, complete))]


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
    """True for the rows whose text passes a test, asked once for each distinct text."""
    texts = encoded(column)
    passed: np.ndarray[Any, Any] = test(texts.dictionary).to_numpy(zero_copy_only=False)
    spread: np.ndarray[Any, Any] = passed[texts.indices.to_numpy()]
    return spread


def cleaned(column: pa.ChunkedArray) -> pa.DictionaryArray:
    """The same as :func:`clean`, once for each distinct text."""
    texts = encoded(column)
    mended = clean(texts.dictionary)
    if mended.equals(texts.dictionary):
        return texts
    return mended.take(texts.indices).dictionary_encode()


def clean(column: pa.Array | pa.ChunkedArray) -> pa.Array | pa.ChunkedArray:
    """Texts without the spaces around them, nor the apostrophe that our exports put before a formula."""
    return pc.replace_substring_regex(pc.utf8_trim_whitespace(column), f"^'('*[{FORMULA_STARTS}])", r"\1")
