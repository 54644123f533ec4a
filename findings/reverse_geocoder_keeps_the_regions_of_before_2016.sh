#!/usr/bin/env bash
# reverse-geocoder 1.5.1: Dijon is in Bourgogne and Lille in Nord-Pas-de-Calais, regions that ended on 1 January 2016.
# Guess, before the run: the regions of today (50 %).
# Seen: admin1 is Alsace, Aquitaine, Midi-Pyrenees, Picardie, Bourgogne, Nord-Pas-de-Calais: none is a region of the law of 16 January 2015 (legifrance.gouv.fr, n° 2015-29).
# The package is of September 2016, and its README says nothing of the age of its places.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --disable-pip-version-check reverse-geocoder==1.5.1
cd "$place"
"$place/venv/bin/python" - <<'PYTHON'
import reverse_geocoder

PLACES = {
    "Strasbourg": (48.5734, 7.7521),
    "Bordeaux": (44.8378, -0.5792),
    "Toulouse": (43.6047, 1.4442),
    "Amiens": (49.8941, 2.2958),
    "Dijon": (47.3220, 5.0415),
    "Lille": (50.6292, 3.0573),
}
found = {one["name"]: one["admin1"] for one in reverse_geocoder.search(list(PLACES.values()), mode=1, verbose=False)}
print(found)
assert list(found) == list(PLACES)
assert list(found.values()) == ["Alsace", "Aquitaine", "Midi-Pyrenees", "Picardie", "Bourgogne", "Nord-Pas-de-Calais"]
PYTHON
