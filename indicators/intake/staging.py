"""From rows read in a file to complete rows of the draft: what the file does not say is kept from the edition.

This is where « an empty cell never erases » holds: each gap takes the published value, then the default of a new
record. Accounts are whole: the lines of the same budget and year that a new document no longer has are removed.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any

import numpy as np
import pandas as pd
from sqlalchemy import Engine

from indicators.intake.checks.around import nothing_published
from indicators.intake.mapping import Loaded
from indicators.records import RECORD_TYPES, column_names
from indicators.store import reading

_SAME_LINE = ("territory", "year", "budget", "direction", "section", "function", "chapter", "nature")


def published(engine: Engine | None, number: int | None, territories: Sequence[str]) -> Callable[[str], pd.DataFrame]:
    """The published rows of some territories by kind, each kind read once; empty frames without an edition."""
    if engine is None or number is None:
        return nothing_published

    @cache
    def base(kind: str) -> pd.DataFrame:
        return reading.frame(engine, kind, number, territories=None if kind == "territory" else list(territories))

    return base


def complete(loaded: Loaded, base: pd.DataFrame) -> pd.DataFrame:
    """The sound rows with every column of the record, ready to be staged."""
    record = RECORD_TYPES[loaded.kind]
    names, keys = list(column_names(record)), list(record.key)
    frame = _typed_keys(loaded.sound.reindex(columns=names), keys)
    old = _aligned(frame, base, keys)
    defaults = _defaults(loaded.kind)
    for name in names:
        if name in keys:
            continue
        column = frame[name]
        if old is not None:
            column = column.where(column.notna(), old[name])
        if (default := defaults[name]) is not None:
            column = column.astype(object)
            gaps = column.isna().to_numpy()
            column = pd.Series(np.where(gaps, _repeated(default, len(column)), column.to_numpy()), index=column.index)
        frame[name] = column
    return _emptied(frame, loaded, defaults)


def _typed_keys(frame: pd.DataFrame, keys: Sequence[str]) -> pd.DataFrame:
    return frame.astype({name: "int64" if name == "year" else object for name in keys})


def _repeated(value: Any, count: int) -> np.ndarray[Any, Any]:
    cells = np.empty(count, dtype=object)
    cells[:] = [value] * count
    return cells


@cache
def _defaults(kind: str) -> Mapping[str, Any]:
    """The value of each field when nobody says anything, None for what is then missing."""
    found = {}
    for item in dataclasses.fields(RECORD_TYPES[kind]):
        made = item.default_factory() if item.default_factory is not dataclasses.MISSING else item.default
        found[item.name] = None if made is dataclasses.MISSING else made
    return found


def _aligned(frame: pd.DataFrame, base: pd.DataFrame, keys: list[str]) -> pd.DataFrame | None:
    """The published row of each row to stage, NaN where it is new; None when none is published."""
    if base.empty or frame.empty:
        return None
    known = _typed_keys(base, keys)
    found = frame[keys].merge(known, on=keys, how="left").set_index(frame.index)
    return found.astype(object).where(found.notna(), None)


def settled(loaded: Loaded, base: pd.DataFrame) -> Loaded:
    """Budget lines under the identifier that the edition already gives them; other kinds as they are.

    Two documents may number the same line otherwise; what the office confirmed on it (rubric, project…) stays with it
    when the accounting codes designate one line only on both sides.
    """
    if loaded.kind != "budget_line" or base.empty or loaded.frame.empty:
        return loaded
    codes = [name for name in _SAME_LINE if name in loaded.frame]
    fresh = loaded.frame[~loaded.frame["line"].isin(base["line"])].drop_duplicates(codes, keep=False)
    known = base[~base["line"].isin(loaded.frame["line"])].drop_duplicates(codes, keep=False)
    if fresh.empty or known.empty:
        return loaded
    mine = fresh[codes].astype({"year": "float64"}).reset_index()
    pairs = mine.merge(known[[*codes, "line"]].astype({"year": "float64"}), on=codes)
    frame = loaded.frame.copy()
    frame.loc[pairs["index"], "line"] = pairs["line"].to_numpy()
    return dataclasses.replace(loaded, frame=frame)


def _emptied(frame: pd.DataFrame, loaded: Loaded, defaults: Mapping[str, Any]) -> pd.DataFrame:
    """Empty the cells that the officer asked to."""
    for place, name in loaded.erased:
        if place in frame.index:
            frame[name] = frame[name].astype(object)
            frame.at[place, name] = defaults[name]
    return frame


def removals(loaded: Loaded, base: pd.DataFrame, *, whole_accounts: bool = False) -> pd.DataFrame:
    """The published rows that go: those the officer marked, and lines that new accounts no longer have."""
    keys = list(RECORD_TYPES[loaded.kind].key)
    if base.empty:
        return base
    wanted = _typed_keys(loaded.frame[loaded.removed & ~loaded.faulty][keys], keys) if loaded.removed.any() else None
    known = _typed_keys(base, keys)
    gone = pd.Series(False, index=known.index)
    if wanted is not None:
        gone |= pd.MultiIndex.from_frame(known[keys]).isin(pd.MultiIndex.from_frame(wanted))
    if whole_accounts and loaded.kind == "budget_line" and len(loaded.frame):
        scope = ["territory", "year", "budget", "perimeter"]
        documents = _typed_keys(loaded.frame[scope], ["year"]).drop_duplicates()
        same = pd.MultiIndex.from_frame(known[scope]).isin(pd.MultiIndex.from_frame(documents))
        kept = pd.MultiIndex.from_frame(known[keys]).isin(
            pd.MultiIndex.from_frame(_typed_keys(loaded.frame[keys], keys))
        )
        gone |= same & ~kept & (known["perimeter"] == "accounting")
    return known[gone]
