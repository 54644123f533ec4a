"""Where a value was measured when the file does not say: on the territory that it is about, whatever its kind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pandas as pd

from indicators.intake.checks.around import Around
from indicators.intake.loaded import Loaded
from indicators.records import RECORD_TYPES, column_names
from indicators.store.rows import empty_value

_LEVEL = "geo_level"


def at_own_level(loaded: Sequence[Loaded], around: Around) -> tuple[Loaded, ...]:
    """The rows with the level of their territory where the file names none and nothing is published under their key.

    A commune's is what the records say when nobody does: its rows are left as they are.
    """
    types = {code: item for code, item in _types(loaded, around).items() if item != empty_value("observation", _LEVEL)}
    measured = {kind for kind, record in RECORD_TYPES.items() if _LEVEL in column_names(record)}
    return tuple(_settled(item, around, types) if types and item.kind in measured else item for item in loaded)


def _types(loaded: Sequence[Loaded], around: Around) -> dict[str, str]:
    """The type of each territory, published or in the same load, by code."""
    frames = [around.base("territory"), *(item.frame for item in loaded if item.kind == "territory")]
    return {
        str(code): str(type_)
        for frame in frames
        if {"code", "type"} <= set(frame.columns)
        for code, type_ in zip(frame["code"], frame["type"], strict=True)
        if isinstance(type_, str) and type_
    }


def _settled(item: Loaded, around: Around, types: Mapping[str, str]) -> Loaded:
    frame = item.frame
    own = frame["territory"].map(types)
    told = frame[_LEVEL] if _LEVEL in frame else pd.Series(None, index=frame.index, dtype=object)
    unsaid = own.notna() & (told.isna() | (told == ""))
    if not unsaid.any():
        return item
    keys = list(RECORD_TYPES[item.kind].key)
    known = around.base(item.kind)
    known = known[known["territory"].isin(frame.loc[unsaid, "territory"])][keys]
    if len(known):
        read = frame.loc[unsaid, keys].apply(_written)
        unsaid[unsaid] = ~pd.MultiIndex.from_frame(read).isin(pd.MultiIndex.from_frame(known.apply(_written)))
    return replace(item, frame=frame.assign(**{_LEVEL: told.mask(unsaid, own)}))


def _written(part: pd.Series[str]) -> pd.Series[str]:
    """A part of a key as it can be compared: a year is the same whether it is held as 2024 or 2024.0."""
    return part.astype(float).map("{:g}".format) if part.name == "year" else part.astype(str)
