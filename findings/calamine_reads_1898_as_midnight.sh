#!/usr/bin/env bash
# openpyxl 3.1.5 and python-calamine 0.9.1: the day of an old agreement is written by one and is an hour for the other.
# Seen: 17 May 1898 written by openpyxl comes back as that day in openpyxl, and as the time 00:00 in calamine; from
# 15 January 1900 on both agree. The day of XLSX starts in 1900, and what stands before is no error for either.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --disable-pip-version-check openpyxl==3.1.5 python-calamine==0.9.1
cd "$place"
"$place/venv/bin/python" - <<'PYTHON'
import datetime as dt

import openpyxl
from python_calamine import CalamineWorkbook

book = openpyxl.Workbook()
for day in (dt.date(1898, 5, 17), dt.date(1900, 1, 15)):
    book.active.append([day])
book.save("a.xlsx")
ours = [cell.value for cell in openpyxl.load_workbook("a.xlsx").active["A"]]
theirs = [row[0] for row in CalamineWorkbook.from_path("a.xlsx").get_sheet_by_index(0).to_python()]
print(ours, theirs)
assert ours == [dt.datetime(1898, 5, 17), dt.datetime(1900, 1, 15)]
assert theirs == [dt.time(0, 0), dt.date(1900, 1, 15)]
PYTHON
