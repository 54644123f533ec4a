"""Size taken out: counts per inhabitant, per euro of GDP, per square kilometre.

Step 2 of the OECD/JRC ten steps. An index of absolute size and an index per head are two indices: the correlation of
each indicator with the size variables says which one is being read.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from indicators.composite.arrays import HUGE, Array, frozen
from indicators.composite.data import Dataset
from indicators.composite.errors import MethodError
from indicators.composite.framework import Framework
from indicators.composite.statistics import correlate
from indicators.errors import marked


def denominate(data: Dataset, framework: Framework) -> Array:
    """Divide each indicator by the denominator that the framework names; the others are left as they are.

    A missing denominator makes the value missing. A zero denominator, or a ratio out of reach, is refused with the
    unit and the column.
    """
    values = data.values.copy()
    for place, code in enumerate(data.indicators):
        name = framework.by_code[code].denominator
        if name:
            values[:, place] = _ratio(data, code, name, values[:, place])
    return frozen(values)


def _ratio(data: Dataset, code: str, name: str, values: Array) -> Array:
    size = data.denominators[name]
    zero = np.flatnonzero((size == 0) & ~np.isnan(values))
    if zero.size:
        raise MethodError(
            marked(
                "Le dénominateur « {column} » de « {indicator} » vaut 0 pour « {unit} » : corrigez-le, ou laissez-le vide."
            ),
            column=name,
            indicator=code,
            unit=data.labels[zero[0]],
        )
    with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
        ratio = values / size
    wild = np.flatnonzero(np.abs(ratio) > HUGE)
    if wild.size:
        raise MethodError(
            marked(
                "« {indicator} » divisé par « {column} » dépasse 1e100 pour « {unit} » : changez l’unité de l’un des deux."
            ),
            indicator=code,
            column=name,
            unit=data.labels[wild[0]],
        )
    return ratio


def size_correlation(data: Dataset, framework: Framework, values: Array, threshold: float = 0.7) -> pd.DataFrame:
    """Correlation of each indicator (columns of ``values``) with each size variable, as they are and in logarithms.

    One row a pair: indicator, size, r, r_log (``pandas.NA`` when a value is not positive), n, and ``flagged`` when one
    of them reaches ``threshold`` in magnitude: the indicator measures size before anything else.
    """
    rows = [
        _size_row(code, name, values[:, place], data.denominators[name], threshold)
        for place, code in enumerate(data.indicators)
        for name in framework.denominators
    ]
    table = pd.DataFrame(rows, columns=["indicator", "size", "r", "r_log", "n", "flagged"])
    return table.astype({"r": "Float64", "r_log": "Float64", "n": "Int64"})


def _size_row(code: str, name: str, values: Array, size: Array, threshold: float) -> dict[str, object]:
    r, _, count = correlate(values, size)
    r_log = _log_correlation(values, size)
    flagged = bool(max(np.nan_to_num(abs(r)), np.nan_to_num(abs(r_log))) >= threshold)
    shown = [None if np.isnan(value) else float(value) for value in (r, r_log)]
    return {"indicator": code, "size": name, "r": shown[0], "r_log": shown[1], "n": count, "flagged": flagged}


def _log_correlation(values: Array, size: Array) -> float:
    both = ~(np.isnan(values) | np.isnan(size))
    if not both.any() or (values[both] <= 0).any() or (size[both] <= 0).any():
        return float("nan")
    return correlate(np.log(values[both]), np.log(size[both]))[0]
