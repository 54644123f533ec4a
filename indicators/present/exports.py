"""Tables that leave the application: as French spreadsheets open them, and harmless when they do."""

from __future__ import annotations

import csv
import io

import pandas as pd

#: The type of a workbook, as a browser is told it.
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def neutralise(text: str) -> str:
    """Prefix with an apostrophe a text that a spreadsheet would run as a formula.

    A plain signed number is left alone. A text that already begins so, apostrophes included, gets one more: the
    reader of our own files takes one away, whatever the text was.
    """
    return "'" + text if runs(text) else text


def in_workbook(text: str) -> str:
    """A text as a cell of a workbook holds it: as it is, for a workbook says which cells are texts and runs none of them.

    The reader of our own files takes one apostrophe away from a text that begins as a neutralised one: it gets one more.
    """
    return "'" + text if text.startswith("'") and runs(text) else text


def runs(text: str) -> bool:
    """Whether a spreadsheet would run a text where nothing says that it is one: in a CSV, or typed in a cell."""
    return text.lstrip("'").startswith(_DANGEROUS) and not _is_number(text)


def _is_number(text: str) -> bool:
    try:
        float(text.replace(",", "."))
    except ValueError:
        return False
    return True


def csv_bytes(table: pd.DataFrame) -> bytes:
    """A table as CSV: semicolon, decimal comma, UTF-8 with its mark, missing values empty, formulas neutralised."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=";", lineterminator="\r\n")
    writer.writerow([neutralise(str(name)) for name in table.columns])
    for row in table.itertuples(index=False, name=None):
        writer.writerow([_cell(item) for item in row])
    return buffer.getvalue().encode("utf-8-sig")


def _cell(item: object) -> object:
    if item is None or item is pd.NA or (isinstance(item, float) and item != item):
        return ""
    if isinstance(item, float):
        return repr(item or 0.0).removesuffix(".0").replace(".", ",")
    return neutralise(item) if isinstance(item, str) else item
