"""From facts to indicators: each feed of the catalogue brings a numerator and a denominator together, place by place.

Nothing is estimated here: a ratio whose denominator was not published is not made, one of whose parts is secret is
secret. Where two feeds give the same value, the first of the catalogue is kept, unless it is secret and the other not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

import numpy as np
import pandas as pd
import pyarrow as pa

from indicators.catalogue.official import OfficialFeed
from indicators.official import flags
from indicators.official.cube import SCHEMA
from indicators.official.facts import Facts

_PLACE = ["level", "code", "year"]
_CELL = [*_PLACE, "measure", "detail"]
_ORIGIN = ["source", "vintage", "sha256"]
_FULL_PERCENT = 100.0


def cube_of(facts: Iterable[Facts], feeds: Iterable[OfficialFeed]) -> pa.Table:
    """The rows of the cube that a set of facts gives, one by level, code, indicator and year."""
    sources = _by_source(facts)
    made = [
        frame.assign(indicator=feed.key, band=feed.band, rank=rank)
        for rank, feed in enumerate(feeds)
        if feed.source in sources and (frame := _of_feed(feed, sources)) is not None and len(frame)
    ]
    if not made:
        return SCHEMA.empty_table()
    rows = pd.concat(made, ignore_index=True)
    rows["secret"] = rows["value"].isna()
    rows = rows.sort_values(["level", "code", "indicator", "year", "secret", "rank"], kind="stable")
    rows = rows.drop_duplicates(["level", "code", "indicator", "year"])
    plain = rows[SCHEMA.names].astype({"year": "int16"})
    return pa.Table.from_pandas(plain, preserve_index=False).cast(SCHEMA)


def _by_source(facts: Iterable[Facts]) -> dict[str, pd.DataFrame]:
    """The facts of each source in one frame: of two files that say the same cell, the latest vintage, then the last read."""
    frames: dict[str, list[pd.DataFrame]] = {}
    ranked = sorted(enumerate(facts), key=lambda pair: (pair[1].vintage, pair[0]), reverse=True)
    for _, item in ranked:
        frame = item.table.to_pandas(categories=None).astype(
            dict.fromkeys(("level", "code", "measure", "detail", "flag"), "str")
        )
        frame["vintage"], frame["sha256"], frame["source"] = item.vintage, item.sha256, item.source
        frames.setdefault(item.source, []).append(frame)
    return {source: pd.concat(found, ignore_index=True).drop_duplicates(_CELL) for source, found in frames.items()}


def _of_feed(feed: OfficialFeed, sources: Mapping[str, pd.DataFrame]) -> pd.DataFrame | None:
    other = feed.denominator_source or feed.source
    if other not in sources:
        return None
    top = _measured(sources[feed.source], feed.numerator, feed.levels)
    if feed.formula in _SPREADS:
        return _spread(top, feed)
    top = top[top["detail"] == ""].drop(columns=["detail", "measure"])
    if not feed.denominator:
        return top.assign(value=top["value"] * feed.multiplier, numerator=np.nan, denominator=np.nan)
    under = _totals(sources[other], feed.denominator, feed.levels)
    rows = _beside(top, under, feed.denominator_within)
    if feed.formula == "rate_gap":
        return _gap(rows, feed, sources[feed.source])
    shown = rows["value"].notna() & rows["value_under"].notna() & (rows["value_under"] != 0)
    known = rows[shown | _secret(rows["flag"]) | _secret(rows["flag_under"])]
    return _joined(known).assign(
        numerator=known["value"],
        denominator=known["value_under"],
        value=known["value"] / known["value_under"] * feed.multiplier,
    )


def _measured(frame: pd.DataFrame, measure: str, levels: Sequence[str]) -> pd.DataFrame:
    wanted = frame["measure"] == measure
    return frame[wanted & frame["level"].isin(levels)] if levels else frame[wanted]


def _totals(frame: pd.DataFrame, measure: str, levels: Sequence[str]) -> pd.DataFrame:
    found = _measured(frame, measure, levels)
    return found[found["detail"] == ""].drop(columns=["detail", "measure"])


def _beside(top: pd.DataFrame, under: pd.DataFrame, within: int) -> pd.DataFrame:
    """Each numerator with the denominator of its year, else with the nearest one within some years (the later first)."""
    shifts = sorted(range(-within, within + 1), key=lambda shift: (abs(shift), -shift))
    found = [
        top.merge(under.assign(year=under["year"] - shift), on=_PLACE, suffixes=("", "_under")) for shift in shifts
    ]
    return pd.concat(found, ignore_index=True).drop_duplicates(_PLACE)


def _joined(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with the flags, files and vintages of both sides, each said once."""
    pairs = {name: list(zip(rows[name], rows[f"{name}_under"], strict=True)) for name in ("flag", *_ORIGIN)}
    said = {pair: flags.joined(pair) for pair in set(pairs["flag"])}
    once = {name: {pair: "+".join(dict.fromkeys(pair)) for pair in set(pairs[name])} for name in _ORIGIN}
    return rows.assign(
        flag=[said[pair] for pair in pairs["flag"]],
        **{name: [once[name][pair] for pair in pairs[name]] for name in _ORIGIN},
    )


def _secret(column: pd.Series) -> pd.Series:
    return column.str.contains(flags.SECRET, regex=False)


def _gap(rows: pd.DataFrame, feed: OfficialFeed, source: pd.DataFrame) -> pd.DataFrame:
    """The rate of the reference minus the rate of the group: positive where the group is behind."""
    less = _totals(source, feed.less, feed.levels)
    both = _beside(less, _totals(source, feed.less_denominator, feed.levels), 0)
    joined = _joined(rows).assign(rate=rows["value"] / rows["value_under"])
    behind = _joined(both).assign(rate=both["value"] / both["value_under"])
    pair = joined.merge(behind[[*_PLACE, "rate", "flag"]], on=_PLACE, suffixes=("", "_less"))
    return pair.assign(
        value=(pair["rate"] - pair["rate_less"]) * feed.multiplier,
        numerator=pair["rate"] * _FULL_PERCENT,
        denominator=pair["rate_less"] * _FULL_PERCENT,
        flag=[flags.joined(said) for said in zip(pair["flag"], pair["flag_less"], strict=True)],
    )


def _evenness(shares: pd.Series, groups: int) -> float:
    positive = shares[shares > 0]
    return float(-(positive * np.log(positive)).sum() / np.log(groups)) if groups > 1 else float("nan")


def _diversification(shares: pd.Series, groups: int) -> float:
    return float(1 - (shares**2).sum())


_SPREADS: Mapping[str, Callable[[pd.Series, int], float]] = {
    "evenness": _evenness,
    "diversification": _diversification,
}


def _spread(top: pd.DataFrame, feed: OfficialFeed) -> pd.DataFrame:
    """How evenly the details share a total; K is the number of groups that the source declares for the year.

    The numerator is the total of the groups. One secret group makes the whole secret: the others do not add up.
    """
    parts = top[top["detail"] != ""]
    declared = parts.groupby(["level", "year"])["detail"].nunique().to_dict()
    rows = []
    for place, group in parts.groupby(_PLACE, sort=False):
        level, code, year = place
        total = group["value"].sum()
        secret = bool(_secret(group["flag"]).any())
        value = (
            _SPREADS[feed.formula](group["value"] / total, declared[level, year]) if total and not secret else np.nan
        )
        if total or secret:
            first = group.iloc[0]
            rows.append(
                {
                    "level": level, "code": code, "year": year, "value": value,
                    "numerator": np.nan if secret else total, "denominator": np.nan,
                    "flag": flags.joined(group["flag"]), **{name: first[name] for name in _ORIGIN},
                }
            )  # fmt: skip
    return pd.DataFrame(rows, columns=[*_PLACE, "value", "numerator", "denominator", "flag", *_ORIGIN])
