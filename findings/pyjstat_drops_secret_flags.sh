#!/usr/bin/env bash
# pyjstat 2.4.0: the status of a JSON-stat observation is dropped by the table, and two places of one label merge.
# Seen: a secret cell (status c) and a cell that nobody filled are both NaN; the département and the NUTS region that
# are both called Isère cannot be told apart unless codes are asked for.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --disable-pip-version-check pyjstat==2.4.0
cd "$place"
"$place/venv/bin/python" - <<'PYTHON'
import json

from pyjstat import pyjstat

cube = {
    "version": "2.0", "class": "dataset", "label": "Nuitées", "id": ["geo", "time"], "size": [2, 2],
    "dimension": {
        "geo": {"category": {"index": {"D38": 0, "FRK24": 1}, "label": {"D38": "Isère", "FRK24": "Isère"}}},
        "time": {"category": {"index": {"2023": 0, "2024": 1}}},
    },
    "value": {"0": 1.0, "3": 4.0}, "status": {"1": "c"},
}
table = pyjstat.Dataset.read(json.dumps(cube)).write("dataframe")
print(table)
assert list(table.columns) == ["geo", "time", "value"]
assert table["geo"].unique().tolist() == ["Isère"]
assert table["value"].isna().sum() == 2
PYTHON
