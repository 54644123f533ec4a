"""Build the two country backgrounds and the point of each country from Natural Earth, through the npm package world-atlas.

Run ``npm pack world-atlas@2.0.2``, unpack it, then ``python data/reference/build_world.py package/``. The result is
committed: the application never runs this. What is changed, and why:

- rings that cross the antimeridian are unwrapped and cut at ±180°, or Leaflet draws bands across the whole map;
- Antarctica is left out and latitudes are kept between -58° and 84°;
- Crimea, drawn inside Russia by the source, becomes a feature of its own that ``disputed.csv`` attaches to Ukraine;
- the part of Western Sahara that the source draws inside Morocco is given back (border at 27°40' N);
- features carry ISO 3166 alpha-2 codes, or an ``x-`` identifier where ISO has none, and French, English and Spanish
  names from CLDR; rings are clockwise, which d3 needs and Leaflet does not mind.
"""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import shapely
from babel import Locale
from shapely.affinity import translate
from shapely.geometry import MultiPolygon, Point, Polygon, box
from shapely.geometry.base import BaseGeometry
from shapely.geometry.polygon import orient
from shapely.ops import unary_union
from shapely.validation import make_valid

HERE = Path(__file__).parent
STATIC = HERE.parents[1] / "static" / "map"
SIMFEROPOL = Point(34.10, 44.95)
WESTERN_SAHARA_NORTH = 27 + 40 / 60
FINE_GRID = 0.01
OUTLINE_TOLERANCE, OUTLINE_SMALLEST = 0.7, 4.0  # degrees and square degrees: one pixel, and an island that is seen
LIGHT_GRID = 0.1  # 11 km, less than a pixel at the closest zoom where the light background is shown
WITHOUT_ISO = {
    "Kosovo": "XK",
    "N. Cyprus": "x-northern-cyprus",
    "Somaliland": "x-somaliland",
    "Siachen Glacier": "x-siachen",
    "Indian Ocean Ter.": "x-indian-ocean-territories",
}
Ring = list[list[float]]


def arcs_of(topology: dict[str, Any]) -> list[Ring]:
    """Decode the delta-encoded arcs of a TopoJSON file into degrees."""
    (scale_x, scale_y), (shift_x, shift_y) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for encoded in topology["arcs"]:
        x = y = 0
        arc = []
        for step_x, step_y in encoded:
            x, y = x + step_x, y + step_y
            arc.append([x * scale_x + shift_x, y * scale_y + shift_y])
        arcs.append(arc)
    return arcs


def ring_of(indices: list[int], arcs: list[Ring]) -> Ring:
    """Join arcs into a ring; a negative index is an arc walked backwards. Longitudes run on past ±180°."""
    points: Ring = []
    for index in indices:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        points += arc[1:] if points else arc
    ring = [points[0][:]]
    for x, y in points[1:]:
        ring.append([x - 360 * round((x - ring[-1][0]) / 360), y])
    return ring


def polygons_of(geometry: BaseGeometry) -> MultiPolygon:
    """The polygons of a geometry, without the lines and points that intersections leave."""
    parts = getattr(geometry, "geoms", [geometry])
    return MultiPolygon([part for part in parts if isinstance(part, Polygon) and not part.is_empty])


def planar(geometry: dict[str, Any], arcs: list[Ring]) -> MultiPolygon:
    """A country on a plane of 360° of longitude, cut at the antimeridian."""
    polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    pieces = []
    for polygon in polygons:
        rings = [ring for ring in (ring_of(indices, arcs) for indices in polygon) if len(ring) >= 4]
        if not rings:
            continue
        whole = make_valid(Polygon(rings[0], rings[1:]))
        for turn in (-360, 0, 360):
            piece = whole.intersection(box(-180 + turn, -58, 180 + turn, 84))
            if not piece.is_empty:
                pieces.append(translate(piece, -turn, 0))
    return polygons_of(unary_union(pieces))


def identifiers() -> dict[str, str]:
    """ISO alpha-2 code of each three-digit code of the United Nations."""
    with (HERE / "countries.csv").open(encoding="utf-8", newline="") as stream:
        return {row["m49"]: row["iso2"] for row in csv.DictReader(stream) if row["m49"]}


def features_of(path: Path) -> dict[str, MultiPolygon]:
    """Geometry by identifier, once disputed areas have been set apart."""
    topology = json.loads(path.read_text(encoding="utf-8"))
    arcs, codes, found = arcs_of(topology), identifiers(), {}
    for geometry in topology["objects"]["countries"]["geometries"]:
        name = geometry["properties"]["name"]
        identifier = codes.get(geometry.get("id", ""), WITHOUT_ISO.get(name, ""))
        shape = planar(geometry, arcs) if geometry.get("arcs") else MultiPolygon()
        if identifier and identifier != "AQ" and not shape.is_empty:
            found[identifier] = polygons_of(unary_union([found[identifier], shape])) if identifier in found else shape
    return set_apart(found)


def set_apart(found: dict[str, MultiPolygon]) -> dict[str, MultiPolygon]:
    """Make Crimea a feature and give Western Sahara its border of 27°40' N back."""
    crimea = [part for part in found["RU"].geoms if part.contains(SIMFEROPOL)]
    if not crimea or crimea[0].area > 20:
        raise ValueError("Crimea is no longer a polygon of its own inside Russia: review the source before building")
    found["x-crimea"] = MultiPolygon(crimea)
    found["RU"] = polygons_of(found["RU"].difference(crimea[0]))
    south = box(-20, 20, -8, WESTERN_SAHARA_NORTH)
    found["EH"] = polygons_of(unary_union([found["EH"], found["MA"].intersection(south)]).buffer(0))
    found["MA"] = polygons_of(found["MA"].difference(south))
    return found


def names_of(identifier: str) -> dict[str, str]:
    """CLDR names by language; none for areas without ISO code, which ``disputed.csv`` names."""
    names = {lang: str(Locale.parse(lang).territories.get(identifier, "")) for lang in ("fr", "en", "es")}
    return {lang: name for lang, name in names.items() if name}


def collection(shapes: dict[str, MultiPolygon], grid: float) -> dict[str, Any]:
    """A GeoJSON collection on a grid of some degrees; what is too small for it is simplified on one of a hundredth."""
    features = []
    for identifier, shape in sorted(shapes.items()):
        small = shape.area < (20 * grid) ** 2
        drawn = shape.simplify(grid / 4) if small and grid > FINE_GRID else shape
        rounded = polygons_of(shapely.set_precision(drawn, FINE_GRID if small else grid))
        clockwise = MultiPolygon([orient(part, -1) for part in rounded.geoms])
        if not clockwise.is_empty:
            geometry = json.loads(shapely.to_geojson(clockwise))
            features.append(
                {"type": "Feature", "id": identifier, "properties": names_of(identifier), "geometry": geometry}
            )
    return {"type": "FeatureCollection", "features": features}


def write_points(shapes: dict[str, MultiPolygon]) -> None:
    """The point where a country is named: inside its largest polygon, so that France is not labelled at sea.

    Countries too small for the background (Tuvalu, Gibraltar) take the place of their largest town in the gazetteer.
    """
    with (HERE / "country_points.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(("id", "latitude", "longitude"))
        for identifier, (latitude, longitude) in sorted(town_points(set(shapes)).items()):
            writer.writerow((identifier, latitude, longitude))
        for identifier, shape in sorted(shapes.items()):
            point = shapely.maximum_inscribed_circle(max(shape.geoms, key=lambda part: part.area), tolerance=0.05)
            longitude, latitude = point.coords[0]
            writer.writerow((identifier, round(latitude, 2), round(longitude, 2)))


def town_points(known: set[str]) -> dict[str, tuple[float, float]]:
    """The largest town of each country that has no geometry, to a hundredth of a degree."""
    cities = pq.read_table(HERE / "gazetteer.parquet").to_pandas().sort_values("population")
    towns = cities[~cities["country"].isin(known)].drop_duplicates("country", keep="last")
    return {
        row.country: (round(row.latitude / 10_000, 2), round(row.longitude / 10_000, 2)) for row in towns.itertuples()
    }


def outline(shapes: Iterable[BaseGeometry]) -> str:
    """All the land as one SVG path in whole tenths of a degree, from (-180°, 84°) in the corner, for a thumbnail."""
    land = polygons_of(unary_union(list(shapes)).simplify(OUTLINE_TOLERANCE))
    parts = [part.exterior.coords for part in land.geoms if part.area >= OUTLINE_SMALLEST]
    rings = [[f"{x + 180:.1f} {84 - y:.1f}" for x, y in ring][:-1] for ring in parts]
    return "".join(f"M{'L'.join(ring)}Z" for ring in rings).replace(".0", "")


def write(name: str, content: dict[str, Any]) -> None:
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":")).replace(".0,", ",").replace(".0]", "]")
    (STATIC / name).write_text(text + "\n", encoding="utf-8")


def main(package: str) -> None:
    """Write ``world.geojson`` (light, whole world at once), ``world_detail.geojson``, points and the outline of land."""
    light, detail = (features_of(Path(package) / f"countries-{scale}.json") for scale in ("110m", "50m"))
    STATIC.mkdir(parents=True, exist_ok=True)
    write("world.geojson", collection(detail | light, LIGHT_GRID))
    write("world_detail.geojson", collection(detail, FINE_GRID))
    (HERE / "land.svgpath").write_text(outline((detail | light).values()) + "\n", encoding="ascii")
    write_points(detail)


if __name__ == "__main__":
    main(*sys.argv[1:])
