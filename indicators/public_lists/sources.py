"""The public lists that are known: who writes each, under which licence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

Kind: TypeAlias = Literal["afd", "wikipedia", "wikidata", "cordis", "keep", "keep_areas", "kohesio", "feder"]


@dataclass(frozen=True, slots=True)
class Source:
    """A public list: who writes it, under which licence, and whether volunteers do (a crowd proves nothing)."""

    kind: Kind
    name: str
    publisher: str
    licence: str
    url: str
    crowd: bool = False


SOURCES: Mapping[Kind, Source] = {
    item.kind: item
    for item in (
        Source("afd", "Projets de l’AFD", "Agence française de développement", "Licence Ouverte (à confirmer sur le portail)", "https://opendata.afd.fr/"),
        Source("wikipedia", "Wikipedia, lists of twin towns", "Wikipédia en anglais", "CC BY-SA", "https://en.wikipedia.org/wiki/Lists_of_twin_towns_and_sister_cities", crowd=True),
        Source("wikidata", "Wikidata, P190", "Wikidata", "CC0", "https://www.wikidata.org/wiki/Property:P190", crowd=True),
        Source("cordis", "CORDIS", "Commission européenne", "CC BY 4.0", "https://cordis.europa.eu/"),
        Source("keep", "keep.eu", "Interact", "keep.eu", "https://keep.eu/"),
        Source("keep_areas", "keep.eu par département (NUTS 3), 2014-2020", "Interact, compté par un tiers", "keep.eu", "https://keep.eu/"),
        Source("feder", "Opérations FEDER, FSE et IEJ, 2014-2020", "Commissariat général à l’égalité des territoires", "publication légale (règlement UE 1303/2013, article 115)", "https://www.europe-en-france.gouv.fr/"),
        Source("kohesio", "Kohesio", "Commission européenne", "CC BY 4.0", "https://kohesio.ec.europa.eu/"),
    )
}  # fmt: skip
