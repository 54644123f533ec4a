"""Which collectivity is meant by « Nantes », 44109, « Loire-Atlantique » or « Torino »: all it can be, each described.

French ones come from the official geographic code and the legal populations that are shipped, with their coordinates
from the gazetteer; a foreign city from the gazetteer alone, a foreign region from Eurostat's list. Nobody is chosen
without a person when several bear the name.
"""

from __future__ import annotations

from dataclasses import dataclass

from indicators.geography.collectivities import collectivities
from indicators.geography.countries import countries
from indicators.geography.gazetteer import ATTRIBUTION, Place, gazetteer
from indicators.geography.keys import TerritoryKey, TerritoryKeyError, key_of_bearer, name_of
from indicators.geography.names import normalise
from indicators.geography.territories import POPULATION_YEAR, KnownTerritory, territories
from indicators.records import GeoLevel, Territory

#: The countries under which the gazetteer knows the communes overseas, by département.
_OVERSEAS = {"971": "GP", "972": "MQ", "973": "GF", "974": "RE", "976": "YT"}
_COG = "Code officiel géographique (Insee)"
_POPULATION = "populations légales (Insee)"
_MOST, _CLOSE = 12, 0.35
_COG_PAGE = "https://www.insee.fr/fr/information/2560452"


@dataclass(frozen=True, slots=True)
class Found:
    """A collectivity that a name or a code can mean.

    ``places`` are where it can be, none when it is to be typed; ``sure`` says that there is one, beyond doubt.
    ``seat`` is the commune at which an intercommunality, a département or a région is placed, "" for a commune.
    ``region`` and ``department`` are names; ``references`` the codes proposed, the first being index 100.
    """

    code: str
    name: str
    type: GeoLevel
    country: str = "FR"
    siren: str = ""
    department: str = ""
    region: str = ""
    population: int | None = None
    places: tuple[Place, ...] = ()
    sure: bool = True
    seat: str = ""
    references: tuple[str, ...] = ("FR",)

    def record(self, place: tuple[float, float] | None, role: str = "home") -> Territory:
        """The territory as the store keeps it, with where its facts come from."""
        french = self.country == "FR"
        sources = [_COG, _POPULATION] if french else []
        return Territory(
            code=self.code,
            name=self.name,
            type=self.type,
            role=role,  # type: ignore[arg-type]  # one of the roles of a territory
            country=self.country,
            siren=self.siren,
            latitude=place[0] if place else None,
            longitude=place[1] if place else None,
            populations={str(POPULATION_YEAR): self.population} if self.population and french else {},
            source=" ; ".join([*sources, *([ATTRIBUTION] if place else [])]),
            url=_COG_PAGE if french else "",
        )


def find_collectivity(text: str, country: str = "FR") -> tuple[Found, ...]:
    """All that a name or a code can mean in a country, the most peopled first; empty when nothing has it."""
    written = text.strip()
    if not written:
        return ()
    keys = _keys(written, country)
    known = [item for key in keys if (item := described(key))]
    if country == "FR" or known:
        return tuple(sorted(known, key=lambda item: -(item.population or 0))[:_MOST])
    return _abroad(written, country)


def described(key: TerritoryKey) -> Found | None:
    """What is shipped of a territory, None for a key that the table does not hold."""
    item = territories().get(key)
    if item is None:
        return None
    if key.level == "NUTS":
        nation = {"EL": "GR", "UK": "GB"}.get(key.code[:2], key.code[:2])
        return Found(key.stored, item.name, "region", nation, population=item.population, references=(nation,))
    references = ("FR",) if key.level == "REG" or not item.reg else ("FR", TerritoryKey("REG", item.reg).stored)
    seat = _seat(key)
    places = _places(seat)
    own = [one for one in collectivities().bearers(key.code) if key_of_bearer(one) == key]
    return Found(
        code=key.stored,
        name=item.name,
        type=key.geo_level,
        siren=own[0].siren if own else key.code if key.level == "EPCI" else "",
        department=name_of(TerritoryKey("DEP", item.dep)) if item.dep else "",
        region=name_of(TerritoryKey("REG", item.reg)) if item.reg else "",
        population=item.population,
        places=places,
        sure=len(places) == 1 and _same_size(places[0], seat),
        seat="" if seat.key == key else seat.name,
        references=references,
    )


def peers_of(found: Found, count: int = 3) -> tuple[Found, ...]:
    """French territories of the same level whose population is nearest, to be read beside; none abroad."""
    key = _key_of(found)
    if key is None or not found.population or key.level not in {"COM", "EPCI", "DEP", "REG"}:
        return ()
    size = found.population
    others = [item for item in territories().of_level(key.level) if item.key != key and item.population]
    nearest = sorted(others, key=lambda item: abs((item.population or 0) / size - 1))[:count]
    return tuple(one for item in nearest if (one := described(item.key)))


def regions_of(country: str) -> tuple[KnownTerritory, ...]:
    """The regions (NUTS 2) of a country, by name: a reference that no gazetteer tells for a foreign city."""
    prefix = {"GR": "EL", "GB": "UK"}.get(country, country)
    found = [item for item in territories().of_level("NUTS") if len(item.key.code) == 4 and item.key.code[:2] == prefix]
    return tuple(sorted(found, key=lambda item: item.name))


def _key_of(found: Found) -> TerritoryKey | None:
    try:
        return TerritoryKey.parse(found.code)
    except TerritoryKeyError:
        return None


def _keys(text: str, country: str) -> tuple[TerritoryKey, ...]:
    """The keys that a code or a name can mean."""
    try:
        key = TerritoryKey.parse(text)
        if territories().get(key):  # « Paris » has the shape of a code of Eurostat
            return (key,)
    except TerritoryKeyError as refused:
        if refused.candidates:
            return refused.candidates
    if country != "FR":
        name, prefix = normalise(text), {"GR": "EL", "GB": "UK"}.get(country, country)
        nuts = (item for item in territories().of_level("NUTS") if item.key.code[:2] == prefix)
        return tuple(item.key for item in nuts if len(item.key.code) == 4 and normalise(item.name) == name)
    known = collectivities()
    bearers = known.bearing(text) or known.near(text)
    return tuple(dict.fromkeys(key_of_bearer(item) for item in bearers if item.kind != "former"))


def _seat(key: TerritoryKey) -> KnownTerritory:
    """The commune where a territory is placed: itself, or the most peopled of its communes."""
    communes = [territories().get(key)] if key.level == "COM" else list(territories().members(key))
    return max((item for item in communes if item), key=lambda item: item.population or 0)


def _same_size(place: Place, commune: KnownTerritory) -> bool:
    return bool(commune.population) and abs(place.population / (commune.population or 1) - 1) <= _CLOSE


def _places(commune: KnownTerritory) -> tuple[Place, ...]:
    """Where a commune is: the place of its name with about its population, else all that bear it, for a person."""
    country = _OVERSEAS.get(commune.dep, "FR")
    found = gazetteer().find(commune.name, country)
    places = found.candidates or ((found.place,) if found.place else ())
    close = tuple(item for item in places if _same_size(item, commune))
    return close if len(close) == 1 else places


def _abroad(text: str, country: str) -> tuple[Found, ...]:
    """The places of a name in a country; those whose name is alike when it is not known."""
    answer = gazetteer().find(text, country)
    places = answer.candidates or ((answer.place,) if answer.place else answer.suggestions)
    return tuple(
        Found(
            code=f"{country}-{normalise(place.name).replace(' ', '-').upper()}",
            name=place.name,
            type="commune",
            country=country,
            population=place.population or None,
            places=(place,),
            references=(country,) if country in countries() else (),
        )
        for place in places[:_MOST]
    )
