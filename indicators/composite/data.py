"""The values that enter the index, once checked.

A ``Dataset`` is one row a unit (a territory) or, for a panel, one row a unit and year. What it holds is finite or missing:
``load`` refuses the rest at the door, so that no later step has to doubt its input.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
import pandas as pd

from indicators.composite.arrays import Array, Places, frame, frozen
from indicators.composite.errors import DataError, listed, nearest
from indicators.errors import marked


@dataclass(frozen=True, eq=False, repr=False)
class Dataset:
    """Units (n), their indicators (n × k), the size variables and the groups of the framework.

    ``years`` is empty when the data carries no year. ``unit_column`` and ``year_column`` are the names that the file
    gave them: exports give them back.
    """

    units: tuple[str, ...]
    indicators: tuple[str, ...]
    values: Array
    names: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    denominators: Mapping[str, Array] = field(default_factory=dict)
    groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    unit_column: str = "unit"
    year_column: str = "year"

    def __repr__(self) -> str:
        years = f" over {min(self.years)}–{max(self.years)}" if self.years else ""
        missing = float(np.isnan(self.values).mean()) if self.values.size else 0.0
        units = len(set(self.units))
        return f"Dataset({units} units × {len(self.indicators)} indicators{years}, {100 * missing:.1f} % missing)"

    @cached_property
    def is_panel(self) -> bool:
        """Whether a unit comes back from one year to another."""
        return len(set(self.units)) < len(self.units)

    @cached_property
    def index(self) -> pd.Index:
        """The rows of every table made from this data: units, or (unit, year) in a panel."""
        if self.is_panel:
            return pd.MultiIndex.from_arrays([self.units, self.years], names=[self.unit_column, self.year_column])
        return pd.Index(self.units, name=self.unit_column, dtype="str")

    @cached_property
    def labels(self) -> tuple[str, ...]:
        """How a message names each row: ``FRA``, or ``FRA 2021`` in a panel."""
        if not self.is_panel:
            return self.units
        return tuple(f"{unit} {year}" for unit, year in zip(self.units, self.years, strict=True))

    @cached_property
    def periods(self) -> tuple[tuple[int | None, Places], ...]:
        """Each year of a panel with its rows; a single period, without a year, otherwise."""
        if not self.is_panel:
            return ((None, np.arange(len(self.units))),)
        years = np.array(self.years)
        return tuple((int(year), np.flatnonzero(years == year)) for year in np.unique(years))

    def place(self, unit: str, year: int | None = None) -> int:
        """Row of a unit (of a unit and a year in a panel), or a refusal naming the nearest one."""
        wanted = unit if year is None or not self.is_panel else f"{unit} {year}"
        if wanted not in self._rows:
            raise DataError(
                marked("L’unité « {received} » n’est pas dans les données ; la plus proche est « {nearest} »."),
                received=wanted,
                nearest=nearest(wanted, self.labels),
            )
        return self._rows[wanted]

    @cached_property
    def _rows(self) -> dict[str, int]:
        return {label: row for row, label in enumerate(self.labels)}

    def frame(self) -> pd.DataFrame:
        """The indicators as a table; a missing value is ``pandas.NA``."""
        return frame(self.values, self.index, self.indicators)

    def with_value(self, unit: str, indicator: str, value: float | None, year: int | None = None) -> Dataset:
        """The same data with one value changed (``None``: missing)."""
        values = self.values.copy()
        values[self.place(unit, year), self.indicators.index(indicator)] = np.nan if value is None else value
        return replace(self, values=frozen(values))

    @cached_property
    def digest(self) -> str:
        """SHA-256 of everything that enters the computation: two equal digests give equal results."""
        parts = [listed(self.units, len(self.units)), repr(self.years), repr(self.indicators)]
        parts += [f"{name}={labels!r}" for name, labels in sorted(self.groups.items())]
        made = hashlib.sha256("\n".join(parts).encode())
        for array in (self.values, *(values for _, values in sorted(self.denominators.items()))):
            made.update(np.where(np.isnan(array), np.nan, array + 0.0).tobytes())
        return made.hexdigest()
