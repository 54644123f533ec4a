"""What is kept of a public list: the lines about a city, those of the others of its country, and where they come from."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cached_property, lru_cache
from typing import Any, Literal, TypeAlias

from indicators.errors import ToldError
from indicators.geography import Place, countries, distance_km, gazetteer
from indicators.geography.countries import country_code
from indicators.geography.names import normalise
from indicators.public_lists.sources import SOURCES, Kind, Source
from indicators.records import Cents, Partnership

#: How sure it is that a line is about the city: its number, a name that a person must look at, or its département alone.
Match: TypeAlias = Literal["number", "name", "place", "department", "elsewhere"]
_APART = re.compile(r"[(,].*$")
_SAME_PLACE_KM = 10.0
_DIGITS = re.compile(r"\D+")


class UnreadableListError(ToldError):
    """A file that looks like a public list and cannot be read as one; the message says how to mend it."""

    code = "public_list"


@lru_cache(maxsize=32_768)
def bare(name: str) -> str:
    """The key of a city's name without what tells homonyms apart: « Halle (Saale) » and « Suzhou, Jiangsu »."""
    return normalise(_APART.sub("", name)) or normalise(name)


@dataclass(frozen=True, slots=True)
class Home:
    """The city whose lines are looked for: its name, its country (ISO), its number of nine digits (SIREN), and its
    département (Insee: 38, 2A, 974), empty outside France and where its code does not say it."""

    name: str
    country: str
    siren: str = ""
    department: str = ""

    @property
    def key(self) -> str:
        """Its name as a key."""
        return bare(self.name)

    def is_called(self, city: str) -> bool:
        """Whether a city bears the very name."""
        return bare(city) == self.key

    def is_named(self, text: str) -> bool:
        """Whether a text holds the name, whole words only."""
        return f" {self.key} " in f" {normalise(text)} "

    def has_number(self, *numbers: str) -> bool:
        """Whether one of the numbers is that of the authority: its SIREN, its SIRET, or the VAT made of it."""
        if len(self.siren) != 9:
            return False
        for number in numbers:
            digits = _DIGITS.sub("", number)
            if digits[:9] == self.siren or (number.strip().upper().startswith("FR") and digits[-9:] == self.siren):
                return True
        return False


@dataclass(frozen=True, slots=True)
class Link:
    """A twinning that an entry tells: ``side`` is whose entry it is, the French one or that of the city abroad.

    ``who`` is the city of our country, ``partner`` the one abroad, ``country`` its ISO code or the name as received.
    """

    who: str
    partner: str
    country: str
    side: Literal["ours", "theirs"]


@dataclass(frozen=True, slots=True)
class Aid:
    """A funding of AFD: where, how much (cents), to whom, and why it is told here (``match``, ``where``).

    Points of the file are not kept: a fourth of them is one address in Paris, and some have their coordinates swapped.
    ``local`` says that the beneficiary is a local authority of France or the body to which several delegate (11002).
    """

    id: str
    title: str
    beneficiary: str
    country: str
    year: int | None
    euros: Cents | None
    match: Match
    where: tuple[str, ...] = ()
    local: bool = False
    state: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Project:
    """A project paid by the European Union in which an organisation of ours takes part.

    ``partners`` are the others, each as (name, city, country); ``euros`` is what ours receives (cents). ``postcode`` is
    that of the organisation's seat where the list gives it: it is no commune.
    """

    id: str
    acronym: str
    title: str
    programme: str
    organisation: str
    role: str
    year: int | None
    euros: Cents | None
    match: Match
    partners: tuple[tuple[str, str, str], ...] = ()
    postcode: str = ""


@dataclass(frozen=True, slots=True)
class Area:
    """What a list counts for the whole of a département: its projects, its partners, and the two amounts (cents).

    ``erdf`` (what the Union pays) cannot exceed ``budget``: where it does, neither is told (:attr:`sound`).
    """

    name: str
    projects: int | None
    partners: int | None
    budget: Cents | None
    erdf: Cents | None

    @property
    def sound(self) -> bool:
        """Whether the amounts can be told: both there, not zero for projects that exist, the part within the whole."""
        return bool(self.budget and self.erdf and self.erdf <= self.budget)


@dataclass(frozen=True)
class PublicList:
    """A list that was read: ``rows`` lines in all, of which the links, the aids and the projects that concern a city.

    ``side`` tells the two files of Wikidata apart; ``dated`` is the date of the list as its file or a person says it;
    ``postcodes`` are those that a person says to be the city's, among those of the list.
    """

    kind: Kind
    rows: int
    file: str = ""
    sha256: str = ""
    dated: str = ""
    side: str = ""
    read_on: str = ""
    links: tuple[Link, ...] = ()
    aids: tuple[Aid, ...] = ()
    projects: tuple[Project, ...] = ()
    areas: tuple[Area, ...] = ()
    postcodes: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """One list a source, and a side where each has its file."""
        return f"{self.kind}-{self.side}" if self.side else self.kind

    @cached_property
    def source(self) -> Source:
        """Who writes it."""
        return SOURCES[self.kind]

    def payload(self) -> dict[str, Any]:
        """The list as JSON."""
        return asdict(self)

    @classmethod
    def from_payload(cls, payload: Mapping[str, Any]) -> PublicList:
        """The list that :meth:`payload` wrote."""
        plain = {name: payload[name] for name in ("kind", "rows", "file", "sha256", "dated", "side", "read_on")}
        return cls(
            **plain,
            links=tuple(Link(**item) for item in payload["links"]),
            aids=tuple(Aid(**{**item, "where": tuple(item["where"])}) for item in payload["aids"]),
            projects=tuple(
                Project(**{**item, "partners": tuple(tuple(part) for part in item["partners"])})
                for item in payload["projects"]
            ),
            areas=tuple(Area(**item) for item in payload.get("areas", ())),
            postcodes=tuple(payload.get("postcodes", ())),
        )


_ALSO = {
    "territoires autonomes palestiniens": "PS", "birmanie myanmar": "MM", "myanmar": "MM", "royaume du cambodge": "KH",
    "centrafricaine republique": "CF", "dominicaine republique": "DO", "tanzanie republique unie": "TZ",
    "laos republique democratique populaire": "LA", "el": "GR", "uk": "GB", "bosnia and hercegovina": "BA",
    "georgia country": "GE", "east timor": "TL",
}  # fmt: skip


@lru_cache(maxsize=4096)
def country_of(text: str) -> str:
    """The ISO code of a country as lists write it; its last part when a region stands before it; empty when unknown."""
    for name in (text, text.rpartition(",")[2]):
        if code := _ALSO.get(normalise(name)) or country_code(name):
            return code
    return ""


def same_city(item: Partnership, city: str, country: str) -> bool:
    """Whether a relation is with the city of that name in that country (ISO), in whatever language it is written."""
    if item.country != country:
        return False
    if bare(city) in {bare(item.city or item.partner), bare(item.partner)}:
        return True
    here = _place(city, country)
    if here is None or item.latitude is None or item.longitude is None:
        return False
    return distance_km(item.latitude, item.longitude, here.latitude, here.longitude) < _SAME_PLACE_KM


@lru_cache(maxsize=4096)
def _place(city: str, country: str) -> Place | None:
    """The place that a name in any language designates (Bethlehem, Bethléem)."""
    return gazetteer().place(city, country) if country in countries() else None
