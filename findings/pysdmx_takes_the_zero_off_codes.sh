#!/usr/bin/env bash
# pysdmx 1.21.0: a code that starts with zero comes out of an SDMX-CSV file without it.
# Guess, before the run: codes are texts, as SDMX says, and stay as written (85 %).
# Seen: GEO 01 and 02 (Ain, Aisne) are the texts "1" and "2"; with one row of Corsica (2A) in the file they are "01" and "02". The column is first read as numbers
# and then made text, so one file joins with a list of départements and the next one does not. The status of the cells and "NA" are kept.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --disable-pip-version-check 'pysdmx[data]==1.21.0'
cd "$place"
"$place/venv/bin/python" - <<'PYTHON'
from pysdmx.io import read_sdmx

HEAD = "DATAFLOW,FREQ,GEO,TIME_PERIOD,OBS_VALUE,CONF_STATUS\n"
ROWS = ["FR1:NUITEES(1.0),A,01,2023,12.50,F\n", "FR1:NUITEES(1.0),A,02,2023,,C\n", "FR1:NUITEES(1.0),A,2A,2023,3,F\n"]
found = {}
for name, rows in (("mainland", ROWS[:2]), ("with Corsica", ROWS)):
    table = read_sdmx(HEAD + "".join(rows)).data[0].data
    found[name] = table["GEO"].tolist()
    assert table["CONF_STATUS"].tolist()[:2] == ["F", "C"] and table["OBS_VALUE"].tolist()[0] == "12.50"
print(found)
assert found == {"mainland": ["1", "2"], "with Corsica": ["01", "02", "2A"]}
PYTHON
