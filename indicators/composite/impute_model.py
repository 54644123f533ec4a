"""Missing values estimated from the other indicators of the same unit, through their means and covariances.

``regression`` takes means and covariances of the complete units once (Buck, 1960); ``em`` starts there and takes them
again from the completed table, with the variance that completion hides, until they settle: the maximum of likelihood of
a normal distribution (Dempster, Laird and Rubin, 1977). Each unit is then given its conditional mean.
"""

from __future__ import annotations

import numpy as np

from indicators.composite.arrays import Array, Flags
from indicators.composite.errors import MethodError
from indicators.errors import marked

STEPS, STILL = 1000, 1e-10
"""Most iterations of EM, and the change, in standard deviations, under which it stops."""

SINGULAR = 1e-10
"""Share of the largest variance under which a direction of the predictors carries nothing."""


def by_model(values: Array, how: str) -> Array:
    """Fill the missing cells of a table (n × k); a row without any value stays empty.

    Refuses fewer complete rows than one more than the columns: their covariances would be arbitrary.
    """
    holes = np.isnan(values)
    complete = values[~holes.any(axis=1)]
    if complete.shape[0] < values.shape[1] + 1:
        raise MethodError(
            marked(
                "impute = « {how} » demande {least} unités complètes, une de plus que d’indicateurs ; {count} ici : écrivez "
                'impute = "median".'
            ),
            how=how,
            least=values.shape[1] + 1,
            count=complete.shape[0],
        )
    scale = np.abs(complete).max(axis=0)
    scale = np.where(scale > 0, scale, 1.0)
    table = values / scale
    known: Flags = np.logical_not(holes.all(axis=1))
    centre = table[~holes.any(axis=1)].mean(axis=0)
    spread = np.cov(table[~holes.any(axis=1)], rowvar=False, ddof=0).reshape(centre.size, centre.size)
    if how == "em":
        centre, spread = _settled(table[known], centre, spread)
    filled, _ = _expected(table, centre, spread)
    return np.where(holes & known[:, None], filled * scale, values)


def _settled(table: Array, centre: Array, spread: Array) -> tuple[Array, Array]:
    unit = np.sqrt(np.maximum(np.diag(spread), 1e-300))
    for _ in range(STEPS):
        filled, hidden = _expected(table, centre, spread)
        after = filled.mean(axis=0)
        gap = filled - after
        new = (gap.T @ gap + hidden) / table.shape[0]
        moved = max(
            float(np.abs((after - centre) / unit).max()), float(np.abs((new - spread) / np.outer(unit, unit)).max())
        )
        centre, spread = after, new
        if moved < STILL:
            break
    return centre, spread


def _expected(table: Array, centre: Array, spread: Array) -> tuple[Array, Array]:
    """Conditional means of the missing cells, pattern by pattern, and the sum of the covariances that they hide."""
    holes = np.isnan(table)
    filled, hidden = table.copy(), np.zeros_like(spread)
    patterns, owners = np.unique(holes, axis=0, return_inverse=True)
    for place, absent in enumerate(patterns):
        rows, known = owners.reshape(-1) == place, ~absent
        if not absent.any() or not known.any():
            continue
        inverse = np.linalg.pinv(spread[np.ix_(known, known)], rcond=SINGULAR, hermitian=True)
        slope = spread[np.ix_(absent, known)] @ inverse
        filled[np.ix_(rows, absent)] = centre[absent] + (table[np.ix_(rows, known)] - centre[known]) @ slope.T
        hidden[np.ix_(absent, absent)] += rows.sum() * (
            spread[np.ix_(absent, absent)] - slope @ spread[np.ix_(known, absent)]
        )
    return filled, hidden
