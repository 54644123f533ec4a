"""Where a new partner might be looked for: the reader's own criteria, with the reasons, never a verdict.

The manual (4.9) asks for likeness and for complementarity, for themes, geography, languages, existing links and migrant
communities. Each criterion is between 0 and 1, or unknown: a candidate then has two bounds, unknown criteria counting
for nothing in the low one and for everything in the high one. The order helps to read; no rank is given.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from indicators.geography import Country, Place, countries, distance_km, gazetteer
from indicators.geography.names import normalise
from indicators.partnerships.life import Relation
from indicators.records import Actor, Community, Partnership, Territory

Criterion = Literal["diasporas", "languages", "geography", "themes", "actors", "links", "size"]
COUNTRY_CRITERIA: tuple[Criterion, ...] = ("diasporas", "languages", "geography", "themes", "actors", "links")
CITY_CRITERIA: tuple[Criterion, ...] = (*COUNTRY_CRITERIA, "size")
CITIES_BY_COUNTRY = 60
#: A candidate of which more of the weight than this is unknown is no suggestion: there is something to ask first.
MOST_UNKNOWN = 0.3
_SAME_PLACE_KM = 10.0
ACTORS_FOR_FULL = 3
Fact = float | str | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the reader looks for: a weight by criterion (0 leaves it out) and what each one means to them.

    ``only_new`` leaves out the countries where the territory has a living relation.
    """

    weights: Mapping[str, float]
    languages: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    only_new: bool = False

    @property
    def unsaid(self) -> frozenset[str]:
        """The criteria of which the reader wishes nothing: they weigh nothing, rather than being unknown everywhere."""
        wanted = {"languages": self.languages, "geography": self.groups or self.regions, "themes": self.themes}
        return frozenset(name for name, said in wanted.items() if not said)


@dataclass(frozen=True, slots=True)
class Reason:
    """How far a criterion is met, between 0 and 1, with the facts of the sentence that says why."""

    criterion: Criterion
    value: float
    facts: Mapping[str, Fact] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A country, or a city of it. ``low`` and ``high`` bound the weighted mean of the criteria, 0 to 1."""

    country: str
    place: Place | None
    low: float
    high: float
    reasons: tuple[Reason, ...]
    unknown: tuple[Criterion, ...]
    distance_km: float | None = None


@dataclass(frozen=True)
class Surroundings:
    """What the territory already has: relations, communities of the latest year, actors, and itself."""

    territory: Territory
    relations: Sequence[Relation]
    communities: Sequence[Community]
    actors: Sequence[Actor]

    @property
    def population(self) -> int | None:
        """The latest known population of the territory."""
        known = self.territory.populations
        return known[max(known)] if known else None

    @property
    def partner_countries(self) -> frozenset[str]:
        """The countries of the living relations."""
        return frozenset(relation.partnership.country for relation in self.relations if relation.living)


@dataclass(frozen=True, slots=True)
class Suggestions:
    """The candidates to look at, how many others meet a criterion, and of how many each unknown criterion is unknown."""

    shown: tuple[Candidate, ...]
    waiting: int
    to_ask: tuple[tuple[Criterion, int], ...]


def suggestions(found: Sequence[Candidate], most: int) -> Suggestions:
    """At most ``most`` candidates of which enough is known, in their order, and what to ask about the others."""
    known = [item for item in found if item.high - item.low <= MOST_UNKNOWN]
    others = [item for item in found if item not in known[:most]]
    asked = Counter(criterion for item in others for criterion in item.unknown)
    return Suggestions(tuple(known[:most]), len(others), tuple(asked.most_common()))


def candidate_countries(wishes: Wishes, around: Surroundings) -> tuple[Candidate, ...]:
    """The countries that meet at least one criterion, the higher low bound first, then the higher high one."""
    found = []
    for country in countries().values():
        if country.iso2 == around.territory.country or country.part_of:
            continue
        if wishes.only_new and country.iso2 in around.partner_countries:
            continue
        found.append(_weigh(country.iso2, None, _country_reasons(country, wishes, around), wishes, COUNTRY_CRITERIA))
    return tuple(sorted((item for item in found if item.low > 0), key=_order))


def candidate_cities(wishes: Wishes, around: Surroundings, among: Iterable[str]) -> tuple[Candidate, ...]:
    """The larger known cities of some countries, partners left out: the country's reasons, likeness of size, distance."""
    partners = {(item.country, normalise(item.city or item.partner)) for item in _partnerships(around)}
    found = []
    for iso2 in dict.fromkeys(among):
        reasons = tuple(_country_reasons(countries()[iso2], wishes, around))
        for place in gazetteer().largest(iso2, CITIES_BY_COUNTRY):
            if (iso2, normalise(place.name)) not in partners and place.population and not _is_partner(place, around):
                weighed = _weigh(iso2, place, (*reasons, *_size(place, around)), wishes, CITY_CRITERIA)
                found.append(_at_distance(weighed, place, around.territory))
    return tuple(sorted((item for item in found if item.low > 0), key=_order))


def _is_partner(place: Place, around: Surroundings) -> bool:
    """Whether a relation stands at that place under another name (Londres, London)."""
    return any(
        item.country == place.country
        and item.latitude is not None
        and item.longitude is not None
        and distance_km(item.latitude, item.longitude, place.latitude, place.longitude) < _SAME_PLACE_KM
        for item in _partnerships(around)
    )


def _weigh(
    iso2: str, place: Place | None, reasons: Iterable[Reason], wishes: Wishes, criteria: Sequence[Criterion]
) -> Candidate:
    weights = {
        name: weight
        for name in criteria
        if name not in wishes.unsaid and (weight := max(0.0, wishes.weights.get(name, 0.0)))
    }
    kept = tuple(reason for reason in reasons if reason.criterion in weights)
    unknown = tuple(name for name in weights if name not in {reason.criterion for reason in kept})
    total = sum(weights.values())
    met = sum(weights[reason.criterion] * reason.value for reason in kept)
    open_ended = sum(weights[name] for name in unknown)
    low, high = (met / total, (met + open_ended) / total) if total else (0.0, 0.0)
    return Candidate(iso2, place, low, high, kept, unknown)


def _country_reasons(country: Country, wishes: Wishes, around: Surroundings) -> Iterator[Reason]:
    """The criteria that are known for a country."""
    yield from _diasporas(country, around)
    if wishes.languages and country.languages:
        shared = tuple(code for code in country.languages if code in wishes.languages)
        main = country.languages[0] in wishes.languages
        yield Reason("languages", 1.0 if main else 0.5 if shared else 0.0, {"languages": shared})
    if wishes.groups or wishes.regions:
        groups = tuple(group for group in country.groups if group in wishes.groups)
        region = country.region if country.region in wishes.regions else ""
        yield Reason("geography", float(bool(groups or region)), {"groups": groups, "region": region})
    yield from _themes(country, wishes, around)
    yield from _present(country, around)


def _diasporas(country: Country, around: Surroundings) -> Iterator[Reason]:
    """The size of the community, or its rank when numbers are not known; a country not listed is unknown, not zero."""
    mine = next((item for item in around.communities if item.country == country.iso2), None)
    if mine is None:
        return
    largest = max((item.population or 0 for item in around.communities), default=0)
    if mine.population is not None and largest:
        yield Reason("diasporas", mine.population / largest, {"population": mine.population, "year": mine.year})
    elif mine.rank is not None:
        count = max(item.rank or 0 for item in around.communities)
        yield Reason("diasporas", (count - mine.rank + 1) / count, {"rank": mine.rank, "year": mine.year})


def _themes(country: Country, wishes: Wishes, around: Surroundings) -> Iterator[Reason]:
    """The wished themes that relations or actors already work on in the country; unknown where nobody works."""
    at_work = [item.themes for item in _partnerships(around) if item.country == country.iso2]
    at_work += [actor.themes for actor in around.actors if actor.active and country.iso2 in actor.countries]
    if wishes.themes and at_work:
        known = {theme for themes in at_work for theme in themes}
        met = tuple(theme for theme in wishes.themes if theme in known)
        yield Reason("themes", len(met) / len(wishes.themes), {"themes": met})


def _present(country: Country, around: Surroundings) -> Iterator[Reason]:
    """Actors of the territory at work there, and relations in the country or around it."""
    if around.actors:
        names = tuple(actor.name for actor in around.actors if actor.active and country.iso2 in actor.countries)
        yield Reason("actors", min(1.0, len(names) / ACTORS_FOR_FULL), {"actors": names})
    partners = tuple(
        item.partner for item in _partnerships(around) if item.country == country.iso2 and item.status != "ended"
    )
    near = {countries()[iso2].subregion for iso2 in around.partner_countries if iso2 in countries()}
    value = 1.0 if partners else 0.5 if country.subregion in near else 0.0
    yield Reason("links", value, {"partners": partners, "near": country.subregion if value == 0.5 else ""})


def _size(place: Place, around: Surroundings) -> Iterator[Reason]:
    """The smaller population over the larger: 1 for a city of the same size."""
    if own := around.population:
        ratio = min(own, place.population) / max(own, place.population)
        yield Reason("size", ratio, {"population": place.population, "own": own})


def _at_distance(candidate: Candidate, place: Place, home: Territory) -> Candidate:
    if home.latitude is None or home.longitude is None:
        return candidate
    apart = distance_km(home.latitude, home.longitude, place.latitude, place.longitude)
    return Candidate(
        candidate.country, place, candidate.low, candidate.high, candidate.reasons, candidate.unknown, apart
    )


def _partnerships(around: Surroundings) -> list[Partnership]:
    return [relation.partnership for relation in around.relations]


def _order(candidate: Candidate) -> tuple[float, float, str, str]:
    return -candidate.low, -candidate.high, candidate.country, candidate.place.name if candidate.place else ""
