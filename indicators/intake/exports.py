"""Records as the file an officer can change and load again: the headers, words and units of the schemas.

What is exported re-imports unchanged. Texts that a spreadsheet would run are neutralised, and read back as they were.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import pandas as pd
import xlsxwriter
from sqlalchemy import Engine

from indicators.intake.convert import accepted_terms
from indicators.intake.schemas import Column, load_schemas
from indicators.intake.values import AMBIGUOUS
from indicators.intake.vocabulary import Vocabulary
from indicators.present.exports import in_workbook, neutralise, runs
from indicators.records import RECORD_TYPES
from indicators.store import reading

#: Amounts in euros: the unit is in the header, so that the format is one that every spreadsheet keeps when it saves.
MONEY = {"num_format": "#,##0.00"}
#: A text that would run if it were typed again: the cell says so, as a spreadsheet does, without a sign that is seen.
GUARDED = {"quote_prefix": True}
_ZIP_DATE = pd.Timestamp("2000-01-01").to_pydatetime()


def published_rows(engine: Engine, kind: str, edition: int, territory: str) -> pd.DataFrame:
    """The rows of a kind that an edition holds for a territory, in the order of a person's reading."""
    rows = reading.frame(engine, kind, edition, territories=[territory])
    order = [name for name in ("year", "indicator") if name in RECORD_TYPES[kind].key]
    return rows.sort_values(order, kind="stable") if order else rows


def export_frame(kind: str, frame: pd.DataFrame, vocabulary: Vocabulary) -> pd.DataFrame:
    """The rows with the headers of the schema: numbers as numbers, amounts in euros, codes as French words."""
    columns = [column for column in load_schemas()[kind].columns if column.field]
    return pd.DataFrame(
        {column.name: _shown(column, frame, vocabulary) for column in columns}, columns=[c.name for c in columns]
    )


def _shown(column: Column, frame: pd.DataFrame, vocabulary: Vocabulary) -> pd.Series[Any]:
    if column.field not in frame:
        return pd.Series(None, index=frame.index, dtype=object)
    if column.reads in {"item", "answer"}:
        grids = frame["grid"].tolist()
        return pd.Series(
            [None if _absent(item) else answer_word(column, grid, item, vocabulary) for grid, item in zip(grids, frame[column.field], strict=True)],
            index=frame.index, dtype=object,
        )  # fmt: skip
    show = writer(column, vocabulary)
    return pd.Series(
        [None if _absent(item) else show(item) for item in frame[column.field]], index=frame.index, dtype=object
    )


def _absent(item: Any) -> bool:
    return item is None or item is pd.NA or item == "" or (isinstance(item, float) and item != item)


def answer_word(column: Column, grid: str, item: Any, vocabulary: Vocabulary) -> str:
    """An item of a grid, or an answer on its scale, in the words of the grid; as it is when the grid lacks it."""
    if grid not in vocabulary.catalogue.grids:
        return str(item)
    if column.reads == "item":
        return vocabulary.of(f"grids.{grid}").labels.get(item, str(item))
    return vocabulary.answers(grid).labels.get(f"{item:g}", _plain(item))


def writer(column: Column, vocabulary: Vocabulary) -> Callable[[Any], Any]:
    """How a value of a record is written in a cell of a column."""
    writers: dict[str, Callable[[Any], Any]] = {
        "number": float,
        "money": lambda item: int(item) / 100,
        "integer": int,
        "year": int,
        "boolean": lambda item: "oui" if item else "non",
        "texts": lambda item: " | ".join(map(_item, item)),
        "numbers": lambda item: " | ".join(f"{_item(key)} = {_plain(value)}" for key, value in item.items()),
        "moneys": lambda item: " | ".join(f"{_item(key)} = {_plain(value / 100)}" for key, value in item.items()),
        "shares": lambda item: " | ".join(f"{_item(key)} = {_plain(value / 100)}" for key, value in item.items()),
        "notes": lambda item: " | ".join(f"{_item(key)} = {_item(value)}" for key, value in item.items()),
    }
    if column.reads in {"notes", "grades"} and column.catalogue:
        return partial(_answers, column, vocabulary)
    if column.reads in writers:
        return writers[column.reads]
    if column.reads in {"choice", "term", "terms", "country", "countries"}:
        labels: Mapping[str, str] = accepted_terms(column, vocabulary).labels
        if column.reads in {"terms", "countries"}:
            return lambda item: " | ".join(_item(labels.get(value, value)) for value in item)
        return lambda item: labels.get(item, item)
    return lambda item: str(item).strip()


def _answers(column: Column, vocabulary: Vocabulary, item: Mapping[str, Any]) -> str:
    """« Item = answer » of a grid, in its words."""
    labels = vocabulary.of(column.catalogue).labels
    words = vocabulary.answers(column.catalogue.partition(".")[2]).labels
    said = {key: words.get(f"{it:g}", _plain(it)) if column.reads == "grades" else it for key, it in item.items()}
    return " | ".join(f"{_item(labels.get(key, key))} = {_item(word)}" for key, word in said.items())


def _item(value: Any) -> str:
    return " ".join(str(value).split()).replace("|", "||")


def _plain(value: float) -> str:
    """A number with a comma; « 47,7520 » has a fourth decimal, without which it could be read as thousands."""
    text = repr(float(value) or 0.0).removesuffix(".0").replace(".", ",")
    return f"{text}0" if AMBIGUOUS.fullmatch(text) else text


def csv_file(kind: str, frame: pd.DataFrame, vocabulary: Vocabulary) -> bytes:
    """Records as CSV for French spreadsheets: semicolon, decimal comma, UTF-8 with its mark."""
    return rows_csv(export_frame(kind, frame, vocabulary))


def rows_csv(table: pd.DataFrame) -> bytes:
    """A table already in the words of its schema, as CSV."""
    buffer = io.StringIO()
    lines = csv.writer(buffer, delimiter=";", lineterminator="\r\n")
    lines.writerow(table.columns)
    for row in table.itertuples(index=False, name=None):
        lines.writerow([_csv_cell(item) for item in row])
    return buffer.getvalue().encode("utf-8-sig")


def _csv_cell(item: Any) -> str:
    if item is None:
        return ""
    if isinstance(item, float):
        return _plain(item)
    return neutralise(item) if isinstance(item, str) else str(item)


def xlsx_file(frames: Mapping[str, pd.DataFrame], vocabulary: Vocabulary) -> bytes:
    """Records of several kinds as one workbook, a sheet a kind."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": "Ouverture", "created": _ZIP_DATE})
    guarded, money = book.add_format(GUARDED), book.add_format(MONEY)
    head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    for kind, frame in frames.items():
        schema = load_schemas()[kind]
        sheet = book.add_worksheet(schema.title)
        table = export_frame(kind, frame, vocabulary)
        for place, name in enumerate(table.columns):
            sheet.write_string(0, place, name, head)
        reads = {column.name: column.reads for column in schema.columns}
        for place, name in enumerate(table.columns):
            sheet.set_column(place, place, 18, money if reads[name] == "money" else None)
        write_rows(sheet, 1, table, guarded)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(len(table), 1), len(table.columns) - 1)
    book.close()
    return buffer.getvalue()


class _Exact(float):
    """A number that is written with all its digits: a sixteen-digit rounding would show as a change on re-import."""

    def __format__(self, _spec: str) -> str:
        return repr(float(self))


def write_rows(sheet: Any, first: int, table: pd.DataFrame, guarded: Any) -> None:
    """Write the rows of an exported table from a row (0 for the first); texts as texts, whatever they look like.

    ``guarded`` is the format of :data:`GUARDED`.
    """
    for place, row in enumerate(table.itertuples(index=False, name=None)):
        for column, item in enumerate(row):
            if isinstance(item, str):
                sheet.write_string(first + place, column, in_workbook(item), guarded if runs(item) else None)
            elif item is not None:
                sheet.write_number(first + place, column, _Exact(item))
