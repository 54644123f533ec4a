"""The observations of one territory, indexed once so that a page of 35 indicators filters the frame once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from indicators.progress.trend import Point
from indicators.records import Observation, column_names

_FIELDS = column_names(Observation)


@dataclass(frozen=True)
class Observed:
    """The observations of a territory by indicator, in order of year, up to the year of the reading."""

    rows: Mapping[str, tuple[Observation, ...]]

    def of(self, indicator: str) -> tuple[Observation, ...]:
        """All rows of an indicator, those without a value included; empty when there is none."""
        return self.rows.get(indicator, ())

    def latest(self, indicator: str) -> Observation | None:
        """The latest row that has a value, else the latest row (it may say why there is none), else None."""
        rows = self.of(indicator)
        valued = [row for row in rows if row.value is not None]
        return next(iter([*reversed(valued), *reversed(rows)]), None)

    def points(self, indicator: str) -> tuple[Point, ...]:
        """The rows that have a value, as points of a series."""
        return tuple(
            Point(row.year, row.value, row.low, row.high, row.series_break)
            for row in self.of(indicator)
            if row.value is not None
        )

    def value(self, indicator: str, year: int) -> float | None:
        """The value of one year, None when it is missing."""
        return next((row.value for row in self.of(indicator) if row.year == year), None)


def observed(frame: pd.DataFrame, territory: str, until: int) -> Observed:
    """Index the rows of ``territory`` up to the year ``until`` included; NaN becomes None."""
    rows: dict[str, list[Observation]] = {}
    if frame.empty:
        return Observed({})
    kept = frame.loc[(frame["territory"] == territory) & (frame["year"] <= until)].sort_values(["indicator", "year"])
    names = [name for name in _FIELDS if name in kept]
    for values in zip(*(map(_plain, kept[name].tolist()) for name in names), strict=True):
        row = _observation(dict(zip(names, values, strict=True)))
        rows.setdefault(row.indicator, []).append(row)
    return Observed({name: tuple(found) for name, found in rows.items()})


def _observation(values: Mapping[str, Any]) -> Observation:
    present = {name: value for name, value in values.items() if value is not None}
    year = int(present.pop("year"))
    return Observation(value=present.pop("value", None), year=year, **present)


def _plain(value: Any) -> Any:
    return None if value is None or (isinstance(value, float) and value != value) or value is pd.NA else value
