"""The profile: six dimensions, each the mean of its indicators' indices, or the reason why there is none.

A dimension is scored when at least two of its chosen indicators have an index and they are at least 60 % of them;
indices are brought into [25, 400] before the mean (method/indicators, 1.3; thresholds are settings). A published
dimension index (the Piedmont's) is shown as published and never mixed with computed ones.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from indicators.catalogue import Catalogue, Dimension, Indicator
from indicators.geii.readings import Reading, read_indicator
from indicators.geii.series import Point, Series
from indicators.records import Snapshot, Territory

Mean = Literal["geometric", "arithmetic"]
Status = Literal["scored", "partial", "published", "empty"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileOptions:
    """What the collectivity chooses; printed beside the profile. ``chosen`` None keeps the whole catalogue."""

    references: tuple[str, ...]
    base_year: int | None
    chosen: frozenset[str] | None
    weights: Mapping[str, float]
    mean: Mean
    minimum_indicators: int
    minimum_coverage: float
    bounds: tuple[float, float]


@dataclass(frozen=True, slots=True)
class DimensionReading:
    """A dimension: its index against the reference and against the base year (on 100), or None.

    ``coverage`` is the share, by weight, of the chosen indicators that have an index; ``proxies`` counts those read
    at a borrowed level. ``mean`` is the mean really used: arithmetic when an index is zero. ``facts`` are context
    observations that tell something of the dimension without entering its index.
    """

    dimension: Dimension
    status: Status
    index: float | None
    time_index: float | None
    coverage: float
    readings: tuple[Reading, ...]
    published: Point | None
    facts: tuple[tuple[Indicator, tuple[Point, ...]], ...]
    mean: Mean

    @property
    def with_value(self) -> int:
        """The number of chosen indicators that have a value."""
        return sum(reading.point is not None for reading in self.readings)

    @property
    def with_index(self) -> int:
        """The number of chosen indicators that have an index against the reference."""
        return sum(reading.benchmark is not None for reading in self.readings)

    @property
    def proxies(self) -> int:
        """The number of values borrowed from a wider level."""
        return sum(reading.proxy for reading in self.readings)

    @property
    def gap_bounds(self) -> tuple[float, float] | None:
        """The index if every missing indicator stood at the lowest, then at the highest bound; None without any."""
        known = [(reading.bounded, reading.weight) for reading in self.readings if reading.bounded is not None]
        if not known:
            return None
        missing = [reading for reading in self.readings if reading.bounded is None]
        low, high = (
            weighted_mean([*known, *((reading.bounds[end], reading.weight) for reading in missing)], self.mean)[0]
            for end in (0, 1)
        )
        return low, high


@dataclass(frozen=True, slots=True)
class Profile:
    """The six dimensions of a territory at a year, with the options that shaped them."""

    territory: Territory
    year: int
    options: ProfileOptions
    reference_names: tuple[str, ...]
    dimensions: tuple[DimensionReading, ...]
    published_total: Point | None

    @property
    def scored(self) -> tuple[DimensionReading, ...]:
        """The dimensions that have an index, computed or published."""
        return tuple(item for item in self.dimensions if item.index is not None)

    @property
    def coverage(self) -> float:
        """The share of chosen indicators that have an index, over the six dimensions; a published one is covered."""
        counts = [(max(1, len(item.readings)), item.with_index, item.status) for item in self.dimensions]
        return sum(total if state == "published" else known for total, known, state in counts) / sum(
            total for total, _, _ in counts
        )

    @property
    def readings(self) -> tuple[Reading, ...]:
        """Every indicator's reading, in the order of the catalogue."""
        return tuple(reading for item in self.dimensions for reading in item.readings)

    @property
    def example(self) -> bool:
        """Whether one of its values was invented for the example."""
        return any(reading.example for reading in self.readings)


def build_profile(
    snapshot: Snapshot, catalogue: Catalogue, year: int, options: ProfileOptions, values: Series | None = None
) -> Profile:
    """Read the six dimensions of the snapshot's territory at ``year``; ``values`` are its observations, already indexed."""
    values = values or Series(snapshot.observations)
    references = options.references or snapshot.territory.references
    names: tuple[str, ...] = tuple(
        snapshot.territories[code].called for code in references if code in snapshot.territories
    )
    dimensions = tuple(
        _read_dimension(dimension, snapshot.territory, values, catalogue, references, year, options)
        for dimension in catalogue.dimensions.values()
    )
    total = values.of("geii_total", snapshot.territory.code, year)
    return Profile(snapshot.territory, year, options, names, dimensions, total[-1] if total else None)


def _read_dimension(
    dimension: Dimension,
    territory: Territory,
    values: Series,
    catalogue: Catalogue,
    references: Sequence[str],
    year: int,
    options: ProfileOptions,
) -> DimensionReading:
    published = values.of(f"geii_{dimension.id}", territory.code, year)
    readings = tuple(
        read_indicator(
            indicator,
            values,
            territory,
            references,
            year,
            base_year=options.base_year,
            bounds=options.bounds,
            weight=options.weights.get(indicator.id, 1.0),
        )
        for indicator in catalogue.dimension_indicators(dimension.id)
        if options.chosen is None or indicator.id in options.chosen
    )
    facts = _facts(dimension, territory, values, catalogue, year)
    if published:
        return DimensionReading(
            dimension, "published", published[-1].value, None, 1.0, readings, published[-1], facts, options.mean
        )
    coverage = _coverage(readings)
    index, mean = _mean_of(((item.bounded, item.weight) for item in readings), options, coverage)
    time_index, _ = _mean_of(((_time(item), item.weight) for item in readings), options, _time_coverage(readings))
    status: Status = "scored" if index is not None else "partial" if any(item.point for item in readings) else "empty"
    return DimensionReading(dimension, status, index, time_index, coverage, readings, None, facts, mean)


def _time(reading: Reading) -> float | None:
    """The time index, turned over when lower is better so that a rise reads the same way in every dimension."""
    if reading.time_index is None or reading.indicator.direction != "down":
        return reading.time_index
    return 10_000 / reading.time_index if reading.time_index > 0 else None


def _coverage(readings: Sequence[Reading]) -> float:
    return _share(readings, [item.benchmark is not None for item in readings])


def _time_coverage(readings: Sequence[Reading]) -> float:
    return _share(readings, [item.time_index is not None for item in readings])


def _share(readings: Sequence[Reading], present: Sequence[bool]) -> float:
    total = sum(item.weight for item in readings)
    return sum(item.weight for item, there in zip(readings, present, strict=True) if there) / total if total else 0.0


def _mean_of(
    values: Iterable[tuple[float | None, float]], options: ProfileOptions, coverage: float
) -> tuple[float | None, Mean]:
    known = [(value, weight) for value, weight in values if value is not None and weight > 0]
    if len(known) < options.minimum_indicators or coverage < options.minimum_coverage:
        return None, options.mean
    return weighted_mean(known, options.mean)


def weighted_mean(known: Sequence[tuple[float, float]], mean: Mean) -> tuple[float, Mean]:
    """The weighted mean of (value, weight) pairs and the mean really used: arithmetic as soon as a value is zero."""
    total = sum(weight for _, weight in known)
    if mean == "geometric" and all(value > 0 for value, _ in known):
        return math.exp(sum(weight * math.log(value) for value, weight in known) / total), "geometric"
    return sum(weight * value for value, weight in known) / total, "arithmetic"


def _facts(
    dimension: Dimension, territory: Territory, values: Series, catalogue: Catalogue, year: int
) -> tuple[tuple[Indicator, tuple[Point, ...]], ...]:
    """The context observations attached to the dimension that the territory has."""
    found = (
        (indicator, values.of(indicator.id, territory.code, year))
        for indicator in catalogue.family("context")
        if indicator.dimension == dimension.id
    )
    return tuple((indicator, series) for indicator, series in found if series)
