"""How the replicates of each unit are spread: quantiles, mean and count."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from indicators.composite.arrays import Array, Places

LOW, MIDDLE, HIGH = 0.05, 0.5, 0.95

UNITS = 512
"""Units sorted together: their replicates lie in one piece and stay in the cache."""


@dataclass(frozen=True, eq=False)
class Spread:
    """For each unit (n): 5th percentile, median and 95th percentile, mean, and how many replicates have a value."""

    low: Array
    middle: Array
    high: Array
    mean: Array
    count: Places

    @classmethod
    def unknown(cls, units: int) -> Spread:
        """That of values that cannot be compared."""
        none = np.full(units, np.nan)
        return cls(none, none, none, none, np.zeros(units, dtype=np.intp))


def spread(values: Array) -> Spread:
    """Spread of each column of values (r × n), missing ones left out; NaN for an empty column. Quantiles are of type 7."""
    units = values.shape[1]
    found, count = np.empty((4, units)), np.empty(units, dtype=np.intp)
    for start in range(0, units, UNITS):
        part = slice(start, start + UNITS)
        ordered = np.ascontiguousarray(values[:, part].T)
        ordered.sort(axis=1)
        known = ~np.isnan(ordered)
        count[part] = known.sum(axis=1)
        found[:3, part] = [_quantile(ordered, count[part], share) for share in (LOW, MIDDLE, HIGH)]
        found[3, part] = np.where(known, ordered, 0.0).sum(axis=1)
    mean = np.divide(found[3], count, out=np.full(units, np.nan), where=count > 0)
    return Spread(found[0], found[1], found[2], mean, count)


def _quantile(ordered: Array, count: Places, share: float) -> Array:
    """A quantile of each row of sorted values, missing ones last."""
    last = np.maximum(count - 1, 0)
    place = share * last
    below = np.floor(place).astype(np.intp)
    rows = np.arange(ordered.shape[0])
    low, high = ordered[rows, below], ordered[rows, np.minimum(below + 1, last)]
    result: Array = low + (high - low) * (place - below)
    return result
