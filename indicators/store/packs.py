"""Large drafts kept as columns: a file of a million rows is ten texts in the database, not a million rows.

A part is a Parquet file of at most ``PART`` rows with the columns that the file has; a missing value says nothing: what
is published stands, then the default of the record. Rows of a part are all to be put, and no key stands both in a part
and in the draft table of its kind: whoever stages a row takes it out of the parts first.
"""

from __future__ import annotations

import base64
import io
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from sqlalchemy import Column, ColumnElement, Connection, MetaData, Table, delete, func, insert, select, update

from indicators.records import RECORD_TYPES, column_names
from indicators.store.naming import NAMING
from indicators.store.rows import empty_value, encode_column, insert_columns
from indicators.store.tables import DRAFTS, RowId, column_kinds, draft_pack

PART = 100_000
_TYPES = {"number": pa.float64(), "integer": pa.int64(), "boolean": pa.bool_()}


def write(
    connection: Connection,
    batch: str,
    kind: str,
    frame: pd.DataFrame,
    told: Callable[[float], None] = lambda share: None,
) -> None:
    """Add rows to a batch: columns of the record with its whole key, without duplicate keys; NaN or None says nothing.

    ``told`` hears the share that is done before each part; what it raises stops the writing.
    """
    for start in range(0, len(frame), PART):
        told(start / len(frame))
        _insert(connection, batch, kind, _columns(kind, frame.iloc[start : start + PART]))


def _columns(kind: str, frame: pd.DataFrame) -> pa.Table:
    kinds = column_kinds(RECORD_TYPES[kind])
    return pa.table({name: _column(frame[name], kinds[name]) for name in column_names(RECORD_TYPES[kind]) if name in frame})  # fmt: skip


def _column(column: pd.Series[Any], storage: str) -> pa.Array:
    """A column for Arrow, a missing value without its empty one. Texts, most of them, are told apart once for all."""
    if storage == "text" and column.dtype == object:
        with suppress(pa.ArrowInvalid, pa.ArrowTypeError):
            places, texts = pd.factorize(column.to_numpy())
            return pa.DictionaryArray.from_arrays(
                pa.array(places.astype("int32"), mask=places < 0), pa.array(texts, pa.string())
            )
    gone = column.isna().to_numpy()
    return pa.array(encode_column(column, storage).to_numpy(), _TYPES.get(storage, pa.string()), mask=gone)


def _insert(connection: Connection, batch: str, kind: str, part: pa.Table) -> None:
    values = {"batch": batch, "kind": kind, "rows": part.num_rows, "payload": _packed(part)}
    connection.execute(insert(draft_pack).values(values))


def _packed(part: pa.Table) -> str:
    stream = io.BytesIO()
    # Numbers do not repeat: looking for those that do would only cost.
    repeating = [field.name for field in part.schema if not pa.types.is_floating(field.type)]
    pq.write_table(part, stream, compression="zstd", use_dictionary=repeating)
    return base64.b64encode(stream.getvalue()).decode()


def parts(connection: Connection, batch: str, kind: str, names: Sequence[str] | None = None) -> Iterator[pa.Table]:
    """The parts of a batch in order, with those of the named columns that each has, one at a time in memory."""
    for _, payload in _payloads(connection, (draft_pack.c.batch == batch) & (draft_pack.c.kind == kind)):
        yield _unpacked(payload, names)


def _payloads(connection: Connection, where: ColumnElement[bool]) -> Iterator[tuple[int, str]]:
    """The number and the text of some parts, in order; one text at a time in memory."""
    numbers: Sequence[int] = connection.scalars(
        select(draft_pack.c.row_id).where(where).order_by(draft_pack.c.row_id)
    ).all()
    for row in numbers:
        yield row, str(connection.scalar(select(draft_pack.c.payload).where(draft_pack.c.row_id == row)))


def _opened(payload: str) -> pq.ParquetFile:
    return pq.ParquetFile(io.BytesIO(base64.b64decode(payload)))


def _unpacked(payload: str, names: Sequence[str] | None = None) -> pa.Table:
    file = _opened(payload)
    return file.read(columns=None if names is None else [name for name in file.schema_arrow.names if name in names])


def count(connection: Connection, batch: str, kind: str) -> int:
    """The number of rows that the parts of a batch hold for a kind."""
    mine = (draft_pack.c.batch == batch) & (draft_pack.c.kind == kind)
    return connection.scalar(select(func.coalesce(func.sum(draft_pack.c.rows), 0)).where(mine)) or 0


def kinds(connection: Connection, batch_ids: Sequence[str]) -> set[str]:
    """The kinds of which some batches hold parts."""
    return set(connection.scalars(select(draft_pack.c.kind).where(draft_pack.c.batch.in_(list(batch_ids))).distinct()))


def tally(connection: Connection, batch_ids: Sequence[str], kind: str, column: str) -> Counter[Any]:
    """How many rows of the parts of some batches say each value of a column; what is missing is not counted."""
    found: Counter[Any] = Counter()
    for _, payload in _payloads(connection, draft_pack.c.batch.in_(list(batch_ids)) & (draft_pack.c.kind == kind)):
        for part in _unpacked(payload, (column,)).columns:  # none where the file lacks the column
            for item in pc.value_counts(part.drop_null()).to_pylist():
                found[item["values"]] += item["counts"]
    return found


def forget(connection: Connection, batch: str, kind: str = "") -> int:
    """Erase the parts of a batch, of one kind or of all, and return the number of rows they held."""
    mine = draft_pack.c.batch == batch
    mine &= draft_pack.c.kind == kind if kind else draft_pack.c.kind.is_not(None)
    rows = connection.scalar(select(func.coalesce(func.sum(draft_pack.c.rows), 0)).where(mine)) or 0
    connection.execute(delete(draft_pack).where(mine))
    return rows


def take_out(connection: Connection, batch: str, kind: str, keys: pd.DataFrame) -> None:
    """Erase the rows of some keys from the parts of a batch: somebody stages them again, or removes them."""
    names = list(RECORD_TYPES[kind].key)
    wanted = pd.MultiIndex.from_frame(keys[names].astype(object))
    mine = (draft_pack.c.batch == batch) & (draft_pack.c.kind == kind)
    for row, payload in _payloads(connection, mine):
        held = pd.MultiIndex.from_frame(_unpacked(payload, names).select(names).to_pandas().astype(object)).isin(wanted)
        if held.any():
            _replace(connection, row, _unpacked(payload).filter(pa.array(~held)))


def _replace(connection: Connection, row: int, part: pa.Table) -> None:
    here = draft_pack.c.row_id == row
    if part.num_rows:
        connection.execute(update(draft_pack).where(here).values(rows=part.num_rows, payload=_packed(part)))
    else:
        connection.execute(delete(draft_pack).where(here))


def bearing(connection: Connection, found: Callable[[str], bool]) -> Counter[str]:
    """The number of rows, in the parts of every batch, of which a text that can hold a name is found; by column."""
    counts: Counter[str] = Counter()
    for _, kind, part in _every(connection):
        for column in _naming(kind, part):
            if number := _held(part[column], found)[1]:
                counts[f"{DRAFTS[kind].name}.{column}"] += number
    return counts


def rewrite(connection: Connection, found: Callable[[str], bool], said: Callable[[str], str]) -> int:
    """Say otherwise each text that can hold a name and is found, in every part; returns their number."""
    changed = 0
    for row, kind, part in _every(connection):
        before = changed
        for column in _naming(kind, part):
            cells, number = _held(part[column], found)
            if number:
                texts = [said(text) if found(text) else text for text in cells.dictionary.to_pylist()]
                spread = pa.array(texts, pa.string()).take(cells.indices)
                part = part.set_column(part.column_names.index(column), column, spread)
                changed += number
        if changed > before:
            _replace(connection, row, part)
    return changed


def naming_texts(payload: str, kind: str) -> Iterator[str]:
    """The distinct texts of a part, as it is stored, that can hold a name."""
    part = _unpacked(payload)
    for column in _naming(kind, part):
        yield from filter(None, _distinct(part[column]).dictionary.to_pylist())


def _every(connection: Connection) -> Iterator[tuple[int, str, pa.Table]]:
    """The number, the kind and the rows of each part, one at a time in memory."""
    found: set[str] = set(connection.scalars(select(draft_pack.c.kind).distinct()))
    for kind in sorted(found):
        for row, payload in _payloads(connection, draft_pack.c.kind == kind):
            yield row, kind, _unpacked(payload)


def _naming(kind: str, part: pa.Table) -> list[str]:
    """The columns of a part that can hold a name."""
    return [column.name for column in NAMING[DRAFTS[kind]] if column.name in part.column_names]


def _distinct(column: pa.ChunkedArray) -> pa.DictionaryArray:
    return column.dictionary_encode().unify_dictionaries().combine_chunks()


def _held(column: pa.ChunkedArray, found: Callable[[str], bool]) -> tuple[pa.DictionaryArray, int]:
    """The distinct texts of a column, and the number of rows whose text is found."""
    cells = _distinct(column)
    held = pa.array([found(text) for text in cells.dictionary.to_pylist()], pa.bool_())
    return cells, pc.sum(held.take(cells.indices)).as_py() or 0


def completed(part: pa.Table, kind: str) -> tuple[pa.Table, dict[str, Any]]:
    """A part with the default where nothing is said, and the default of every column of the record that it lacks."""
    storages = column_kinds(RECORD_TYPES[kind])
    lacking = {name: empty_value(kind, name) for name in storages if name not in part.column_names}
    columns = {}
    for name in part.column_names:
        empty = pa.scalar(empty_value(kind, name), _TYPES.get(storages[name], pa.string()))
        columns[name] = part[name].fill_null(empty) if empty.is_valid and part[name].null_count else part[name]
    return pa.table(columns), lacking


def lay_out(connection: Connection, batch: str, kind: str) -> tuple[Table, Mapping[str, str]] | None:
    """The rows of the parts in a temporary table, numbered in their order; None when there is none.

    Its columns are ``row_id``, the key and what the parts say, but for what they say once for every row, which is given
    apart. It is of this connection: the caller drops it, or the end of a transaction that fails does.
    """
    varying, constant = _said(connection, batch, kind)
    laid: Table | None = None
    first = 1
    for part in parts(connection, batch, kind, varying):
        laid = laid if laid is not None else _temporary(connection, kind, varying)
        numbers = pa.array(np.arange(first, first + part.num_rows))
        insert_columns(connection, laid, part.append_column("row_id", numbers))
        first += part.num_rows
    if laid is None:
        return None
    if connection.dialect.name == "postgresql":
        # Without statistics it would look up each row in the published table, six times slower.
        connection.exec_driver_sql(f'ANALYZE "{laid.name}"')
    return laid, constant


def _said(connection: Connection, batch: str, kind: str) -> tuple[list[str], dict[str, str]]:
    """The columns of the parts that vary, the key among them, and the text of those that say the same on every row."""
    mine = (draft_pack.c.batch == batch) & (draft_pack.c.kind == kind)
    told = [_texts_of_every_row(_opened(payload).metadata) for _, payload in _payloads(connection, mine)]
    said = [name for name in column_names(RECORD_TYPES[kind]) if any(name in part for part in told)]
    constant: dict[str, str] = {}
    for name in said:
        text = told[0].get(name)
        if text is not None and name not in RECORD_TYPES[kind].key and all(part.get(name) == text for part in told):
            constant[name] = text
    return [name for name in said if name not in constant], constant


def _texts_of_every_row(part: pq.FileMetaData) -> dict[str, str | None]:
    """Each column of a part, with the text that stands on all its rows; None where there is none."""
    columns = [part.row_group(0).column(place) for place in range(part.num_columns)]
    return {column.path_in_schema: _text_of_every_row(column.statistics) for column in columns}


def _text_of_every_row(told: pq.Statistics | None) -> str | None:
    if told is None or not told.has_min_max or told.null_count or told.min != told.max:
        return None
    return told.min if isinstance(told.min, str) else None


def _temporary(connection: Connection, kind: str, names: Sequence[str]) -> Table:
    table = Table(
        f"laid_{kind}",
        MetaData(),
        Column("row_id", RowId, primary_key=True, autoincrement=False),
        *(Column(name, DRAFTS[kind].c[name].type) for name in names),
        prefixes=["TEMPORARY"],
    )
    table.create(connection)
    return table
