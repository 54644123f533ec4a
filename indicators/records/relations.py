"""With whom and to do what: partnerships, activities, objectives, networks, actors, communities."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar, Literal

from indicators.records.base import Cents, GeoLevel, Level, PartialDate, Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Partnership(Record):
    """A relation with a territory abroad. People are kept by role only, never by name.

    ``authorities`` are the other French ones that take part, and ``lead`` the one that leads, empty for ours.
    ``coordinate_origin``: gazetteer, hand (kept as typed), or source. ``criteria`` and ``obstacles`` map the items
    of the catalogue's grids to an answer; ``benefits_ours``/``benefits_theirs`` list benefit ids. ``sector`` (five digits)
    and ``channel`` (five digits) are codes of the OECD's Development Assistance Committee, ``markers`` its five markers.
    """

    kind: ClassVar[str] = "partnership"
    key: ClassVar[tuple[str, ...]] = ("id",)

    id: str
    territory: str
    partner: str
    country: str
    city: str = ""
    latitude: float | None = None
    longitude: float | None = None
    coordinate_origin: Literal["gazetteer", "hand", "source", ""] = ""
    type: str = "partnership"
    management: str = ""
    lead: str = ""
    authorities: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    sdgs: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()
    signed: PartialDate = ""
    renewed: PartialDate = ""
    ends: PartialDate = ""
    status: Literal["active", "suspended", "ended", "to_verify", "planned"] = "to_verify"
    end_reason: str = ""
    durability: int | None = None
    benefits_ours: tuple[str, ...] = ()
    benefits_theirs: tuple[str, ...] = ()
    reciprocity_ours: float | None = None
    reciprocity_theirs: float | None = None
    criteria: Mapping[str, float] = field(default_factory=dict)
    obstacles: Mapping[str, str] = field(default_factory=dict)
    sector: str = ""
    channel: str = ""
    markers: Mapping[str, float] = field(default_factory=dict)
    contact_roles: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    owner: str = ""
    reliability: Literal["A", "B", "C", ""] = ""
    publisher: str = ""
    source: str = ""
    url: str = ""
    note: str = ""
    example: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity(Record):
    """What was done in a year, within a partnership or not; ``amount`` in cents is informative, never a stage.

    ``contributions`` are the cents that each French authority pays, ours included, and ``lead`` the one that leads.
    ``awareness`` (kind of action) and ``theme`` are of the plan of awareness, ``audience`` whom it reaches.
    ``trained_elected`` and ``trained_staff`` are people that a training reached, for ``training_hours`` each.
    """

    kind: ClassVar[str] = "activity"
    key: ClassVar[tuple[str, ...]] = ("id",)

    id: str
    territory: str
    year: int
    title: str
    partnership: str = ""
    type: str = ""
    purpose: str = ""
    service: str = ""
    policy: str = ""
    rubric: str = ""
    awareness: str = ""
    theme: str = ""
    audience: str = ""
    objective: str = ""
    level: str = "operational"
    indicators: tuple[str, ...] = ()
    sdgs: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    results: str = ""
    conclusions: str = ""
    lessons: str = ""
    perspectives: str = ""
    beneficiaries: int | None = None
    amount: Cents | None = None
    external_amount: Cents | None = None
    lead: str = ""
    contributions: Mapping[str, Cents] = field(default_factory=dict)
    trained_elected: int | None = None
    trained_staff: int | None = None
    training_hours: float | None = None
    planned: bool = True
    status: Literal["planned", "ongoing", "done", "dropped"] = "done"
    last_exchange: PartialDate = ""
    documents: tuple[str, ...] = ()
    source: str = ""
    url: str = ""
    note: str = ""
    example: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Objective(Record):
    """A step of the chain operational → programmatic → territorial; ``parent`` is the objective it serves."""

    kind: ClassVar[str] = "objective"
    key: ClassVar[tuple[str, ...]] = ("territory", "id")

    territory: str
    id: str
    level: Level
    label: str
    parent: str = ""
    indicators: tuple[str, ...] = ()
    sdgs: tuple[str, ...] = ()
    plan: str = ""
    owner: str = ""
    deadline: PartialDate = ""
    note: str = ""
    example: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership(Record):
    """A network the territory belongs to; ``fee`` in cents a year, ``results`` documented results only."""

    kind: ClassVar[str] = "membership"
    key: ClassVar[tuple[str, ...]] = ("territory", "network")

    territory: str
    network: str
    name: str = ""
    since: PartialDate = ""
    until: PartialDate = ""
    fee: Cents | None = None
    role: str = ""
    results: tuple[str, ...] = ()
    last_result: PartialDate = ""
    status: Literal["active", "to_verify", "ended"] = "to_verify"
    seat_city: str = ""
    country: str = ""
    latitude: float | None = None
    longitude: float | None = None
    reliability: Literal["A", "B", "C", ""] = ""
    publisher: str = ""
    source: str = ""
    url: str = ""
    note: str = ""
    example: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor(Record):
    """An organisation of the territory, in one of the six groups, and the countries it works in."""

    kind: ClassVar[str] = "actor"
    key: ClassVar[tuple[str, ...]] = ("id",)

    id: str
    territory: str
    group: str
    name: str
    role: str = ""
    countries: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    active: bool = True
    source: str = ""
    url: str = ""
    note: str = ""
    example: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Community(Record):
    """Residents of the territory by country of origin: the diasporas laid beside the partner countries."""

    kind: ClassVar[str] = "community"
    key: ClassVar[tuple[str, ...]] = ("territory", "country", "year")

    territory: str
    country: str
    year: int
    population: int | None = None
    rank: int | None = None
    definition: str = ""
    geo_level: GeoLevel = "commune"
    reliability: Literal["A", "B", "C", ""] = ""
    publisher: str = ""
    source: str = ""
    url: str = ""
    note: str = ""
    example: bool = False
