"""The record of a territory as the official geography knows it: name, level, parent, population, SIREN, coordinates."""

from __future__ import annotations

from collections.abc import Sequence

from indicators.geography.collectivities import collectivities
from indicators.geography.gazetteer import Place, gazetteer
from indicators.geography.keys import TerritoryKey
from indicators.geography.territories import POPULATION_YEAR, KnownTerritory, territories
from indicators.records import Role, Territory

# A territory is read against the country first: it is the index 100, and the one reference that every figure has.
_REFERENCES = ("FR", "REG", "DEP")
_INSEE = ("Code officiel géographique (Insee) et Banatic (DGCL), 2026", "https://www.insee.fr/fr/information/2560452")
_EUROSTAT = ("NUTS 2021 (Eurostat)", "https://ec.europa.eu/eurostat/web/nuts")


def territory_record(known: KnownTerritory, role: Role = "home") -> Territory:
    """A territory of the official geography; its references when it is a home."""
    key = known.key
    above = territories().scales(key)[1:]
    place = _place(known) if role == "home" else None
    source, url = _EUROSTAT if key.level == "NUTS" else _INSEE
    return Territory(
        code=key.stored,
        name=known.name,
        type=key.geo_level,
        role=role,
        country=key.code[:2] if key.level == "NUTS" else "FR",
        parent=above[0].stored if above else "",
        siren=_siren(key),
        latitude=place.latitude if place else None,
        longitude=place.longitude if place else None,
        populations={} if known.population is None else {str(POPULATION_YEAR): known.population},
        references=references_of(key) if role == "home" else (),
        source=source,
        url=url,
    )


def references_of(key: TerritoryKey) -> tuple[str, ...]:
    """What a territory is read against by itself: the country, its région, its département; the regions above of a NUTS."""
    above: Sequence[TerritoryKey] = territories().scales(key)[1:]
    if key.level == "NUTS":
        return tuple(item.stored for item in reversed(above))
    held = {item.level: item.stored for item in above}
    return tuple(held[level] for level in _REFERENCES if level in held)


def _siren(key: TerritoryKey) -> str:
    found = collectivities().of_code(key.code) if key.level in {"COM", "EPCI"} else None
    return found.siren if found else ""


def _place(known: KnownTerritory) -> Place | None:
    """Where a commune is, when its name is of one commune only and the gazetteer knows it."""
    if known.key.level != "COM" or len(collectivities().named(known.name)) != 1:
        return None
    return gazetteer().place(known.name, "FR")
