"""Where a city is, without asking the network: an offline gazetteer made from GeoNames (CC BY 4.0).

A name alone is never enough: the country is required, homonyms are given to a person to choose from, and a name that
is not found gives suggestions that nobody but a person accepts. Coordinates typed by hand are not touched here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Literal

from rapidfuzz import fuzz, process

from indicators.geography.countries import REFERENCE, countries
from indicators.geography.geodesic import distance_km
from indicators.geography.names import normalise

ATTRIBUTION = "GeoNames (CC BY 4.0)"
SAME_PLACE_KM = 12.0  # a town and the district of the same name around it
DOMINANCE = 20  # a hamlet does not make the name of a city twenty times larger ambiguous
_AFTER_NAME = re.compile(r"\s*[,(/].*$")


@dataclass(frozen=True, slots=True)
class Place:
    """A populated place; coordinates in WGS 84 degrees, ``population`` 0 when GeoNames does not know it."""

    name: str
    country: str
    latitude: float
    longitude: float
    population: int


@dataclass(frozen=True, slots=True)
class Lookup:
    """The answer for one name. ``place`` is set when found; ``candidates`` are the homonyms, the largest first.

    ``suggestions`` are places whose name is alike, for a name that was missing; they are never accepted silently.
    """

    received: str
    country: str
    status: Literal["found", "ambiguous", "missing"]
    place: Place | None = None
    candidates: tuple[Place, ...] = ()
    suggestions: tuple[Place, ...] = ()


@dataclass(frozen=True)
class _CountryNames:
    own: Mapping[str, tuple[Place, ...]]
    also: Mapping[str, tuple[Place, ...]]
    largest: tuple[Place, ...]

    @cached_property
    def all(self) -> Mapping[str, tuple[Place, ...]]:
        """Every name, official or not; of an official one, the places that bear it officially."""
        return {**self.also, **self.own}


def _by_size(place: Place) -> tuple[int, str]:
    return -place.population, place.name


class Gazetteer:
    """Look-ups by country; each country is read once, the first time it is asked for (US: 50 ms, most: 5 ms)."""

    def __init__(self, path: Path = REFERENCE / "gazetteer.parquet") -> None:
        self._path = path
        self._read = lru_cache(maxsize=None)(self._load)
        self._alike = lru_cache(maxsize=1024)(self._suggest)

    def place(self, name: str, country: str) -> Place | None:
        """The place of :meth:`find`, without looking for what is alike: a missing name then costs nothing."""
        found = self._bearing(name, country)
        return _decide(name, country, found).place if found else None

    def find(self, name: str, country: str) -> Lookup:
        """Find a place by name in a country (ISO alpha-2). What follows a comma or a bracket is tried without.

        Raises ValueError when the country is missing or unknown: a name without a country is a guess.
        """
        if found := self._bearing(name, country):
            return _decide(name, country, found)
        return Lookup(name, country, "missing", suggestions=self._alike(normalise(name), country))

    def _bearing(self, name: str, country: str) -> tuple[Place, ...]:
        if country not in countries():
            raise ValueError(
                f"country {country!r} is not an ISO 3166 alpha-2 code; a place is looked up within a known country"
            )
        names = self._read(country)
        for key in dict.fromkeys((normalise(name), normalise(_AFTER_NAME.sub("", name)))):
            if places := {*names.own.get(key, ()), *names.also.get(key, ())}:
                return tuple(sorted(places, key=_by_size))
        return ()

    def largest(self, country: str, count: int = 10) -> tuple[Place, ...]:
        """The most populated places of a country, at most ``count``."""
        return self._read(country).largest[:count]

    def main_town(self, place: Place, within_km: float = 80.0) -> Place | None:
        """The largest larger place nearby, to tell homonyms apart (« près de Rouen »); None in the wild."""
        for other in self._read(place.country).largest:
            if other.population <= place.population:
                return None
            if distance_km(place.latitude, place.longitude, other.latitude, other.longitude) <= within_km:
                return other
        return None

    def _suggest(self, key: str, country: str) -> tuple[Place, ...]:
        if len(key) < 4:
            return ()
        known = self._read(country).all
        near = process.extract(key, known.keys(), scorer=fuzz.token_set_ratio, score_cutoff=80, limit=8)
        ranked = sorted(
            ((score, known[found][0]) for found, score, _ in near), key=lambda pair: (-pair[0], *_by_size(pair[1]))
        )
        return tuple(dict.fromkeys(place for _, place in ranked))[:3]

    def _load(self, country: str) -> _CountryNames:
        import pyarrow.parquet as pq  # with the first place that is looked for

        rows = pq.read_table(self._path, filters=[("country", "==", country)]).to_pylist()
        own: dict[str, list[Place]] = {}
        also: dict[str, list[Place]] = {}
        for row in rows:
            place = Place(row["name"], country, row["latitude"] / 10_000, row["longitude"] / 10_000, row["population"])
            own.setdefault(normalise(place.name), []).append(place)
            for alias in filter(None, row["aliases"].split("|")):
                also.setdefault(alias, []).append(place)
        places = [place for group in own.values() for place in group]
        return _CountryNames(_frozen(own), _frozen(also), tuple(sorted(places, key=_by_size)))


def _frozen(names: dict[str, list[Place]]) -> dict[str, tuple[Place, ...]]:
    return {key: tuple(sorted(places, key=_by_size)) for key, places in names.items()}


def _decide(name: str, country: str, places: tuple[Place, ...]) -> Lookup:
    """One place, or a dominant one: found. Otherwise a person chooses."""
    first, *others = places
    apart = [
        other
        for other in others
        if distance_km(first.latitude, first.longitude, other.latitude, other.longitude) > SAME_PLACE_KM
    ]
    clear = all(first.population >= DOMINANCE * max(other.population, 500) for other in apart)
    return Lookup(
        name, country, "found" if clear else "ambiguous", first if clear else None, (first, *apart) if apart else ()
    )


@lru_cache(maxsize=1)
def gazetteer() -> Gazetteer:
    """The gazetteer of the application, shared by a process."""
    return Gazetteer()
