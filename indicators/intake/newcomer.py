"""Any French territory opens filled: its record and what the official files say of it, in one draft to publish.

A territory that the edition already has is only proposed what it lacks; one that it has not gets its record first, from
the official geography.
"""

from __future__ import annotations

from dataclasses import dataclass

from indicators.access import User
from indicators.errors import ToldError, marked
from indicators.geography.collectivities import collectivities
from indicators.geography.gazetteer import Place, gazetteer
from indicators.geography.keys import TerritoryKey, find
from indicators.geography.territories import POPULATION_YEAR, KnownTerritory, territories
from indicators.intake.entering import enter
from indicators.intake.official import DRAFT, Offer, offers, take
from indicators.intake.workshop import Workshop
from indicators.official.library import Library
from indicators.records import Territory
from indicators.store import editions, reading
from indicators.store.drafts import Batch

_SOURCE = "Code officiel géographique (Insee) et Banatic (DGCL), 2026"
_PAGE = "https://www.insee.fr/fr/information/2560452"


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a draft was made of: ``created`` when the edition had no such territory, ``batch`` None when nothing is new."""

    territory: Territory
    created: bool
    taken: tuple[Offer, ...]
    batch: Batch | None


def propose(work: Workshop, library: Library, key: TerritoryKey, user: User) -> Proposal:
    """Make the draft of a territory; nothing that was typed is replaced.

    Raises:
        ToldError: the geography has no such territory; or what :func:`indicators.intake.entering.enter` raises.
    """
    known = stored(work, key)
    territory = known or newcomer(key)
    there = work.at(territory.code)
    batch = None if known else enter(there, DRAFT, "territory", [territory], user)
    taken = tuple(offer for offer in offers(there, library, territory) if offer.fresh)
    if taken:
        batch = take(there, library, territory, taken, user)
    return Proposal(territory, known is None, taken, batch)


def stored(work: Workshop, key: TerritoryKey) -> Territory | None:
    """The territory of the latest edition that has a key, whatever code it is stored under."""
    latest = editions.latest(work.store)
    held = {item.code: item for item in reading.territories(work.store, latest.number)} if latest else {}
    code = find(str(key), {code: item.type for code, item in held.items()})
    return held[code] if code else None


def newcomer(key: TerritoryKey) -> Territory:
    """The record of a territory as the official geography knows it: name, parent, population, SIREN, coordinates."""
    known = territories().get(key)
    if known is None:
        raise ToldError(
            marked("« {received} » n’est pas un territoire de la géographie officielle de 2026."), received=str(key)
        )
    place = _place(known)
    above = territories().scales(key)[1:]
    return Territory(
        code=key.stored,
        name=known.name,
        type=key.geo_level,
        role="home",
        parent=above[0].stored if above else "",
        siren=_siren(key),
        latitude=place.latitude if place else None,
        longitude=place.longitude if place else None,
        populations={} if known.population is None else {str(POPULATION_YEAR): known.population},
        source=_SOURCE,
        url=_PAGE,
    )


def _siren(key: TerritoryKey) -> str:
    found = collectivities().of_code(key.code) if key.level in {"COM", "EPCI"} else None
    return found.siren if found else ""


def _place(known: KnownTerritory) -> Place | None:
    """Where a commune is, when its name is of one commune only and the gazetteer knows it."""
    if known.key.level != "COM" or len(collectivities().named(known.name)) != 1:
        return None
    return gazetteer().find(known.name, "FR").place
