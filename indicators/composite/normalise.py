"""One scale for everything: what lets an export rate and a number of students be added.

Step 5 of the OECD/JRC ten steps. Every normaliser reads its parameters (minimum, mean, sorted values…) in the
population and applies them to all rows. An indicator of direction −1 is multiplied by −1 beforehand, with its
goalposts and its target. A column that carries no information is refused: it is never turned into NaN or infinity.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np

from indicators.composite.arrays import HUGE, Array, Flags, Places, constant, extremes, frozen
from indicators.composite.errors import MethodError
from indicators.composite.statistics import deviations, means
from indicators.errors import Part, marked


@dataclass(frozen=True, eq=False)
class Columns:
    """What a normaliser reads: the columns already turned so that more is better, and the settings of the recipe.

    ``values`` is (n × k), ``population`` (n) says which rows set the scale, ``directions`` (k) what each column was
    multiplied by. ``reference`` (n) gives for each row the row it is compared with (−1: none). ``goalposts`` (k × 2)
    and ``targets`` (k) are already turned and treated as the values are; NaN where there is none.
    """

    codes: tuple[str, ...]
    values: Array
    population: Flags
    directions: Array
    bounds: tuple[float, float] = (0.0, 1.0)
    mean_sd: tuple[float, float] = (0.0, 1.0)
    capped: bool = False
    reference: Places | None = None
    goalposts: Array = field(default_factory=lambda: np.empty((0, 2)))
    targets: Array = field(default_factory=lambda: np.empty(0))

    @property
    def inside(self) -> Array:
        """The rows of the population."""
        return self.values[self.population]


def minmax(c: Columns) -> Array:
    """low + (high − low)·(x − min)/(max − min); rows outside the population are held within the range."""
    low, high = _spread(c)
    return _hold(c, _between(c, low, high))


def zscore(c: Columns) -> Array:
    """mean + sd·(x − x̄)/s with s over n − 1."""
    low, high = extremes(c.inside)
    _refuse_constant(c, low, high)
    scaled = np.maximum(np.abs(low), np.abs(high))
    scaled = np.where(scaled > 0, scaled, 1.0)
    part = c.inside / scaled
    centre, spread = c.mean_sd
    return centre + spread * (c.values / scaled - means(part)) / deviations(part)


def rank(c: Columns) -> Array:
    """Ascending rank in the population, the lowest being 1; ties share the smallest rank."""
    return borda(c) + 1.0


def borda(c: Columns) -> Array:
    """Number of units of the population that are strictly below: rank − 1."""
    _spread(c)
    return _positions(c)


def percentile(c: Columns) -> Array:
    """low + (high − low)·(rank − 1)/(n − 1)."""
    counts = (~np.isnan(c.inside)).sum(axis=0)
    low, high = extremes(c.inside)
    _refuse_constant(c, low, high)
    return _scaled(c, np.minimum(_positions(c) / np.maximum(counts - 1, 1), 1.0))


def goalposts(c: Columns) -> Array:
    """low + (high − low)·(x − lower post)/(upper post − lower post), held within the posts when ``capped``."""
    _refuse_absent(c, c.goalposts[:, 0], "goalposts", marked("des bornes : complétez la table [goalposts]"))
    lower, upper = c.goalposts.min(axis=1), c.goalposts.max(axis=1)
    equal = np.flatnonzero(constant(lower, upper))
    if equal.size:
        raise MethodError(
            marked(
                "Les bornes de « {column} » sont égales ({value:g}) : donnez une borne basse et une borne haute distinctes."
            ),
            column=c.codes[equal[0]],
            value=lower[equal[0]] * c.directions[equal[0]],
        )
    share = (c.values - lower) / (upper - lower)
    return _scaled(c, np.clip(share, 0.0, 1.0) if c.capped else share)


def distance_to_max(c: Columns) -> Array:
    """low + (high − low)·(1 − (max − x)/(max − min)): the best unit has the top of the range."""
    low, high = _spread(c)
    return _hold(c, _scaled(c, 1.0 - (high - c.values) / (high - low)))


def distance_to_target(c: Columns) -> Array:
    """low + (high − low)·(1 − (target − x)/(target − min)); above the target, ``capped`` holds the top of the range."""
    _refuse_absent(
        c, c.targets, "distance_to_target", marked("une cible : complétez la table [targets] ou la colonne Target")
    )
    low = extremes(c.inside)[0]
    wrong = np.flatnonzero(c.targets <= low)
    if wrong.size:
        column = wrong[0]
        raise MethodError(
            marked(
                "La cible de « {column} » ({target:g}) est du mauvais côté : la moins bonne unité est déjà à {worst:g} ; "
                "corrigez la cible ou le sens de l’indicateur."
            ),
            column=c.codes[column],
            target=c.targets[column] * c.directions[column],
            worst=low[column] * c.directions[column],
        )
    return _floor(c, _capped(c, _scaled(c, 1.0 - (c.targets - c.values) / (c.targets - low))))


def distance_to_reference(c: Columns) -> Array:
    """low + (high − low)·(1 − (ref − x)/(ref − min)), ref being the value of the reference unit.

    A column where the reference has no value, or is itself the minimum, is not available.
    """
    low, high = extremes(c.inside)
    _refuse_constant(c, low, high)
    reference = _reference(c)
    gap = reference - low
    share = np.divide(reference - c.values, gap, out=np.full_like(c.values, np.nan), where=gap > 0)
    return _floor(c, _capped(c, _scaled(c, 1.0 - share)))


def fraction_of_max(c: Columns) -> Array:
    """low + (high − low)·x/max; the maximum must be positive, which no column of direction −1 with positive values is."""
    high = extremes(c.inside)[1]
    wrong = np.flatnonzero(high <= 0)
    if wrong.size:
        column = wrong[0]
        raise MethodError(
            marked(
                "« {column} » a pour maximum {value:g} après mise au sens : une part du maximum demande un maximum positif ; "
                'écrivez normalise = "distance_to_max".'
            ),
            column=c.codes[column],
            value=high[column],
        )
    return _scaled(c, c.values / high)


def base100(c: Columns) -> Array:
    """100·x/ref, or 100·ref/x where less is better: the reference territory or year is 100.

    Not available where the reference is missing or not positive, nor, where less is better, for a value that is not.
    """
    plain = c.values * c.directions
    reference = _reference(c) * c.directions
    top = np.where(c.directions > 0, plain, reference)
    under = np.where(c.directions > 0, reference, plain)
    usable = (reference > 0) & (under > 0)
    return np.divide(100.0 * top, under, out=np.full_like(plain, np.nan), where=usable)


def unchanged(c: Columns) -> Array:
    """The treated values as they are, times their direction: for indices whose formula takes raw values."""
    return c.values.copy()


NORMALISERS: Mapping[str, Callable[[Columns], Array]] = {
    "minmax": minmax,
    "zscore": zscore,
    "rank": rank,
    "percentile": percentile,
    "borda": borda,
    "goalposts": goalposts,
    "distance_to_max": distance_to_max,
    "distance_to_reference": distance_to_reference,
    "distance_to_target": distance_to_target,
    "fraction_of_max": fraction_of_max,
    "base100": base100,
    "none": unchanged,
}


def normalise(method: str, columns: Columns) -> Array:
    """Apply a normaliser of ``NORMALISERS``: (n × k), missing where the value is. Raises ``MethodError``."""
    with np.errstate(all="ignore"):
        result = NORMALISERS[method](columns)
    wild = np.argwhere(np.abs(result) > HUGE)
    if wild.size:
        raise MethodError(
            marked("« {column} » dépasse 1e100 avec normalise = « {method} » : changez son unité, ou ses bornes."),
            column=columns.codes[wild[0][1]],
            method=method,
        )
    return frozen(result)


def _spread(c: Columns) -> tuple[Array, Array]:
    low, high = extremes(c.inside)
    _refuse_constant(c, low, high)
    return low, high


def _refuse_constant(c: Columns, low: Array, high: Array) -> None:
    found = np.flatnonzero(constant(low, high))
    if found.size:
        column = found[0]
        raise MethodError(
            marked(
                "« {column} » vaut {value:g} partout où il est connu : un indicateur constant ne départage personne ; "
                'retirez-le du cadre, ou donnez-lui des bornes (normalise = "goalposts").'
            ),
            column=c.codes[column],
            value=low[column] * c.directions[column],
        )


def _refuse_absent(c: Columns, wanted: Array, method: str, cure: str) -> None:
    absent = np.flatnonzero(np.isnan(wanted)) if wanted.size else np.arange(len(c.codes))
    if absent.size:
        raise MethodError(
            marked("« {column} » : normalise = « {method} » demande {cure}."),
            column=c.codes[absent[0]],
            method=method,
            cure=Part(cure),
        )


def _between(c: Columns, low: Array, high: Array) -> Array:
    bottom, top = c.bounds
    return (c.values - low) / (high - low) * (top - bottom) + bottom


def _scaled(c: Columns, share: Array) -> Array:
    bottom, top = c.bounds
    return bottom + (top - bottom) * share


def _hold(c: Columns, result: Array) -> Array:
    return np.clip(result, *c.bounds) if not c.population.all() else result


def _floor(c: Columns, result: Array) -> Array:
    return np.maximum(result, c.bounds[0]) if not c.population.all() else result


def _capped(c: Columns, result: Array) -> Array:
    return np.minimum(result, c.bounds[1]) if c.capped else result


def _positions(c: Columns) -> Array:
    """How many units of the population are strictly below each value."""
    result = np.empty_like(c.values)
    for column in range(c.values.shape[1]):
        order = np.argsort(c.values[:, column])
        ordered, counted = c.values[order, column], c.population[order]
        below = np.cumsum(counted) - counted
        first = np.flatnonzero(np.append(True, ordered[1:] != ordered[:-1]))
        result[order, column] = np.repeat(below[first], np.diff(first, append=order.size))
    result[np.isnan(c.values)] = np.nan
    return result


def _reference(c: Columns) -> Array:
    """The value each row is compared with (n × k); NaN without a reference."""
    rows = np.full(c.values.shape[0], -1) if c.reference is None else c.reference
    return np.where((rows >= 0)[:, None], c.values[np.maximum(rows, 0)], np.nan)
