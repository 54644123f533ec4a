"""Rules that read a unit against the whole population: Mazziotta–Pareto and Wroclaw. One table at a time (n × k)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from indicators.composite.arrays import Array, Places, constant, extremes
from indicators.composite.means import mean
from indicators.composite.rule import CONSTANT_CHILD, NOTHING_APART, Refused, Setting


def mpi(values: Array, weights: Array, setting: Setting) -> Array:
    """Mazziotta–Pareto index: M ∓ S·cv of the children standardised to mean 100 and deviation 10 over the population.

    The penalty is taken off (``negative``) or added (``positive``, for an index of hardship). Mazziotta and Pareto,
    2013.
    """
    low, high = extremes(values[setting.population])
    flat = np.flatnonzero(constant(low, high) & (weights > 0))
    if flat.size:
        raise Refused(CONSTANT_CHILD, int(flat[0]), value=float(low[flat[0]]))
    inside = values[setting.population]
    known = (~np.isnan(inside)).sum(axis=0)
    centre = np.nansum(inside, axis=0) / np.maximum(known, 1)
    spread = np.sqrt(np.nansum((inside - centre) ** 2, axis=0) / np.maximum(known, 1))
    return ampi(100.0 + 10.0 * (values - centre) / np.where(spread > 0, spread, 1.0), weights, setting)


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


@dataclass(frozen=True, eq=False)
class Ideal:
    """What the Wroclaw method reads in the population: the best of every child, and the distance that scores nothing."""

    best: Array
    far: float


def wroclaw(values: Array, weights: Array, setting: Setting) -> Array:
    """Wroclaw taxonomic method (Hellwig, 1968): low + (high − low)·(1 − d/(d̄ + 2s)), d the distance to the ideal.

    The ideal unit has the best value of every child in the population; d̄ and s (n − 1) are those of the population.
    """
    return _score(values, weights, setting, _ideal(values, weights, setting))


def _ideal(values: Array, weights: Array, setting: Setting) -> Ideal:
    best = extremes(values[setting.population])[1]
    inside = np.sqrt(mean((best - values[setting.population]) ** 2, weights))
    inside = inside[~np.isnan(inside)]
    if inside.size < 2 or constant(inside.min(), inside.max()):
        raise Refused(NOTHING_APART)
    return Ideal(best, float(inside.mean() + 2.0 * inside.std(ddof=1)))


def _score(values: Array, weights: Array, setting: Setting, ideal: Ideal) -> Array:
    bottom, top = setting.bounds
    result: Array = bottom + (top - bottom) * (1.0 - np.sqrt(mean((ideal.best - values) ** 2, weights)) / ideal.far)
    return result


def wroclaw_moved(moved: Array, rows: Places, values: Array, weights: Array, setting: Setting) -> Array:
    """Scores of units whose values move alone: the ideal and the distances of the others stay; see ``bounds``."""
    ideal = _ideal(values, weights, setting)
    return _score(np.minimum(moved, ideal.best), weights, setting, ideal)
