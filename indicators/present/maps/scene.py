"""What a map shows, before any drawing: one scene feeds the map of the screen and the map of paper.

Relations without coordinates are counted, never placed at a guess.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from indicators.geography import countries
from indicators.partnerships import MembershipReading, Overlap, Relation
from indicators.present.maps.symbols import PENTAGON, PIN, SALTIRE, Symbol
from indicators.present.palette import OLIVE, PURPLE, TEAL
from indicators.present.texts import Translator
from indicators.records import Actor, Territory

Position = tuple[float, float]


@dataclass(frozen=True, slots=True)
class LayerPoint:
    """A point of a secondary layer, with the two lines of its popup."""

    latitude: float
    longitude: float
    label: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Layer:
    """A secondary layer (networks, diasporas, actors), off until the reader asks for it."""

    id: str
    symbol: Symbol
    points: tuple[LayerPoint, ...]


@dataclass(frozen=True)
class Scene:
    """The relations of a territory, or of many, ready to be drawn in one language.

    ``kinds`` gives the symbols and ``states`` the words of the identifiers, in the order of the legend. ``origins`` maps a territory
    code to its record when relations do not all start from ``home``.
    """

    home: Territory
    relations: tuple[Relation, ...]
    kinds: Mapping[str, Symbol]
    states: Mapping[str, str]
    layers: tuple[Layer, ...] = ()
    origins: Mapping[str, Territory] = field(default_factory=dict)

    @cached_property
    def placed(self) -> tuple[Relation, ...]:
        """The relations that have coordinates, in their order: the index in this tuple is their number on the map."""
        return tuple(item for item in self.relations if position(item) is not None)

    @property
    def centre(self) -> Position | None:
        """Where the territory is; a country's own point when it is a country.

        None for a city that nobody placed: drawn in the middle of its country, it would be somewhere else.
        """
        return self._where(self.home)

    def origin(self, relation: Relation) -> Position | None:
        """Where the link of a relation starts."""
        return self._where(self.origins.get(relation.partnership.territory, self.home))

    @staticmethod
    def _where(territory: Territory) -> Position | None:
        if territory.latitude is not None and territory.longitude is not None:
            return territory.latitude, territory.longitude
        return country_point(territory.code) if territory.type == "country" else None


def position(relation: Relation) -> Position | None:
    """The coordinates of a partner, None when they are missing or impossible."""
    latitude, longitude = relation.partnership.latitude, relation.partnership.longitude
    if latitude is None or longitude is None or abs(latitude) > 90 or abs(longitude) > 180:
        return None
    return latitude, longitude


def country_point(iso2: str) -> Position | None:
    """The point where a country is named."""
    country = countries().get(iso2)
    if country is None or country.latitude is None or country.longitude is None:
        return None
    return country.latitude, country.longitude


def network_layer(readings: Iterable[MembershipReading], t: Translator) -> Layer:
    """The seats of the networks the territory belongs to."""
    points = []
    for reading in readings:
        item = reading.membership
        place = (item.latitude, item.longitude)
        if place[0] is None or place[1] is None or item.status == "ended":
            continue
        name = item.name or (reading.network.name.get(t.lang) if reading.network else item.network)
        detail = t("Siège : {city}", city=item.seat_city) if item.seat_city else t("Siège du réseau")
        points.append(LayerPoint(place[0], place[1], name, detail))
    return Layer("reseaux", Symbol(t("Sièges des réseaux"), PENTAGON, TEAL), tuple(points))


def diaspora_layer(found: Overlap, t: Translator) -> Layer:
    """The countries of origin of the territory's communities, with or without a partner."""
    partners = {item.country for item in found.with_partner}
    points = []
    for item in found.communities:
        if place := country_point(item.country):
            size = t.n("{count} personne", "{count} personnes", item.population) if item.population is not None else ""
            link = t("pays partenaire") if item.country in partners else t("sans partenaire à ce jour")
            detail = " · ".join(part for part in (size, str(item.year), link) if part)
            points.append(LayerPoint(*place, t.country(item.country), detail))
    return Layer("diasporas", Symbol(t("Communautés du territoire, par pays d'origine"), PIN, PURPLE), tuple(points))


def actor_layer(actors: Sequence[Actor], t: Translator) -> Layer:
    """The countries where the territory's actors work."""
    by_country: dict[str, list[str]] = {}
    for actor in actors:
        for country in actor.countries if actor.active else ():
            by_country.setdefault(country, []).append(actor.name)
    points = []
    for country, names in sorted(by_country.items()):
        if place := country_point(country):
            points.append(LayerPoint(*place, t.country(country), t.join(sorted(names))))
    return Layer("acteurs", Symbol(t("Acteurs du territoire, par pays d'action"), SALTIRE, OLIVE), tuple(points))
