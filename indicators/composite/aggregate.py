"""Several children into one score: every rule, one signature.

Step 6 of the OECD/JRC ten steps. A rule takes the children of a node and their weights and returns one score a row:

    rule(values, weights, setting) -> scores

``values`` is (n × k), or (r × n × k) for r replicates; ``weights`` is (k), or (r × k); scores are (n), or (r × n). A
missing child leaves with its weight and the others are renormalised; a row without any child is missing. A rule belongs
to a node, never to a level.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from indicators.composite.arrays import Array, Flags, Places, constant, extremes
from indicators.composite.weigh import weights_bod
from indicators.errors import marked

CELLS = 4_000_000
"""Largest temporary table, in cells: outranking compares every pair of units."""


@dataclass(frozen=True, eq=False)
class Setting:
    """What a rule reads besides values: the population, the range of the scale and the parameters of the recipe.

    ``zero_limit`` takes a zero as the limit of small values, where a mean would refuse it: bounds ask for that.
    ``periods`` holds the rows of each year of a panel: units are only matched against those of the same year.
    """

    population: Flags
    bounds: tuple[float, float] = (0.0, 1.0)
    power: float = 0.5
    owa: float = 1.0
    mpi_penalty: str = "negative"
    periods: tuple[Places, ...] = ()
    zero_limit: bool = False


TINY, LOG_ZERO = 1e-300, -1e300
"""What stands for zero, and for its logarithm, where the limit is asked for."""


NOT_POSITIVE = marked(
    "Une moyenne « {rule} » ne prend pas {value:g} : « {column} » de « {unit} », sous « {node} » ; écrivez "
    'range = [1, 100] avec normalise = "minmax", ou aggregate = "arithmetic" pour ce nœud.'
)
CONSTANT_CHILD = marked(
    "La règle « {rule} » standardise les parties de « {node} », et « {column} » y est constant ({value:g}) : écrivez "
    'aggregate = "arithmetic" pour ce nœud.'
)
NOTHING_APART = marked(
    "La règle « {rule} » compare des unités à la meilleure : sous « {node} », il en faut deux au moins, et qui diffèrent ; "
    'écrivez aggregate = "arithmetic" pour ce nœud.'
)


class Refused(Exception):
    """A rule met values it cannot take: the French sentence, and which child, row and value it is about.

    The sentence may also name the rule and the node, which the caller knows.
    """

    def __init__(self, template: str, child: int = 0, row: int = 0, value: float = 0.0) -> None:
        super().__init__(template, child, row, value)
        self.template, self.child, self.row, self.value = template, child, row, value


Rule: TypeAlias = Callable[[Array, Array, Setting], Array]


def arithmetic(values: Array, weights: Array, setting: Setting) -> Array:
    """Σwx / Σw."""
    return _mean(values, weights)


def geometric(values: Array, weights: Array, setting: Setting) -> Array:
    """exp(Σw·ln x / Σw); every value must be positive."""
    _require(values, weights, strict=not setting.zero_limit)
    logs = (
        np.where(values == 0, LOG_ZERO, np.log(_positive(values))) if setting.zero_limit else np.log(_positive(values))
    )
    result: Array = np.exp(_mean(logs, weights))
    return result


def harmonic(values: Array, weights: Array, setting: Setting) -> Array:
    """Σw / Σ(w/x); every value must be positive."""
    _require(values, weights, strict=not setting.zero_limit)
    values = np.where(values == 0, TINY, _positive(values)) if setting.zero_limit else _positive(values)
    scale = _smallest(values)
    return _squeeze(scale, weights) / _mean(scale / values, weights)


def power(values: Array, weights: Array, setting: Setting) -> Array:
    """(Σw·xᵖ / Σw)^(1/p); p = 1, 0 and −1 are the arithmetic, geometric and harmonic means.

    Values must be positive for p ≤ 0, and not negative for any other p than 1.
    """
    p = setting.power
    if p == 1.0:
        return _mean(values, weights)
    if p == 0.0:
        return geometric(values, weights, setting)
    _require(values, weights, strict=p < 0 and not setting.zero_limit)
    if setting.zero_limit and p < 0:
        values = np.where(values == 0, TINY, values)
    values = _positive(values) if p < 0 else np.where(values < 0, np.nan, values)
    scale = _smallest(values) if p < 0 else np.nanmax(np.where(np.isnan(values), 0.0, values), axis=-1, keepdims=True)
    scale = np.where(scale > 0, scale, 1.0)
    return _squeeze(scale, weights) * _mean((values / scale) ** p, weights) ** (1.0 / p)


def owa(values: Array, weights: Array, setting: Setting) -> Array:
    """Ordered weighted average with importances (Yager, 1988; Torra, 1997), quantifier Q(t) = tᵅ.

    Children are sorted from best to worst; with T the cumulated share of weight, each counts for T_iᵅ − T_(i−1)ᵅ.
    α = 1 is the arithmetic mean, α < 1 looks at the best children, α > 1 at the worst.
    """
    order = np.argsort(np.where(np.isnan(values), np.inf, -values), axis=-1)
    shape = np.broadcast_shapes(values.shape, weights[..., None, :].shape)
    full, order = np.broadcast_to(values, shape), np.broadcast_to(order, shape)
    heavy = np.where(np.isnan(full), 0.0, np.broadcast_to(weights[..., None, :], shape))
    total = heavy.sum(axis=-1, keepdims=True)
    cumulated = np.cumsum(np.take_along_axis(heavy, order, axis=-1), axis=-1) / np.where(total > 0, total, 1.0)
    quantified = np.minimum(cumulated, 1.0) ** setting.owa
    parts = np.diff(quantified, axis=-1, prepend=0.0)
    sorted_values = np.nan_to_num(np.take_along_axis(full, order, axis=-1))
    return np.where(total[..., 0] > 0, (parts * sorted_values).sum(axis=-1), np.nan)


def mpi(values: Array, weights: Array, setting: Setting) -> Array:
    """Mazziotta–Pareto index: M ∓ S·cv of the children standardised to mean 100 and deviation 10 over the population.

    The penalty is taken off (``negative``) or added (``positive``, for an index of hardship). Mazziotta and Pareto,
    2013. One table of values at a time (n × k).
    """
    low, high = extremes(values[setting.population])
    flat = np.flatnonzero(constant(low, high) & (weights > 0))
    if flat.size:
        raise Refused(CONSTANT_CHILD, int(flat[0]), value=float(low[flat[0]]))
    inside = values[setting.population]
    known = (~np.isnan(inside)).sum(axis=0)
    centre = np.nansum(inside, axis=0) / np.maximum(known, 1)
    spread = np.sqrt(np.nansum((inside - centre) ** 2, axis=0) / np.maximum(known, 1))
    standard = 100.0 + 10.0 * (values - centre) / np.where(spread > 0, spread, 1.0)
    mean = _mean(standard, weights)
    variance = _mean((standard - mean[:, None]) ** 2, weights)
    penalty = np.divide(variance, mean, out=np.full_like(mean, np.nan), where=mean > 0)
    result: Array = mean - penalty if setting.mpi_penalty == "negative" else mean + penalty
    return result


def wroclaw(values: Array, weights: Array, setting: Setting) -> Array:
    """Wroclaw taxonomic method (Hellwig, 1968): low + (high − low)·(1 − d/(d̄ + 2s)), d the distance to the ideal.

    The ideal unit has the best value of every child in the population; d̄ and s (n − 1) are those of the population.
    One table of values at a time (n × k).
    """
    ideal = extremes(values[setting.population])[1]
    distance = np.sqrt(_mean((ideal - values) ** 2, weights))
    inside = distance[setting.population]
    inside = inside[~np.isnan(inside)]
    if inside.size < 2 or constant(inside.min(), inside.max()):
        raise Refused(NOTHING_APART)
    bottom, top = setting.bounds
    result: Array = bottom + (top - bottom) * (1.0 - distance / (inside.mean() + 2.0 * inside.std(ddof=1)))
    return result


def copeland(values: Array, weights: Array, setting: Setting) -> Array:
    """Copeland score: how many units of the population one beats, minus how many beat it.

    A unit beats another when the children where it is ahead weigh more than half (ties count half) of those that both
    have; with no child in common the pair is a tie, so a missing value never wins. One table at a time (n × k).
    """
    present: Flags = np.any(~np.isnan(values), axis=1)
    result = np.full(values.shape[0], np.nan)
    for period in setting.periods or (np.arange(values.shape[0]),):
        rows = period[present[period]]
        opponents = values[rows[setting.population[rows]]]
        block = max(1, CELLS // max(opponents.size, 1))
        for start in range(0, rows.size, block):
            chosen = rows[start : start + block]
            result[chosen] = _balance(outranking(values[chosen], opponents, weights))
    return result


def outranking(values: Array, opponents: Array, weights: Array) -> Array:
    """a_ij = (Σw[x_i > y_j] + ½Σw[x_i = y_j]) / Σw over the children that both have; ½ when they have none."""
    first, second = values[:, None, :], opponents[None, :, :]
    ahead: Array = np.where(first > second, 1.0, np.where(first == second, 0.5, 0.0))
    both: Flags = ~(np.isnan(first) | np.isnan(second))
    weight = both @ weights
    result: Array = np.divide(ahead @ weights, weight, out=np.full(weight.shape, 0.5), where=weight > 0)
    return result


def _balance(matrix: Array) -> Array:
    gap = matrix - 0.5
    result: Array = np.where(np.abs(gap) < 1e-12, 0.0, np.sign(gap)).sum(axis=1)
    return result


def bod(values: Array, weights: Array, setting: Setting) -> Array:
    """Benefit of the doubt: the top of the range times the best weighted sum a unit can claim; see ``weights_bod``.

    The weights of the node are not read, save that a child of weight 0 is left out. One table at a time (n × k).
    """
    _require(values, weights, strict=False)
    used = weights > 0
    chosen = weights_bod(values[:, used], setting.population)
    score = (chosen * np.nan_to_num(values[:, used])).sum(axis=1)
    return np.where(np.isnan(values[:, used]).all(axis=1), np.nan, score * setting.bounds[1])


RULES: Mapping[str, Rule] = {
    "arithmetic": arithmetic,
    "geometric": geometric,
    "harmonic": harmonic,
    "power": power,
    "owa": owa,
    "wroclaw": wroclaw,
    "mpi": mpi,
    "copeland": copeland,
    "bod": bod,
}
BATCHED = frozenset({"arithmetic", "geometric", "harmonic", "power", "owa"})
"""Rules that take many replicates at once; the others compare units and are given one table at a time.

These are means: a score never leaves the range of its children.
"""


def apply(rule: str, values: Array, weights: Array, setting: Setting) -> Array:
    """Scores of a node under a rule of ``RULES``; a mean is held between the least and the greatest of its children.

    Without that, rounding gives 100.00000000000004 to a unit that is at 100 everywhere.
    """
    scores = RULES[rule](values, weights, setting)
    if rule not in BATCHED:
        return scores
    low, high = np.fmin.reduce(values, axis=-1), np.fmax.reduce(values, axis=-1)
    held: Array = np.clip(scores, low, high)
    return held


def _mean(values: Array, weights: Array) -> Array:
    """Weighted mean over the last axis, missing values left out; matrix products where the values are shared."""
    present = ~np.isnan(values)
    if present.all():
        mean: Array = _product(values, weights) / weights.sum(axis=-1)[..., None]
        return mean
    total = _product(present.astype(np.float64), weights)
    summed = _product(np.where(present, values, 0.0), weights)
    result: Array = np.divide(summed, total, out=np.full(total.shape, np.nan), where=total > 0)
    return result


def _product(values: Array, weights: Array) -> Array:
    if weights.ndim == 1:
        return values @ weights
    if values.ndim == 2:
        return weights @ values.T
    result: Array = np.matmul(values, weights[:, :, None])[:, :, 0]
    return result


def _smallest(values: Array) -> Array:
    """Smallest known value of each row, kept as a column; 1 in an empty row."""
    low = np.where(np.isnan(values), np.inf, values).min(axis=-1, keepdims=True)
    return np.where(np.isinf(low), 1.0, low)


def _squeeze(scale: Array, weights: Array) -> Array:
    """A column of scales as one number a row, whatever the number of replicates."""
    return scale[..., 0] if weights.ndim == 1 or scale.ndim == 3 else scale[:, 0][None, :]


def _require(values: Array, weights: Array, *, strict: bool) -> None:
    """Refuse a value ≤ 0 (< 0 when not ``strict``) in a child that counts."""
    wrong = (values <= 0) if strict else (values < 0)
    if not wrong.any():
        return
    counts = (weights > 0) if weights.ndim == 1 else (weights > 0).any(axis=0)
    found = np.argwhere(wrong & counts)
    if found.size:
        raise Refused(NOT_POSITIVE, int(found[0][-1]), int(found[0][-2]), float(values[tuple(found[0])]))


def _positive(values: Array) -> Array:
    """Values a logarithm takes; what is left out here has no weight, or ``_require`` would have refused it."""
    return np.where(values > 0, values, np.nan)
