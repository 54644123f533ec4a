#!/usr/bin/env bash
# tablib 3.10.0: a cell of an ODS that carries a comment is read as its comment.
# Guess, before the run: the comment is left out (75 %).
# Seen: « Ouagadougou » with a comment is the moment of the comment, « 2026-03-02T10:00:00 », where the comment is dated as LibreOffice does, and its text,
# « à vérifier », where it is not; the amount 254722 is then the 2023 of its own comment. No error; pandas 3.1.1 reads the same file without the comments.
# With a dated comment on an amount, the whole file is refused.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --disable-pip-version-check tablib==3.10.0 odfpy==1.4.1 pandas==3.1.1
cd "$place"
"$place/venv/bin/python" - <<'PYTHON'
from pathlib import Path

import pandas as pd
import tablib
from odf.dc import Date
from odf.office import Annotation
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P


def cell(shown: str, note: str = "", day: str = "", **kind: str) -> TableCell:
    made = TableCell(**(kind or {"valuetype": "string"}))
    if note:
        comment = Annotation()
        if day:
            comment.addElement(Date(text=day))
        comment.addElement(P(text=note))
        made.addElement(comment)  # before the text, where the spreadsheets put it
    made.addElement(P(text=shown))
    return made


def saved(name: str, day: str, note: str) -> str:
    book, table = OpenDocumentSpreadsheet(), Table(name="Subventions")
    for cells in (
        (cell("commune"), cell("montant")),
        (cell("Ouagadougou", "à vérifier", day), cell("254722", note, day, valuetype="float", value="254722")),
        (cell("Bamako"), cell("1500", valuetype="float", value="1500")),
    ):
        row = TableRow()
        for one in cells:
            row.addElement(one)
        table.addElement(row)
    book.spreadsheet.addElement(table)
    book.save(name)
    assert pd.read_excel(name, engine="odf").values.tolist() == [["Ouagadougou", 254722], ["Bamako", 1500]]
    return name


def read(name: str) -> list:
    return list(tablib.import_set(Path(name).read_bytes(), format="ods"))


DAY = "2026-03-02T10:00:00"
found = {"dated": read(saved("a.ods", DAY, "")), "not dated": read(saved("b.ods", "", "2023"))}
print(found)
assert found["dated"] == [(DAY, 254722.0), ("Bamako", 1500.0)]
assert found["not dated"] == [("à vérifier", 2023.0), ("Bamako", 1500.0)]
try:
    print(read(saved("c.ods", DAY, "2023")))
    raise SystemExit("a dated comment on an amount is read, the behaviour has changed")
except ValueError as error:
    print("dated, on the amount too:", error)
PYTHON
