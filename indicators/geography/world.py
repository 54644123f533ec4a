"""The geometry of countries, for checks and shading.

The file is the map's own detailed background (Natural Earth 1:50 m, see ``data/reference/build_world.py``), so that
what a check says is what the map shows.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

import geopandas as gpd
import pandas as pd

from indicators.geography.disputed import NEUTRAL, disputed_areas

STATIC = Path(__file__).parents[2] / "static" / "map"
ATTRIBUTION = "Natural Earth"


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
