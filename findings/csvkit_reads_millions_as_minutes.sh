#!/usr/bin/env bash
# csvkit 2.2.0: amounts written in millions, 12M, are minutes, and codes such as 1D are days.
# Guess, before the run: they stay texts (85 %).
# Seen: csvjson and in2csv write « 0:12:00 » for 12M, « 0:01:30 » for 1.5M and « 1 day, 0:00:00 » for 1D, and csvstat calls the columns durations: the text of the file is
# gone from what is converted. One cell of another form and the column stays as it is.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --disable-pip-version-check csvkit==2.2.0
cd "$place"
"$place/venv/bin/python" - <<'PYTHON'
import json
from pathlib import Path
from subprocess import run
from sys import executable

SHOW = "from csvkit.utilities.csvjson import launch_new_instance as go; go()"
Path("a.csv").write_text("projet,montant,lot\nVoirie,12M,1D\nEau,1.5M,2D\n", encoding="utf-8")
Path("b.csv").write_text("projet,montant,lot\nVoirie,12M,1D\nEau,0.5 M EUR,B\n", encoding="utf-8")
found = [json.loads(run([executable, "-c", SHOW, name], check=True, capture_output=True, text=True).stdout) for name in ("a.csv", "b.csv")]
print(found)
assert [(row["montant"], row["lot"]) for row in found[0]] == [("0:12:00", "1 day, 0:00:00"), ("0:01:30", "2 days, 0:00:00")]
assert [(row["montant"], row["lot"]) for row in found[1]] == [("12M", "1D"), ("0.5 M EUR", "B")]
PYTHON
