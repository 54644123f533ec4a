"""The sheets of the self-assessments in a template: one a grid, its items printed, its answers in a list.

An item is a sentence of the manual that nobody should have to copy; a row that stays without answer is no row.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from indicators.catalogue.grids import Grid
from indicators.intake.exports import export_frame, write_rows
from indicators.intake.schemas import Column, TableSchema, load_schemas
from indicators.intake.template_columns import HEADER_ROW, Lists, column_comment, column_rule, column_width
from indicators.intake.vocabulary import Vocabulary

_FORBIDDEN = str.maketrans("", "", "[]:*?/\\")
_LONGEST = 31
_LEFT_OUT = frozenset({"territory", "note", "example", ""})
_PRINTED = frozenset({"grid", "item", "side"})


def grid_sheets(
    book: Any, styles: Mapping[str, Any], vocabulary: Vocabulary, lists: Lists, rows: pd.DataFrame | None
) -> None:
    """A sheet for each grid of the catalogue; ``rows`` are the published answers, written before the items to answer."""
    schema = load_schemas()["self_assessment"]
    taken: set[str] = set()
    for name, grid in vocabulary.catalogue.grids.items():
        title = sheet_title(grid, taken)
        taken.add(title)
        start = rows[rows["grid"] == name] if rows is not None else None
        _sheet(book.add_worksheet(title), styles, schema, grid, vocabulary, lists, start)


def sheet_title(grid: Grid, taken: set[str]) -> str:
    """The French name of a grid as a sheet may be called: cut at a word, told apart from those before."""
    words = grid.label.written("fr").translate(_FORBIDDEN)
    cut = words if len(words) <= _LONGEST else words[: _LONGEST - 1].rpartition(" ")[0] + "…"
    return cut if cut not in taken else f"{cut[: _LONGEST - 2]} {len(taken)}"


def _columns(schema: TableSchema, grid: Grid) -> list[Column]:
    """The columns that this grid calls for, without those that it leaves without object."""
    without = _LEFT_OUT | ({"partnership"} if grid.scope == "territory" else set())
    without |= set() if len(grid.sides) > 1 else {"side"}
    without |= {"answer"} if grid.scale.kind == "text" else set()
    return [column for column in schema.columns if column.field not in without]


def _sheet(
    sheet: Any, styles: Mapping[str, Any], schema: TableSchema, grid: Grid, vocabulary: Vocabulary, lists: Lists,
    start: pd.DataFrame | None,
) -> None:  # fmt: skip
    columns = _columns(schema, grid)
    sheet.write_string(0, 0, grid.label.written("fr"), styles["title"])
    sheet.write_string(1, 0, grid.note.get("fr"))
    known = pd.DataFrame() if start is None else export_frame(schema.kind, start, vocabulary)
    known = known.reindex(columns=[column.name for column in columns]).astype(object)
    write_rows(sheet, HEADER_ROW + 1, known.where(known.notna(), None), styles["guarded"])
    first = HEADER_ROW + 1 + len(known)
    printed = [(item, side) for item in grid.items for side in grid.sides]
    sides = {code: word for word, code in schema.by_field["side"].codes.items()}
    for place, column in enumerate(columns):
        sheet.write_string(HEADER_ROW, place, column.name, styles["needed" if column.required else "head"])
        sheet.write_comment(HEADER_ROW, place, column_comment(column, vocabulary), {"x_scale": 2.2, "y_scale": 1.4})
        sheet.set_column(place, place, 60 if column.field == "item" else column_width(column))
        rule = _answers(grid, column, vocabulary, lists) or column_rule(column, vocabulary, lists)
        if rule:
            sheet.data_validation(HEADER_ROW + 1, place, first + len(printed), place, rule)
        if column.field in _PRINTED:
            for row, (item, side) in enumerate(printed):
                words = {"grid": grid.label.written("fr"), "item": item.label.written("fr"), "side": sides[side]}
                sheet.write_string(first + row, place, words[column.field], styles["text"])
    sheet.freeze_panes(HEADER_ROW + 1, 0)


def _answers(grid: Grid, column: Column, vocabulary: Vocabulary, lists: Lists) -> dict[str, Any] | None:
    """The list of a grid's answers, offered in the column that takes them."""
    if column.field != "answer" or grid.scale.kind == "text":
        return None
    accepted = tuple(vocabulary.answers(grid.id).labels.values())
    return {
        "validate": "list",
        "source": lists.range(accepted),
        "error_type": "warning",
        "error_title": column.name,
        "error_message": "Choisissez une réponse de la liste.",
        "ignore_blank": True,
    }
