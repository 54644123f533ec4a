"""The projects of Agence française de développement, in the layout of its open data.

Thirteen columns are named « Non applicable » and four « Valeur fixe »: none is read. The latitude and the longitude are
not read either (one line in four stands at one address in Paris, some are swapped): the country is what can be told.
The name of the person in charge of a country is not kept.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from indicators.public_lists.model import Aid, Home, Match, PublicList, country_of
from indicators.public_lists.numbers import cents, year
from indicators.public_lists.tables import RawList

_CHANNEL = "Code-Canal (pour tiers bénéficiaires d'un concours)"
_TITLE, _TOLD, _TO = "Titre du projet", "Description du projet", "Libellé bénéficiaire primaire"
COLUMNS = ("Id. Concours", _TITLE, _TO, _CHANNEL, "Pays de réalisation", "Engagements bruts (euro)")
_LOCAL = "11002"


def read(tables: Sequence[RawList], home: Home) -> PublicList:
    """The fundings whose beneficiary or text names the city, and those of the other authorities of France."""
    rows, dates, found = 0, [""], list[Aid]()
    for row in next(table for table in tables if set(COLUMNS) <= set(table.columns)).records():
        rows += 1
        dates.append(row.get("Date mise à jour données projet", ""))
        aid = _aid(row, home)
        if aid.local or aid.match != "elsewhere":
            found.append(aid)
    return PublicList("afd", rows, dated=max(dates), aids=tuple(found))


def _aid(row: Mapping[str, str], home: Home) -> Aid:
    local = row[_CHANNEL].startswith(_LOCAL)
    texts = {"beneficiary": row[_TO] if local else "", "title": row[_TITLE], "description": row.get(_TOLD, "")}
    where = tuple(name for name, text in texts.items() if text and home.is_named(text))
    match: Match = "name" if where else "elsewhere"
    return Aid(
        id=row["Id. Concours"],
        title=row[_TITLE],
        beneficiary=row[_TO],
        country=country_of(row["Pays de réalisation"]) or row["Pays de réalisation"].capitalize(),
        year=year(row.get("Date de Signature de Convention", ""), row.get("Date d'octroi", "")),
        euros=cents(row["Engagements bruts (euro)"]),
        match=match,
        where=where,
        local=local,
        state=row.get("Etat du projet", ""),
        url=row.get("Lien_Fiche_Projet", ""),
    )
