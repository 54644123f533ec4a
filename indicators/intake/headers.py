"""What the titles of a table mean: the column of each, the unit that it tells, and what is doubled, unknown or lacking."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import partial

from rapidfuzz import process

from indicators.geography.keys import LEVELS
from indicators.intake.issues import Issue, Issues, Severity
from indicators.intake.schemas import Column
from indicators.intake.tables import RawTable, column_of, dated, years_across
from indicators.intake.territory_cells import level_told
from indicators.intake.text import simplify
from indicators.intake.units import unit_said
from indicators.records import STAGES

_CURRENCY = re.compile(
    r"[$£¥]|\b(?:USD|CHF|GBP|CFA|FCFA|XOF|XAF|MAD|TND|CAD|dollars?|dirhams?|francs?)\b", re.IGNORECASE
)
_STANDS_FOR = {"partner": "city"}
_ALIKE = 75
_OF_AMOUNTS = re.compile(
    r"\b(vot|mandat|engag|credit|realis|prev[ui]|montant|depens|recett|pay|execut|liquid|budget|bp\b|ca\b|cfu\b)"
)


def match_headers(table: RawTable, issues: Issues) -> tuple[dict[int, Column], dict[int, float]]:
    """The column of each header and the unit that its title tells; what is doubled, unknown or lacking is said."""
    found: dict[int, Column] = {}
    units: dict[int, float] = {}
    unnamed = _unnamed_amounts(table)
    across = _years_across(table)
    if table.header_rows > 1:
        issues.append(
            Issue(
                code="header_on_two_rows", severity="information", file=table.file, sheet=table.sheet,
                row=table.header_row, details={"rows": table.header_rows},
            )
        )  # fmt: skip
    for place, title in enumerate(table.header):
        column, unit = column_of(table.schema, title)
        about = partial(Issue, file=table.file, sheet=table.sheet, row=table.header_row, column=title)
        if column is None:
            if title and title not in (*unnamed, *across) and not (across and _year_of(table, title)):
                near = process.extractOne(title, [item.name for item in table.schema.columns], score_cutoff=_ALIKE)
                accepted = (near[0],) if near else ()
                severity: Severity = "confirm" if _may_be_amounts(table, title) else "information"
                issues.append(about(code="unknown_column", severity=severity, accepted=accepted))
        elif column in found.values():
            other = next(at for at, item in found.items() if item is column)
            if column.field == "territory" and (finer := _finer(title, table.header[other])) is not None:
                # A commune beside its département: the rows are about the commune.
                if finer:
                    found = {place if at == other else at: item for at, item in found.items()}
                continue
            if column.field == "territory" and _is_code(title) != _is_code(table.header[other]):
                # The code of a territory beside its name: the code is read.
                if _is_code(title):
                    found = {place if at == other else at: item for at, item in found.items()}
                continue
            if not across or column.reads != "money":  # one column a year, which is said once for the table
                issues.append(about(code="duplicate_column", severity="blocking", value=column.name))
        else:
            found[place] = column
            if column.reads == "money" and (sign := _CURRENCY.search(title)):
                issues.append(about(code="other_currency", severity="confirm", value=sign[0]))
            if unit == 1.0 and column.reads == "money":
                unit = table.unit
            if unit != 1.0:
                units[place] = unit
                issues.append(unit_said(about, column, unit))
    _stand_in(table, found)
    _say_shortcomings(table, found, unnamed, across, issues)
    return found, units


def _stand_in(table: RawTable, found: dict[int, Column]) -> None:
    """A column read for another one that lacks: « Ville » and « Pays » alone are a list of partners.

    A title that may be the lacking one, misspelt, is asked about instead.
    """
    fields = {column.field: place for place, column in found.items()}
    for lacking, there in _STANDS_FOR.items():
        column = table.schema.by_field.get(lacking)
        if column is None or lacking in fields or there not in fields:
            continue
        unknown = [title for place, title in enumerate(table.header) if title and place not in found]
        if process.extractOne(column.name, unknown, score_cutoff=_ALIKE) is None:
            found[fields[there]] = column


def _years_across(table: RawTable) -> tuple[str, ...]:
    """The years that stand as titles of a table that has no column for the year, or none for the value.

    They stand alone, over the titles (« 2023 » over « Voté » and « Mandaté »), or in them: « Voté 2023 ».
    """
    if table.over:
        return table.over
    fields = {column.field for title in table.header if (column := column_of(table.schema, title)[0])}
    asked = {"year", "value"} & table.schema.by_field.keys()
    if "year" not in asked or asked <= fields:
        return ()
    return years_across(table.header) or years_across([_year_of(table, title) for title in table.header])


def _year_of(table: RawTable, title: str) -> str:
    """The year of « Voté 2023 » or « 2023 voté », a known column and a year; "" for another title."""
    return (dated(table.schema, title) or ("",))[0]


def _say_shortcomings(
    table: RawTable, found: Mapping[int, Column], unnamed: list[str], across: Sequence[str], issues: Issues
) -> None:
    """What the table as a whole lacks: columns that are known, the stage of its amounts, columns that it must have."""
    if across:
        issues.append(
            Issue(
                code="years_in_columns", severity="blocking", file=table.file, sheet=table.sheet, row=table.header_row,
                value=", ".join(across)[:200],
            )
        )  # fmt: skip
    if found and (strange := sum(map(bool, table.header)) - len(found) - len(across)) >= len(found):
        details = {"kind": table.schema.title, "known": len(found), "total": len(found) + strange}
        issues.append(
            Issue(
                code="doubtful_table", severity="confirm", file=table.file, sheet=table.sheet, row=table.header_row,
                value=", ".join(table.header[place] for place in found), details=details,
            )
        )  # fmt: skip
    issues.extend(
        Issue(
            code="amount_without_stage", severity="blocking", file=table.file, sheet=table.sheet,
            row=table.header_row, column=title, accepted=tuple(table.schema.by_field[name].name for name in STAGES),
        )
        for title in unnamed
    )  # fmt: skip
    for column in table.schema.required:
        if column not in found.values() and not (across and column.field in {"year", "value"}):
            issues.append(
                Issue(
                    code="missing_column", severity="blocking", file=table.file, sheet=table.sheet,
                    row=table.header_row, column=column.name,
                )
            )  # fmt: skip


def _finer(title: str, other: str) -> bool | None:
    """Whether a column of territories is of a finer level than another one; None when they are of the same."""
    levels = [LEVELS.index(level) if level else -1 for level in map(level_told, (title, other))]
    return None if levels[0] == levels[1] else levels[0] < levels[1]


def _may_be_amounts(table: RawTable, title: str) -> bool:
    """Whether an unknown title speaks of the amounts of lines: to lose them without a question would be grave."""
    return table.schema.kind == "budget_line" and bool(_OF_AMOUNTS.search(simplify(title)))


def _is_code(title: str) -> bool:
    return bool({"code", "insee", "codgeo", "id"} & set(simplify(title).split()))


def _unnamed_amounts(table: RawTable) -> list[str]:
    """« Montant » in budget lines that have no other amount: voted, committed or paid cannot be guessed."""
    if table.schema.kind != "budget_line":
        return []
    fields = [column.field for title in table.header if (column := column_of(table.schema, title)[0])]
    if set(STAGES) & set(fields):
        return []
    return [title for title in table.header if re.match(r"montants?\b", simplify(title))]
