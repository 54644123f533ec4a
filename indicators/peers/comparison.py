"""Beside similar collectivities, as partners and not as a league: the middle of the group, never a rank.

A group is shown only when more than 75 % of its members have the figure: below, the middle of those who happen to
publish would pass for the middle of the group. Its members, its size and the years compared are always stated.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from indicators.records import Territory

MIN_COVERAGE = 0.75
YEAR_WINDOW = 1
FEWEST_FOR_QUARTILES = 4


@dataclass(frozen=True, slots=True)
class PeerValue:
    """The value of one member of the group and its year; ``example`` when it was invented."""

    territory: Territory
    value: float
    year: int
    example: bool = False


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """The territory's value beside a group for one indicator.

    ``median`` and the quartiles are None unless ``publishable``: coverage of the group above ``threshold``. Quartiles
    also need four values. ``home`` is None when the territory itself has no value.
    """

    indicator: str
    home: PeerValue | None
    values: tuple[PeerValue, ...]
    missing: tuple[Territory, ...]
    threshold: float
    median: float | None
    quartiles: tuple[float, float] | None

    @property
    def size(self) -> int:
        """How many collectivities the group has, with or without a value."""
        return len(self.values) + len(self.missing)

    @property
    def coverage(self) -> float:
        """Share of the group that has a value; 0 for an empty group."""
        return len(self.values) / self.size if self.size else 0.0

    @property
    def publishable(self) -> bool:
        """Whether the group may be shown: strictly above the threshold."""
        return self.coverage > self.threshold


def places(found: Comparison) -> tuple[int, int] | None:
    """Between which places the territory stands from the highest value, told only when somebody asks.

    Equal values share a place, and a member without a value may stand before or after: the bounds hold both. None
    without a value of the territory's own.
    """
    if found.home is None:
        return None
    before = sum(item.value > found.home.value for item in found.values)
    level = sum(item.value == found.home.value for item in found.values)
    return before + 1, before + level + len(found.missing) + 1


def similar(home: Territory, others: Iterable[Territory], *, ratio: float = 2.0) -> tuple[Territory, ...]:
    """Peers of the same type and of the same world (real or fictional), by population when it is known.

    A peer whose latest population is more than ``ratio`` times larger or smaller is left out; one without a known
    population is kept, because nothing says that it differs.
    """
    size = latest_population(home)
    kept = []
    for other in others:
        if other.role != "peer" or other.code == home.code:
            continue
        if other.type != home.type or other.fictional != home.fictional:
            continue
        theirs = latest_population(other)
        if size is None or theirs is None or size / ratio <= theirs <= size * ratio:
            kept.append(other)
    return tuple(kept)


def latest_population(territory: Territory) -> int | None:
    """The population of the last year known, None without any."""
    years = sorted(territory.populations)
    return territory.populations[years[-1]] if years else None


def compare(
    observations: pd.DataFrame,
    indicators: Sequence[str],
    home: Territory,
    group: Sequence[Territory],
    year: int,
    *,
    threshold: float = MIN_COVERAGE,
    window: int = YEAR_WINDOW,
) -> dict[str, Comparison]:
    """Compare ``home`` with ``group`` on each indicator, latest values up to ``year``.

    A member's value counts when its year is within ``window`` years of the territory's own (of ``year`` when the
    territory has none): older figures would compare epochs.
    """
    known = _latest(observations, indicators, [home, *group], year)
    result = {}
    for indicator in indicators:
        own = known.get((home.code, indicator))
        around = own.year if own else year
        values = [
            found
            for member in group
            if (found := known.get((member.code, indicator))) and abs(found.year - around) <= window
        ]
        present = {found.territory.code for found in values}
        missing = tuple(member for member in group if member.code not in present)
        result[indicator] = _comparison(indicator, own, values, missing, threshold)
    return result


@dataclass(frozen=True, slots=True)
class BandYear:
    """Where the middle half of the group stands in a year, with the ``known`` members that have a value out of ``size``."""

    year: int
    low: float
    median: float
    high: float
    known: int
    size: int


def band(
    observations: pd.DataFrame, indicator: str, home: Territory, group: Sequence[Territory], until: int
) -> tuple[BandYear, ...]:
    """The quartiles of the group, year by year, for the years in which it may be shown (:class:`Comparison`).

    Each year takes that year's values alone: carried over, a value would make the band look steadier than it is.
    """
    members = {territory.code for territory in group}
    mine = observations["territory"].isin(members) & (observations["indicator"] == indicator)
    rows = observations[mine & (observations["year"] <= until)]
    found = []
    for year in sorted({int(value) for value in rows["year"]}):
        now = compare(rows[rows["year"] == year], [indicator], home, group, year, window=0)[indicator]
        if now.quartiles is not None and now.median is not None:
            found.append(BandYear(year, now.quartiles[0], now.median, now.quartiles[1], len(now.values), now.size))
    return tuple(found)


def _comparison(
    indicator: str, own: PeerValue | None, values: list[PeerValue], missing: tuple[Territory, ...], threshold: float
) -> Comparison:
    size = len(values) + len(missing)
    shown = bool(size) and len(values) / size > threshold
    numbers = [found.value for found in values]
    quartiles = None
    if shown and len(numbers) >= FEWEST_FOR_QUARTILES:
        low, high = np.quantile(numbers, [0.25, 0.75])
        quartiles = (float(low), float(high))
    return Comparison(
        indicator=indicator,
        home=own,
        values=tuple(values),
        missing=missing,
        threshold=threshold,
        median=float(np.median(numbers)) if shown else None,
        quartiles=quartiles,
    )


def _latest(
    frame: pd.DataFrame, indicators: Sequence[str], territories: Sequence[Territory], year: int
) -> Mapping[tuple[str, str], PeerValue]:
    by_code = {territory.code: territory for territory in territories}
    if frame.empty:
        return {}
    kept = frame.loc[
        frame["indicator"].isin(list(indicators))
        & frame["territory"].isin(list(by_code))
        & (frame["year"] <= year)
        & frame["value"].notna()
    ].sort_values("year")
    columns = zip(kept["territory"], kept["indicator"], kept["value"], kept["year"], kept["example"], strict=True)
    return {
        (str(code), str(name)): PeerValue(by_code[str(code)], float(value), int(when), bool(example))
        for code, name, value, when, example in columns
    }
