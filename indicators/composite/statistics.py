"""Column statistics that skip missing values, with the conventions of COINr and of spreadsheets.

All functions take an array (n × k) and return one value a column (k); NaN means *undefined*: too few values, or a
constant column. Deviations are scaled by their largest magnitude first, so that no power overflows.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import numpy as np

from indicators.composite.arrays import Array, Flags, Places, column_blocks, constant, extremes

Correlation = Literal["pearson", "spearman", "kendall"]
CORRELATIONS: tuple[Correlation, ...] = ("pearson", "spearman", "kendall")


def means(values: Array) -> Array:
    """Mean of each column; NaN without data."""
    present = ~np.isnan(values)
    count = present.sum(axis=0)
    total = np.where(present, values, 0.0).sum(axis=0)
    result: Array = np.divide(total, count, out=np.full(values.shape[1], np.nan), where=count > 0)
    return result


def medians(values: Array) -> Array:
    """Median of each column; NaN without data."""
    result = np.full(values.shape[1], np.nan)
    filled = ~np.isnan(values).all(axis=0)
    if filled.any():
        result[filled] = np.nanmedian(values[:, filled], axis=0)
    return result


def deviations(values: Array, ddof: int = 1) -> Array:
    """Standard deviation of each column (n − ``ddof``); NaN under ``ddof`` + 1 values."""
    scaled, scale, count = _centred(values)
    enough = count > ddof
    variance = np.divide((scaled**2).sum(axis=0), count - ddof, out=np.full(count.shape, np.nan), where=enough)
    result: Array = np.sqrt(variance) * scale
    return result


def constant_columns(values: Array) -> Flags:
    """Columns whose known values are all equal, or that have fewer than two of them."""
    found: Flags = constant(*extremes(values)) | ((~np.isnan(values)).sum(axis=0) < 2)
    return found


def skewness(values: Array) -> Array:
    """Sample skewness G1 = g1·√(n(n−1))/(n−2), as in COINr and spreadsheets; undefined under 3 values."""
    return shape(values)[0]


def kurtosis(values: Array) -> Array:
    """Sample excess kurtosis G2 = ((n+1)(r−3)+6)(n−1)/((n−2)(n−3)), r = nΣd⁴/(Σd²)²; undefined under 4 values."""
    return shape(values)[1]


def shape(values: Array) -> tuple[Array, Array]:
    """Skewness and kurtosis of each column in one pass; see ``skewness`` and ``kurtosis``."""
    skew, kurt = np.empty(values.shape[1]), np.empty(values.shape[1])
    for place, columns in column_blocks(values):
        skew[place], kurt[place] = _shape(columns)
    return skew, kurt


def _shape(values: Array) -> tuple[Array, Array]:
    gap, _, count = _centred(values)
    square = gap * gap
    second, third, fourth = square.sum(axis=0), (square * gap).sum(axis=0), (square * square).sum(axis=0)
    varied = second > 0
    n, second = np.where(varied & (count >= 3), count, 3.0), np.where(varied, second, 1.0)
    skew = np.sqrt(n) * third / second**1.5 * np.sqrt(n * (n - 1)) / (n - 2)
    n = np.maximum(n, 4.0)
    kurt = ((n + 1) * (n * fourth / second**2 - 3) + 6) * (n - 1) / ((n - 2) * (n - 3))
    return np.where(varied & (count >= 3), skew, np.nan), np.where(varied & (count >= 4), kurt, np.nan)


def _centred(values: Array) -> tuple[Array, Array, Array]:
    """Deviations from the mean divided by their largest magnitude (0 where missing), that magnitude, and counts."""
    missing = np.isnan(values)
    holed = bool(missing.any())
    count = np.count_nonzero(~missing, axis=0) if holed else np.full(values.shape[1], values.shape[0])
    total = (np.where(missing, 0.0, values) if holed else values).sum(axis=0)
    gap = values - total / np.maximum(count, 1)
    if holed:
        gap[missing] = 0.0
    gap[:, constant(*extremes(values))] = 0.0
    scale = np.maximum(gap.max(axis=0, initial=0.0), -gap.min(axis=0, initial=0.0))
    gap /= np.where(scale > 0, scale, 1.0)
    return gap, scale, count.astype(np.float64)


def correlate(first: Array, second: Array, kind: Correlation = "pearson") -> tuple[float, float, int]:
    """Correlation, two-sided p-value and number of complete pairs of two vectors (n).

    Correlation and p-value are NaN when fewer than three pairs are complete or when a vector is constant on them.
    """
    both = ~(np.isnan(first) | np.isnan(second))
    x, y = first[both], second[both]
    count = int(both.sum())
    if count < 3 or _flat(x) or _flat(y):
        return np.nan, np.nan, count
    if kind == "kendall":
        import scipy.stats

        result = scipy.stats.kendalltau(x, y)
        return float(result.statistic), float(result.pvalue), count
    if kind == "spearman":
        x, y = _mean_ranks(x), _mean_ranks(y)
    r = _pearson(x, y)
    return r, _p_value(r, count), count


def _flat(values: Array) -> bool:
    return bool(constant(values.min(), values.max()))


def _pearson(x: Array, y: Array) -> float:
    dx, dy = x - x.mean(), y - y.mean()
    dx, dy = dx / np.abs(dx).max(), dy / np.abs(dy).max()
    return float(np.clip((dx @ dy) / np.sqrt((dx @ dx) * (dy @ dy)), -1.0, 1.0))


def _p_value(r: float, count: int) -> float:
    if abs(r) >= 1.0:
        return 0.0
    statistic = abs(r) * np.sqrt((count - 2) / (1 - r * r))
    import scipy.special

    return float(2 * scipy.special.stdtr(count - 2, -statistic))


def _mean_ranks(values: Array) -> Array:
    """Ascending ranks from 1, equal values sharing their mean rank."""
    _, place, counts = np.unique(values, return_inverse=True, return_counts=True)
    last = np.cumsum(counts)
    result: Array = (last - (counts - 1) / 2.0)[place]
    return result


def covariances(values: Array) -> Array:
    """Covariance matrix (k × k, n − 1) over pairwise complete rows; NaN for a pair with fewer than two rows."""
    size = values.shape[1]
    result = np.full((size, size), np.nan)
    present = ~np.isnan(values)
    for i in range(size):
        for j in range(i, size):
            result[i, j] = result[j, i] = _covariance(values[:, i], values[:, j], present[:, i] & present[:, j])
    return result


def _covariance(x: Array, y: Array, both: Flags) -> float:
    if both.sum() < 2:
        return np.nan
    a, b = x[both], y[both]
    return float((a - a.mean()) @ (b - b.mean()) / (both.sum() - 1))


def ranks(scores: Array, decimals: int = 9) -> Array:
    """Ranks along the last axis: the highest score is 1, equal scores share the smallest rank, missing stays missing.

    Scores are rounded to ``decimals`` first: raw floats rank noise (one of 3 060 ASEM ranks is wrong by 2 for 1e-14).
    """
    result: Array = np.empty(scores.shape)
    for place in np.ndindex(scores.shape[:-1]):
        _rank(np.round(scores[place], decimals), result[place])
    return result


def ranks_among(scores: Array, kept: Flags, periods: Sequence[Places]) -> Array:
    """Ranks among the units ``kept`` (… × n), the rows of each period apart; the others have none."""
    fields = [rows[kept[rows]] for rows in periods]
    if fields[0].size == scores.shape[-1]:
        return ranks(scores)
    result = np.full(scores.shape, np.nan)
    for place in np.ndindex(scores.shape[:-1]):
        for field in fields:
            result[place][field] = ranks(scores[place][field])
    return result


def _rank(scores: Array, result: Array) -> None:
    """Write the ranks of a vector in ``result``: sorted, missing values come last."""
    order = np.argsort(scores)
    ordered = scores[order]
    known = ordered.size - int(np.isnan(ordered).sum())
    tied = ordered[1:known] == ordered[: max(known - 1, 0)]
    result[order[:known]] = _shared(tied) if tied.any() else np.arange(float(known), 0.0, -1.0)
    result[order[known:]] = np.nan


def _shared(tied: Flags) -> Array:
    """Descending ranks of ascending values; ``tied`` says which are equal to the one before: they share the smallest."""
    last = np.append(~tied, True)
    better = tied.size - np.flatnonzero(last)
    result: Array = np.repeat(better + 1.0, np.diff(np.flatnonzero(last), prepend=-1))
    return result
