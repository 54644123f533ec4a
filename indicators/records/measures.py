"""What is measured and promised: territories, observations, targets, self-assessments, mitigation measures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar, Literal

from indicators.records.base import GeoLevel, PartialDate, Quality, Record, Role
from indicators.records.naming import Linking, Named


@dataclass(frozen=True, slots=True, kw_only=True)
class Territory(Record):
    """A collectivity, or a reference (region, country); coordinates in WGS 84 degrees, populations by year.

    ``linking`` is what French puts between « de » and the name, empty for the rule of the language.
    """

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
    linking: Linking = ""

    @property
    def called(self) -> Named:
        """The name as a sentence takes it: « du Piémont » and not « de Piémont »."""
        return Named(self.name, self.linking)


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation(Record):
    """One value of one indicator. ``value`` is in the catalogue's unit; parts are kept when they are known.

    ``geo_level``/``geo_name`` say where it was measured: a level other than the territory's own is a proxy.
    ``series_break`` means that the series before this year is not comparable with it and what follows.
    ``publisher`` to ``citation`` say its origin (:func:`indicators.records.origins_of`); a date that is not known stays
    empty, and ``citation`` too unless the publisher words it.
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
    vintage: str = ""
    published: PartialDate = ""
    accessed: PartialDate = ""
    licence: str = ""
    citation: str = ""
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
class SelfAssessment(Record):
    """One answer to one item of a grid of the manual; ``side`` tells ours from the partner's.

    ``horizon`` is the year that a statement of the vision looks to, or the date of a step; ``document`` is what the
    step produced and ``owner`` the function in charge of it.
    """

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
    horizon: PartialDate = ""
    document: str = ""
    owner: str = ""
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


#: The charts that a remark of the collectivity stands on: all those with an axis of years, or those of one page.
AnnotatedCharts = Literal["all", "budget", "profile", "evaluation"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotation(Record):
    """What happened in a year and changes how a series reads: « 2023 : passage à la M57 ».

    It is drawn at its year on the ``charts`` with an axis of years, and listed under them.
    """

    kind: ClassVar[str] = "annotation"
    key: ClassVar[tuple[str, ...]] = ("territory", "year", "label")

    territory: str
    year: int
    label: str
    charts: AnnotatedCharts = "all"
    source: str = ""
    url: str = ""
    note: str = ""
    example: bool = False
