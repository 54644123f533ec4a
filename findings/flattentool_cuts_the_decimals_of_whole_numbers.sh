#!/usr/bin/env bash
# flattentool 0.28.0: in a column of whole numbers, 2.7 of a workbook is 2, without a word.
# Guess: none written, met while asking what becomes of « 1,5 ».
# Seen: unflatten, that makes the JSON of 360Giving or OCDS from a workbook, warns about the text « 12.0 » and keeps it for the check of the schema, but cuts the
# numbers 2.7 and -2.7 to 2 and -2: the check that would refuse 2.7 (json-schema.org/draft-04, type integer) is never given it. From a CSV the same 2.7 is kept, with a warning.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --disable-pip-version-check flattentool==0.28.0 openpyxl==3.1.5
cd "$place"
"$place/venv/bin/python" - <<'PYTHON'
import json
import warnings
from pathlib import Path

import openpyxl
from flattentool import unflatten

Path("schema.json").write_text(json.dumps({"properties": {"id": {"type": "string"}, "jours": {"type": "integer"}}}))
Path("csv").mkdir()
Path("csv/main.csv").write_text("id,jours\na,2.7\nb,-2.7\nc,12.0\n")
book = openpyxl.Workbook()
book.active.title = "main"
for row in (["id", "jours"], ["a", 2.7], ["b", -2.7], ["c", "12.0"]):
    book.active.append(row)
book.save("grants.xlsx")
found = {}
for source, kind in (("grants.xlsx", "xlsx"), ("csv", "csv")):
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        unflatten(source, input_format=kind, schema="schema.json", root_list_path="grants", root_id="", output_name="made.json")
    about = [str(one.message) for one in said if "Non-integer" in str(one.message)]
    found[kind] = ([grant["jours"] for grant in json.loads(Path("made.json").read_text())["grants"]], len(about))
print(found)
assert found == {"xlsx": ([2, -2, "12.0"], 1), "csv": (["2.7", "-2.7", "12.0"], 3)}
PYTHON
