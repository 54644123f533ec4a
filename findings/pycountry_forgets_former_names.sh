#!/usr/bin/env bash
# pycountry 26.2.16: a country that changed its name is not found by the former one; its official name is.
# Seen: lookup("Türkiye") gives TR, lookup("Turkey") raises LookupError; "Cape Verde" and "Swaziland" likewise.
# A list of partners written before the change loses these rows, though the code has not changed.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --disable-pip-version-check pycountry==26.2.16
cd "$place"
"$place/venv/bin/python" - <<'PYTHON'
import pycountry

found = {}
for name in ("Türkiye", "Turkey", "Cabo Verde", "Cape Verde", "Eswatini", "Swaziland"):
    try:
        found[name] = pycountry.countries.lookup(name).alpha_2
    except LookupError:
        found[name] = None
print(found)
assert found == {"Türkiye": "TR", "Turkey": None, "Cabo Verde": "CV", "Cape Verde": None, "Eswatini": "SZ", "Swaziland": None}
PYTHON
