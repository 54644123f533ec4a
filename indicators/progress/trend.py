"""How a short local series moves, and how much of it may be said.

A city's series has three to eight points. A rank test on so few values needs its exact distribution (the normal
approximation gives 0.027 where the truth is 0.017 at five points), and below five points no series, however regular,
can reach the usual threshold: the word « significatif » is then never written. Breaks cut the series: what stands
before a break is never compared with what follows.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, permutations
from statistics import NormalDist
from typing import Literal

import numpy as np
import scipy

EXACT_LIMIT = 8
FEWEST_FOR_TEST = 5
SMALL_COUNT = 20
_LEVEL = 0.05

Basis = Literal["survey", "small_count", "series", "gap"]
Pace = Literal["rising", "slight", "flat", "falling"]


@dataclass(frozen=True, slots=True)
class Point:
    """One year of a series; ``low`` and ``high`` are a 95 % interval when the value comes from a survey."""

    year: int
    value: float
    low: float | None = None
    high: float | None = None
    series_break: bool = False


@dataclass(frozen=True, slots=True)
class MannKendall:
    """The rank test of a monotone trend: ``s`` counts rises minus falls over all pairs; ``p`` is two-sided."""

    s: int
    p: float
    n: int
    exact: bool


@dataclass(frozen=True, slots=True)
class TrendRules:
    """Thresholds of a yearly growth in the good direction, as shares (Open SDG: 1.5 % and 0.5 %)."""

    rising: float = 0.015
    slight: float = 0.005


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend:
    """What can be said of a series since its last break, from ``first`` to ``last``.

    ``growth`` is the compound annual rate as a share, None when an end is not positive or the ends are less than two
    years apart: ``mean_change`` (units a year) then speaks. ``pace`` is the verdict without target, None when the
    indicator has no good direction or no rate. ``significant`` is None when nothing may be said about chance.
    """

    first: Point
    last: Point
    n: int
    growth: float | None
    mean_change: float
    slope: float | None
    pace: Pace | None
    basis: Basis
    significant: bool | None
    test: MannKendall | None = None
    cut_at: int | None = None


def cagr(first: float, last: float, years: float) -> float | None:
    """Compound annual growth as a share; None unless both values and the duration are positive.

    >>> round(cagr(100, 121, 2), 4)
    0.1
    """
    if first <= 0 or last <= 0 or years <= 0:
        return None
    return float((last / first) ** (1 / years) - 1)


def since_break(points: Sequence[Point]) -> tuple[Point, ...]:
    """The points from the last break on, in order of year (a break belongs to the series it opens)."""
    ordered = sorted(points, key=lambda point: point.year)
    start = max((index for index, point in enumerate(ordered) if point.series_break), default=0)
    return tuple(ordered[start:])


def mann_kendall(values: Sequence[float]) -> MannKendall:
    """Mann-Kendall test, exact up to eight values (ties included), normal with continuity beyond.

    Strictly monotone series give p = 0.333, 0.083, 0.017 and 0.003 for 3, 4, 5 and 6 values. Fewer than two values
    give s = 0 and p = 1.
    """
    n = len(values)
    s = _rises_minus_falls(np.asarray(values, dtype=float)[np.newaxis, :]) if n > 1 else np.zeros(1)
    score = int(s[0])
    if n <= EXACT_LIMIT:
        order = tuple(np.unique(values, return_inverse=True)[1].tolist())
        return MannKendall(score, _exact_p(order, abs(score)) if n > 1 else 1.0, n, True)
    return MannKendall(score, _normal_p(values, score), n, False)


def theil_sen(points: Sequence[Point]) -> float | None:
    """The median of all pairwise slopes, in units a year; None below two years."""
    pairs = ((one, two) for one, two in combinations(points, 2) if one.year != two.year)
    slopes = [(two.value - one.value) / (two.year - one.year) for one, two in pairs]
    return float(np.median(slopes)) if slopes else None


def poisson_interval(count: float, level: float = 0.95) -> tuple[float, float]:
    """The exact (Garwood) interval of a count: 0 gives 0 to 3.69, 10 gives 4.80 to 18.39."""
    tail = (1 - level) / 2
    low = float(scipy.special.gammaincinv(count, tail)) if count > 0 else 0.0
    return low, float(scipy.special.gammaincinv(count + 1, 1 - tail))


def constant_prices(values: Mapping[int, float], deflator: Mapping[int, float], base: int) -> dict[int, float | None]:
    """Express amounts by year in the prices of ``base``; None for a year without deflator, never the nominal value."""
    reference = deflator.get(base)
    if not reference:
        return dict.fromkeys(values)
    return {year: value * reference / deflator[year] if deflator.get(year) else None for year, value in values.items()}


def trend(
    points: Sequence[Point], *, direction: str = "context", scale: str = "ratio", rules: TrendRules | None = None
) -> Trend | None:
    """Read a series since its last break; None below two points (docs/decisions/031).

    ``direction`` up or down gives the pace its good side; ordinal and binary scales have neither rate nor pace.
    """
    kept = since_break(points)
    if len(kept) < 2:
        return None
    first, last = kept[0], kept[-1]
    years = last.year - first.year
    numeric = scale not in ("ordinal", "binary")
    growth = cagr(first.value, last.value, years) if numeric and years >= 2 else None
    basis, significant, test = _chance(kept, scale)
    return Trend(
        first=first,
        last=last,
        n=len(kept),
        growth=growth,
        mean_change=(last.value - first.value) / years,
        slope=theil_sen(kept) if numeric else None,
        pace=_pace(growth, direction, rules or TrendRules()),
        basis=basis,
        significant=significant,
        test=test,
        cut_at=first.year if first.series_break else None,
    )


def _pace(growth: float | None, direction: str, rules: TrendRules) -> Pace | None:
    sign = {"up": 1, "down": -1}.get(direction)
    if growth is None or sign is None:
        return None
    toward = round(sign * growth, 9)
    if toward >= rules.rising:
        return "rising"
    if toward >= rules.slight:
        return "slight"
    return "flat" if toward >= 0 else "falling"


def _chance(points: Sequence[Point], scale: str) -> tuple[Basis, bool | None, MannKendall | None]:
    """Which reading of chance applies: survey intervals, small counts, a rank test, or none at all."""
    first, last = points[0], points[-1]
    if first.low is not None and first.high is not None and last.low is not None and last.high is not None:
        return "survey", last.low > first.high or last.high < first.low, None
    if scale == "count" and min(first.value, last.value) < SMALL_COUNT:
        (low1, high1), (low2, high2) = poisson_interval(first.value), poisson_interval(last.value)
        return "small_count", low2 > high1 or high2 < low1, None
    if len(points) < FEWEST_FOR_TEST or scale in ("ordinal", "binary"):
        return "gap", None, None
    test = mann_kendall([point.value for point in points])
    return "series", test.p < _LEVEL, test


def _rises_minus_falls(series: np.ndarray) -> np.ndarray:
    """S of every row: the sum of the signs of all later-minus-earlier differences."""
    before, after = np.triu_indices(series.shape[1], k=1)
    total: np.ndarray = np.sign(series[:, after] - series[:, before]).sum(axis=1)
    return total


@lru_cache(maxsize=256)
def _exact_p(ranks: tuple[int, ...], score: int) -> float:
    """Share of the orders of these ranks whose |S| is at least ``score``: at most 8! = 40 320 orders."""
    orders = np.array(list(permutations(sorted(ranks))), dtype=float)
    return float((np.abs(_rises_minus_falls(orders)) >= score).mean())


def _normal_p(values: Sequence[float], score: int) -> float:
    n = len(values)
    ties = np.unique(np.asarray(values), return_counts=True)[1]
    variance = (n * (n - 1) * (2 * n + 5) - float((ties * (ties - 1) * (2 * ties + 5)).sum())) / 18
    if score == 0 or variance <= 0:
        return 1.0
    return _two_sided((abs(score) - 1) / math.sqrt(variance))


def _two_sided(z: float) -> float:
    """The chance of a normal deviation of at least ``z``, on either side."""
    return 2 * NormalDist().cdf(-z)
