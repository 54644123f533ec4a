"""Templates of the files to load, made from the schemas: drop-down lists, comments, an example, last year's rows.

The same columns, words and rules serve the template, the check and the documentation, so they cannot disagree.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import xlsxwriter

from indicators.intake import values
from indicators.intake.exports import GUARDED, MONEY, export_frame, rows_csv, write_rows
from indicators.intake.grid_sheets import grid_sheets
from indicators.intake.schemas import Column, TableSchema, load_schemas
from indicators.intake.template_columns import HEADER_ROW, LISTS, Lists, column_comment, column_rule, column_width
from indicators.intake.vocabulary import Vocabulary

ROOM = 2000
README = "Lisez-moi"
__all__ = ["HEADER_ROW", "LISTS", "README", "template_csv", "template_xlsx"]
_ADVICE = (
    "Une ligne par donnée. Ne changez pas les noms des colonnes ; leur ordre est libre et les colonnes inutiles peuvent être supprimées.",
    "Une cellule vide n'efface rien : la valeur déjà publiée est gardée. Pour vider une cellule, écrivez [effacer]. Pour retirer une ligne, mettez « oui » dans « Supprimer ».",
    "Nombres : 1 300,29 ou 1300.29 ; pourcentages : 12,5 % ; montants en euros, ou 4,2 k€.",
    "Dates : 2024, 05/2024, 17/05/2024 ou 2024-05-17.",
    "Listes dans une cellule : séparez par « | ».",
    "Aucun nom de personne : gardez les fonctions.",
    "La ligne grise est un exemple : elle n'est pas chargée.",
)


def template_xlsx(
    kinds: Sequence[str], vocabulary: Vocabulary, *, rows: Mapping[str, pd.DataFrame] | None = None
) -> bytes:
    """A workbook to fill, a sheet a kind, for the self-assessments a sheet a grid. ``rows`` are records to start from (last year's), by kind."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": "Modèle de saisie"})
    styles = _styles(book)
    _readme(book, styles, [load_schemas()[kind] for kind in kinds])
    lists = Lists()
    for kind in kinds:
        schema = load_schemas()[kind]
        if schema.kind == "self_assessment":
            grid_sheets(book, styles, vocabulary, lists, (rows or {}).get(kind))
            continue
        _data_sheet(book, styles, schema, vocabulary, lists, (rows or {}).get(kind))
    lists.write(book)
    book.close()
    return buffer.getvalue()


def template_csv(kind: str, vocabulary: Vocabulary, *, rows: pd.DataFrame | None = None) -> bytes:
    """A CSV to fill: the header, the example, then the records to start from."""
    schema = load_schemas()[kind]
    example = pd.DataFrame([{column.name: column.example or None for column in schema.columns}], dtype=object)
    start = export_frame(kind, rows, vocabulary) if rows is not None else pd.DataFrame()
    return rows_csv(pd.concat([example, start]).astype(object).where(lambda table: table.notna(), None))


def _styles(book: Any) -> dict[str, Any]:
    return {
        "title": book.add_format({"bold": True, "font_size": 14}),
        "text": book.add_format({"text_wrap": True, "valign": "top"}),
        "head": book.add_format({"bold": True, "bg_color": "#E8EEF4", "border": 1, "text_wrap": True, "valign": "top"}),
        "needed": book.add_format(
            {
                "bold": True,
                "bg_color": "#1F4E79",
                "font_color": "#FFFFFF",
                "border": 1,
                "text_wrap": True,
                "valign": "top",
            }
        ),
        "example": book.add_format({"italic": True, "font_color": "#6B6B6B"}),
        "money": book.add_format(MONEY),
        "guarded": book.add_format(GUARDED),
    }


def _readme(book: Any, styles: Mapping[str, Any], schemas: Sequence[TableSchema]) -> None:
    sheet = book.add_worksheet(README)
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, 1, 100)
    sheet.write_string(0, 0, "Modèle de saisie", styles["title"])
    for place, line in enumerate(_ADVICE):
        sheet.write_string(2 + place, 1, line, styles["text"])
    row = 4 + len(_ADVICE)
    for schema in schemas:
        sheet.write_string(row, 0, schema.title, styles["title"])
        sheet.write_string(row, 1, schema.description, styles["text"])
        for place, column in enumerate(schema.columns, start=1):
            sheet.write_string(row + place, 0, column.name + (" *" if column.required else ""))
            sheet.write_string(row + place, 1, column.description, styles["text"])
        row += len(schema.columns) + 2
    sheet.write_string(row, 1, "* colonne obligatoire", styles["text"])


def _data_sheet(
    book: Any, styles: Mapping[str, Any], schema: TableSchema, vocabulary: Vocabulary, lists: Lists,
    rows: pd.DataFrame | None,
) -> None:  # fmt: skip
    sheet = book.add_worksheet(schema.title)
    sheet.write_string(0, 0, schema.title, styles["title"])
    sheet.write_string(1, 0, schema.description)
    start = export_frame(schema.kind, rows, vocabulary) if rows is not None and len(rows) else None
    last = HEADER_ROW + 1 + (0 if start is None else len(start)) + ROOM
    for place, column in enumerate(schema.columns):
        style = styles["needed"] if column.required else styles["head"]
        sheet.write_string(HEADER_ROW, place, column.name, style)
        sheet.write_comment(HEADER_ROW, place, column_comment(column, vocabulary), {"x_scale": 2.2, "y_scale": 1.4})
        _write_example(sheet, place, column, styles)
        if rule := column_rule(column, vocabulary, lists):
            sheet.data_validation(HEADER_ROW + 1, place, last, place, rule)
        sheet.set_column(place, place, column_width(column), styles["money"] if column.reads == "money" else None)
    if start is not None:
        write_rows(sheet, HEADER_ROW + 2, start, styles["guarded"])
    sheet.freeze_panes(HEADER_ROW + 1, 0)


def _write_example(sheet: Any, place: int, column: Column, styles: Mapping[str, Any]) -> None:
    number = values.number_or_none(column.example) if column.example else None
    if number is not None and column.reads in {"number", "money", "integer", "year"}:
        sheet.write_number(HEADER_ROW + 1, place, number, styles["example"])
    elif column.example:
        sheet.write_string(HEADER_ROW + 1, place, column.example, styles["example"])
