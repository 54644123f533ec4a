"""The numbers of the engine: numpy inside, pandas at the edges.

Inside, a missing value is NaN in a float array and nothing else may be NaN. At the edges it becomes ``pandas.NA`` in a
nullable column, so that no NaN and no infinity is ever handed over as a result.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd

Array: TypeAlias = npt.NDArray[np.float64]
Flags: TypeAlias = npt.NDArray[np.bool_]
Places: TypeAlias = npt.NDArray[np.intp]

HUGE = 1e100
"""Beyond this magnitude squares and fourth powers overflow: such a value is refused at the door."""

SAME = 1e-13
"""Relative spread under which a column counts as constant: below it only rounding noise is left."""


def frozen(values: npt.ArrayLike) -> Array:
    """A read-only float copy of ``values``."""
    array: Array = np.array(values, dtype=np.float64)
    array.flags.writeable = False
    return array


def nullable(values: Array) -> pd.api.extensions.ExtensionArray:
    """A pandas ``Float64`` column whose missing values are ``pandas.NA``."""
    missing = np.isnan(values)
    return pd.arrays.FloatingArray(np.where(missing, 0.0, values), missing)


def frame(values: Array, index: pd.Index, columns: Sequence[str]) -> pd.DataFrame:
    """A table (n × k) with nullable columns."""
    parts = {code: nullable(values[:, place]) for place, code in enumerate(columns)}
    return pd.DataFrame(parts, index=index, columns=pd.Index(list(columns)))


BLOCK = 2**15
"""Cells of a table that are read several times over and should stay in the cache of a processor: 256 KiB."""


def column_blocks(values: Array) -> Iterator[tuple[slice, Array]]:
    """The columns of a table (n × k) by blocks of about ``BLOCK`` cells and their places: copies, each column in one piece."""
    rows, columns = values.shape
    size = max(1, BLOCK // max(rows, 1))
    for start in range(0, columns, size):
        place = slice(start, start + size)
        yield place, np.array(values[:, place], order="F")


def extremes(values: Array, rows: Flags | None = None) -> tuple[Array, Array]:
    """Smallest and largest value of each column over ``rows``; NaN for a column without data."""
    part = np.asarray(values if rows is None else values[rows], dtype=np.float64)
    low, high = np.fmin.reduce(part, axis=0, initial=np.inf), np.fmax.reduce(part, axis=0, initial=-np.inf)
    empty = low > high
    low[empty], high[empty] = np.nan, np.nan
    return low, high


def constant(low: Array, high: Array) -> Flags:
    """Columns whose spread is nil, up to rounding noise; a column without data is not constant."""
    spread: Flags = (high - low) <= SAME * np.maximum(np.abs(low), np.abs(high))
    return spread
