#!/usr/bin/env bash
# branca 0.8.2: on a scale in steps, a value that is missing takes the colour of the highest class.
# Guess: none written; met while trying the edges of the classes.
# Seen: StepColormap gives NaN the colour of its last class, where the LinearColormap from which it was made raises ValueError. A commune whose amount is
# secret or unknown, NaN in the table, is drawn on a folium map as the one that receives most.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --disable-pip-version-check branca==0.8.2 pandas==3.1.1
cd "$place"
"$place/venv/bin/python" - <<'PYTHON'
import pandas as pd
from branca.colormap import LinearColormap

amounts = pd.Series({"Bamako": 900.0, "Kita": 100.0, "Gao": None})
linear = LinearColormap(["white", "red"], vmin=0, vmax=1000)
steps = linear.to_step(4)
found = {name: steps(value) for name, value in amounts.items()}
print(found)
assert found["Gao"] == found["Bamako"] != found["Kita"]
try:
    print(linear(amounts["Gao"]))
    raise SystemExit("the linear scale has a colour for NaN, the behaviour has changed")
except ValueError as error:
    print("linear scale:", error)
PYTHON
