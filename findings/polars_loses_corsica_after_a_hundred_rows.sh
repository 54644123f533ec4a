#!/usr/bin/env bash
# polars 2.1.0 and fastexcel 0.21.0: a workbook sorted by département loses the codes of Corsica.
# Guess, before the run: a column of numbers and texts is a column of texts, as further up the sheet (70 %).
# Seen: read_excel looks at the first rows to type a column; the numbers 1 to 19 make it a column of integers, and the texts 2A and 2B that come later are null:
# no error, no warning, and the number of rows is right. With the 2A among the first rows, or with schema_overrides, all are there.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --disable-pip-version-check polars==2.1.0 fastexcel==0.21.0 pyarrow==26.0.1 XlsxWriter==3.3.1
cd "$place"
"$place/venv/bin/python" - <<'PYTHON'
import polars as pl
import xlsxwriter

COMMUNES = 10  # a département
CODES = [*range(1, 20), "2A", "2B", *range(21, 24)]


def written(name: str, codes: list) -> str:
    book = xlsxwriter.Workbook(name)
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["departement", "montant"])
    for row, code in enumerate(code for code in codes for _ in range(COMMUNES)):
        sheet.write_row(row + 1, 0, [code, 100])
    book.close()
    return name


sorted_ = written("sorted.xlsx", CODES)
found = {
    "sorted": pl.read_excel(sorted_)["departement"],
    "Corsica first": pl.read_excel(written("first.xlsx", CODES[19:] + CODES[:19]))["departement"],
    "typed": pl.read_excel(sorted_, schema_overrides={"departement": pl.String})["departement"],
}
for name, column in found.items():
    print(name, column.dtype, "rows:", len(column), "null:", column.null_count())
assert [column.null_count() for column in found.values()] == [2 * COMMUNES, 0, 0]
assert found["sorted"].dtype == pl.Int64 and len(found["sorted"]) == COMMUNES * len(CODES)
PYTHON
