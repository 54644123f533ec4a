"""What a template says of one column: its list of accepted values, its rule while typing, its comment, its width."""

from __future__ import annotations

from typing import Any

import xlsxwriter

from indicators.intake.convert import accepted_terms
from indicators.intake.schemas import Column
from indicators.intake.vocabulary import Vocabulary
from indicators.present.exports import in_workbook

HEADER_ROW = 3
LISTED = frozenset({"choice", "term", "country"})
LISTS = "Listes"


class Lists:
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
            sheet.write_column(0, place, [in_workbook(item) for item in accepted])
        sheet.hide()


def column_comment(column: Column, vocabulary: Vocabulary) -> str:
    parts = [("Obligatoire. " if column.required else "") + column.description]
    if column.example:
        parts.append(f"Exemple : {column.example}")
    if column.catalogue and column.reads == "terms":
        labels = list(vocabulary.of(column.catalogue).labels.values())
        parts.append("Valeurs : " + " ; ".join(labels[:20]) + (" ; …" if len(labels) > 20 else ""))
    return "\n".join(parts)[:1200]


def column_rule(column: Column, vocabulary: Vocabulary, lists: Lists) -> dict[str, Any] | None:
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


def column_width(column: Column) -> int:
    wide = column.reads in {"text", "texts", "terms", "url", "urls", "term"}
    return max(len(column.name) + 3, 26 if wide else 12)
