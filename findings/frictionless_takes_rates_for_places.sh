#!/usr/bin/env bash
# frictionless 5.21.0: a column of rates with decimal commas is a column of points on the globe.
# Guess, before the run: numbers or texts (70 %).
# Seen: describe() of « 12,5 » and « 45,2 » gives the type geopoint, and extract() gives the pairs (12, 5) and (45, 2), valid; one rate above 180 and the
# column is a text. A schema inferred from the first file of the year refuses the next one.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --disable-pip-version-check frictionless==5.21.0
cd "$place"
"$place/venv/bin/python" - <<'PYTHON'
from pathlib import Path

from frictionless import describe, extract, validate

found = {}
for name, rates in (("low", ("12,5", "45,2")), ("high", ("12,5", "945,2"))):
    file = f"{name}.csv"
    Path(file).write_text("commune;taux\n" + "".join(f"Commune {row};{rate}\n" for row, rate in enumerate(rates)), encoding="utf-8")
    read = [[float(part) for part in row["taux"]] if name == "low" else row["taux"] for row in extract(file)[name]]
    found[name] = (describe(file).schema.get_field("taux").type, read, validate(file).valid)
print(found)
assert found["low"] == ("geopoint", [[12.0, 5.0], [45.0, 2.0]], True)
assert found["high"] == ("string", ["12,5", "945,2"], True)
PYTHON
