"""The members of intercommunalities with their legal populations (DGCL, Banatic, one workbook a year).

The populations in force in 2026 (« pmun_2026 ») are those of 1 January 2023: the year of the fact is the census's. The
total that the file publishes for an intercommunality must be the sum of its communes: a file where it is not is cut.
"""

from __future__ import annotations

import re
from collections import defaultdict

from python_calamine import CalamineWorkbook

from indicators.errors import marked
from indicators.official.facts import table_of
from indicators.official.head import Head
from indicators.official.layouts import Reading, Recognised
from indicators.official.layouts.tables import number, text
from indicators.official.refusals import UnreadableOfficial

_COLUMNS = ("siren", "total_pop_mun", "insee")
_SIGNS = ("raison_sociale", "siren", "insee")
_POPULATION = re.compile(r"pmun_(\d{4})")
#: The census whose populations are in force is three years older.
_AGE = 3


def recognise(head: Head) -> Recognised | None:
    """The workbook whose header has the SIREN of the intercommunality, the Insee code of the member and « pmun_2026 »."""
    for name, rows in head.sheets.items():
        names = [text(cell) for cell in rows[0]] if rows else []
        years = [found[1] for cell in names if (found := _POPULATION.fullmatch(cell))]
        if years and set(_COLUMNS) <= set(names):
            return Recognised("legal_population", max(years), name)
        if set(_SIGNS) <= set(names):
            raise UnreadableOfficial(
                marked(
                    "« {file} » est la composition des intercommunalités, mais des colonnes manquent ou ont changé de nom :"
                    " {missing}. Téléchargez le fichier entier, avec les populations."
                ),
                file=head.path.name,
                missing=", ".join(sorted({*_COLUMNS, *(() if years else ("pmun_AAAA",))} - set(names))),
            )
    return None


def read(head: Head, found: Recognised) -> Reading:
    """The municipal population of each commune and of each intercommunality."""
    names, *rows = CalamineWorkbook.from_path(str(head.path)).get_sheet_by_name(found.content).to_python()
    places = {text(name): at for at, name in enumerate(names)}
    siren, published, insee = (places[name] for name in _COLUMNS)
    column = places[f"pmun_{found.vintage}"]
    communes = {text(row[insee]): number(row[column]) or 0.0 for row in rows}
    totals = {text(row[siren]): number(row[published]) or 0.0 for row in rows}
    sums: dict[str, float] = defaultdict(float)
    for row in rows:
        sums[text(row[siren])] += communes[text(row[insee])]
    if wrong := [code for code, total in totals.items() if abs(total - sums[code]) > 0.5]:
        raise UnreadableOfficial(
            marked(
                "« {file} » : la population publiée n’est pas la somme des communes pour certaines intercommunalités ({count},"
                " dont {first}). Le fichier est incomplet : téléchargez-le à nouveau."
            ),
            file=head.path.name,
            count=len(wrong),
            first=wrong[0],
        )
    both = [("COM", code, value) for code, value in communes.items()] + [("EPCI", *pair) for pair in totals.items()]
    table = table_of(
        {
            "level": [level for level, _, _ in both],
            "code": [code for _, code, _ in both],
            "measure": "population_municipal",
            "year": [int(found.vintage) - _AGE] * len(both),
            "value": [value for _, _, value in both],
        }
    )
    return Reading(table, vintage=found.vintage, geography=int(found.vintage))
