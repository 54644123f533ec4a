#!/usr/bin/env bash
# pandas 3.1.1: the separator of thousands that French uses, asked for by name, is not looked at.
# Guess, before the run: « 1 234,5 » is read with thousands set to the space it has (65 %).
# Seen: read_csv(thousands="\u202f", decimal=",") leaves the whole column as text, and so does U+00A0, without a warning; a plain space is read. The same call with
# engine="python" reads all three. The reader by default says neither that it cannot nor that the column is not a number.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --disable-pip-version-check pandas==3.1.1
cd "$place"
"$place/venv/bin/python" - <<'PYTHON'
import io

import pandas as pd

found = {}
for space in ("\u202f", "\u00a0", " "):
    text = f"code;montant\n38185;1{space}234,5\n97105;12,5\n"
    for engine in ("c", "python"):
        read = pd.read_csv(io.StringIO(text), sep=";", thousands=space, decimal=",", engine=engine)["montant"].tolist()
        found[f"U+{ord(space):04X}", engine] = read
print(found)
assert [value == [1234.5, 12.5] for value in found.values()] == [False, True, False, True, True, True]
assert found["U+202F", "c"] == ["1\u202f234,5", "12,5"]
PYTHON
