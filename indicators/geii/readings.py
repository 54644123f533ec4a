"""Read one indicator: its latest value, against the reference territory and against the base year.

Formulas: benchmark index ``B = 100·x/r`` (``100·r/x`` when lower is better), time base ``T = 100·x_t/x_t0``, with
``r`` of the same year give or take one (method/indicators, 1.3). An index that cannot be computed says why.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from indicators.catalogue import Indicator
from indicators.geii.series import Point, Series
from indicators.records import Territory

Reason = Literal[
    "no_value", "no_reference", "reference_too_far", "borrowed", "not_positive", "no_base", "series_break", "secret"
]

# From the finest to the widest: a value measured at a wider level than the territory's is borrowed.
_WIDTH: dict[str, int] = {"commune": 0, "epci": 1, "department": 2, "region": 3, "country": 4, "other": 5}
REFERENCE_YEARS_APART = 1


@dataclass(frozen=True, slots=True)
class Reading:
    """An indicator as it is shown. Indices are on 100; ``None`` goes with its reason.

    ``capped`` tells that ``benchmark`` was brought inside the bounds before entering a mean; ``benchmark`` itself is
    the raw index. ``weight`` is its weight inside the dimension.
    """

    indicator: Indicator
    point: Point | None
    reference: Point | None
    base: Point | None
    benchmark: float | None
    benchmark_reason: Reason | None
    time_index: float | None
    time_reason: Reason | None
    series: tuple[Point, ...]
    proxy: bool
    weight: float
    bounds: tuple[float, float]

    @property
    def capped(self) -> bool:
        """Whether the index lies outside the bounds that limit its weight in a mean."""
        return self.benchmark is not None and not self.bounds[0] <= self.benchmark <= self.bounds[1]

    @property
    def bounded(self) -> float | None:
        """The benchmark index brought inside the bounds."""
        return None if self.benchmark is None else min(max(self.benchmark, self.bounds[0]), self.bounds[1])

    @property
    def example(self) -> bool:
        """Whether a value that it is read from was invented for the example: its own, the reference's or the base's."""
        return any(item.example for item in (self.point, self.reference, self.base) if item is not None)


def read_indicator(
    indicator: Indicator,
    values: Series,
    territory: Territory,
    references: Sequence[str],
    year: int,
    *,
    base_year: int | None = None,
    bounds: tuple[float, float] = (25.0, 400.0),
    weight: float = 1.0,
) -> Reading:
    """Read an indicator at ``year``: the latest value at or before it.

    The first of ``references`` that has a value within a year of the territory's is used; a value borrowed from a
    region is never compared with that very region. Without ``base_year``, or when it has no value, the first year of
    the unbroken series is the base, and the reading shows it.
    """
    series = values.of(indicator.id, territory.code, year)
    secret = values.secret(indicator.id, territory.code, year)
    point = series[-1] if series else None
    reference, reference_reason = _reference(values, indicator.id, references, point)
    base, base_reason = _base(series, base_year)
    benchmark, benchmark_reason = _benchmark(indicator, point, reference, reference_reason)
    time_index, time_reason = _time_index(point, base, base_reason)
    return Reading(
        indicator=indicator,
        point=point,
        reference=reference,
        base=base,
        benchmark=benchmark,
        benchmark_reason="secret" if secret and point is None else benchmark_reason,
        time_index=time_index,
        time_reason=time_reason,
        series=series,
        proxy=point is not None and is_proxy(point, territory),
        weight=weight,
        bounds=bounds,
    )


def is_proxy(point: Point, territory: Territory) -> bool:
    """Whether a value is borrowed: declared so, or measured at a wider level than the territory's own."""
    return point.quality == "proxy" or _WIDTH[point.geo_level] > _WIDTH[territory.type]


def _reference(
    values: Series, indicator: str, references: Sequence[str], point: Point | None
) -> tuple[Point | None, Reason | None]:
    if point is None:
        return None, "no_value"
    found, borrowed = False, False
    for code in references:
        known = values.of(indicator, code, point.year + REFERENCE_YEARS_APART)
        candidates = [item for item in known if _WIDTH[item.geo_level] > _WIDTH[point.geo_level]]
        found, borrowed = found or bool(candidates), borrowed or len(known) > len(candidates)
        close = [item for item in candidates if abs(item.year - point.year) <= REFERENCE_YEARS_APART]
        if close:
            return min(close, key=lambda item: (abs(item.year - point.year), -item.year)), None
    return None, "reference_too_far" if found else "borrowed" if borrowed else "no_reference"


def _benchmark(
    indicator: Indicator, point: Point | None, reference: Point | None, reason: Reason | None
) -> tuple[float | None, Reason | None]:
    if point is None or reference is None:
        return None, reason
    top, bottom = point.value, reference.value
    if indicator.direction == "down":
        top, bottom = bottom, top
    if bottom <= 0 or top < 0:
        return None, "not_positive"
    return 100 * top / bottom, None


def _base(series: tuple[Point, ...], base_year: int | None) -> tuple[Point | None, Reason | None]:
    if len(series) < 2:
        return None, "no_base"
    breaks = [index for index, item in enumerate(series) if item.series_break]
    start = breaks[-1] if breaks else 0
    comparable = series[start:]
    if len(comparable) < 2:
        return None, "series_break"
    wanted = [item for item in comparable if item.year == base_year]
    return (wanted or list(comparable))[0], None


def _time_index(point: Point | None, base: Point | None, reason: Reason | None) -> tuple[float | None, Reason | None]:
    if point is None:
        return None, "no_value"
    if base is None:
        return None, reason
    if base.value <= 0:
        return None, "not_positive"
    return 100 * point.value / base.value, None
