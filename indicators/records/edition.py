"""An edition, and all that it says of one territory."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from indicators.records.base import Record
from indicators.records.desk import Call, FollowUp, Mission
from indicators.records.measures import Annotation, ExternalityMeasure, Observation, SelfAssessment, Target, Territory
from indicators.records.money import BudgetLine, Envelope
from indicators.records.relations import Activity, Actor, Community, Membership, Objective, Partnership
from indicators.records.strategy import Body, Finding, Meeting, Priority

if TYPE_CHECKING:
    import pandas as pd

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
            Annotation,
            Finding,
            Priority,
            Body,
            Meeting,
            Mission,
            FollowUp,
            Call,
        )
    }
)


#: The kinds that are the office's own: read with an account, never open data; the public page says what the city chooses.
OFFICE_KINDS: frozenset[str] = frozenset({Mission.kind, FollowUp.kind, Call.kind})


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
    annotations: tuple[Annotation, ...] = ()
    findings: tuple[Finding, ...] = ()
    priorities: tuple[Priority, ...] = ()
    bodies: tuple[Body, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    missions: tuple[Mission, ...] = ()
    follow_ups: tuple[FollowUp, ...] = ()
    calls: tuple[Call, ...] = ()

    @property
    def example(self) -> bool:
        """Whether any of its own rows was invented for the example: whoever prints it says so."""
        records = (
            self.targets, self.envelopes, self.partnerships, self.activities, self.objectives, self.memberships,
            self.actors, self.communities, self.self_assessments, self.externality_measures, self.annotations,
            self.findings, self.priorities, self.bodies, self.meetings, self.missions, self.follow_ups, self.calls,
        )  # fmt: skip
        own = self.observations[self.observations["territory"] == self.territory.code]
        frames = (own["example"], self.budget_lines["example"])
        return any(bool(marks.any()) for marks in frames) or any(row.example for rows in records for row in rows)
