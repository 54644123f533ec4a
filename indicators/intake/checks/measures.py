"""Checks of observations and targets. Ranges warn, they never reject: an unusual value may be the news of the year."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd

from indicators.intake.checks.around import Around
from indicators.intake.issues import Issue
from indicators.intake.loaded import Loaded
from indicators.records import RECORD_TYPES

_TOLERANCE = 0.011


def column(loaded: Loaded, name: str) -> pd.Series[Any]:
    """A numeric column of the rows, all missing when the file does not have it."""
    if name not in loaded.frame:
        return pd.Series(np.nan, index=loaded.frame.index)
    return pd.to_numeric(loaded.frame[name])


def text(loaded: Loaded, name: str) -> pd.Series[Any]:
    """A text column of the rows, empty where nothing is written."""
    if name not in loaded.frame:
        return pd.Series("", index=loaded.frame.index, dtype=object)
    return loaded.frame[name].where(loaded.frame[name].notna(), "")


def years(loaded: Loaded, around: Around) -> Iterable[Issue]:
    """A result of a year that has not begun; what is planned for it is none."""
    future = (column(loaded, "year") > around.this_year) & (text(loaded, "status") != "planned")
    return loaded.issues_at(future, "future_year", "confirm", "year", this_year=around.this_year)


def sources(loaded: Loaded, around: Around) -> Iterable[Issue]:
    """A value without a source cannot be shown honestly. One published before keeps its own."""
    told = pd.Series(False, index=loaded.frame.index)
    for name in ("source", "url", "publisher"):
        if name in loaded.frame:
            told |= text(loaded, name) != ""
    missing = ~told & column(loaded, "value").notna() & ~loaded.removed
    if missing.any():
        missing &= ~published_before(loaded, around)
    return loaded.issues_at(missing, "no_source", "confirm", "value")


def published_before(loaded: Loaded, around: Around) -> pd.Series[bool]:
    """True for the rows whose key the edition holds: what the file leaves empty is kept from there."""
    base = around.base(loaded.kind)
    if base.empty:
        return pd.Series(False, index=loaded.frame.index)
    keys = list(RECORD_TYPES[loaded.kind].key)
    types = {name: float if name == "year" else object for name in keys}
    known, mine = (pd.MultiIndex.from_frame(frame[keys].astype(types)) for frame in (base, loaded.frame))
    return pd.Series(mine.isin(known), index=loaded.frame.index)


def scales(loaded: Loaded, around: Around) -> Iterable[Issue]:
    """An answer outside the scale of a qualitative indicator, and a yes or no that is neither 1 nor 0."""
    value, ids = column(loaded, "value"), loaded.indicators
    low, high = around.of_indicator(ids, "scale_min"), around.of_indicator(ids, "scale_max")
    outside = (value < low) | (value > high)
    yield from loaded.issues_at(outside, "out_of_scale", "blocking", "value", low=low, high=high)
    odd = around.are(ids, "kind", "binary") & value.notna() & ~value.isin([0, 1])
    yield from loaded.issues_at(odd, "out_of_scale", "blocking", "value", low=0.0, high=1.0)


def ranges(loaded: Loaded, around: Around) -> Iterable[Issue]:
    """A value outside the sanity range of the catalogue."""
    value, ids = column(loaded, "value"), loaded.indicators
    low, high = around.of_indicator(ids, "range_lo"), around.of_indicator(ids, "range_hi")
    outside = (value < low) | (value > high)
    if not outside.any():
        return ()
    unit = around.of_indicator(ids, "unit")
    return loaded.issues_at(outside, "out_of_range", "confirm", "value", low=low, high=high, unit=unit)


def percents(loaded: Loaded, around: Around) -> Iterable[Issue]:
    """« 12,5 % » for an indicator that is not in per cent."""
    if loaded.percent is None or not loaded.percent.any():
        return ()
    unit = around.of_indicator(loaded.indicators, "unit").fillna("%")
    wrong = loaded.percent & ~unit.astype(str).str.contains("%").to_numpy()
    return loaded.issues_at(wrong, "percent_unit", "confirm", "value", unit=unit)


def intervals(loaded: Loaded, around: Around) -> Iterable[Issue]:
    """An interval upside down, or that does not hold its value."""
    if not {"low", "high"} & set(loaded.frame.columns):
        return ()
    low, high, value = column(loaded, "low"), column(loaded, "high"), column(loaded, "value")
    wrong = (low > high) | (value < low) | (value > high)
    return loaded.issues_at(wrong, "bad_interval", "blocking", "value", low=low, high=high)


def parts(loaded: Loaded, around: Around) -> Iterable[Issue]:
    """A ratio whose parts give another value, beyond the rounding of one printed decimal."""
    if not {"numerator", "denominator"} <= set(loaded.frame.columns):
        return ()
    top, bottom, value = column(loaded, "numerator"), column(loaded, "denominator"), column(loaded, "value")
    expected = top / bottom.where(bottom > 0) * around.of_indicator(loaded.indicators, "multiplier")
    apart = (value - expected).abs() > np.maximum(_TOLERANCE * expected.abs(), 0.051)
    return loaded.issues_at(apart, "parts_disagree", "confirm", "value", expected=expected)


def magnitudes(loaded: Loaded, around: Around) -> Iterable[Issue]:
    """A value more than twenty times the one before: thousands taken for units, or the other way round."""
    base, mine = around.base("observation"), column(loaded, "value")
    value = np.concatenate([base["value"].to_numpy(dtype=float), mine.to_numpy(dtype=float)])
    year = np.concatenate([base["year"].to_numpy(dtype=float), column(loaded, "year").to_numpy(dtype=float)])
    what = _numbered(base["indicator"], loaded.indicators)
    whose = _numbered(base["territory"], loaded.frame["territory"]) * (what.max(initial=0) + 2) + what
    order = np.lexsort((year, whose))
    order = order[~np.isnan(value[order]) & (value[order] != 0)]
    before = np.full(len(value), np.nan)
    follows = whose[order][1:] == whose[order][:-1]
    before[order[1:][follows]] = value[order[:-1][follows]]
    previous = pd.Series(before[len(base) :])
    ratio = np.abs(value[len(base) :] / previous)
    jumped = (ratio > around.jump) | (ratio < 1 / around.jump)
    return loaded.issues_at(jumped, "magnitude", "confirm", "value", before=previous, jump=around.jump)


def _numbered(known: pd.Series[Any], mine: pd.Series[Any]) -> np.ndarray[Any, Any]:
    """The texts of two columns, one after the other, as numbers: a text that was read as categories is not read again."""
    before = pd.Categorical(known)
    codes, texts = pd.factorize(mine)
    places = np.append(before.categories.get_indexer(texts), -1)  # the last one answers for a missing text
    fresh = np.flatnonzero(places[:-1] < 0)
    places[fresh] = len(before.categories) + np.arange(len(fresh))
    return np.concatenate([before.codes.astype("int64"), places[codes]])


def proxies(loaded: Loaded, around: Around) -> Iterable[Issue]:
    """A value borrowed from another level is drawn as such only when it says so."""
    types = around.base("territory")
    known = loaded.frame["territory"].isin(types["code"]).to_numpy()
    if not known.any():
        return
    level, quality = (text(loaded, name)[known] for name in ("geo_level", "quality"))
    own = loaded.frame["territory"][known].map(dict(zip(types["code"], types["type"], strict=True)))
    borrowed = np.zeros(len(known), dtype=bool)
    borrowed[known] = (level != "") & own.notna() & (level != own) & (quality != "proxy")
    yield from loaded.issues_at(borrowed, "borrowed_level", "information", "geo_level")


def directions(loaded: Loaded, around: Around) -> Iterable[Issue]:
    """A target that goes against the declared direction of its indicator would read every progress upside down."""
    start, goal = column(loaded, "baseline_value"), column(loaded, "target_value")
    direction = around.of_indicator(loaded.indicators, "direction")
    wrong = ((direction == "up") & (goal < start)) | ((direction == "down") & (goal > start))
    yield from loaded.issues_at(wrong, "wrong_direction", "blocking", "target_value", direction=direction, start=start)
    order = column(loaded, "target_year") <= column(loaded, "baseline_year")
    yield from loaded.issues_at(order, "years_upside_down", "blocking", "target_year")
    kept = (goal == start) & column(loaded, "tolerance").isna()
    yield from loaded.issues_at(kept, "no_tolerance", "confirm", "target_value")


def bands(loaded: Loaded, around: Around) -> Iterable[Issue]:
    """A band upside down."""
    wrong = column(loaded, "band_low") > column(loaded, "band_high")
    return loaded.issues_at(wrong, "bad_interval", "blocking", "band_low")
