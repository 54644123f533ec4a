"""Read many rows as columns: CSV through COPY on PostgreSQL, a chunk of rows after the other on SQLite."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
from pyarrow import csv
from sqlalchemy import BigInteger, Connection, Dialect, Float, Select
from sqlalchemy.dialects import postgresql

from indicators.store.bulk import copying

_CHUNK = 20_000
_TEXTS = pa.dictionary(pa.int32(), pa.string())


def frame_of_columns(connection: Connection, query: Select[Any]) -> pd.DataFrame:
    """The rows of a query of texts, whole numbers that are never missing and numbers: categories, int64 and float64."""
    kinds = {column.name: _kind(column.type) for column in query.selected_columns}
    table = _copied(connection, query, kinds) if connection.dialect.name == "postgresql" else _fetched(connection, query, kinds)  # fmt: skip
    return pd.DataFrame({name: _values(table[name]) for name in kinds})


def _kind(kind: Any) -> pa.DataType:
    if isinstance(kind, BigInteger):
        return pa.int64()
    return pa.float64() if isinstance(kind, Float) else _TEXTS


def _copied(connection: Connection, query: Select[Any], kinds: dict[str, pa.DataType]) -> pa.Table:
    # This way of writing parameters leaves a per cent sign as it is.
    dialect: Dialect = postgresql.dialect(paramstyle="named")  # type: ignore[no-untyped-call]  # not annotated there
    statement = query.compile(dialect=dialect, compile_kwargs={"literal_binds": True})
    with copying(connection, f"COPY ({statement}) TO STDOUT (FORMAT csv)") as copy:
        content = pa.py_buffer(b"".join(copy))
    if not content.size:
        return pa.table({name: pa.array([], kind) for name, kind in kinds.items()})
    read = csv.ReadOptions(column_names=list(kinds), use_threads=False)
    parse = csv.ParseOptions(newlines_in_values=True)
    convert = csv.ConvertOptions(column_types=kinds, strings_can_be_null=False, null_values=[""])
    return csv.read_csv(pa.BufferReader(content), read, parse, convert)


def _fetched(connection: Connection, query: Select[Any], kinds: dict[str, pa.DataType]) -> pa.Table:
    statement = query.compile(connection, compile_kwargs={"render_postcompile": True})
    parameters = tuple(statement.params[name] for name in statement.positiontup or ())
    cursor = connection.connection.cursor()
    cursor.execute(str(statement), parameters)
    parts = []
    with _without_collector():
        while rows := cursor.fetchmany(_CHUNK):
            columns = zip(zip(*rows, strict=True), kinds.values(), strict=True)
            parts.append(pa.table([_array(column, kind) for column, kind in columns], names=list(kinds)))
    cursor.close()
    return pa.concat_tables(parts) if parts else pa.table({name: pa.array([], kind) for name, kind in kinds.items()})


@contextmanager
def _without_collector() -> Iterator[None]:
    """Do not look for cycles meanwhile: rows have none, and looking for them takes longer than reading them."""
    before = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if before:
            gc.enable()


def _array(column: tuple[Any, ...], kind: pa.DataType) -> pa.Array:
    return pa.array(column, pa.string()).dictionary_encode() if kind == _TEXTS else pa.array(column, kind)


def _values(column: pa.ChunkedArray) -> np.ndarray[Any, Any] | pd.Categorical:
    if not pa.types.is_dictionary(column.type):
        numbers: np.ndarray[Any, Any] = column.to_numpy()
        return numbers
    texts = column.unify_dictionaries().combine_chunks()
    distinct = pd.Index(texts.dictionary.to_numpy(zero_copy_only=False), dtype=object)
    return pd.Categorical.from_codes(texts.indices.to_numpy(), distinct)
