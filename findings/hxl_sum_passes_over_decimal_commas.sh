#!/usr/bin/env bash
# libhxl 5.2.2: a sum of amounts passes over those that have a decimal comma or separated thousands.
# Seen: the #value of three projects, 1,5 then 2,5 then 3, sums to 3, and « 1,234.5 » to nothing: an aid table tagged with HXL and
# filled by a French office loses money; only the log says that a cell was skipped.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --disable-pip-version-check libhxl==5.2.2 six==1.17.0
cd "$place"
"$place/venv/bin/python" - <<'PYTHON'
import logging

import hxl

logging.disable(logging.CRITICAL)
rows = [["#adm1", "#value"], ["Isère", "1,5"], ["Isère", "2,5"], ["Isère", "3"], ["Rhône", "1,234.5"]]
found = hxl.data(rows).count("adm1", aggregators="sum(#value)").values
print(found)
assert [row[1] for row in found] == [3, ""]
PYTHON
