"""The background of the map of paper: what is framed, countries as d3 wants them, and where names fall in pixels."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

import altair as alt
import geopandas as gpd
from shapely.geometry import MultiPolygon, Polygon, box
from shapely.geometry.polygon import orient

from indicators.geography import distance_km
from indicators.geography.world import world
from indicators.partnerships import Relation
from indicators.present.maps.labels import Name, equal_earth
from indicators.present.maps.scene import Position, Scene, position

Frame = Literal["world", "near"]
NEAR_KM = 3500.0
# Pixels, the width being the one for which names are placed. What is printed or projected is enlarged, its type with it.
# A telephone's map is laid out for its own width: names are placed where they fit there.
SCREEN, PRINT, SLIDE, HAND = (900, 460), (600, 260), (600, 300), (330, 190)
WORLD = (-180.0, -58.0, 180.0, 84.0)
MARGIN = 4.0


@dataclass(frozen=True)
class Framing:
    """What is in the picture: the relations drawn, how many are too far to be, bounds in degrees, size in pixels."""

    drawn: tuple[Relation, ...]
    beyond: int
    bounds: tuple[float, float, float, float]
    size: tuple[int, int] = SCREEN


def framing(scene: Scene, relations: Sequence[Relation], frame: Frame, size: tuple[int, int] = SCREEN) -> Framing:
    """The whole world, or the relations within 3 500 km of the territory; the world when none is so near."""
    placed = tuple(item for item in relations if position(item) is not None)
    near = tuple(item for item in placed if _near(scene, item))
    if frame == "world" or not near or scene.centre is None:
        return Framing(placed, 0, WORLD, size)
    points = [*(place for item in near if (place := position(item))), scene.centre]
    latitudes, longitudes = [point[0] for point in points], [point[1] for point in points]
    bounds = (
        max(min(longitudes) - 2 * MARGIN, -180.0),
        max(min(latitudes) - MARGIN, -58.0),
        min(max(longitudes) + 2 * MARGIN, 180.0),
        min(max(latitudes) + MARGIN, 84.0),
    )
    return Framing(near, len(placed) - len(near), bounds, size)


def _near(scene: Scene, item: Relation) -> bool:
    place = position(item)
    return place is not None and scene.centre is not None and distance_km(*scene.centre, *place) <= NEAR_KM


@lru_cache(maxsize=16)
def areas(bounds: tuple[float, float, float, float]) -> dict[str, dict[str, Any]]:
    """The countries within bounds as features, by identifier; the detailed background for a part of the world.

    Rings are clockwise, as d3 expects: the other way round, a country is the rest of the world. Do not change them:
    they are shared.
    """
    rows = world(detailed=False) if bounds == WORLD else world().clip(box(*bounds))
    turned = gpd.GeoDataFrame(rows.assign(geometry=[_clockwise(shape) for shape in rows.geometry]), crs=rows.crs)
    # GeoJSON is in degrees of WGS 84 whatever the frame is in: geopandas would write metres as they are.
    found = json.loads(turned[~turned.geometry.is_empty].to_json(to_wgs84=True))["features"]
    return {str(item["id"]): item for item in found}


class Stock:
    """Data kept out of altair, which would walk through every coordinate of the world several times."""

    def __init__(self) -> None:
        self._held: dict[str, Sequence[Mapping[str, Any]]] = {}

    def data(self, items: Sequence[Mapping[str, Any]]) -> alt.NamedData:
        """What a chart is given in the place of ``items``."""
        name = f"stock-{len(self._held)}"
        self._held[name] = items
        return alt.NamedData(name)

    def fill(self, part: dict[str, Any]) -> None:
        """Put the data in their places in a specification: the picture needs no other file."""
        name = part.get("data", {}).get("name")
        if name in self._held:
            part["data"] = {"values": self._held[name]}
        for layer in part.get("layer", ()):
            self.fill(layer)


def _clockwise(shape: Any) -> MultiPolygon:
    parts = getattr(shape, "geoms", [shape])
    return MultiPolygon([orient(part, -1) for part in parts if isinstance(part, Polygon)])


def pixels(places: Sequence[tuple[str, Position]], found: Framing) -> list[Name]:
    """Where named places fall in a picture fitted on its bounds, as d3 fits it: centred, the same scale both ways."""
    (west, south, east, north), (width, height) = found.bounds, found.size
    middle = min(max(0.0, south), north)  # the parallel where the picture is widest
    edges = [equal_earth(latitude, longitude) for latitude in (south, middle, north) for longitude in (west, east)]
    left, right = min(x for x, _ in edges), max(x for x, _ in edges)
    low, high = min(y for _, y in edges), max(y for _, y in edges)
    scale = min(width / (right - left), height / (high - low))
    names = []
    for text, place in places:
        x, y = equal_earth(*place)
        names.append(
            Name(text, width / 2 + (x - (left + right) / 2) * scale, height / 2 - (y - (low + high) / 2) * scale)
        )
    return names
