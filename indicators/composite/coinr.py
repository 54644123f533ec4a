"""Frameworks in files: COINr's iMeta as it is, and the same table with plain names.

COINr (R, © W. Becker, European Commission, Joint Research Centre) describes an index by two tables: ``iData``, the
values, and ``iMeta``, one row an indicator, an aggregate, a denominator or a group. ``load_framework`` reads that
second table under its own column names or under plain English ones, so that a published index can be rebuilt here.
"""

from __future__ import annotations

import difflib
import math
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from indicators.composite.errors import FrameworkError, nearest
from indicators.composite.framework import Framework, Kind, Node, Scale
from indicators.composite.numbers import decimal_marks, is_missing, read_number, text_of
from indicators.composite.tables import META, read_table
from indicators.errors import marked

COLUMNS: Mapping[str, str] = {
    "icode": "code",
    "iname": "name",
    "goalpostlow": "low",
    "goalposthigh": "high",
    **{
        name: name
        for name in (
            *("code", "name", "parent", "type", "direction", "weight", "level", "unit", "denominator", "target"),
            *("low", "high", "scale", "source", "year", "licence", "column"),
        )
    },
}
TYPES = ("Indicator", "Aggregate", "Denominator", "Group", "Other")
NUMERIC = ("weight", "level", "target", "low", "high")
SCALES: tuple[Scale, ...] = ("linear", "log")
_RESEMBLES = 0.8


def read_framework(path: Path) -> Framework:
    """Read a framework from a CSV or a workbook; see ``load_framework``."""
    return load_framework(read_table(path, META))


def load_framework(table: pd.DataFrame) -> Framework:
    """Read a framework from a table: COINr's iMeta, or the columns code, name, parent, direction, weight…

    Without a ``Type`` column, a node named as a parent is an aggregate and the others are indicators. Columns that the
    engine does not use are left aside, but one that looks like a misspelt column is refused. The tree itself is not
    judged here: see ``check_framework``.
    """
    columns = _columns(table)
    rows = [_cells(record, columns) for record in table.to_dict("records")]
    rows = [row for row in rows if any(row.values())]
    marks = decimal_marks({role: [row.get(role, "") for row in rows] for role in NUMERIC})
    parents = {row.get("parent", "") for row in rows}
    kinds = [_kind(row, parents) for row in rows]
    nodes = tuple(_node(row, kind, marks) for row, kind in zip(rows, kinds, strict=True) if kind in TYPES[:2])
    return Framework(
        nodes=nodes,
        denominators=tuple(row["code"] for row, kind in zip(rows, kinds, strict=True) if kind == "Denominator"),
        groups=tuple(row["code"] for row, kind in zip(rows, kinds, strict=True) if kind in ("Group", "Other")),
    )


def _columns(table: pd.DataFrame) -> dict[str, str]:
    found: dict[str, str] = {}
    for column in map(str, table.columns):
        role = COLUMNS.get(column.strip().casefold().replace("_", ""))
        if role is None:
            _refuse_misspelling(column, {str(name).casefold() for name in table.columns})
        elif role in found.values():
            raise FrameworkError(
                marked("La colonne « {column} » du cadre est donnée deux fois : gardez-en une."), column=column
            )
        else:
            found[column] = role
    for wanted in ("code", "parent"):
        if wanted not in found.values():
            raise FrameworkError(
                marked("Le cadre n’a pas de colonne « {column} » ; la plus proche est « {nearest} »."),
                column={"code": "iCode", "parent": "Parent"}[wanted],
                nearest=nearest(wanted, map(str, table.columns)),
            )
    return found


def _refuse_misspelling(column: str, present: set[str]) -> None:
    missing = [name for name in COLUMNS if name not in present]
    close = difflib.get_close_matches(column.casefold(), missing, n=1, cutoff=_RESEMBLES)
    if close:
        raise FrameworkError(
            marked("La colonne « {column} » du cadre est inconnue ; la plus proche est « {nearest} » : renommez-la."),
            column=column,
            nearest=close[0],
        )


def _cells(record: Mapping[Any, Any], columns: Mapping[str, str]) -> dict[str, str]:
    return {role: _text(record[column]) for column, role in columns.items()}


def _text(value: Any) -> str:
    return "" if is_missing(value) else text_of(value)


def _kind(row: Mapping[str, str], parents: set[str]) -> str:
    given = row.get("type", "")
    if not given:
        return "Aggregate" if row["code"] in parents else "Indicator"
    for known in TYPES:
        if given.casefold() == known.casefold():
            return known
    raise FrameworkError(
        marked("Le type « {received} » de « {node} » est inconnu ; le plus proche est « {nearest} »."),
        received=given,
        node=row["code"],
        nearest=nearest(given, TYPES),
    )


def _node(row: Mapping[str, str], kind: str, marks: Mapping[str, str]) -> Node:
    kinds: Mapping[str, Kind] = {"Indicator": "indicator", "Aggregate": "aggregate"}
    numbers = {role: _number(row, role, marks[role]) for role in NUMERIC}
    level, weight = numbers["level"], numbers["weight"]
    return Node(
        code=row["code"],
        name=row.get("name", ""),
        parent=row.get("parent", ""),
        kind=kinds[kind],
        direction=_direction(row),
        weight=1.0 if weight is None else weight,
        level=None if level is None else int(level),
        target=numbers["target"],
        low=numbers["low"],
        high=numbers["high"],
        scale=_scale(row),
        **{name: row.get(name, "") for name in ("unit", "denominator", "source", "year", "licence", "column")},
    )


def _direction(row: Mapping[str, str]) -> int:
    text = row.get("direction", "")
    value = read_number(text)
    if value is not None and math.isnan(value):
        return 1
    if value not in (1.0, -1.0):
        raise FrameworkError(
            marked("Le sens de « {node} » est {received} : écrivez 1 (plus est mieux) ou -1 (moins est mieux)."),
            node=row["code"],
            received=text,
        )
    return int(value)


def _scale(row: Mapping[str, str]) -> Scale:
    given = row.get("scale", "") or "linear"
    for known in SCALES:
        if given == known:
            return known
    raise FrameworkError(
        marked("L’échelle « {received} » de « {node} » est inconnue ; la plus proche est « {nearest} »."),
        received=given,
        node=row["code"],
        nearest=nearest(given, SCALES),
    )


def _number(row: Mapping[str, str], role: str, mark: str) -> float | None:
    text = row.get(role, "")
    value = read_number(text, mark)
    if value is None or math.isinf(value):
        raise FrameworkError(
            marked("« {node} » porte « {received} » dans la colonne « {column} » : écrivez un nombre fini."),
            node=row["code"],
            received=text,
            column=role,
        )
    return None if math.isnan(value) else value
