"""Rules that match units against one another: Copeland's count of duels, and Kemeny's consensus order."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from indicators.composite.arrays import Array, Flags, Places
from indicators.composite.rule import Refused, Setting
from indicators.errors import marked

CELLS = 1_000_000
"""Cells of one block of duels: small enough for the cache of a processor."""

TIE = 2e-12
"""A duel whose weights differ by less than this share of the whole is a tie: only rounding noise is left."""

KEMENY_UNITS = 14
"""Kemeny's order is exact, and its search doubles with each unit."""

TOO_MANY = marked(
    "La règle « {rule} » cherche le meilleur ordre parmi tous, sous « {node} », et s’arrête à 14 unités ; il y en a {value:g} : "
    'écrivez aggregate = "copeland".'
)


def copeland(values: Array, weights: Array, setting: Setting) -> Array:
    """Copeland score: how many units of the population one beats, minus how many beat it.

    A unit beats another when the children where it is ahead weigh more than half (ties count half) of those that both
    have; with no child in common the pair is a tie, so a missing value never wins. One table at a time (n × k).
    """
    result = np.full(values.shape[0], np.nan)
    for rows, opponents in _fields(values, setting):
        result[rows] = _duels(values[rows], values[opponents], weights, np.isin(rows, opponents, assume_unique=True))
    return result


def _fields(values: Array, setting: Setting) -> list[tuple[Places, Places]]:
    """For each period, the rows that have a value and those among them that count as opponents."""
    present: Flags = np.any(~np.isnan(values), axis=1)
    periods = setting.periods or (np.arange(values.shape[0]),)
    fields = [period[present[period]] for period in periods]
    return [(rows, rows[setting.population[rows]]) for rows in fields]


def _duels(values: Array, opponents: Array, weights: Array, inside: Flags) -> Array:
    """Duels won minus duels lost by each row; ``inside`` says which rows are the opponents, in the same order.

    What one wins the other loses: among the opponents, a block is matched with what follows it only.
    """
    result = np.zeros(values.shape[0])
    result[~inside] = _against(values[~inside], opponents, weights)[0]
    own = np.zeros(opponents.shape[0])
    size = _block(opponents.shape[0])
    for start in range(0, opponents.shape[0], size):
        stop = start + size
        own[start:stop] += _against(opponents[start:stop], opponents[start:stop], weights)[0]
        ahead, behind = _against(opponents[start:stop], opponents[stop:], weights)
        own[start:stop] += ahead
        own[stop:] += behind
    result[inside] = own
    return result


def _block(opponents: int) -> int:
    return max(1, min(512, CELLS // max(opponents, 1)))


def _against(values: Array, opponents: Array, weights: Array) -> tuple[Array, Array]:
    """Balance of duels of each row against the opponents, and of each opponent against the rows."""
    rows, columns = np.zeros(values.shape[0]), np.zeros(opponents.shape[0])
    size = max(1, CELLS // max(values.shape[0], 1))
    for start in range(0, opponents.shape[0], size):
        signs = _signs(margins(values, opponents[start : start + size], weights), weights)
        rows += signs.sum(axis=1, dtype=np.int64)
        columns[start : start + size] -= signs.sum(axis=0, dtype=np.int64)
    return rows, columns


def margins(values: Array, opponents: Array, weights: Array) -> Array:
    """Σw[x_i > y_j] − Σw[x_i < y_j] over the children that both have (rows × opponents); 0 when they have none."""
    total = np.zeros((values.shape[0], opponents.shape[0]))
    won = np.empty(total.shape, dtype=np.int8)
    lost = np.empty(total.shape, dtype=np.bool_)
    for child, weight in enumerate(weights.tolist()):
        if weight == 0:
            continue
        x, y = values[:, child, None], opponents[None, :, child]
        np.greater(x, y, out=won.view(np.bool_))
        np.less(x, y, out=lost)
        np.subtract(won, lost.view(np.int8), out=won)
        total += won if weight == 1.0 else weight * won
    return total


def _signs(margin: Array, weights: Array) -> np.ndarray:
    tie = TIE * float(weights.sum())
    return (margin > tie).view(np.int8) - (margin < -tie).view(np.int8)


def copeland_moved(moved: Array, rows: Places, values: Array, weights: Array, setting: Setting) -> Array:
    """Scores of units whose values move alone, each against the others as they are; see ``bounds``."""
    result = np.full(rows.size, np.nan)
    for field in setting.periods or (np.arange(values.shape[0]),):
        opponents = field[setting.population[field] & np.any(~np.isnan(values[field]), axis=1)]
        mine = np.flatnonzero(np.isin(rows, field))
        size = _block(opponents.size)
        for start in range(0, mine.size, size):
            part = mine[start : start + size]
            signs = _signs(margins(moved[part], values[opponents], weights), weights)
            signs[rows[part][:, None] == opponents[None, :]] = 0
            result[part] = signs.sum(axis=1, dtype=np.int64)
    return result


def kemeny(values: Array, weights: Array, setting: Setting) -> Array:
    """Kemeny's consensus (1959): the order that agrees most with the children, duel by duel; last is 0, first n − 1.

    Each child votes with its weight on every pair that it knows. All orders are searched (units by subsets); when
    several are best, a unit has its mean place in them, so the order of the file decides nothing. Only the population is
    ordered; another unit has no score. Up to ``KEMENY_UNITS`` units a period.
    """
    result = np.full(values.shape[0], np.nan)
    for _, rows in _fields(values, setting):
        if rows.size > KEMENY_UNITS:
            raise Refused(TOO_MANY, value=float(rows.size))
        if rows.size:
            result[rows] = rows.size - 1.0 - _places(margins(values[rows], values[rows], weights))
    return result


def _places(margin: Array) -> Array:
    """Mean place (0 first) of each unit over the orders that maximise the sum of margins of each unit over the later."""
    count = margin.shape[0]
    full = (1 << count) - 1
    tie = TIE * max(float(np.abs(margin).sum()), 1.0)
    gain = _gains(margin)
    best, ways = _first(gain, count, tie)
    rest, ends = _last(gain, count, tie)
    place = np.zeros(count)
    for chosen in range(full):
        for unit in _outside(chosen, count):
            after = chosen | 1 << unit
            if best[chosen] + gain[unit, full & ~after] + rest[after] >= best[full] - tie:
                place[unit] += ways[chosen] * ends[after] * chosen.bit_count()
    mean: Array = place / ways[full]
    return mean


def _gains(margin: Array) -> Array:
    """gain[i, S]: the sum of the margins of unit i over the units of the set S (bits)."""
    count = margin.shape[0]
    result = np.zeros((count, 1 << count))
    for unit in range(count):
        size = 1 << unit
        result[:, size : 2 * size] = result[:, :size] + margin[:, unit, None]
    return result


def _first(gain: Array, count: int, tie: float) -> tuple[Array, Array]:
    """For each set put first: the best sum that an order of it reaches, and how many orders reach it."""
    full = (1 << count) - 1
    best, ways = np.full(full + 1, -np.inf), np.zeros(full + 1)
    best[0], ways[0] = 0.0, 1.0
    for chosen in range(full):
        for unit in _outside(chosen, count):
            after = chosen | 1 << unit
            _keep(best, ways, after, best[chosen] + gain[unit, full & ~after], ways[chosen], tie)
    return best, ways


def _last(gain: Array, count: int, tie: float) -> tuple[Array, Array]:
    """For each set put first: the best sum that an order of the others reaches after it, and how many reach it."""
    full = (1 << count) - 1
    rest, ends = np.full(full + 1, -np.inf), np.zeros(full + 1)
    rest[full], ends[full] = 0.0, 1.0
    for chosen in range(full - 1, -1, -1):
        for unit in _outside(chosen, count):
            after = chosen | 1 << unit
            _keep(rest, ends, chosen, gain[unit, full & ~after] + rest[after], ends[after], tie)
    return rest, ends


def _keep(best: Array, ways: Array, place: int, reached: float, more: float, tie: float) -> None:
    if reached > best[place] + tie:
        best[place], ways[place] = reached, more
    elif reached >= best[place] - tie:
        ways[place] += more


def _outside(chosen: int, count: int) -> Sequence[int]:
    return [unit for unit in range(count) if not chosen >> unit & 1]
