"""The geometry of countries, for checks and shading, and how areas of disputed recognition are shown.

The file is the map's own detailed background (Natural Earth 1:50 m, see ``data/reference/build_world.py``), so that
what a check says is what the map shows.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

import geopandas as gpd
import pandas as pd

from indicators.geography.countries import REFERENCE, countries

STATIC = Path(__file__).parents[2] / "static" / "map"
NEUTRAL = "neutral"
PROJECT_NOTE = "Natural Earth"


@dataclass(frozen=True, slots=True)
class DisputedArea:
    """An area whose status is not agreed. ``shown_as`` is « neutral » or the ISO code of the country it is drawn with."""

    id: str
    fr: str
    en: str
    es: str
    shown_as: str

    def label(self, lang: str) -> str:
        """Its neutral name in a language."""
        return {"en": self.en, "es": self.es}.get(lang, self.fr)


def disputed_areas(overrides: Mapping[str, str] | None = None) -> tuple[DisputedArea, ...]:
    """The disputed areas; ``overrides`` (from the settings) maps an id to « neutral » or a country code.

    Raises ValueError on an unknown area or country: a map that decides a border by a typing error is worse than none.
    """
    with (REFERENCE / "disputed.csv").open(encoding="utf-8", newline="") as stream:
        areas = {row["id"]: DisputedArea(**row) for row in csv.DictReader(stream)}
    for identifier, shown_as in (overrides or {}).items():
        if identifier not in areas:
            raise ValueError(f"unknown disputed area {identifier!r}; accepted: {', '.join(areas)}")
        if shown_as != NEUTRAL and shown_as not in countries():
            raise ValueError(
                f"disputed area {identifier!r} cannot be shown as {shown_as!r}; accepted: {NEUTRAL} or an ISO alpha-2 code"
            )
        areas[identifier] = replace(areas[identifier], shown_as=shown_as)
    return tuple(areas.values())


@lru_cache(maxsize=2)
def world(detailed: bool = True) -> gpd.GeoDataFrame:
    """One row a country or disputed area: ``id`` as index, ``geometry`` in WGS 84. Do not change it: it is shared."""
    name = "world_detail.geojson" if detailed else "world.geojson"
    frame = gpd.read_file(STATIC / name, engine="pyogrio")
    return frame[["id", "geometry"]].set_index("id")


def shaded(values: Mapping[str, float], overrides: Mapping[str, str] | None = None) -> gpd.GeoDataFrame:
    """The light background joined with a value by ISO code; areas drawn with a country take its value, others NaN."""
    attached = {area.id: area.shown_as for area in disputed_areas(overrides) if area.shown_as != NEUTRAL}
    frame = world(detailed=False).copy()
    frame["country"] = [attached.get(identifier, identifier) for identifier in frame.index]
    series = pd.Series(dict(values), name="value", dtype=float)
    return gpd.GeoDataFrame(frame.join(series, on="country"))
