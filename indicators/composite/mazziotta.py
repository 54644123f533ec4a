"""The Mazziotta–Pareto indices, and the ends of a score whose parts are only known between two values.

With M the weighted mean of the parts and Q that of their squares, an index is M ∓ (Q − M²)/M: 2M − Q/M when the
imbalance is taken off, Q/M when it is added. Q/M is convex where M > 0. One end of the score has therefore every part at
one of its own ends, and the other has the open parts drawn to one value, each as near as it may come.
"""

from __future__ import annotations

import numpy as np

from indicators.composite.arrays import Array, Flags, constant, extremes
from indicators.composite.means import mean
from indicators.composite.rule import CONSTANT_CHILD, Refused, Setting

OPEN_PARTS = 12
"""Open parts of one node whose ends are all tried together: there are two to that power."""

TRIED = 1_000_000
"""Combinations held at once."""

HALVINGS = 60
"""Halvings of the interval where t is looked for: what remains is under its rounding."""


def mpi(values: Array, weights: Array, setting: Setting) -> Array:
    """Mazziotta–Pareto index: M ∓ S·cv of the children standardised to mean 100 and deviation 10 over the population.

    The penalty is taken off (``negative``) or added (``positive``, for an index of hardship). Mazziotta and Pareto,
    2013.
    """
    return ampi(standardised(values, values, weights, setting), weights, setting)


def standardised(moved: Array, values: Array, weights: Array, setting: Setting) -> Array:
    """Children ``moved`` (m × k) on the scale where those of the population in ``values`` have mean 100, deviation 10."""
    low, high = extremes(values[setting.population])
    flat = np.flatnonzero(constant(low, high) & (weights > 0))
    if flat.size:
        raise Refused(CONSTANT_CHILD, int(flat[0]), value=float(low[flat[0]]))
    inside = values[setting.population]
    known = (~np.isnan(inside)).sum(axis=0)
    centre = np.nansum(inside, axis=0) / np.maximum(known, 1)
    spread = np.sqrt(np.nansum((inside - centre) ** 2, axis=0) / np.maximum(known, 1))
    result: Array = 100.0 + 10.0 * (moved - centre) / np.where(spread > 0, spread, 1.0)
    return result


def ampi(values: Array, weights: Array, setting: Setting) -> Array:
    """Adjusted Mazziotta–Pareto index: M ∓ S²/M of the children as they are, S² their variance (divided by n).

    The children are those of the normaliser, ISTAT's being goalposts on 70–130; nothing is standardised again, so
    years compare. Not available where M ≤ 0. Mazziotta and Pareto, 2016.
    """
    centre = mean(values, weights)
    variance = mean((values - centre[..., None]) ** 2, weights)
    penalty = np.divide(variance, centre, out=np.full_like(centre, np.nan), where=centre > 0)
    result: Array = centre - penalty if setting.mpi_penalty == "negative" else centre + penalty
    return result


def ampi_ends(low: Array, high: Array, weights: Array, setting: Setting) -> tuple[Array, Array, Flags]:
    """Lowest and highest score of each row (m) with its parts anywhere from ``low`` to ``high`` (m × k).

    The third is whether they are established: the mean must be positive all along, and ``OPEN_PARTS`` at most be open.
    """
    share = np.where(np.isnan(low), 0.0, weights)
    share = share / np.maximum(share.sum(axis=1), np.finfo(float).tiny)[:, None]
    low, high = np.nan_to_num(low), np.nan_to_num(high)
    lifted = setting.mpi_penalty == "positive"
    corner, inner = _at_ends(low, high, share, lifted), _drawn(low, high, share, lifted)
    established: Flags = ((share * low).sum(axis=1) > 0) & ~np.isnan(corner)
    return (inner, corner, established) if lifted else (corner, inner, established)


def _score(mean_of: Array, square: Array, lifted: bool) -> Array:
    """The index from M and Q; NaN where M is not positive."""
    safe = np.where(mean_of > 0, mean_of, np.nan)
    return square / safe if lifted else 2.0 * safe - square / safe


def _at_ends(low: Array, high: Array, share: Array, lifted: bool) -> Array:
    """The extreme score with every part at one of its ends, all of them tried; NaN where too many parts are open."""
    found = np.full(low.shape[0], np.nan)
    opened = (high > low) & (share > 0)
    count = opened.sum(axis=1)
    order = np.argsort(~opened, axis=1, kind="stable")
    low, high, share = (np.take_along_axis(table, order, axis=1) for table in (low, high, share))
    for size in np.unique(count[count <= OPEN_PARTS]).tolist():
        risen = (np.arange(1 << size)[None, :] >> np.arange(size)[:, None] & 1).astype(np.float64)
        rows = np.flatnonzero(count == size)
        step = max(1, TRIED >> size)
        for part in (rows[start : start + step] for start in range(0, rows.size, step)):
            centre = _tried(share[part], low[part], high[part], risen)
            scores = _score(centre, _tried(share[part], low[part] ** 2, high[part] ** 2, risen), lifted)
            found[part] = scores.max(axis=1) if lifted else scores.min(axis=1)
    return found


def _tried(share: Array, low: Array, high: Array, risen: Array) -> Array:
    """Weighted mean of each row with its first parts where each column of ``risen`` puts them (m × combinations)."""
    size = risen.shape[0]
    gained = (share * (high - low))[:, :size] @ risen
    result: Array = (share * low).sum(axis=1)[:, None] + gained
    return result


def _drawn(low: Array, high: Array, share: Array, lifted: bool) -> Array:
    """The extreme score with the open parts drawn to one value t: Q/2M where the penalty is added, else M + Q/2M."""
    bottom, top = low.min(axis=1), high.max(axis=1)
    for _ in range(HALVINGS):
        middle = (bottom + top) / 2.0
        centre, square = _moments(middle, low, high, share)
        drawn = square / (2.0 * np.where(centre > 0, centre, 1.0)) + (0.0 if lifted else centre)
        bottom, top = np.where(drawn > middle, middle, bottom), np.where(drawn > middle, top, middle)
    return _score(*_moments((bottom + top) / 2.0, low, high, share), lifted)


def _moments(value: Array, low: Array, high: Array, share: Array) -> tuple[Array, Array]:
    parts = np.clip(value[:, None], low, high)
    return (share * parts).sum(axis=1), (share * parts**2).sum(axis=1)
