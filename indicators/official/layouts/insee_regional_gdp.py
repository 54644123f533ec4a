"""Regional gross domestic products (Insee, one workbook): the sheet in value, in millions of current euros.

« n.d. » is absent and « 3347(e) » an estimate. The total « France métropolitaine et DOM » is not the GDP of France
(activities abroad, Saint-Martin): it is left aside.
"""

from __future__ import annotations

import re
from typing import Any

from python_calamine import CalamineWorkbook

from indicators.errors import Part, marked
from indicators.official import flags
from indicators.official.facts import table_of
from indicators.official.head import Head
from indicators.official.layouts import Reading, Recognised
from indicators.official.layouts.tables import number, region, text
from indicators.official.refusals import UnreadableOfficial

_TITLE = re.compile(r"Produits Intérieurs Bruts Régionaux .*en valeur en millions d.euros")
_BASE = re.compile(r"base (\d{4})")
_ESTIMATED = re.compile(r"(?P<value>[\d\s.,]+)\(e\)")
_MILLION = 1_000_000


def recognise(head: Head) -> Recognised | None:
    """The workbook one of whose sheets is titled as above."""
    named = [name for name, rows in head.sheets.items() if rows and _TITLE.match(text(rows[0][0]))]
    if not named:
        return None
    years = [
        int(value)
        for row in head.sheets[named[0]]
        for cell in row
        if (value := number(cell)) and value.is_integer() and 1900 < value < 2200
    ]
    return Recognised("insee_regional_gdp", str(max(years, default="")), named[0])


def read(head: Head, found: Recognised) -> Reading:
    """The GDP of each région and year, in euros."""
    rows = CalamineWorkbook.from_path(str(head.path)).get_sheet_by_name(found.content).to_python()
    heads = [row for row in rows if text(row[0]) == "Année"]
    if not heads:
        raise UnreadableOfficial(
            marked(
                "« {file} » est le classeur des PIB régionaux, mais la ligne « Année » manque à la feuille « {sheet} »."
            ),
            file=head.path.name,
            sheet=found.content,
        )
    cells = [
        (code, year, *_value(cell))
        for row in rows
        if (code := region(text(row[0])))
        for year, cell in zip(map(number, heads[0][1:]), row[1:], strict=True)
    ]
    kept = [(code, int(year), value, flag) for code, year, value, flag in cells if year and value is not None]
    said = " ".join(text(cell) for row in rows for cell in row[:1])
    base = [Part(marked("Comptes régionaux en base {base}."), base=match[1]) for match in [_BASE.search(said)] if match]
    table = table_of(
        {
            "level": "REG",
            "code": [code for code, _, _, _ in kept],
            "measure": "gdp_eur",
            "year": [year for _, year, _, _ in kept],
            "value": [value for _, _, value, _ in kept],
            "flag": [flag for _, _, _, flag in kept],
        }
    )
    return Reading(table, tuple(base), vintage=found.vintage)


def _value(cell: Any) -> tuple[float | None, str]:
    value, flag = number(cell), flags.OK
    if value is None and (found := _ESTIMATED.fullmatch(text(cell))):
        value, flag = float(re.sub(r"\s", "", found["value"]).replace(",", ".")), flags.ESTIMATED
    return (None if value is None else round(value * _MILLION, 2)), flag
