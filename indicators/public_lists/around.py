"""What lists know at another scale than the city: operations by the postcode of a seat, projects counted by département.

The operations of the European funds (article 115 of regulation 1303/2013) give the postcode of a beneficiary and no
number: a postcode covers several communes, and a seat is not where an operation takes place. Only those of the
département, or that name the city, are kept. Counts by département (NUTS 3) say nothing of the city alone.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

from indicators.geography.collectivities import collectivities
from indicators.geography.names import normalise
from indicators.public_lists.model import Area, Home, Match, Project, PublicList, country_of
from indicators.public_lists.numbers import cents, year
from indicators.public_lists.tables import RawList
from indicators.records import Cents

_POSTCODE, _BENEFICIARY = "Code postal du bénéficiaire", "Nom du bénéficiaire - beneficiary name"
_TITLE, _EUROS = "Intitulé du projet - operation name", "Montant UE programmé - Union co-financing rate"
_BEGINS, _ENDS = (
    "Date de début de l'opération - operation start date",
    "Date de fin de l'opération - operation end date",
)
OPERATIONS = (_TITLE, _BENEFICIARY, _POSTCODE, _EUROS)
_COUNTRY, _AREA, _PROJECTS = "CNTR_CODE", "NAME_LATN", "keep_No_of_projects"
AREAS = (_COUNTRY, _AREA, _PROJECTS)
#: Corsica's postcodes still bear the number of the one département that it was.
_ONCE = {"2A": "201", "2B": "202"}
_DIGITS = 5
_Row = Mapping[str, str]


def read_operations(tables: Sequence[RawList], home: Home) -> PublicList:
    """The operations whose beneficiary sits in the département, and those that name the city wherever they are."""
    rows, found = 0, list[Project]()
    for table in tables:
        if set(OPERATIONS) <= set(table.columns):
            for row in table.records():
                rows += 1
                if match := _of_operation(row, home):
                    found.append(_operation(row, match))
    return PublicList("feder", rows, projects=tuple(found))


def _of_operation(row: _Row, home: Home) -> Match | None:
    if home.is_named(row[_BENEFICIARY]):
        return "name"
    begins = _ONCE.get(home.department, home.department)
    return "department" if begins and _postcode(row).startswith(begins) else None


def _operation(row: _Row, match: Match) -> Project:
    told = "\n".join(row.get(name, "") for name in ("Programme", _TITLE, _BENEFICIARY, _POSTCODE, _BEGINS, _ENDS))
    return Project(
        id=hashlib.sha256(told.encode()).hexdigest()[:12],  # the list numbers nothing
        acronym="",
        title=row[_TITLE],
        programme=" – ".join(part for part in (row.get("Fonds", ""), row.get("Programme", "")) if part),
        organisation=row[_BENEFICIARY],
        role="beneficiary",
        year=year(row.get(_BEGINS, "")),
        euros=cents(row[_EUROS]),
        match=match,
        postcode=_postcode(row),
    )


def _postcode(row: _Row) -> str:
    """Five digits: a spreadsheet takes the first zero away. Empty where the list gives none."""
    told = row[_POSTCODE]
    return told.zfill(_DIGITS) if told.isdigit() else ""


def read_areas(tables: Sequence[RawList], home: Home) -> PublicList:
    """The line of the city's département, known by its name."""
    department = collectivities().of_code(home.department) if home.department else None
    rows, found = 0, list[Area]()
    for row in next(table for table in tables if set(AREAS) <= set(table.columns)).records():
        rows += 1
        ours = department is not None and country_of(row[_COUNTRY]) == home.country
        if ours and department is not None and normalise(row[_AREA]) == normalise(department.name):
            found.append(_area(row))
    return PublicList("keep_areas", rows, areas=tuple(found))


def _area(row: _Row) -> Area:
    return Area(
        row[_AREA],
        _count(row[_PROJECTS]),
        _count(row.get("keep_No_of_partners", "")),
        _millions(row.get("keep_Total_budgets_MEUR", "")),
        _millions(row.get("keep_ERDF_MEUR", "")),
    )


def _count(text: str) -> int | None:
    hundredths = cents(text)
    return None if hundredths is None else hundredths // 100


def _millions(text: str) -> Cents | None:
    """An amount in millions of euros, to the hundredth as the list gives it, in cents."""
    hundredths = cents(text)
    return None if hundredths is None else hundredths * 1_000_000
