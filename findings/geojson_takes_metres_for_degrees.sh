#!/usr/bin/env bash
# geojson 3.3.0: a point whose coordinates are metres of Lambert 93 (Grenoble, 913 000 east, 6 458 000 north) is valid.
# Seen: is_valid is True and errors() has nothing to say, though GeoJSON holds longitudes and latitudes: a file exported
# from a projected layer passes the check and draws nowhere.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --disable-pip-version-check geojson==3.3.0
"$place/venv/bin/python" - <<'PYTHON'
import geojson

grenoble = geojson.Point((913_000.0, 6_458_000.0))
print(grenoble.is_valid, grenoble.errors())
assert grenoble.is_valid and not grenoble.errors()
PYTHON
