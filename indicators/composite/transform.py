"""Transformations that the recipe asks for by name, before outliers are looked for: published limits, logarithms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from indicators.composite.arrays import Array, Flags, frozen
from indicators.composite.errors import MethodError
from indicators.errors import marked


def within(values: Array, codes: Sequence[str], limits: Mapping[str, tuple[float, float]]) -> Array:
    """Values brought within the limits that the recipe publishes for some columns (UNDP's maternal mortality, 10–1 000)."""
    if not limits:
        return values
    result = values.copy()
    for code, (low, high) in limits.items():
        column = list(codes).index(code)
        result[:, column] = np.clip(result[:, column], low, high)
    return frozen(result)


def logarithms(values: Array, codes: Sequence[str], labels: Sequence[str], chosen: Flags) -> Array:
    """Natural logarithm of the ``chosen`` columns; a value that is not positive is refused with its unit."""
    if not chosen.any():
        return values
    with np.errstate(invalid="ignore"):
        wrong = np.argwhere((values <= 0) & chosen)
    if wrong.size:
        row, column = wrong[0]
        raise MethodError(
            marked(
                "« {column} » vaut {value:g} pour « {unit} » : une échelle logarithmique demande des valeurs positives ; "
                'corrigez la valeur, ou écrivez {column} = "linear" dans [transform].'
            ),
            column=codes[column],
            value=values[row, column],
            unit=labels[row],
        )
    result = values.copy()
    result[:, chosen] = np.log(values[:, chosen])
    return frozen(result)
