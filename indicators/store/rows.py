"""Between frames and tables: encode for the database, decode back, insert in bulk."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import MISSING, fields
from functools import cache
from types import MappingProxyType
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv
from sqlalchemy import Connection, Table

from indicators.records import RECORD_TYPES, Record, column_names, frame_of
from indicators.store.bulk import copying
from indicators.store.tables import column_kinds, encode_json

CHUNK = 20_000
# Rows of one statement on SQLite: twice as quick as one by one. It accepts 32 766 places.
TOGETHER = 100


def as_frame(kind: str, rows: pd.DataFrame | Sequence[Record]) -> pd.DataFrame:
    """A frame with exactly the columns of the record; absent columns take the field's empty value."""
    record = RECORD_TYPES[kind]
    if not isinstance(rows, pd.DataFrame):
        return frame_of(record, list(rows))
    unknown = [name for name in rows.columns if name not in column_names(record)]
    if unknown:
        raise ValueError(f"{kind}: unknown column {unknown[0]!r}; accepted: {', '.join(column_names(record))}")
    return rows.reindex(columns=list(column_names(record)))


def encode(kind: str, frame: pd.DataFrame) -> pd.DataFrame:
    """The frame as plain Python values for the driver: NaN becomes None, tuples and mappings canonical JSON."""
    record = RECORD_TYPES[kind]
    return pd.DataFrame(
        {name: encode_column(frame[name], kind_) for name, kind_ in column_kinds(record).items()},
        columns=column_names(record),
    )


def encode_column(column: pd.Series[Any], kind: str) -> pd.Series[Any]:
    """One column as plain Python values, by its storage kind; a missing value takes the empty one of its kind."""
    gone = column.isna().to_numpy()
    values: Any
    if kind in {"tuple", "mapping"}:
        empty = "[]" if kind == "tuple" else "{}"
        values = [empty if absent else encode_json(item) for item, absent in zip(column, gone, strict=True)]
    elif kind == "number":
        values = column.to_numpy(dtype="float64", na_value=np.nan).astype(object)
        values[gone] = None
    elif kind == "integer":
        values = _whole(column, gone)
    elif kind == "boolean":
        values = np.where(gone, False, column.to_numpy(dtype=object)).astype(bool).astype(object)
    else:
        values = np.where(gone, "", column.to_numpy(dtype=object))
        if pd.api.types.infer_dtype(values, skipna=False) not in {"string", "empty"}:
            values = [str(item) for item in values]
    return pd.Series(values, index=column.index, dtype=object)


def _whole(column: pd.Series[Any], gone: np.ndarray[Any, Any]) -> Any:
    """Integers as Python numbers; those that came as objects keep every digit."""
    if column.dtype == object:
        return [None if absent else round(item) for item, absent in zip(column, gone, strict=True)]
    values = (
        np.rint(column.to_numpy(dtype="float64", na_value=0.0))
        if column.dtype.kind == "f"
        else column.to_numpy(dtype="int64", na_value=0)
    )
    values = np.where(gone, 0, values).astype("int64").astype(object)
    values[gone] = None
    return values


@cache
def empty_value(kind: str, name: str) -> Any:
    """What the database holds of a field when nobody says anything; None for what is then missing."""
    [item] = [item for item in fields(RECORD_TYPES[kind]) if item.name == name]
    made = item.default_factory() if item.default_factory is not MISSING else item.default
    if made is MISSING:
        return None
    return encode_json(made) if column_kinds(RECORD_TYPES[kind])[name] in {"tuple", "mapping"} else made


def _absent(item: Any) -> bool:
    return item is None or item is pd.NA or item is pd.NaT or (isinstance(item, float) and item != item)


def bulk_insert(
    connection: Connection,
    table: Table,
    frame: pd.DataFrame,
    constants: Mapping[str, Any],
    told: Callable[[float], None] = lambda share: None,
) -> None:
    """Insert an encoded frame with the same ``constants`` on each row: COPY on PostgreSQL, executemany on SQLite.

    ``told`` hears the share that is done (0 to 1) before each chunk; what it raises stops the insertion.
    """
    if frame.empty:
        return
    names = [*constants, *frame.columns]
    if connection.dialect.name == "postgresql":
        _copy(connection, table, names, _parts(frame, tuple(constants.values()), told))
        return
    values = f"({', '.join([*map(_quoted, constants.values()), *('?' * len(frame.columns))])})"
    for rows in _parts(frame, (), told):
        cells = itertools.chain.from_iterable(rows)
        _insert_together(connection, table, names, values, cells, len(frame.columns), len(rows))


def _parts(
    frame: pd.DataFrame, head: tuple[Any, ...], told: Callable[[float], None]
) -> Iterator[list[tuple[Any, ...]]]:
    for start in range(0, len(frame), CHUNK):
        told(start / len(frame))
        yield [(*head, *row) for row in frame.iloc[start : start + CHUNK].itertuples(index=False, name=None)]


def _listed(names: list[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)


def _copy(connection: Connection, table: Table, names: list[str], parts: Iterable[list[tuple[Any, ...]]]) -> None:
    with copying(connection, f'COPY "{table.name}" ({_listed(names)}) FROM STDIN') as copy:
        for row in itertools.chain.from_iterable(parts):
            copy.write_row(row)


def insert_columns(
    connection: Connection, table: Table, part: pa.Table, alike: Mapping[str, Any] = MappingProxyType({})
) -> None:
    """Insert columns: as CSV through COPY on PostgreSQL; executemany on SQLite, where a constant is said once for all.

    ``alike`` are columns more, whose value is the same on every row.
    """
    if connection.dialect.name == "postgresql":
        repeated = [pa.repeat(pa.scalar(value), part.num_rows) for value in alike.values()]
        _copy_columns(connection, table, pa.table([*part.columns, *repeated], [*part.column_names, *alike]))
        return
    constant = {name: column[0].as_py() for name, column in _constants(part).items()} | dict(alike)
    varying = [name for name in part.column_names if name not in constant]
    values = f"({', '.join([*('?' * len(varying)), *map(_quoted, constant.values())])})"
    cells = itertools.chain.from_iterable(zip(*(_plain(part[name]) for name in varying), strict=True))
    _insert_together(connection, table, [*varying, *constant], values, cells, len(varying), part.num_rows)


def _insert_together(
    connection: Connection, table: Table, names: list[str], values: str, cells: Iterator[Any], width: int, count: int
) -> None:
    """Insert ``count`` rows on SQLite, many in a statement: ``cells`` are those of its ``width`` places, row after row."""
    statement = f'INSERT INTO "{table.name}" ({_listed(names)}) VALUES '
    cursor: Any = connection.connection.cursor()
    whole, left = divmod(count, TOGETHER)
    for rows, times in ((TOGETHER, whole), (1, left)):
        # The driver takes as many cells as the statement has places, as long as there are.
        groups = itertools.islice(zip(*[cells] * (rows * width), strict=False), times)
        cursor.executemany(statement + ", ".join([values] * rows), groups)


def _constants(part: pa.Table) -> dict[str, pa.ChunkedArray]:
    """The columns that say the same on every row, the first column left out so that one varies."""
    named = zip(part.column_names[1:], part.columns[1:], strict=True)
    return {name: column for name, column in named if _constant(column)}


def _constant(column: pa.ChunkedArray) -> bool:
    if column.null_count:
        return bool(column.null_count == len(column))
    return bool(len(column)) and bool(pc.all(pc.equal(column, column[0])).as_py())


def _quoted(value: Any) -> str:
    """A value as SQLite writes it in a statement."""
    if value is None:
        return "NULL"
    if isinstance(value, str):
        # A statement stops at a zero: such a text goes through its bytes.
        plain = "'" + value.replace("'", "''") + "'"
        return plain if "\0" not in value else f"CAST(x'{value.encode().hex()}' AS TEXT)"
    return repr(int(value)) if isinstance(value, bool) else repr(value)


def _plain(column: pa.ChunkedArray) -> list[Any]:
    """A column as Python values, None where nothing is said."""
    if pa.types.is_dictionary(column.type):
        texts = column.unify_dictionaries().combine_chunks()
        distinct = np.array([*texts.dictionary.to_pylist(), None], dtype=object)
        # The last one answers for what is not said.
        spread: list[Any] = distinct[texts.indices.fill_null(len(texts.dictionary)).to_numpy()].tolist()
        return spread
    if column.null_count and not pa.types.is_string(column.type):
        listed: list[Any] = column.to_pylist()
        return listed
    values: list[Any] = column.to_numpy().tolist()
    return values


def _copy_columns(connection: Connection, table: Table, part: pa.Table) -> None:
    # A text stands between quotation marks, even empty; what is not said stands without.
    options = csv.WriteOptions(include_header=False, quoting_style="needed")
    stream = pa.BufferOutputStream()
    csv.write_csv(part, stream, options)
    statement = f'COPY "{table.name}" ({_listed(part.column_names)}) FROM STDIN (FORMAT csv)'
    with copying(connection, statement) as copy:
        copy.write(stream.getvalue())


def decode(kind: str, names: Sequence[str], rows: Sequence[Sequence[Any]]) -> pd.DataFrame:
    """Rows read from the database as a frame of the record's types; the table has already decoded its JSON columns."""
    if not rows:
        return _without_rows(kind, tuple(names)).copy()
    columns = zip(names, zip(*rows, strict=True), strict=True)
    return pd.DataFrame({name: _decoded(kind, name, list(column)) for name, column in columns})


@cache
def _without_rows(kind: str, names: tuple[str, ...]) -> pd.DataFrame:
    return pd.DataFrame({name: _decoded(kind, name, []) for name in names})


def _decoded(kind: str, name: str, column: list[Any]) -> Any:
    """A column of the record's type; what is no field of it, and texts, as pandas takes them."""
    storage = column_kinds(RECORD_TYPES[kind]).get(name)
    if storage == "boolean":
        return np.array(column, dtype=bool)
    if storage == "number":
        return np.array(column, dtype="float64")
    if storage == "integer":
        return np.array(column, dtype="int64") if name in RECORD_TYPES[kind].key else pd.array(column, dtype="Int64")
    return column


def records_of(kind: str, frame: pd.DataFrame) -> tuple[Record, ...]:
    """A decoded frame as records, missing values as None."""
    record = RECORD_TYPES[kind]
    names = [name for name in column_names(record) if name in frame]
    nullable = {name for name, storage in column_kinds(record).items() if storage in {"integer", "number"}}
    columns = [
        [None if _absent(item) else item for item in frame[name].astype(object).tolist()]
        if name in nullable
        else frame[name].tolist()
        for name in names
    ]
    return tuple(record(**dict(zip(names, row, strict=True))) for row in zip(*columns, strict=True))
