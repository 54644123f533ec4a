"""Territorial projects of the European Union: keep.eu (Interreg) with its partners, Kohesio with its beneficiaries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from indicators.public_lists.model import Home, Match, Project, PublicList, country_of
from indicators.public_lists.numbers import cents, year
from indicators.public_lists.tables import RawList

_PROGRAMME, _ACRONYM, _WHO = "Programme", "Project acronym", "Organisation in English"
KEEP = (_PROGRAMME, _ACRONYM, _WHO, "Country code")
KEEP_PROJECTS = (_PROGRAMME, _ACRONYM, "Project name in English")
_OPERATION, _BENEFICIARY = "Operation_Unique_Identifier", "Beneficiary_Name"
KOHESIO = (_OPERATION, _BENEFICIARY)
_Row = Mapping[str, str]
_YES = {"yes", "oui", "true", "1"}


def read_keep(tables: Sequence[RawList], home: Home) -> PublicList:
    """The projects where ours is a partner: an acronym alone is not unique, it is joined with its programme."""
    members, rows = defaultdict[tuple[str, str], list[_Row]](list), 0
    told = dict[tuple[str, str], _Row]()
    for table in tables:
        if set(KEEP) <= set(table.columns):
            for row in table.records():
                rows += 1
                members[row[_PROGRAMME], row[_ACRONYM]].append(row)
        elif set(KEEP_PROJECTS) <= set(table.columns):
            told |= {(row[_PROGRAMME], row[_ACRONYM]): row for row in table.records()}
    found = [
        _interreg(row, group, told.get(key, {}), match, home)
        for key, group in members.items()
        for row in group
        if (match := _of_keep(row, home))
    ]
    return PublicList("keep", rows, projects=tuple(found))


def _of_keep(row: _Row, home: Home) -> Match | None:
    if country_of(row["Country code"]) != home.country:
        return None
    if home.has_number(row.get("Partner's ID if not PIC", ""), row.get("Participant Identification Code", "")):
        return "number"
    return "name" if home.is_named(row[_WHO]) else None


def _interreg(row: _Row, group: Sequence[_Row], told: _Row, match: Match, home: Home) -> Project:
    others = [
        (item[_WHO], item.get("City", ""), country_of(item["Country code"]) or item["Country code"]) for item in group
    ]
    return Project(
        id=f"{row[_PROGRAMME]} / {row[_ACRONYM]}",
        acronym=row[_ACRONYM],
        title=told.get("Project name in English", ""),
        programme=row[_PROGRAMME],
        organisation=row[_WHO],
        role="coordinator" if row.get("Lead partner", "").casefold() in _YES else "participant",
        year=year(told.get("Project start", "")),
        euros=cents(row.get("ERDF contribution", "")),
        match=match,
        partners=tuple(dict.fromkeys(other for other in others if other[2] != home.country)),
    )


def read_kohesio(tables: Sequence[RawList], home: Home) -> PublicList:
    """The operations whose beneficiary is ours: one line a place, told once, so that no amount is counted twice."""
    rows, found = 0, dict[str, Project]()
    for table in tables:
        if not set(KOHESIO) <= set(table.columns):
            continue
        for row in table.records():
            rows += 1
            match: Match | None = (
                "number"
                if home.has_number(row.get("Beneficiary_Local_Identifier", ""))
                else "name"
                if home.is_named(row[_BENEFICIARY])
                else None
            )
            if match and row[_OPERATION] not in found:
                found[row[_OPERATION]] = _operation(row, match)
    return PublicList("kohesio", rows, projects=tuple(found.values()))


def _operation(row: _Row, match: Match) -> Project:
    title = row.get("Operation_Name_Programme_Language", "") or row.get("Operation_Name_English", "")
    return Project(
        id=row[_OPERATION],
        acronym=row.get("Operation_Local_Identifier", ""),
        title=title,
        programme=row.get("Programme_Name", ""),
        organisation=row[_BENEFICIARY],
        role="beneficiary",
        year=year(row.get("Operation_Start_Date", "")),
        euros=cents(row.get("Project_EU_Budget", "")),
        match=match,
    )
