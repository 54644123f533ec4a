"""Immigrants by département and région (Insee, one workbook a census): shares without counts.

The sheet of départements has codes, that of régions only names, and both give Martinique and La Réunion, which are a
département and a région at once, with other figures: both are kept, and a note says it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from python_calamine import CalamineWorkbook

from indicators.errors import Part, marked
from indicators.geography.keys import TerritoryKey
from indicators.geography.territories import territories
from indicators.official import flags
from indicators.official.facts import table_of
from indicators.official.head import Head
from indicators.official.layouts import Reading, Recognised
from indicators.official.layouts.tables import number, region, text
from indicators.official.refusals import UnreadableOfficial

_TITLE = re.compile(r"^Part .*immigr.*en (?P<year>\d{4})", re.IGNORECASE)
_OTHER_CENSUS = re.compile(r"Recensement de la population (?P<year>\d{4}) pour (?P<name>[\w' -]+)")
_SHARES = ("Pourcentage", "Part (")
_ROUNDING = 0.05
_Row = tuple[TerritoryKey, float, str]


def recognise(head: Head) -> Recognised | None:
    """The workbook whose sheets are titled « Part de la population immigrée… en 2021 »."""
    years = [
        found["year"] for rows in head.sheets.values() if rows and rows[0] and (found := _TITLE.match(text(rows[0][0])))
    ]
    return Recognised("insee_immigrants", years[0], "EM_DEPARTEMENTS") if years else None


def read(head: Head, found: Recognised) -> Reading:
    """The shares of départements, of régions and of France."""
    book = CalamineWorkbook.from_path(str(head.path))
    sheets = [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]
    said = " ".join(text(cell) for rows in sheets for row in rows for cell in row if cell)
    elsewhere = {match["name"].strip(): match["year"] for match in _OTHER_CENSUS.finditer(said)}
    rows = [row for sheet in sheets for row in _rows(sheet, elsewhere)]
    if missing := [level for level in ("DEP", "REG", "FR") if not any(key.level == level for key, _, _ in rows)]:
        raise UnreadableOfficial(
            marked(
                "« {file} » est le classeur des immigrés de l’Insee, mais ses colonnes ont changé : rien n’a été reconnu"
                " pour {missing}. Sont attendues « Code » et « Pourcentage immigrés », « Régions » et « Part (en %) »."
            ),
            file=head.path.name,
            missing=", ".join(missing),
        )
    table = table_of(
        {
            "level": [key.level for key, _, _ in rows],
            "code": [key.code for key, _, _ in rows],
            "measure": "immigrant_share",
            "year": [int(found.vintage)] * len(rows),
            "value": [value for _, value, _ in rows],
            "flag": [flag for _, _, flag in rows],
        }
    )
    other = [Part(marked("{name} : recensement de {year}."), name=name, year=year) for name, year in elsewhere.items()]
    return Reading(table, (*_contradictions(rows), *other), vintage=found.vintage)


def _rows(sheet: list[list[Any]], elsewhere: dict[str, str]) -> Iterator[_Row]:
    """The rows of a sheet under its header: by code where it has one, else by the name of a région."""
    places: dict[str, int] = {}
    for row in sheet:
        cells = [text(cell) for cell in row]
        if "Code" in cells or "Régions" in cells:
            places = {name: at for at, name in enumerate(cells)}
            places = places if any(name.startswith(_SHARES) for name in places) else {}
            continue
        value = number(row[_column(places)]) if places else None
        key = _place(cells, places) if value is not None else None
        if key is not None and value is not None:
            name = cells[places.get("Département", places.get("Régions", 0))]
            yield key, value, flags.DEFINITION if name in elsewhere else flags.OK


def _column(places: dict[str, int]) -> int:
    return next(at for name, at in places.items() if name.startswith(_SHARES))


def _place(cells: list[str], places: dict[str, int]) -> TerritoryKey | None:
    if "Code" in places:
        return TerritoryKey("DEP", cells[places["Code"]].zfill(2))
    name = cells[places["Régions"]]
    if name == "France":
        return TerritoryKey("FR", "FR")
    return TerritoryKey("REG", code) if (code := region(name)) else None


def _contradictions(rows: list[_Row]) -> Iterator[Part]:
    """The régions of one département whose two figures differ by more than rounding."""
    shares = {key: value for key, value, _ in rows}
    for item in territories().of_level("REG"):
        inside = [other for other in territories().of_level("DEP") if other.reg == item.key.code]
        if len(inside) == 1 and item.key in shares and inside[0].key in shares:
            pair = shares[inside[0].key], shares[item.key]
            if abs(pair[0] - pair[1]) > _ROUNDING:
                yield Part(
                    marked("{name} : {first} % comme département, {second} % comme région dans le même classeur."),
                    name=item.name,
                    first=f"{pair[0]:.2f}".replace(".", ","),
                    second=f"{pair[1]:.2f}".replace(".", ","),
                )
