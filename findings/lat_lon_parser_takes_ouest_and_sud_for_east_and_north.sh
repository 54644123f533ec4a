#!/usr/bin/env bash
# lat-lon-parser 1.3.1: a longitude written in French, « O » for Ouest, is east of Greenwich, and a latitude « Sud » is north.
# Guess, before the run: west, or an error (75 %).
# Seen: « 61°04'O », the longitude of Fort-de-France, is +61.07, in the Arabian Sea; « 21°06' Sud », the latitude of La Réunion, is +21.1. « W », « West »
# and « S » are right; the French letters are passed over and nothing is said.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --disable-pip-version-check lat-lon-parser==1.3.1
cd "$place"
"$place/venv/bin/python" - <<'PYTHON'
from lat_lon_parser import parse

TEXTS = ("61°04'W", "61°04' West", "61°04'O", "61°04' Ouest", "21°06'S", "21°06' Sud")
found = {text: round(parse(text), 2) for text in TEXTS}
print(found)
assert list(found.values()) == [-61.07, -61.07, 61.07, 61.07, -21.1, 21.1]
PYTHON
