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
from indicators.intake.convert import accepted_terms
from indicators.intake.exports import export_frame, rows_csv, write_rows
from indicators.intake.schemas import Column, TableSchema, load_schemas
from indicators.intake.vocabulary import Vocabulary
from indicators.present.exports import neutralise

HEADER_ROW = 3
ROOM = 2000
LISTED = frozenset({"choice", "term", "country"})
README = "Lisez-moi"
LISTS = "Listes"
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
    """A workbook to fill, a sheet a kind. ``rows`` are records to start from (last year's), by kind."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": "Modèle de saisie"})
    styles = _styles(book)
    _readme(book, styles, [load_schemas()[kind] for kind in kinds])
    lists = _Lists()
    for kind in kinds:
        schema = load_schemas()[kind]
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
        "money": book.add_format({"num_format": "#,##0.00"}),
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


class _Lists:
    """The hidden sheet of accepted values: one column a list, shared by the sheets that need it."""

    def __init__(self) -> None:
        self.columns: dict[tuple[str, ...], int] = {}

    def range(self, accepted: tuple[str, ...]) -> str:
        """The reference of a list, adding it when it is new."""
        place = self.columns.setdefault(accepted, len(self.columns))
        letter = xlsxwriter.utility.xl_col_to_name(place)
        return f"={LISTS}!${letter}$1:${letter}${len(accepted)}"

    def write(self, book: Any) -> None:
        """Write the lists in their hidden sheet."""
        sheet = book.add_worksheet(LISTS)
        for accepted, place in self.columns.items():
            sheet.write_column(0, place, [neutralise(item) for item in accepted])
        sheet.hide()


def _data_sheet(
    book: Any, styles: Mapping[str, Any], schema: TableSchema, vocabulary: Vocabulary, lists: _Lists,
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
        sheet.write_comment(HEADER_ROW, place, _comment(column, vocabulary), {"x_scale": 2.2, "y_scale": 1.4})
        _write_example(sheet, place, column, styles)
        if rule := _rule(column, vocabulary, lists):
            sheet.data_validation(HEADER_ROW + 1, place, last, place, rule)
        sheet.set_column(place, place, _width(column), styles["money"] if column.reads == "money" else None)
    if start is not None:
        write_rows(sheet, HEADER_ROW + 2, start)
    sheet.freeze_panes(HEADER_ROW + 1, 0)


def _write_example(sheet: Any, place: int, column: Column, styles: Mapping[str, Any]) -> None:
    number = values.number_or_none(column.example) if column.example else None
    if number is not None and column.reads in {"number", "money", "integer", "year"}:
        sheet.write_number(HEADER_ROW + 1, place, number, styles["example"])
    elif column.example:
        sheet.write_string(HEADER_ROW + 1, place, column.example, styles["example"])


def _comment(column: Column, vocabulary: Vocabulary) -> str:
    parts = [("Obligatoire. " if column.required else "") + column.description]
    if column.example:
        parts.append(f"Exemple : {column.example}")
    if column.catalogue and column.reads == "terms":
        labels = list(vocabulary.of(column.catalogue).labels.values())
        parts.append("Valeurs : " + " ; ".join(labels[:20]) + (" ; …" if len(labels) > 20 else ""))
    return "\n".join(parts)[:1200]


def _rule(column: Column, vocabulary: Vocabulary, lists: _Lists) -> dict[str, Any] | None:
    """The check that the spreadsheet makes while typing; a warning, since the load checks everything again."""
    about = {"error_title": column.name[:32], "error_type": "warning", "ignore_blank": True}
    if column.reads in LISTED:
        accepted = tuple(accepted_terms(column, vocabulary).labels.values())
        return (
            {
                **about,
                "validate": "list",
                "source": lists.range(accepted),
                "error_message": "Choisissez une valeur de la liste.",
            }
            if accepted
            else None
        )
    if column.reads == "boolean":
        return {**about, "validate": "list", "source": ["oui", "non"], "error_message": "Écrivez oui ou non."}
    if column.reads == "year":
        return {
            **about,
            "validate": "integer",
            "criteria": "between",
            "minimum": 1900,
            "maximum": 2100,
            "error_message": "Une année de quatre chiffres.",
        }
    if column.reads in {"number", "money", "integer"}:
        low = -1e15 if column.minimum is None else column.minimum
        high = 1e15 if column.maximum is None else column.maximum
        return {
            **about,
            "validate": "decimal",
            "criteria": "between",
            "minimum": low,
            "maximum": high,
            "error_message": "Un nombre dans les bornes de la colonne.",
        }
    return None


def _width(column: Column) -> int:
    wide = column.reads in {"text", "texts", "terms", "url", "term"}
    return max(len(column.name) + 3, 26 if wide else 12)
