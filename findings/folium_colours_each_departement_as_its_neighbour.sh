#!/usr/bin/env bash
# geopandas 1.2.0 and folium 0.20.0: read through a table, départements of a GeoJSON take the value of the one before them.
# Guess, before the run: the id of a feature, kept as a column, is still the id of its feature on the map (60 %).
# Seen: the same file, values and key_on="feature.id": right when the file is given to Choropleth as it is; given as the GeoDataFrame that read_file makes of
# it, the id becomes the number of the row: Calvados (14) has the colour of Bouches-du-Rhône (13), Corse-du-Sud that of Corrèze, eleven are black, and
# from 21 on all are right, because Corsica counts for two: the map looks sound. No message.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --disable-pip-version-check folium==0.20.0 geopandas==1.2.0 pandas==3.1.1
cd "$place"
"$place/venv/bin/python" - <<'PYTHON'
import json

import folium
import geopandas as gpd
import pandas as pd

CODES = [f"{number:02d}" for number in range(1, 20)] + ["2A", "2B"] + [f"{number:02d}" for number in range(21, 96)]


def square(west: float, south: float) -> dict:
    ring = [[west, south], [west + 1, south], [west + 1, south + 1], [west, south + 1], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


features = [
    {"type": "Feature", "id": code, "properties": {"code": code}, "geometry": square(row % 10, 40 + row // 10)}
    for row, code in enumerate(CODES)
]
with open("departements.geojson", "w", encoding="utf-8") as file:
    json.dump({"type": "FeatureCollection", "features": features}, file)
values = pd.DataFrame({"code": CODES, "value": [1.0 if code == "13" else 0.0 for code in CODES]})
found = {}
for name, shapes in (("file", "departements.geojson"), ("table", gpd.read_file("departements.geojson"))):
    drawn = folium.Choropleth(geo_data=shapes, data=values, columns=["code", "value"], key_on="feature.id", bins=[0, 0.25, 0.5, 1])
    shades = {item["properties"]["code"]: drawn.geojson.style_function(item)["fillColor"] for item in drawn.geojson.data["features"]}
    found[name] = {shade: [code for code in CODES if shades[code] == shade] for shade in set(shades.values())}
(dark,) = (shade for shade, codes in found["file"].items() if codes == ["13"])
print("in the colour of 13:", {name: shown[dark] for name, shown in found.items()}, "black:", found["table"]["black"])
assert set(found["file"]) == {dark, *set(found["table"]) - {"black"}}
assert found["table"][dark] == ["14"] and found["table"]["black"] == [*CODES[:10], "2B"]
PYTHON
