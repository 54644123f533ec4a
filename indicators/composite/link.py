"""The index beside other variables: a correlation, its uncertainty, and no word of cause.

Step 9 of the OECD/JRC ten steps.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from indicators.composite.arrays import Array, frame
from indicators.composite.errors import MethodError
from indicators.composite.result import Result
from indicators.composite.statistics import correlate
from indicators.errors import marked

LEAST_UNITS = 10


@dataclass(frozen=True, eq=False)
class Link:
    """Pearson's r and Spearman's rho with their two-sided p-values over ``n`` common units, and the scatter.

    A statistic is ``None`` when one of the two variables is constant on those units.
    """

    r: float | None
    r_p: float | None
    rho: float | None
    rho_p: float | None
    n: int
    scatter: pd.DataFrame


def correlate_with(result: Result, other: Mapping[str, float | None] | pd.Series, node: str | None = None) -> Link:
    """Correlate the index (or a node) with another variable given by unit (``FRA 2021`` in a panel).

    Units without a score, without a value, or with a value that is not finite are left out; fewer than ten common units
    is refused.
    """
    column = result.framework.codes.index(result.framework.node(node or result.framework.root).code)
    scores = result.matrix[:, column]
    given = other.to_dict() if isinstance(other, pd.Series) else dict(other)
    values = np.array([_number(given.get(label)) for label in result.data.labels])
    both = ~(np.isnan(scores) | np.isnan(values))
    if both.sum() < LEAST_UNITS:
        raise MethodError(
            marked(
                "Une corrélation demande {least} unités communes au moins ; {count} ici : aucun lien ne se lit sur si peu."
            ),
            least=LEAST_UNITS,
            count=int(both.sum()),
        )
    x, y = scores[both], values[both]
    r, r_p, n = correlate(x, y)
    rho, rho_p, _ = correlate(x, y, "spearman")
    labels = [label for label, kept in zip(result.data.labels, both.tolist(), strict=True) if kept]
    scatter = frame(np.column_stack([x, y]), pd.Index(labels, name=result.data.unit_column), ["score", "other"])
    return Link(_known(r), _known(r_p), _known(rho), _known(rho_p), n, scatter)


def correlate_results(first: Result, second: Result) -> Link:
    """Correlate two indices over the units they share; see ``correlate_with``."""
    scores: Array = second.matrix[:, -1]
    return correlate_with(first, dict(zip(second.data.labels, scores.tolist(), strict=True)))


def _number(value: object) -> float:
    if value is None or value is pd.NA or not isinstance(value, int | float | np.number):
        return float("nan")
    return float(value) if np.isfinite(value) else float("nan")


def _known(value: float) -> float | None:
    return None if np.isnan(value) else float(value)
