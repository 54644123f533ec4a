#!/usr/bin/env bash
# topojson 2.2 (Python): a commune without a figure makes the whole file unreadable by a browser.
# Guess, before the run: the missing figure is null (60 %).
# Seen: to_json writes NaN, which JSON does not have (RFC 8259, section 6): JSON.parse refuses the file, that every map in a browser goes through. None is null, and to_json of
# geopandas 1.2.0 writes null for both; issue 149 of mattijn/topojson mended None where the file is indented.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --disable-pip-version-check topojson==2.2 geopandas==1.2.0
cd "$place"
"$place/venv/bin/python" - <<'PYTHON'
from pathlib import Path

import geopandas as gpd
from shapely.geometry import box
from topojson import Topology

shapes = [box(5, 45, 5.5, 45.5), box(5.5, 45, 6, 45.5)]
map_of = gpd.GeoDataFrame({"commune": ["38185", "38421"], "montant": [1500.0, None]}, geometry=shapes, crs="EPSG:4326")
Path("topology.json").write_text(Topology(map_of).to_json())
Path("features.json").write_text(map_of.to_json())
PYTHON
cat > read.js <<'JS'
const assert = require("assert");
const { readFileSync } = require("fs");
const features = JSON.parse(readFileSync("features.json", "utf8"));
assert.deepStrictEqual(features.features.map((one) => one.properties.montant), [1500, null]);
const topology = readFileSync("topology.json", "utf8");
console.log(topology.slice(0, 400));
assert.ok(topology.includes('"montant":NaN'));
assert.throws(() => JSON.parse(topology), SyntaxError);
JS
node read.js
