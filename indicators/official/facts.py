"""What a file says, in columns: a place, a measure, a year, a value, and what the publisher says of it.

Readers give facts and nothing else: which indicator they feed is the catalogue's affair (``data/catalogue/official.toml``).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from indicators.errors import Part

_WORD = pa.dictionary(pa.int32(), pa.string())
#: One row a fact. ``detail`` is the country, the rubric or the class that the value counts, « » for a total;
#: ``value`` is null when ``flag`` says secret or absent.
SCHEMA = pa.schema(
    [
        ("level", _WORD),
        ("code", _WORD),
        ("measure", _WORD),
        ("detail", _WORD),
        ("year", pa.int16()),
        ("value", pa.float64()),
        ("flag", _WORD),
    ]
)


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts of one file: ``source`` is an id of the catalogue, ``vintage`` what the file says of its own date.

    ``accessed`` is the day on which this machine read the file (ISO), empty for the delivered facts: their files come
    from copies whose day of download is not known.

    ``notes`` are what a reader must know and no cell says (a contradiction inside the file, a place that is a head
    office); each is translated where it is shown.
    """

    table: pa.Table
    source: str
    vintage: str
    sha256: str
    file: str = ""
    notes: tuple[Part, ...] = ()
    accessed: str = ""


def table_of(columns: Mapping[str, Sequence[Any] | pa.Array]) -> pa.Table:
    """A table of the schema; ``detail`` and ``flag`` may be left out, a column may be one word for all rows."""
    rows = max((len(column) for column in columns.values() if not isinstance(column, str)), default=0)
    arrays = []
    for field in SCHEMA:
        given = columns.get(field.name, {"detail": "", "flag": "ok"}.get(field.name, ""))
        column = [given] * rows if isinstance(given, str) else given
        arrays.append(_cast(column, field.type))
    return pa.Table.from_arrays(arrays, schema=SCHEMA)


def gathered(tables: Iterable[pa.Table]) -> pa.Table:
    """Several tables of facts one under the other."""
    parts = list(tables)
    return pa.concat_tables(parts).unify_dictionaries() if parts else SCHEMA.empty_table()


def _cast(column: Any, kind: pa.DataType) -> pa.Array:
    array = column if isinstance(column, pa.Array | pa.ChunkedArray) else pa.array(column)
    array = array.combine_chunks() if isinstance(array, pa.ChunkedArray) else array
    return array if array.type == kind else array.cast(kind)
