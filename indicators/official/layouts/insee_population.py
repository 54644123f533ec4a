"""Population estimates on 1 January by département (Insee, one sheet a year): the total of both sexes and all ages.

The first « Total » of the header is that of « Ensemble »; those of men and women follow. France is given with Mayotte
since 2014 only, so earlier totals are left aside. « Résultats provisoires » under a sheet makes its values provisional.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from python_calamine import CalamineWorkbook

from indicators.errors import marked
from indicators.geography.keys import TerritoryKey
from indicators.geography.territories import territories
from indicators.official import flags
from indicators.official.facts import table_of
from indicators.official.head import Head
from indicators.official.layouts import Reading, Recognised
from indicators.official.layouts.tables import number, text
from indicators.official.refusals import UnreadableOfficial

_TITLE = "Estimation de population au 1er janvier, par département"
_YEAR = re.compile(r"\d{4}")
_WHOLE = "France métropolitaine et DOM"
_WITH_MAYOTTE = 2014


def recognise(head: Head) -> Recognised | None:
    """The workbook whose sheets of years carry the title of the estimates by département."""
    years = [
        name
        for name, rows in head.sheets.items()
        if _YEAR.fullmatch(name) and rows and text(rows[0][0]).startswith(_TITLE)
    ]
    return Recognised("insee_population", max(years), "estim-pop-dep") if years else None


def read(head: Head, found: Recognised) -> Reading:
    """The population of each département and of France, by year."""
    book = CalamineWorkbook.from_path(str(head.path))
    years = [name for name in book.sheet_names if _YEAR.fullmatch(name)]
    rows = [(int(name), *row) for name in years for row in _rows(book.get_sheet_by_name(name).to_python(), int(name))]
    if not rows:
        raise UnreadableOfficial(
            marked(
                "« {file} » est le classeur des estimations de population, mais aucune feuille n’a de colonne « Total » avec"
                " des codes de départements."
            ),
            file=head.path.name,
        )
    table = table_of(
        {
            "level": [key.level for _, key, _, _ in rows],
            "code": [key.code for _, key, _, _ in rows],
            "measure": "population_1jan",
            "year": [year for year, _, _, _ in rows],
            "value": [value for _, _, value, _ in rows],
            "flag": [flag for _, _, _, flag in rows],
        }
    )
    return Reading(table, vintage=found.vintage)


def _rows(sheet: list[list[Any]], year: int) -> Iterator[tuple[TerritoryKey, float, str]]:
    column = next((row.index("Total") for row in sheet if "Total" in row), None)
    if column is None:
        return
    provisional = any("provisoire" in text(row[0]) for row in sheet)
    for row in sheet:
        code, value = text(row[0]), number(row[column])
        key = TerritoryKey("FR", "FR") if code == _WHOLE else TerritoryKey("DEP", code.zfill(2))
        whole = key.level == "FR" and year < _WITH_MAYOTTE
        if value is not None and not whole and territories().get(key) is not None:
            yield key, value, flags.PROVISIONAL if provisional else flags.OK
