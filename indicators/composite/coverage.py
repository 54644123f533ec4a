"""How much of the index is really observed, and which units are too thin to be ranked.

Step 2 of the OECD/JRC ten steps; the JRC's own guidance asks for at least 65 % of the data per unit. A unit under the
threshold leaves the *population*: outliers, minima, means and ranks are established without it. It is still scored, on
the scale that the others make, and listed without a rank.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from indicators.composite.arrays import Array, Flags
from indicators.composite.data import Dataset
from indicators.composite.framework import Framework

By = Literal["unit", "indicator", "dimension"]


def coverage(data: Dataset, framework: Framework, by: By = "unit") -> pd.DataFrame:
    """Observed cells, expected cells and their share: a row a unit, a row an indicator, or unit × dimension shares."""
    present = ~np.isnan(data.values)
    if by == "dimension":
        shares = dimension_shares(present, framework)
        return pd.DataFrame(shares, index=data.index, columns=pd.Index(list(framework.dimensions)))
    axis = 1 if by == "unit" else 0
    index = data.index if by == "unit" else pd.Index(data.indicators, name="indicator")
    observed = present.sum(axis=axis)
    expected = present.shape[axis]
    return pd.DataFrame({"observed": observed, "expected": expected, "share": observed / expected}, index=index)


def dimension_shares(present: Flags, framework: Framework) -> Array:
    """Share of the indicators present under each dimension (n × dimensions)."""
    position = {code: place for place, code in enumerate(framework.indicators)}
    columns = [[position[leaf] for leaf in framework.leaves(dimension)] for dimension in framework.dimensions]
    return np.column_stack([present[:, places].mean(axis=1) for places in columns])


@dataclass(frozen=True, eq=False)
class Screening:
    """Who is in the population. ``share`` is the share of data of each unit, ``lowest`` that of its worst dimension."""

    kept: Flags
    share: Array
    lowest: Array
    min_unit: float
    min_dimension: float


def screen(values: Array, framework: Framework, min_unit: float = 0.65, min_dimension: float = 0.5) -> Screening:
    """Keep the units with at least ``min_unit`` of the indicators and ``min_dimension`` of those of each dimension.

    ``values`` (n × indicators) are those after imputation, or the observed ones when imputed cells must not count.
    """
    present = ~np.isnan(values)
    share = present.mean(axis=1)
    lowest = dimension_shares(present, framework).min(axis=1)
    margin = 1e-12
    kept: Flags = (share >= min_unit - margin) & (lowest >= min_dimension - margin)
    return Screening(kept, share, lowest, min_unit, min_dimension)
