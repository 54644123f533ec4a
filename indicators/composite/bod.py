"""Benefit of the doubt: every unit judged with the weights that serve it best (Cherchye et al., 2007).

One linear programme a unit. Of the constraints « no unit of the population exceeds 1 », only a few hold at the optimum:
each programme is solved on a handful of them, those its solution breaks are added, and it is solved again until none is
broken. The result is the optimum over all of them. Units of the same profile share theirs: one programme then settles
all the units that its optimum serves.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, islice

import numpy as np

from indicators.composite.arrays import Array, Flags, Places
from indicators.composite.means import require
from indicators.composite.rule import Refused, Setting
from indicators.errors import marked

BROKEN = 1e-9
"""How far above 1 a unit must be with the weights of another for its constraint to count as broken."""

TINY = 1e-12
"""A weight, or a coefficient, that only rounding keeps from zero."""

CHOICES = 24
"""Choices of the constraints that hold weights, where there are several."""

ADDED = 8
"""Constraints added at a time: the most broken ones."""

NO_SHARES = marked(
    "La règle « {rule} » ne trouve pas de poids dont les parts tiennent dans bod_shares sous « {node} » : élargissez ces bornes."
)


@dataclass(frozen=True, eq=False)
class Limits:
    """What bounds the weights: shares of the score (k × 2) or ``None``, and the direction (k) or ``None``."""

    shares: Array | None = None
    direction: Array | None = None

    def of(self, usable: Flags, scale: Array) -> Limits:
        """Those of the children a unit has, on the scale of the programme."""
        shares = None if self.shares is None else self.shares[usable]
        direction = None if self.direction is None else (self.direction / scale)[usable]
        return Limits(shares, direction)


def bod(values: Array, weights: Array, setting: Setting) -> Array:
    """Benefit of the doubt: the top of the range times the best weighted sum a unit can claim.

    The weights of the node are not read, save that a child of weight 0 is left out. ``bod_shares`` holds the share of
    each child in the score between two bounds; ``bod_direction`` measures the way to the frontier along a direction
    (Fusco, 2015): 1/(1 + β). One table at a time (n × k).
    """
    require(values, weights)
    used = weights > 0
    part, limits = values[:, used], _limits(setting, used)
    score = _scores(part, np.arange(part.shape[0]), part, setting.population, limits)
    return np.where(np.isnan(part).all(axis=1), np.nan, score * setting.bounds[1])


def bod_moved(moved: Array, rows: Places, values: Array, weights: Array, setting: Setting) -> Array:
    """Scores of units whose values move alone, against the others as they are; see ``bounds``."""
    require(moved, weights)
    used = weights > 0
    score = _scores(moved[:, used], rows, values[:, used], setting.population, _limits(setting, used))
    result: Array = score * setting.bounds[1]
    return result


def _limits(setting: Setting, used: Flags) -> Limits:
    codes = [code for code, kept in zip(setting.children, used.tolist(), strict=False) if kept]
    shares = direction = None
    if setting.shares and codes:
        shares = np.array([setting.shares.get(code, (0.0, 1.0)) for code in codes])
        if _impossible(shares):
            raise Refused(NO_SHARES)
    if setting.direction and codes:
        direction = np.array([setting.direction.get(code, 0.0) for code in codes])
        direction = direction if direction.any() else None
    return Limits(shares, direction)


def _impossible(shares: Array) -> bool:
    """Whether no shares within these bounds add up to the whole."""
    return bool(shares[:, 0].sum() > 1.0 + BROKEN or shares[:, 1].sum() < 1.0 - BROKEN)


def _scores(moved: Array, rows: Places, values: Array, population: Flags, limits: Limits) -> Array:
    weights, level = _solve(moved, rows, values, population, limits)
    claimed: Array = (weights * np.nan_to_num(moved)).sum(axis=1)
    if limits.direction is None:
        return claimed
    result: Array = 1.0 / (1.0 + np.maximum(level - claimed, 0.0))
    return result


def optimal_weights(values: Array, population: Flags) -> Array:
    """The weights (n × k) most favourable to each unit: ≥ 0, and no unit of the population exceeds 1 with them."""
    return _solve(values, np.arange(values.shape[0]), values, population, Limits())[0]


def _solve(moved: Array, rows: Places, values: Array, population: Flags, limits: Limits) -> tuple[Array, Array]:
    """For each of ``rows`` with its ``moved`` values, its weights (m × k) and the sum that no peer exceeds with them (m).

    Its own row among the peers moves with it. A unit whose children cannot hold the shares has no weights (NaN). That sum is 1, save along a direction, where the programme chooses it.
    """
    peers = np.nan_to_num(values[population])
    top = peers.max(axis=0, initial=0.0)
    scale = np.where(top > 0, top, 1.0)
    scaled = peers / scale
    place = np.where(population, np.cumsum(population) - 1, -1)[rows]
    start = _leaders(scaled)
    weights, level = np.zeros((rows.size, values.shape[1])), np.ones(rows.size)
    own, known = np.nan_to_num(moved / scale), ~np.isnan(moved) & (top > 0)
    still = moved is values and limits.shares is None and limits.direction is None
    for usable, waiting in _alike(known):
        mine = limits.of(usable, scale)
        if mine.shares is not None and _impossible(mine.shares):
            weights[waiting] = np.nan
            continue
        parts, peers = own[:, usable], scaled[:, usable]
        while waiting.size:
            item, waiting = waiting[0], waiting[1:]
            found, level[item] = _Programme(parts[item], peers, int(place[item]), mine).solve(start)
            weights[item, usable] = found
            if still:
                served = _serves(found, parts[waiting], peers)
                weights[np.ix_(waiting[served], usable)] = found
                waiting = waiting[~served]
    return weights / scale, level


def _alike(known: Flags) -> Iterator[tuple[Flags, Places]]:
    """The units that have the same children: which children, and which units; those without any are left out."""
    patterns, which = np.unique(known, axis=0, return_inverse=True)
    for number, usable in enumerate(patterns):
        if usable.any():
            yield usable, np.flatnonzero(which.ravel() == number)


def _serves(weights: Array, parts: Array, peers: Array) -> Flags:
    """Which units (m × k) the optimal weights of another serve best too, the peers being the same.

    They do when the unit is a sum, with positive coefficients, of constraints that hold the weights: its programme has then
    the same optimum (duality). Where more constraints hold than are needed, some choices of them are tried.
    """
    held, none = np.flatnonzero(peers @ weights > 1.0 - BROKEN), np.flatnonzero(weights <= TINY)
    serves = np.zeros(parts.shape[0], dtype=np.bool_)
    for chosen in islice(combinations(held.tolist(), weights.size - none.size), CHOICES):
        constraints = np.vstack([peers[list(chosen)], -np.eye(weights.size)[none]])
        if np.linalg.matrix_rank(constraints) == weights.size:
            serves |= (parts @ np.linalg.inv(constraints) >= -TINY).all(axis=1)
    return serves


def _leaders(scaled: Array) -> Places:
    """The peers to begin with: the best of each child, and the best of their sum."""
    if not scaled.size:
        return np.empty(0, dtype=np.intp)
    return np.unique(np.concatenate([scaled.argmax(axis=0), [int(scaled.sum(axis=1).argmax())]]))


@dataclass(frozen=True, eq=False)
class _Programme:
    """The linear programme of one unit: its values (k), those of its peers (p × k), and its place among them (or −1)."""

    own: Array
    peers: Array
    place: int
    limits: Limits

    def solve(self, start: Places) -> tuple[Array, float]:
        """Weights and level at the optimum over every peer, found with the constraints of few of them."""
        active = start[start != self.place]
        while True:
            weights, level = self._over(active)
            total = self.peers @ weights
            if self.place >= 0:
                total[self.place] = 0.0
            broken = np.flatnonzero(total > level + BROKEN)
            if not broken.size:
                return weights, level
            active = np.union1d(active, broken[np.argsort(-total[broken], kind="stable")[:ADDED]])

    def _over(self, active: Places) -> tuple[Array, float]:
        import scipy.optimize

        rows = np.vstack([self.own[None, :], self.peers[active]]) if self.place >= 0 else self.peers[active]
        limit = np.ones(rows.shape[0])
        if self.limits.shares is not None:
            shares = _share_rows(self.own, self.limits.shares)
            rows, limit = np.vstack([rows, shares]), np.concatenate([limit, np.zeros(shares.shape[0])])
        if self.limits.direction is None:
            found = scipy.optimize.linprog(-self.own, A_ub=rows, b_ub=limit, method="highs")
        else:
            found = scipy.optimize.linprog(
                np.append(-self.own, 1.0),
                A_ub=np.column_stack([rows, -limit]),
                b_ub=np.zeros(limit.size),
                A_eq=np.append(self.limits.direction, 0.0)[None, :],
                b_eq=[1.0],
                method="highs",
            )
        if found.x is None:
            raise Refused(NO_SHARES)
        solution = np.maximum(found.x, 0.0)
        return (solution, 1.0) if self.limits.direction is None else (solution[:-1], float(solution[-1]))


def _share_rows(own: Array, bounds: Array) -> Array:
    """Constraints w_i·x_i ≤ high_i·Σwx and ≥ low_i·Σwx, as rows ≤ 0."""
    virtual = np.diag(own)
    return np.vstack([virtual - bounds[:, 1, None] * own, bounds[:, 0, None] * own - virtual])
