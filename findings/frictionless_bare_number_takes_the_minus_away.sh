#!/usr/bin/env bash
# frictionless 5.21.0: a number that may carry a unit (bareNumber false) loses a printed minus in silence.
# Seen: « −12,5 % » (U+2212, as reports are typeset) is read as +12.5 and valid; "-12,5 %" is read as -12.5; with a bare
# number « −12,5 » is an error. A fall becomes a rise.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --disable-pip-version-check frictionless==5.21.0
cd "$place"
"$place/venv/bin/python" - <<'PYTHON'
from frictionless import fields

unit = fields.NumberField(name="x", decimal_char=",", bare_number=False)
bare = fields.NumberField(name="x", decimal_char=",")
found = {text: unit.read_cell(text) for text in ("\u221212,5 %", "-12,5 %")} | {"bare": bare.read_cell("\u221212,5")}
print(found)
assert [str(value) for value, _ in found.values()] == ["12.5", "-12.5", "None"]
assert found["\u221212,5 %"][1] is None and found["bare"][1]
PYTHON
