"""What was done to the outliers of a table: kept so that any other value goes through the very same transformation."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from indicators.composite.arrays import Array, Places


@dataclass(frozen=True, slots=True, kw_only=True)
class Treatment:
    """What was done to one column, and whether it was enough.

    ``rule`` is none, winsorise, log_ct, log or boxcox. ``low`` and ``high`` are the limits of the treated original
    values; ``shift`` is added before the logarithm or the power ``power``. ``points`` counts winsorised cells. Skewness
    and kurtosis are given before and after, ``None`` where they are undefined; ``passed`` is None when untestable.
    """

    code: str
    rule: str = "none"
    low: float | None = None
    high: float | None = None
    shift: float = 0.0
    power: float | None = None
    points: int = 0
    skew_before: float | None = None
    kurt_before: float | None = None
    skew_after: float | None = None
    kurt_after: float | None = None
    passed: bool | None = None

    def apply(self, values: Array) -> Array:
        """Original values of this column (any shape) on the treated scale; NaN where the logarithm has no meaning."""
        if self.rule == "none":
            return values
        if self.rule == "winsorise":
            return np.clip(values, self.low, self.high)
        shifted = values + self.shift
        safe = np.where(shifted > 0, shifted, np.nan)
        if self.rule in ("log_ct", "log") or not self.power:
            return np.log(safe)
        result: Array = (safe**self.power - 1.0) / self.power
        return result


@dataclass(frozen=True, eq=False)
class Period:
    """The rows that were treated together: those of ``year``, or all of them (``None``); one ``Treatment`` a column."""

    year: int | None
    rows: Places
    treatments: tuple[Treatment, ...]


@dataclass(frozen=True, eq=False)
class Treated:
    """The treated table (n × k), and what was done to it period by period."""

    values: Array
    periods: tuple[Period, ...]

    @property
    def treatments(self) -> tuple[Treatment, ...]:
        """What was done to every column, in every period."""
        return tuple(treatment for period in self.periods for treatment in period.treatments)
