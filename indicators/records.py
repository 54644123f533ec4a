"""The frozen records that every floor of the house exchanges.

One dataclass a record; its fields are the columns of the store, of the exports and of the templates, so that a
figure keeps the same name from the officer's file to the council's slide. Money is integer cents. Years are calendar
years (an academic year carries its first year). Dates are ISO strings of the precision that is known: ``2019``,
``2019-05`` or ``2019-05-17``. ``None`` means *missing*, never zero.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from types import MappingProxyType
from typing import Any, ClassVar, Literal, TypeAlias

import pandas as pd

Cents: TypeAlias = int
PartialDate: TypeAlias = str
Role = Literal["home", "reference", "peer"]
Quality = Literal["final", "provisional", "estimated", "proxy", "secret"]
GeoLevel = Literal["commune", "epci", "department", "region", "country", "other"]
Direction = Literal["expenditure", "income"]
Section = Literal["operating", "investment"]
Stage = Literal["voted", "committed", "paid"]
STAGES: tuple[Stage, ...] = ("voted", "committed", "paid")
Level = Literal["territorial", "programmatic", "operational"]
LEVELS: tuple[Level, ...] = ("territorial", "programmatic", "operational")


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What every record shares. ``example`` marks invented text, ``fictional`` a generated territory."""

    kind: ClassVar[str]
    key: ClassVar[tuple[str, ...]]

    def identity(self) -> tuple[Any, ...]:
        """The natural key of the record, in the order of ``key``."""
        return tuple(getattr(self, name) for name in self.key)


@dataclass(frozen=True, slots=True, kw_only=True)
class Territory(Record):
    """A collectivity, or a reference (region, country); coordinates in WGS 84 degrees, populations by year."""

    kind: ClassVar[str] = "territory"
    key: ClassVar[tuple[str, ...]] = ("code",)

    code: str
    name: str
    type: GeoLevel = "commune"
    role: Role = "home"
    country: str = "FR"
    parent: str = ""
    siren: str = ""
    latitude: float | None = None
    longitude: float | None = None
    populations: Mapping[str, int] = field(default_factory=dict)
    references: tuple[str, ...] = ()
    fictional: bool = False
    note: str = ""
    source: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation(Record):
    """One value of one indicator. ``value`` is in the catalogue's unit; parts are kept when they are known.

    ``geo_level``/``geo_name`` say where it was measured: a level other than the territory's own is a proxy.
    ``series_break`` means that the series before this year is not comparable with it and what follows.
    """

    kind: ClassVar[str] = "observation"
    key: ClassVar[tuple[str, ...]] = ("territory", "indicator", "year")

    territory: str
    indicator: str
    year: int
    value: float | None
    numerator: float | None = None
    denominator: float | None = None
    low: float | None = None
    high: float | None = None
    unit: str = ""
    geo_level: GeoLevel = "commune"
    geo_name: str = ""
    quality: Quality = "final"
    reliability: Literal["A", "B", "C", ""] = ""
    series_break: bool = False
    publisher: str = ""
    source: str = ""
    url: str = ""
    owner: str = ""
    evidence: str = ""
    assessor: str = ""
    note: str = ""
    example: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Target(Record):
    """What a plan promises for an indicator; ``milestones`` maps a year to the value expected then."""

    kind: ClassVar[str] = "target"
    key: ClassVar[tuple[str, ...]] = ("territory", "indicator", "plan")

    territory: str
    indicator: str
    plan: str
    baseline_year: int | None = None
    baseline_value: float | None = None
    target_year: int | None = None
    target_value: float | None = None
    milestones: Mapping[str, float] = field(default_factory=dict)
    tolerance: float | None = None
    band_low: float | None = None
    band_high: float | None = None
    method: Literal["linear", "cagr", "extrapolated"] = "linear"
    weight: float | None = None
    owner: str = ""
    note: str = ""
    example: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetLine(Record):
    """One line of a budget with its three stages, which are never summed. ``line`` is unique within the year.

    ``perimeter`` tells lines found by accounting function from lines that the office declares elsewhere.
    ``attached`` are the charges attached at year end, kept beside ``paid`` and not added to it.
    """

    kind: ClassVar[str] = "budget_line"
    key: ClassVar[tuple[str, ...]] = ("territory", "year", "line")

    territory: str
    year: int
    line: str
    budget: str = "principal"
    instruction: str = ""
    document: str = ""
    function: str = ""
    function_label: str = ""
    nature: str = ""
    nature_label: str = ""
    chapter: str = ""
    direction: Direction = "expenditure"
    section: Section = "operating"
    voted: Cents | None = None
    committed: Cents | None = None
    paid: Cents | None = None
    attached: Cents | None = None
    rubric: str = ""
    rubric_status: Literal["confirmed", "suggested", ""] = ""
    rubric_author: str = ""
    rubric_date: PartialDate = ""
    funding_source: str = ""
    partnership: str = ""
    project: str = ""
    objective: str = ""
    country: str = ""
    sdgs: tuple[str, ...] = ()
    purpose: str = ""
    label: str = ""
    intra_group: bool = False
    in_kind: bool = False
    perimeter: Literal["accounting", "declared"] = "accounting"
    source: str = ""
    url: str = ""
    note: str = ""
    example: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope(Record):
    """A multi-year authorisation (AP or AE) as voted on ``version``; credits of payment by year, in cents."""

    kind: ClassVar[str] = "envelope"
    key: ClassVar[tuple[str, ...]] = ("territory", "programme", "version")

    territory: str
    programme: str
    version: PartialDate
    type: Literal["AP", "AE"] = "AP"
    label: str = ""
    authorised: Cents | None = None
    voted_by_year: Mapping[str, Cents] = field(default_factory=dict)
    paid_by_year: Mapping[str, Cents] = field(default_factory=dict)
    rubric: str = ""
    source: str = ""
    url: str = ""
    note: str = ""
    example: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Partnership(Record):
    """A relation with a territory abroad. People are kept by role only, never by name.

    ``coordinate_origin``: gazetteer, hand (kept as typed), or source. ``criteria`` and ``obstacles`` map the items
    of the catalogue's grids to an answer; ``benefits_ours``/``benefits_theirs`` list benefit ids.
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
    """What was done in a year, within a partnership or not; ``amount`` in cents is informative, never a stage."""

    kind: ClassVar[str] = "activity"
    key: ClassVar[tuple[str, ...]] = ("id",)

    id: str
    territory: str
    year: int
    title: str
    partnership: str = ""
    type: str = ""
    purpose: str = ""
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


@dataclass(frozen=True, slots=True, kw_only=True)
class SelfAssessment(Record):
    """One answer to one item of a grid of the manual; ``side`` tells ours from the partner's."""

    kind: ClassVar[str] = "self_assessment"
    key: ClassVar[tuple[str, ...]] = ("territory", "year", "grid", "item", "side", "partnership")

    territory: str
    year: int
    grid: str
    item: str
    side: Literal["own", "partner"] = "own"
    partnership: str = ""
    answer: float | None = None
    text: str = ""
    evidence: str = ""
    author: str = ""
    date: PartialDate = ""
    note: str = ""
    example: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ExternalityMeasure(Record):
    """A measure that mitigates an externality, with its owner and status; never netted against a benefit."""

    kind: ClassVar[str] = "externality_measure"
    key: ClassVar[tuple[str, ...]] = ("territory", "indicator", "measure")

    territory: str
    indicator: str
    measure: str
    label: str = ""
    status: Literal["planned", "in_force", "evaluated", "dropped"] = "planned"
    owner: str = ""
    date: PartialDate = ""
    expected_effect: str = ""
    source: str = ""
    url: str = ""
    note: str = ""
    example: bool = False


RECORD_TYPES: Mapping[str, type[Record]] = MappingProxyType(
    {
        record.kind: record
        for record in (
            Territory,
            Observation,
            Target,
            BudgetLine,
            Envelope,
            Partnership,
            Activity,
            Objective,
            Membership,
            Actor,
            Community,
            SelfAssessment,
            ExternalityMeasure,
        )
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """A published, frozen dataset: what a council saw can be opened again, unchanged."""

    number: int
    name: str
    published_at: str
    author: str
    approver: str = ""
    note: str = ""
    restores: int | None = None


def column_names(record: type[Record]) -> tuple[str, ...]:
    """The fields of a record type, in order."""
    return tuple(item.name for item in fields(record))


@dataclass(frozen=True, kw_only=True)
class Snapshot:
    """All that one edition says of one territory: what a page asks for.

    ``observations`` (columns of :class:`Observation`) also holds the reference and peer territories that were asked
    for; ``budget_lines`` (columns of :class:`BudgetLine`) is a frame because it may hold 50 000 rows. The rest are
    tuples of records. ``territories`` maps every territory code met to its record.
    """

    edition: Edition
    territory: Territory
    territories: Mapping[str, Territory]
    observations: pd.DataFrame
    budget_lines: pd.DataFrame
    targets: tuple[Target, ...] = ()
    envelopes: tuple[Envelope, ...] = ()
    partnerships: tuple[Partnership, ...] = ()
    activities: tuple[Activity, ...] = ()
    objectives: tuple[Objective, ...] = ()
    memberships: tuple[Membership, ...] = ()
    actors: tuple[Actor, ...] = ()
    communities: tuple[Community, ...] = ()
    self_assessments: tuple[SelfAssessment, ...] = ()
    externality_measures: tuple[ExternalityMeasure, ...] = ()


def frame_of(record: type[Record], rows: list[Record] | tuple[Record, ...]) -> pd.DataFrame:
    """Lay records out as a frame with the record's columns, even when there is no row."""
    names = column_names(record)
    return pd.DataFrame([[getattr(row, name) for name in names] for row in rows], columns=list(names))
