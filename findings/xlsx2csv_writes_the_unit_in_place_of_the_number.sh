#!/usr/bin/env bash
# xlsx2csv 0.8.6, pylightxl 1.61: a number shown with its unit, « 1234.5 jours », is the unit alone for one and an hour of the day for the other.
# Guess, before the run: a number for every reader (70 %).
# Seen: with the formats « 0" jours" » and « 0" ans" », xlsx2csv writes the format itself, and « 0 "18o00iers" » for 1234.5 dossiers: the letters d, h, m, s and y between quotes are
# read as those of a date. pylightxl gives 12:00:00, or a day of 1903. ECMA-376 (part 1, 18.8.31) takes text between quotes as it is; openpyxl 3.1.5 reads the five numbers.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --disable-pip-version-check xlsx2csv==0.8.6 pylightxl==1.61 XlsxWriter==3.3.1 openpyxl==3.1.5
cd "$place"
"$place/venv/bin/python" - <<'PYTHON'
import csv
import io

import openpyxl
import pylightxl
import xlsxwriter
from xlsx2csv import Xlsx2csv

FORMATS = ('0" jours"', '0" ans"', '0\\ "dossiers"', '#,##0 "habitants"', '0" €"')
with xlsxwriter.Workbook("units.xlsx") as book:
    sheet = book.add_worksheet()
    for row, shown in enumerate(FORMATS):
        sheet.write_number(row, 0, 1234.5, book.add_format({"num_format": shown}))
text = io.StringIO()
Xlsx2csv("units.xlsx").convert(text)
found = {
    "openpyxl": [row[0].value for row in openpyxl.load_workbook("units.xlsx").active.iter_rows()],
    "xlsx2csv": [row[0] for row in csv.reader(text.getvalue().splitlines())],
    "pylightxl": [row[0] for row in pylightxl.readxl("units.xlsx").ws("Sheet1").rows],
}
print(found)
assert found["openpyxl"] == [1234.5] * 5
assert found["xlsx2csv"] == ['0" jours"', '0" ans"', '0 "18o00iers"', '#,##0 "12abitants"', "1234.5"]
assert found["pylightxl"] == ["12:00:00", "12:00:00", "1903/05/18 12:00:00", 1234.5, 1234.5]
PYTHON
