#!/usr/bin/env bash
# csvw 4.1.1: a column of codes described as « 000 » refuses 005, and the code that it writes is refused when read back.
# Guess: none written, met while asking about « 12,5 % ».
# Seen: of an integer with the format « 000 », 123 is read but 005 and 012 are not; the number 5 is written 005 all the same. « Tabular data on the web » (w3.org/TR/tabular-data-model,
# 6.4.2) takes the patterns of Unicode (UTS 35, part 3), where three 0 ask for three digits at least, zeros in front.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --disable-pip-version-check csvw==4.1.1
cd "$place"
"$place/venv/bin/python" - <<'PYTHON'
from csvw.metadata import Datatype

code = Datatype.fromvalue({"base": "integer", "format": "000"})
found = {}
for text in ("123", "012", "005"):
    try:
        found[text] = code.read(text)
    except ValueError as error:
        found[text] = str(error)
found[5] = code.formatted(5)
print(found)
assert found["123"] == 123
assert all('with pattern "000"' in found[text] for text in ("012", "005"))
assert found[5] == "005"
PYTHON
