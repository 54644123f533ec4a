"""Research projects of the European Union: CORDIS, the table of organisations, with that of projects when it is there.

A VAT number made of our SIREN is a sure match; an organisation whose head office is in the city is only its neighbour,
and one that bears its name a candidate.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from indicators.public_lists.model import Home, Match, Project, PublicList, country_of
from indicators.public_lists.numbers import cents, year
from indicators.public_lists.tables import RawList

COLUMNS = ("projectID", "projectAcronym", "name", "city", "country", "role")
PROJECT_COLUMNS = ("id", "acronym", "title", "frameworkProgramme", "ecMaxContribution")
_Row = Mapping[str, str]


def read(tables: Sequence[RawList], home: Home) -> PublicList:
    """The projects where an organisation of the city takes part, each with the organisations of other countries."""
    rows, members = 0, defaultdict[str, list[_Row]](list)
    for table in tables:
        if set(COLUMNS) <= set(table.columns):
            for row in table.records():
                rows += 1
                members[row["projectID"]].append(row)
    mine = {name: found for name, group in members.items() if (found := [row for row in group if _match(row, home)])}
    told = _told(tables, mine)
    projects = [
        _project(name, row, members[name], told.get(name, {}), home) for name, found in mine.items() for row in found
    ]
    return PublicList("cordis", rows, projects=tuple(projects))


def _match(row: _Row, home: Home) -> Match | None:
    if country_of(row["country"]) != home.country:
        return None
    if home.has_number(row.get("vatNumber", "")):
        return "number"
    if home.is_named(row["name"]):
        return "name"
    return "place" if home.is_called(row["city"].removesuffix(" Cedex").removesuffix(" CEDEX")) else None


def _told(tables: Sequence[RawList], wanted: Mapping[str, object]) -> dict[str, _Row]:
    return {
        row["id"]: row
        for table in tables
        if set(PROJECT_COLUMNS) <= set(table.columns)
        for row in table.records()
        if row["id"] in wanted
    }


def _project(name: str, row: _Row, members: Sequence[_Row], told: _Row, home: Home) -> Project:
    others = [(item["name"], item["city"], country_of(item["country"]) or item["country"]) for item in members]
    return Project(
        id=name,
        acronym=row["projectAcronym"],
        title=told.get("title", ""),
        programme=told.get("frameworkProgramme", ""),
        organisation=row["name"],
        role=row["role"],
        year=year(told.get("startDate", "")),
        euros=cents(row.get("ecContribution", "")),
        match=_match(row, home) or "elsewhere",
        partners=tuple(dict.fromkeys(other for other in others if other[2] != home.country)),
    )
