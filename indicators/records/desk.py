"""What the office does between two councils: missions and delegations received, what follows them, calls for projects."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar, Literal

from indicators.records.base import Cents, PartialDate, Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Mission(Record):
    """A mission abroad, a delegation received or an event (a country week), before and after it is held.

    ``travellers`` are functions, never names. ``costs`` are cents by post of expense, all paid from ``rubric``.
    Emissions are ``people`` × ``distance`` (km each, there and back) × ``factor`` (kg CO₂e a person and a km), or
    ``emissions`` (kg CO₂e) where a statement gives the total; ``factor_source`` says where either comes from.
    ``reported`` is the day of the report, ``document`` the report itself.
    """

    kind: ClassVar[str] = "mission"
    key: ClassVar[tuple[str, ...]] = ("territory", "id")

    territory: str
    id: str
    title: str
    starts: PartialDate
    ends: PartialDate = ""
    type: Literal["mission", "delegation", "event"] = "mission"
    status: Literal["planned", "done", "cancelled"] = "planned"
    partnership: str = ""
    city: str = ""
    country: str = ""
    objective: str = ""
    expected: str = ""
    travellers: tuple[str, ...] = ()
    people: int | None = None
    rubric: str = ""
    costs: Mapping[str, Cents] = field(default_factory=dict)
    transport: Literal["", "train", "plane", "car", "coach", "boat", "remote"] = ""
    distance: float | None = None
    factor: float | None = None
    emissions: float | None = None
    factor_source: str = ""
    deliberation: str = ""
    reported: PartialDate = ""
    conclusions: str = ""
    lessons: str = ""
    document: str = ""
    note: str = ""
    example: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp(Record):
    """What a mission leads to: who does it (a function), by when, and the day it was done."""

    kind: ClassVar[str] = "follow_up"
    key: ClassVar[tuple[str, ...]] = ("territory", "id")

    territory: str
    id: str
    mission: str
    step: str
    owner: str = ""
    due: PartialDate = ""
    status: Literal["planned", "done", "declined"] = "planned"
    done: PartialDate = ""
    note: str = ""
    example: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Call(Record):
    """A call for projects that the office watches; ``amount`` in cents is the most that it grants."""

    kind: ClassVar[str] = "call"
    key: ClassVar[tuple[str, ...]] = ("territory", "id")

    territory: str
    id: str
    title: str
    closes: PartialDate
    funder: str = ""
    opens: PartialDate = ""
    amount: Cents | None = None
    objective: str = ""
    decision: Literal["", "applying", "submitted", "won", "lost", "left"] = ""
    url: str = ""
    note: str = ""
    example: bool = False
