"""From rows read in a file to complete rows of the draft: what the file does not say is kept from the edition.

This is where « an empty cell never erases » holds. Rows are staged with their gaps, then the database fills each gap
with the published value, and with the default of the record where nothing is published: two statements whatever the
number of rows. Accounts are whole: the lines of the same budget and year that a new document lacks are removed.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

import numpy as np
import pandas as pd
from sqlalchemy import Connection, Engine, and_, func, literal, or_, select, update

from indicators.intake.checks.around import nothing_published
from indicators.intake.loaded import Loaded, native
from indicators.intake.readers.accounting import OF_A_DECISION
from indicators.records import RECORD_TYPES, GeoLevel, column_names
from indicators.store import drafts, packs, reading
from indicators.store.columns import frame_of_columns
from indicators.store.editions import valid_at
from indicators.store.layers import same_key
from indicators.store.rows import as_frame, empty_value, encode, encode_column
from indicators.store.tables import DRAFTS, PUBLISHED, column_kinds, in_order

_SAME_LINE = ("territory", "year", "budget", "direction", "section", "function", "chapter", "nature")
# What checks and removals look at in a table that may hold millions of rows.
_LIGHT = {"observation": ("territory", "indicator", "year", "value")}
_EVERY_TERRITORY = 500
# More rows than this of one kind are kept as columns.
_MANY = 10_000


def published(engine: Engine | None, number: int | None, territories: Sequence[str]) -> Callable[[str], pd.DataFrame]:
    """The published rows of some territories by kind, each kind read once; empty frames without an edition.

    Observations come with their key and value only: the rest stays in the database.
    """
    if engine is None or number is None:
        return nothing_published
    wanted = None if len(territories) > _EVERY_TERRITORY else list(territories)

    @cache
    def base(kind: str) -> pd.DataFrame:
        if kind in _LIGHT:
            return _light(engine, kind, number, wanted)
        return reading.frame(engine, kind, number, territories=None if kind == "territory" else wanted)

    return base


def known_territories(engine: Engine | None) -> list[tuple[str, str, str, GeoLevel]]:
    """The code, the name, the SIREN and the type of each territory of the latest edition."""
    if engine is None:
        return []
    table = PUBLISHED["territory"]
    query = select(table.c.code, table.c.name, table.c.siren, table.c.type).where(table.c.to_edition.is_(None))
    with engine.connect() as connection:
        found = connection.execute(query.order_by(in_order(table)))
        return [(row.code, row.name, row.siren, row.type) for row in found]


def _light(engine: Engine, kind: str, number: int, territories: list[str] | None) -> pd.DataFrame:
    table, names = PUBLISHED[kind], list(_LIGHT[kind])
    query = select(*(table.c[name] for name in names)).where(valid_at(table, number))
    if territories is not None:
        query = query.where(table.c.territory.in_(territories))
    with engine.connect() as connection:
        return frame_of_columns(connection, query)


def looks_back(items: Sequence[Loaded]) -> bool:
    """Whether staging must read what is published: for the names of budget lines, or to find the rows to remove."""
    return any(item.kind == "budget_line" or bool(item.removed.any()) for item in items)


def ever_published(connection: Connection, kind: str) -> bool:
    """Whether the latest edition holds rows of a kind, of any territory."""
    live = PUBLISHED[kind]
    return connection.scalar(select(live.c.row_id).where(live.c.to_edition.is_(None)).limit(1)) is not None


def put(
    connection: Connection,
    batch: str,
    kind: str,
    items: Sequence[Loaded],
    *,
    known: bool,
    told: Callable[[float], None] = lambda share: None,
) -> None:
    """Stage the sound rows of a kind in place of what the batch held, in the transaction that holds the batch.

    ``known`` says whether the edition holds rows of this kind, whose values then fill the gaps. ``told`` hears the
    share of the rows that is written, and may raise to undo it all.
    """
    apart, large = _shared_out(items)
    frame = _merged(kind, [_typed_keys(rows, RECORD_TYPES[kind].key) for rows in apart])
    unsaid = {name: None if known else empty_value(kind, name) for name in column_names(RECORD_TYPES[kind])}
    said = {name: _with_gaps(frame[name], kind, name, unsaid.pop(name)) for name in list(unsaid) if name in frame}
    gaps = [*unsaid, *(name for name in said if frame[name].isna().any())]
    encoded = pd.DataFrame(said, index=frame.index)
    drafts.stage_rows(connection, batch, kind, encoded, replace=True, alike=unsaid, told=told)
    if large:
        packs.write(connection, batch, kind, _merged(kind, large), told)
    if known and large and connection.dialect.name == "postgresql":
        # What was published a moment ago is not in its statistics: it would look up each row, six times slower.
        connection.exec_driver_sql(f'ANALYZE "{PUBLISHED[kind].name}"')
    if known and gaps and len(frame):
        _fill(connection, batch, kind, gaps)
    for item in items:
        _erase(connection, batch, item)


def remove(connection: Connection, batch: str, kind: str, gone: pd.DataFrame) -> None:
    """Stage the removal of published rows, in the transaction that holds the batch."""
    if len(gone):
        rows = encode(kind, as_frame(kind, gone.drop_duplicates(list(RECORD_TYPES[kind].key))))
        drafts.stage_rows(connection, batch, kind, rows, action="remove")


def _shared_out(items: Sequence[Loaded]) -> tuple[list[pd.DataFrame], list[pd.DataFrame]]:
    """The sound rows, item by item, to keep as rows and those to keep as columns, which hold no cell to empty."""
    sound = [item.sound for item in items]
    if sum(map(len, sound)) <= _MANY:
        return sound, []
    emptied = [rows.index.isin([place for place, _ in item.erased]) for item, rows in zip(items, sound, strict=True)]
    if len(items) > 1 and any(mask.any() for mask in emptied):
        # No key stands both in a row and in columns, even when two tables say it.
        keys = [pd.MultiIndex.from_frame(rows[list(RECORD_TYPES[items[0].kind].key)].astype(object)) for rows in sound]
        named = [key for index, mask in zip(keys, emptied, strict=True) for key in index[mask]]
        emptied = [index.isin(named) for index in keys]
    pairs = list(zip(sound, emptied, strict=True))
    return [rows[mask] for rows, mask in pairs], [rows[~mask] for rows, mask in pairs]


def _merged(kind: str, frames: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Rows of several tables; the last one that says a key is kept."""
    if len(frames) == 1:
        return frames[0].reset_index(drop=True)
    return pd.concat(frames, ignore_index=True).drop_duplicates(list(RECORD_TYPES[kind].key), keep="last")


def sound_rows(loaded: Loaded) -> pd.DataFrame:
    """The sound rows with every column of the record, None where the file says nothing."""
    record = RECORD_TYPES[loaded.kind]
    return _typed_keys(loaded.sound.reindex(columns=list(column_names(record))), record.key)


def _with_gaps(column: pd.Series[Any], kind: str, name: str, default: Any) -> pd.Series[Any]:
    """A column for the database, ``default`` where the file says nothing."""
    encoded = encode_column(column, column_kinds(RECORD_TYPES[kind])[name])
    gone = column.isna().to_numpy()
    if not gone.any():
        return encoded
    values = np.where(gone, np.array([default], dtype=object), encoded.to_numpy())
    return pd.Series(values, index=encoded.index, dtype=object)


def _typed_keys(frame: pd.DataFrame, keys: Sequence[str]) -> pd.DataFrame:
    return frame.astype({name: "int64" if name == "year" else object for name in keys})


def _fill(connection: Connection, batch: str, kind: str, gaps: list[str]) -> None:
    """Give each gap the published value, then the default."""
    draft, live = DRAFTS[kind], PUBLISHED[kind]
    mine = and_(draft.c.batch == batch, draft.c.action == "put")
    connection.execute(
        update(draft)
        .where(mine, same_key(kind, draft, live))
        .values({name: func.coalesce(draft.c[name], live.c[name]) for name in gaps})
    )
    empties = {name: value for name in gaps if (value := empty_value(kind, name)) is not None}
    if empties:
        filled = {
            name: func.coalesce(draft.c[name], literal(value, draft.c[name].type)) for name, value in empties.items()
        }
        connection.execute(
            update(draft).where(mine, or_(*(draft.c[name].is_(None) for name in empties))).values(filled)
        )


def _erase(connection: Connection, batch: str, loaded: Loaded) -> None:
    """Empty the cells that the officer asked to, whatever the edition says of them."""
    if not loaded.erased:
        return
    draft, keys = DRAFTS[loaded.kind], RECORD_TYPES[loaded.kind].key
    sound = sound_rows(loaded)
    for place, name in loaded.erased:
        if place in sound.index:
            here = and_(*(draft.c[key] == native(sound.at[place, key]) for key in keys))
            empty = literal(empty_value(loaded.kind, name), draft.c[name].type)
            connection.execute(update(draft).where(draft.c.batch == batch, here).values({name: empty}))


def settled(loaded: Loaded, base: pd.DataFrame) -> Loaded:
    """Budget lines under the identifier that the edition already gives them; other kinds as they are.

    Two documents may number the same line otherwise; what the office confirmed on it (rubric, project…) stays with it
    when the accounting codes designate one line only on both sides. A decision that amends the budget adds to it: its
    lines never take the place of the lines that they amend.
    """
    if loaded.kind != "budget_line" or base.empty or loaded.frame.empty:
        return loaded
    codes = [name for name in _SAME_LINE if name in loaded.frame]
    own = loaded.frame["line"].isin(base["line"]) | loaded.frame["line"].astype(str).str.contains(OF_A_DECISION)
    fresh = loaded.frame[~own].drop_duplicates(codes, keep=False)
    known = base[~base["line"].isin(loaded.frame["line"])].drop_duplicates(codes, keep=False)
    if fresh.empty or known.empty:
        return loaded
    mine = fresh[codes].astype({"year": "float64"}).reset_index()
    pairs = mine.merge(known[[*codes, "line"]].astype({"year": "float64"}), on=codes)
    frame = loaded.frame.copy()
    frame.loc[pairs["index"], "line"] = pairs["line"].to_numpy()
    return dataclasses.replace(loaded, frame=frame)


def removals(loaded: Loaded, base: pd.DataFrame) -> pd.DataFrame:
    """The published rows that go: those the officer marked, and lines that new accounts no longer have."""
    keys = list(RECORD_TYPES[loaded.kind].key)
    if base.empty:
        return base
    wanted = _typed_keys(loaded.frame[loaded.removed & ~loaded.faulty][keys], keys) if loaded.removed.any() else None
    known = _typed_keys(base, keys)
    gone = pd.Series(False, index=known.index)
    if wanted is not None:
        gone |= pd.MultiIndex.from_frame(known[keys]).isin(pd.MultiIndex.from_frame(wanted))
    if loaded.whole_accounts and len(loaded.frame):
        scope = ["territory", "year", "budget", "perimeter"]
        documents = _typed_keys(loaded.frame[scope], ["year"]).drop_duplicates()
        same = pd.MultiIndex.from_frame(known[scope]).isin(pd.MultiIndex.from_frame(documents))
        kept = pd.MultiIndex.from_frame(known[keys]).isin(
            pd.MultiIndex.from_frame(_typed_keys(loaded.frame[keys], keys))
        )
        gone |= same & ~kept & (known["perimeter"] == "accounting")
    if loaded.kind == "budget_line":
        gone |= _parts_come_back_whole(loaded, known, keys)
    return known[gone]


def _parts_come_back_whole(loaded: Loaded, known: pd.DataFrame, keys: Sequence[str]) -> pd.Series:
    """Whether a published line is a part (``12/1``) of a line that the file brings whole: both would count it twice."""
    parents = known[list(keys)].assign(line=known["line"].astype(str).str.replace(r"/\d+$", "", regex=True))
    whole = pd.MultiIndex.from_frame(_typed_keys(sound_rows(loaded)[list(keys)], keys))
    absent = ~pd.MultiIndex.from_frame(parents).isin(pd.MultiIndex.from_frame(known[list(keys)]))
    return pd.Series(absent & pd.MultiIndex.from_frame(parents).isin(whole), index=known.index)
