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
from indicators.composite.statistics import means, medians

CENTRES: dict[str, Callable[[Array], Array]] = {"mean": means, "median": medians}


def impute(data: Dataset, values: Array, how: str = "none", group: str | None = None) -> Array:
    """Fill the missing cells of ``values`` (n × indicators, rows of ``data``).

    ``mean`` and ``median`` are taken over the units of the same year; ``group_mean`` and ``group_median`` over the
    units of the same group; ``last`` carries the last known year of the unit forward; ``linear`` interpolates between
    two known years of the unit and never beyond them. Raises ``MethodError`` for an indicator without data.
    """
    if how == "none" or not np.isnan(values).any():
        return values
    _refuse_empty(data, values)
    if how in ("last", "linear"):
        return frozen(_along_years(data, values, how))
    sets = _groups(data, group) if how.startswith("group_") else [rows for _, rows in data.periods]
    return frozen(_by_centre(values, sets, CENTRES[how.removeprefix("group_")]))


def _refuse_empty(data: Dataset, values: Array) -> None:
    empty = np.flatnonzero(np.isnan(values).all(axis=0))
    if empty.size:
        raise MethodError(
            "L’indicateur « {column} » n’a aucune donnée : il ne peut pas être imputé ; retirez-le du cadre, "
            'ou écrivez impute = "none".',
            column=data.indicators[empty[0]],
        )


def _groups(data: Dataset, group: str | None) -> list[Places]:
    if group is None or group not in data.groups:
        raise DataError(
            "Le groupe « {received} » n’est pas dans les données ; le plus proche est « {nearest} ».",
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
    filled = values.copy()
    units, years = np.array(data.units, dtype=object), np.array(data.years, dtype=np.float64)
    order = np.lexsort((years, units.astype(str)))
    for rows in np.split(order, np.flatnonzero(units[order][1:] != units[order][:-1]) + 1):
        for column in np.flatnonzero(np.isnan(values[rows]).any(axis=0)):
            filled[rows, column] = _series(values[rows, column], years[rows], how)
    return filled


def _series(values: Array, years: Array, how: str) -> Array:
    """One unit, one indicator, years ascending; nothing is known before the first observation."""
    known = np.flatnonzero(~np.isnan(values))
    if not known.size:
        return values
    if how == "last":
        before = np.maximum.accumulate(np.where(np.isnan(values), -1, np.arange(values.size)))
        return np.where(before >= 0, values[np.maximum(before, 0)], np.nan)
    inside = (years >= years[known[0]]) & (years <= years[known[-1]])
    line = np.interp(years, years[known], values[known])
    return np.where(np.isnan(values) & inside, line, values)
