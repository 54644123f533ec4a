"""Rows that add up or average the others: read as a unit, one would be ranked, and would set the scale of all.

A file says so by the name of the row, or by its values alone: « France » under its regions.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from indicators.composite.arrays import Array
from indicators.composite.errors import DataError
from indicators.errors import marked

TOTALS = re.compile(
    r"\W*((sous-|grand |overall |general )?tota(l|ux|le|ls)|subtotal|ensemble|somme|moyenne|médiane?|mediane|sum|mean|average"
    r"|median|suma|promedio|gesamt|insgesamt|summe)\b|.*\W(total|average|moyenne)\W*$|\W*all( units| countries| regions)?\W*$",
    re.IGNORECASE,
)
"""How the codes and names of rows that add up or average the others begin or end."""

OTHERS = 3
"""Fewest rows whose sum, found again in every column of one more row, is no chance."""


def refuse_totals(texts: Sequence[str]) -> None:
    """Refuse a row whose code or name says that it adds up or averages the others."""
    for row, text in enumerate(texts, start=2):
        if TOTALS.match(text):
            raise DataError(
                marked(
                    "Ligne {row}, « {unit} » : une ligne de total fixerait l’échelle et serait classée ; retirez-la, ou donnez un "
                    "autre code à ce territoire."
                ),
                row=row,
                unit=text,
            )


def refuse_sums(values: Array, units: Sequence[str], years: Sequence[int]) -> None:
    """Refuse a row whose every value is the sum of the other rows of its year, whatever its name."""
    dates = np.array(years or [0] * len(units))
    for year in np.unique(dates):
        rows = np.flatnonzero(dates == year)
        total = np.nansum(values[rows], axis=0)
        known = ~np.isnan(values[rows])
        same = np.isclose(2.0 * values[rows], total, rtol=1e-9, atol=0.0) & (total != 0)
        sums = (same | ~known | (total == 0) & (values[rows] == 0)).all(axis=1) & (same.sum(axis=1) > 1)
        if rows.size > OTHERS and sums.any():
            row = int(rows[np.argmax(sums)])
            raise DataError(
                marked(
                    "Ligne {row}, « {unit} » : chaque valeur est la somme des autres lignes ; un total fixerait l’échelle et "
                    "serait classé ; retirez cette ligne."
                ),
                row=row + 2,
                unit=units[row],
            )
