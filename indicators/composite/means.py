"""Means: rules whose score never leaves the range of its children, and never falls when one of them rises.

Each takes ``values`` (n × k) or (r × n × k) for r replicates, and ``weights`` (k) or (r × k). A missing child leaves
with its weight and the others are renormalised; a row without any child is missing.

A zero annuls a geometric or a harmonic mean. ``Setting.zero`` says what becomes of it: ``zero``, the limit of the mean;
``floor``, every value under the floor is lifted to it first; ``missing``, the unit has no score at that node.
"""

from __future__ import annotations

import numpy as np

from indicators.composite.arrays import Array, Flags
from indicators.composite.rule import NOT_POSITIVE, Refused, Setting

TINY, LOG_ZERO = 1e-300, -1e300
"""What stands for zero, and for its logarithm, in the limit of a mean that a zero annuls."""


def arithmetic(values: Array, weights: Array, setting: Setting) -> Array:
    """Σwx / Σw."""
    return mean(values, weights)


def geometric(values: Array, weights: Array, setting: Setting) -> Array:
    """exp(Σw·ln x / Σw); a negative value is refused, a zero becomes what ``zero`` says."""
    values, annulled = _zeros(values, weights, setting)
    result: Array = np.exp(mean(_logarithm(values), weights))
    return _annulled(result, annulled, setting)


def harmonic(values: Array, weights: Array, setting: Setting) -> Array:
    """Σw / Σ(w/x); a negative value is refused, a zero becomes what ``zero`` says."""
    values, annulled = _zeros(values, weights, setting)
    values = np.where(values == 0, TINY, _positive(values))
    scale = _smallest(values)
    return _annulled(_squeeze(scale, weights) / mean(scale / values, weights), annulled, setting)


def power(values: Array, weights: Array, setting: Setting) -> Array:
    """(Σw·xᵖ / Σw)^(1/p); p = 1, 0 and −1 are the arithmetic, geometric and harmonic means.

    A negative value is refused for any other p than 1; for p ≤ 0 a zero becomes what ``zero`` says.
    """
    p = setting.power
    if p == 1.0:
        return mean(values, weights)
    if p == 0.0:
        return geometric(values, weights, setting)
    annulled = None
    if p < 0:
        values, annulled = _zeros(values, weights, setting)
        values = np.where(values == 0, TINY, _positive(values))
    else:
        require(values, weights)
        values = np.where(values < 0, np.nan, values)
    scale = _smallest(values) if p < 0 else np.nanmax(np.where(np.isnan(values), 0.0, values), axis=-1, keepdims=True)
    scale = np.where(scale > 0, scale, 1.0)
    raised = _squeeze(scale, weights) * mean((values / scale) ** p, weights) ** (1.0 / p)
    return _annulled(raised, annulled, setting)


def owa(values: Array, weights: Array, setting: Setting) -> Array:
    """Ordered weighted average with importances (Yager, 1988; Torra, 1997).

    Children are sorted from best to worst; with T the cumulated share of weight, each counts for Q(T_i) − Q(T_(i−1)).
    ``Setting.owa`` says the quantifier Q: a number α, tᵅ (1 is the arithmetic mean, below 1 the best children count
    more, above 1 the worst); a list, the explicit weights of the first, second… child, cumulated; ``at_least_j``, the
    mean of the j best, and ``more_than_j``, the mean of the j worst (Compind's two quantifiers).
    """
    order = np.argsort(np.where(np.isnan(values), np.inf, -values), axis=-1)
    shape = np.broadcast_shapes(values.shape, weights[..., None, :].shape)
    full, order = np.broadcast_to(values, shape), np.broadcast_to(order, shape)
    heavy = np.where(np.isnan(full), 0.0, np.broadcast_to(weights[..., None, :], shape))
    total = heavy.sum(axis=-1, keepdims=True)
    cumulated = np.cumsum(np.take_along_axis(heavy, order, axis=-1), axis=-1) / np.where(total > 0, total, 1.0)
    quantified = _quantifier(np.minimum(cumulated, 1.0), setting.owa, values.shape[-1])
    parts = np.diff(quantified, axis=-1, prepend=0.0)
    sorted_values = np.nan_to_num(np.take_along_axis(full, order, axis=-1))
    return np.where(total[..., 0] > 0, (parts * sorted_values).sum(axis=-1), np.nan)


def _quantifier(share: Array, said: float | str | tuple[float, ...], count: int) -> Array:
    if isinstance(said, tuple):
        knots = np.concatenate([[0.0], np.cumsum(said) / sum(said)])
        explicit: Array = np.interp(share, np.linspace(0.0, 1.0, knots.size), knots)
        return explicit
    if isinstance(said, str):
        part = min(int(said.rpartition("_")[2]) / count, 1.0)
        best = said.startswith("at_least")
        linear: Array = np.minimum(share / part, 1.0) if best else np.maximum((share - (1.0 - part)) / part, 0.0)
        return linear
    quantified: Array = share**said
    return quantified


def mean_min(values: Array, weights: Array, setting: Setting) -> Array:
    """Mean-min function (Casadio Tarabusi and Guarini, 2013): M − α·(√((M − min)² + β²) − β).

    α in [0, 1] goes from full compensation (0) to the worst child alone (1, with β = 0); β ≥ 0 softens it.
    """
    alpha, beta = setting.mean_min
    centre = mean(values, weights)
    present = np.where((weights > 0)[..., None, :], values, np.nan)
    gap = centre - np.fmin.reduce(present, axis=-1)
    result: Array = centre - alpha * (np.sqrt(gap**2 + beta**2) - beta)
    return result


def mean(values: Array, weights: Array) -> Array:
    """Weighted mean over the last axis, missing values left out; matrix products where the values are shared."""
    present = ~np.isnan(values)
    if present.all():
        whole: Array = _product(values, weights) / weights.sum(axis=-1)[..., None]
        return whole
    total = _product(present.astype(np.float64), weights)
    summed = _product(np.where(present, values, 0.0), weights)
    result: Array = np.divide(summed, total, out=np.full(total.shape, np.nan), where=total > 0)
    return result


def _product(values: Array, weights: Array) -> Array:
    if weights.ndim == 1:
        return values @ weights
    if values.ndim == 2:
        return weights @ values.T
    return each_child(values, weights)


def each_child(values: Array | Flags, weights: Array) -> Array:
    """Σwx over the children of (r × n × k) values with (r × k) weights, one child at a time: each lies in one piece."""
    total = weights[:, 0, None] * values[..., 0]
    part = np.empty_like(total)
    for child in range(1, weights.shape[1]):
        np.multiply(values[..., child], weights[:, child, None], out=part)
        total += part
    result: Array = total
    return result


def require(values: Array, weights: Array) -> None:
    """Refuse a negative value in a child that counts."""
    wrong = values < 0
    if not wrong.any():
        return
    counts = (weights > 0) if weights.ndim == 1 else (weights > 0).any(axis=0)
    found = np.argwhere(wrong & counts)
    if found.size:
        raise Refused(NOT_POSITIVE, int(found[0][-1]), int(found[0][-2]), float(values[tuple(found[0])]))


def _zeros(values: Array, weights: Array, setting: Setting) -> tuple[Array, Array | None]:
    """Values without what a mean cannot take, and where (n or r × n) a zero annuls it, if it does anywhere."""
    if setting.zero == "floor":
        return np.maximum(values, setting.floor), None
    require(values, weights)
    zero = values == 0
    if not zero.any():
        return values, None
    return values, (zero & (weights > 0)[..., None, :]).any(axis=-1)


def _annulled(result: Array, where: Array | None, setting: Setting) -> Array:
    """A mean with what a zero makes of it: nothing at all, or zero itself, its limit."""
    return result if where is None else np.where(where, np.nan if setting.zero == "missing" else 0.0, result)


def _logarithm(values: Array) -> Array:
    """ln x, and what stands for ln 0; what is negative has no weight here, or would have been refused."""
    with np.errstate(divide="ignore", invalid="ignore"):
        logs: Array = np.log(values)
    zero = np.isneginf(logs)
    if zero.any():
        logs[zero] = LOG_ZERO
    return logs


def _smallest(values: Array) -> Array:
    """Smallest known value of each row, kept as a column; 1 in an empty row."""
    low = np.where(np.isnan(values), np.inf, values).min(axis=-1, keepdims=True)
    return np.where(np.isinf(low), 1.0, low)


def _squeeze(scale: Array, weights: Array) -> Array:
    """A column of scales as one number a row, whatever the number of replicates."""
    return scale[..., 0] if weights.ndim == 1 or scale.ndim == 3 else scale[:, 0][None, :]


def _positive(values: Array) -> Array:
    """Values a logarithm takes; what is left out here has no weight, or would have been refused."""
    return np.where(values > 0, values, np.nan)
