"""Build the outlines of the régions and départements of France, small enough to be drawn beside a table.

Run ``python data/reference/build_france.py DEPARTEMENTS.geojson REGIONS.geojson`` on the outlines of IGN's ADMIN EXPRESS
(Licence Ouverte 2.0, https://geoservices.ign.fr/adminexpress), overseas included, as GeoJSON with ``code``. The result
is committed: the application never runs this. What is changed, and why:

- outlines are simplified and rounded to a grid of a hundredth of a degree, less than a pixel on the map that is shown;
- islets too small to be seen are left out, unless a territory would have nothing left;
- the five overseas départements are moved beside the mainland and Guyane is drawn smaller: their place and their size
  on the map are those of a legend;
- rings are clockwise, which d3 needs.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import shapely
from shapely.affinity import scale, translate
from shapely.geometry import MultiPolygon, Polygon, shape
from shapely.geometry.base import BaseGeometry
from shapely.geometry.polygon import orient
from shapely.validation import make_valid

OUT = Path(__file__).parent / "france.json"
TOLERANCE, GRID, SMALLEST = 0.012, 0.01, 0.0015  # degrees, degrees, square degrees
#: By département and by région: how much larger it is drawn, and where its middle goes (longitude, latitude).
INSETS: dict[str, tuple[float, tuple[float, float]]] = {
    "971": (1.3, (-6.3, 46.6)),
    "972": (1.5, (-6.3, 45.2)),
    "973": (0.22, (-6.3, 43.9)),
    "974": (1.5, (-6.3, 42.7)),
    "976": (2.0, (-6.3, 41.6)),
}
REGIONS = {"01": "971", "02": "972", "03": "973", "04": "974", "06": "976"}


def main(departments: str, regions: str) -> None:
    """Write ``france.json``: a list of features by level."""
    found = {level: _features(Path(path), level) for level, path in (("DEP", departments), ("REG", regions))}
    OUT.write_text(json.dumps(found, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")


def _features(path: Path, level: str) -> list[dict[str, Any]]:
    read = json.loads(path.read_text(encoding="utf-8"))["features"]
    kept = sorted(read, key=lambda item: str(item["properties"]["code"]))
    return [_feature(item["properties"]["code"], shape(item["geometry"]), level) for item in kept]


def _feature(code: str, area: BaseGeometry, level: str) -> dict[str, Any]:
    inset = INSETS.get(REGIONS.get(code, "") if level == "REG" else code)
    drawn = _small(area)
    if inset is not None:
        factor, (longitude, latitude) = inset
        middle = drawn.envelope.centroid
        drawn = scale(drawn, factor, factor, origin=(middle.x, middle.y))
        drawn = translate(drawn, longitude - middle.x, latitude - middle.y)
    drawn = shapely.set_precision(drawn, GRID)
    return {"type": "Feature", "id": code, "geometry": _geometry(drawn)}


def _small(area: BaseGeometry) -> BaseGeometry:
    simple = make_valid(area).simplify(TOLERANCE)
    parts = [part for part in shapely.get_parts(simple) if isinstance(part, Polygon)]
    seen = [part for part in parts if part.area >= SMALLEST] or [max(parts, key=lambda part: part.area)]
    return MultiPolygon(seen)


def _geometry(area: BaseGeometry) -> dict[str, Any]:
    parts = [orient(part, -1.0) for part in shapely.get_parts(area) if isinstance(part, Polygon) and not part.is_empty]
    rings = [
        [[[round(x, 2), round(y, 2)] for x, y in ring.coords] for ring in (part.exterior, *part.interiors)]
        for part in parts
    ]
    return {"type": "MultiPolygon", "coordinates": rings}


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
