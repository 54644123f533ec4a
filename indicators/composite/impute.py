"""Missing values estimated, never silently: each imputed cell is masked, logged and counted.

Step 3 of the OECD/JRC ten steps. A value that is present is never altered. What cannot be estimated (a group without
data, a year before the first observation) stays missing; an indicator without any data is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from indicators.composite.arrays import Array, Places, frozen
from indicators.composite.data import Dataset
from indicators.composite.errors import DataError, MethodError, nearest
from indicators.composite.impute_model import by_model
from indicators.composite.statistics import means, medians
from indicators.errors import marked

CENTRES: dict[str, Callable[[Array], Array]] = {"mean": means, "median": medians}


def impute(data: Dataset, values: Array, how: str = "none", group: str | None = None) -> Array:
    """Fill the missing cells of ``values`` (n × indicators, rows of ``data``).

    ``mean`` and ``median`` are taken over the units of the same year; ``group_mean`` and ``group_median`` over the
    units of the same group; ``last`` carries the last known year of the unit forward; ``linear`` interpolates between
    two known years of the unit and never beyond them; ``regression`` and ``em`` read the other indicators of the unit,
    among the units of the same year (see ``impute_model``). Raises ``MethodError`` for an indicator without data.
    """
    if how == "none":
        return values
    sets = _groups(data, group) if how.startswith("group_") else [rows for _, rows in data.periods]
    if not np.isnan(values).any():
        return values
    _refuse_empty(data, values)
    if how in ("last", "linear"):
        return frozen(_along_years(data, values, how))
    if how in ("regression", "em"):
        filled = values.copy()
        for rows in sets:
            filled[rows] = by_model(values[rows], how)
        return frozen(filled)
    return frozen(_by_centre(values, sets, CENTRES[how.removeprefix("group_")]))


def _refuse_empty(data: Dataset, values: Array) -> None:
    empty = np.flatnonzero(np.isnan(values).all(axis=0))
    if empty.size:
        raise MethodError(
            marked(
                "L’indicateur « {column} » n’a aucune donnée : il ne peut pas être imputé ; retirez-le du cadre, "
                'ou écrivez impute = "none".'
            ),
            column=data.indicators[empty[0]],
        )


def _groups(data: Dataset, group: str | None) -> list[Places]:
    if group is None or group not in data.groups:
        raise DataError(
            marked("Le groupe « {received} » n’est pas dans les données ; le plus proche est « {nearest} »."),
            received=group,
            nearest=nearest(str(group), data.groups),
        )
    labels = np.array(data.groups[group])
    found = [label for label in dict.fromkeys(data.groups[group]) if label and label != "NA"]
    return [rows[labels[rows] == label] for _, rows in data.periods for label in found]


def _by_centre(values: Array, sets: Sequence[Places], centre: Callable[[Array], Array]) -> Array:
    filled = values.copy()
    for rows in sets:
        part = values[rows]
        filled[rows] = np.where(np.isnan(part), centre(part), part)
    return filled


def _along_years(data: Dataset, values: Array, how: str) -> Array:
    """Each unit along its own years, all indicators at once: the known values before and after each missing cell."""
    years = np.array(data.years, dtype=np.float64)
    _, owners = np.unique(np.array(data.units), return_inverse=True)
    order = np.lexsort((years, owners))
    ordered, owner, year = values[order], owners[order], years[order]
    before, after = _neighbours(ordered, owner)
    low = np.take_along_axis(ordered, np.maximum(before, 0), axis=0)
    if how == "last":
        estimate = np.where(before >= 0, low, np.nan)
    else:
        high = np.take_along_axis(ordered, np.minimum(after, len(order) - 1), axis=0)
        start, end = year[np.maximum(before, 0)], year[np.minimum(after, len(order) - 1)]
        share = np.divide(year[:, None] - start, end - start, out=np.zeros_like(ordered), where=end > start)
        estimate = np.where((before >= 0) & (after < len(order)), low + (high - low) * share, np.nan)
    filled = values.copy()
    filled[order] = np.where(np.isnan(ordered), estimate, ordered)
    return filled


def _neighbours(values: Array, owner: Places) -> tuple[Places, Places]:
    """Rows of the last known value at or before each cell (−1: none) and of the first at or after it (n: none).

    Rows are sorted by unit, then by year; a neighbour never belongs to another unit.
    """
    count = values.shape[0]
    known = ~np.isnan(values)
    rows = np.arange(count)[:, None]
    before = np.maximum.accumulate(np.where(known, rows, -1), axis=0)
    after = np.minimum.accumulate(np.where(known, rows, count)[::-1], axis=0)[::-1]
    first = np.searchsorted(owner, owner, side="left")[:, None]
    last = np.searchsorted(owner, owner, side="right")[:, None]
    return np.where(before >= first, before, -1), np.where(after < last, after, count)
