#!/usr/bin/env bash
# geopy 2.5.0: coordinates with decimal commas are those of another place.
# Guess, before the run: an error (65 %).
# Seen: Point("45,18 5,72"), Grenoble, is 5° north and 72° east, in the Indian Ocean; Point("-21,1 55,5"), La Réunion, is 55° north. The digits before the first
# comma and after the last one are passed over, and no error is raised. With points, 45.18 5.72 is right.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --disable-pip-version-check geopy==2.5.0
cd "$place"
"$place/venv/bin/python" - <<'PYTHON'
from geopy.point import Point

TEXTS = ("45.18 5.72", "45,18 5,72", "45,18; 5,72", "-21,1 55,5")
found = {text: (Point(text).latitude, Point(text).longitude) for text in TEXTS}
print(found)
assert list(found.values()) == [(45.18, 5.72), (5.0, 72.0), (5.0, 72.0), (55.0, 5.0)]
PYTHON
