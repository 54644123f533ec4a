#!/usr/bin/env bash
# LibreOffice 7.4.7 (Debian's libreoffice-calc): the euro format of a French workbook changes at the first save.
# Seen: 1234.5 under [$-40C]#,##0.00 "€", written by XlsxWriter 3.3.1, comes back under a format that shows thousands of
# euros: the value is kept, what is read on the screen is a thousand times less. « #,##0.00 », without a language, comes back as it was.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --disable-pip-version-check xlsxwriter==3.3.1 openpyxl==3.1.5
cd "$place"
"$place/venv/bin/python" - <<'PYTHON'
import os
import subprocess

import openpyxl
import xlsxwriter

FORMATS = ('[$-40C]#,##0.00 "€"', "#,##0.00")
with xlsxwriter.Workbook("a.xlsx") as book:
    page = book.add_worksheet()
    for row, shown in enumerate(FORMATS):
        page.write_number(row, 0, 1234.5, book.add_format({"num_format": shown}))
office = ["soffice", "--headless", f"-env:UserInstallation=file://{os.getcwd()}/profile", "--convert-to"]
subprocess.run([*office, "xlsx:Calc MS Excel 2007 XML", "--outdir", "saved", "a.xlsx"], check=True, stdout=subprocess.DEVNULL)
cells = list(openpyxl.load_workbook("saved/a.xlsx").active["A"])
print([(cell.value, cell.number_format) for cell in cells])
# A comma that nothing follows divides by a thousand.
assert [(cell.value, cell.number_format) for cell in cells] == [(1234.5, "[$-40C]#,##0.00,\\€"), (1234.5, "#,##0.00")]
PYTHON
