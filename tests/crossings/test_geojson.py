"""GeoJSON is in degrees of WGS 84 (RFC 7946), whatever the coordinates were before: a map elsewhere draws it in place."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import geopandas as gpd
import pytest
from shapely.geometry import Point, shape

from indicators.geography.world import world
from indicators.present.maps import paper
from indicators.present.maps.table import geojson_bytes
from indicators.present.reports import ReportSource


def positions(geometry: Any) -> Iterator[tuple[float, float]]:
    """Every position of a geometry, however deep."""
    if geometry and isinstance(geometry[0], int | float):
        yield geometry[0], geometry[1]
        return
    for part in geometry or ():
        yield from positions(part)


def test_partnerships_are_written_in_degrees(exempleville: ReportSource) -> None:
    features = json.loads(geojson_bytes(exempleville.relations, exempleville.scene, exempleville.t))["features"]
    every = [place for item in features if item["geometry"] for place in positions(item["geometry"]["coordinates"])]
    assert len(every) > 100
    assert all(-180 <= longitude <= 180 and -90 <= latitude <= 90 for longitude, latitude in every)
    placed = {item["properties"]["partenaire"]: item["geometry"]["coordinates"] for item in features if "id" in item and item["geometry"]}  # fmt: skip
    for name, longitude, latitude in (("Fès", -5.0, 34.0), ("Turku", 22.3, 60.5), ("Valparaíso", -71.6, -33.0)):
        assert placed[name] == pytest.approx([longitude, latitude], abs=0.2)


def test_metres_are_never_written(exempleville: ReportSource) -> None:
    """A partner placed in metres of Lambert 93 has no point, rather than one that no map can draw."""
    first, *others = exempleville.relations
    metres = replace(first, partnership=replace(first.partnership, latitude=6_458_000.0, longitude=913_000.0))
    features = json.loads(geojson_bytes([metres, *others], exempleville.scene, exempleville.t))["features"]
    assert [item["geometry"] for item in features if item.get("id") == first.id] == [None]
    assert not [item for item in features if item["properties"].get("lien") == first.id]


def test_a_background_in_another_projection_is_drawn_in_place(monkeypatch: pytest.MonkeyPatch) -> None:
    turned = gpd.GeoDataFrame(world(detailed=False)).to_crs("ESRI:54009")
    monkeypatch.setattr(paper, "world", lambda **_: turned)
    paper.areas.cache_clear()
    try:
        found = paper.areas(paper.WORLD)
    finally:
        paper.areas.cache_clear()
    assert shape(found["TN"]["geometry"]).contains(Point(9.5, 34.5)), "Tunisia where it is, in degrees"
