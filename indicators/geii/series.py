"""The values of every territory by indicator, indexed once: what a profile asks hundreds of times of the same rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from indicators.records import GeoLevel


@dataclass(frozen=True, slots=True)
class Point:
    """One observed value with all that makes it trustworthy."""

    territory: str
    year: int
    value: float
    numerator: float | None
    denominator: float | None
    geo_level: GeoLevel
    geo_name: str
    quality: str
    reliability: str
    series_break: bool
    publisher: str
    source: str
    url: str
    vintage: str
    published: str
    accessed: str
    licence: str
    citation: str
    note: str
    example: bool


class Series:
    """Observations (columns of :class:`indicators.records.Observation`) asked for by indicator and territory.

    Rows are laid out as columns when the object is made; the points of a pair are built at its first question and kept,
    so that another year, another reference or another page asks nothing of the frame again.
    """

    def __init__(self, observations: pd.DataFrame) -> None:
        self._columns: Mapping[str, Any] = {
            name: observations[name].to_numpy(dtype=object) for name in (*Point.__slots__, "indicator")
        }
        self._rows: dict[tuple[str, str], list[int]] = {}
        pairs = zip(self._columns["indicator"], self._columns["territory"], strict=True)
        for row, pair in enumerate(pairs):
            self._rows.setdefault(pair, []).append(row)
        self._kept: dict[tuple[str, str], tuple[Point, ...]] = {}

    def of(self, indicator: str, territory: str, until: int) -> tuple[Point, ...]:
        """The values up to a year, oldest first; empty and secret ones are left out."""
        pair = (indicator, territory)
        if pair not in self._kept:
            found = [self._point(row) for row in self._rows.get(pair, ()) if not pd.isna(self._columns["value"][row])]
            self._kept[pair] = tuple(sorted(found, key=lambda item: item.year))
        return tuple(item for item in self._kept[pair] if item.year <= until)

    def secret(self, indicator: str, territory: str, until: int) -> bool:
        """Whether a value up to a year is held back by its publisher."""
        years, quality = self._columns["year"], self._columns["quality"]
        rows = self._rows.get((indicator, territory), ())
        return any(quality[row] == "secret" and years[row] <= until for row in rows)

    def _point(self, row: int) -> Point:
        values = {name: self._columns[name][row] for name in Point.__slots__}
        for part in ("numerator", "denominator"):
            values[part] = None if pd.isna(values[part]) else float(values[part])
        values["year"], values["value"] = int(values["year"]), float(values["value"])
        values |= {name: bool(values[name]) for name in ("series_break", "example")}
        return Point(**values)
