"""The frozen records that every floor of the house exchanges.

One dataclass a record; its fields are the columns of the store, of the exports and of the templates, so that a
figure keeps the same name from the officer's file to the council's slide. Money is integer cents. Years are calendar
years (an academic year carries its first year). Dates are ISO strings of the precision that is known: ``2019``,
``2019-05`` or ``2019-05-17``. ``None`` means *missing*, never zero.
"""

from indicators.records.base import (
    LEVELS,
    STAGES,
    Cents,
    Direction,
    GeoLevel,
    Level,
    PartialDate,
    Quality,
    Record,
    Role,
    Section,
    Stage,
    column_names,
    frame_of,
)
from indicators.records.desk import Call, FollowUp, Mission
from indicators.records.edition import OFFICE_KINDS, RECORD_TYPES, Edition, Snapshot
from indicators.records.measures import (
    AnnotatedCharts,
    Annotation,
    ExternalityMeasure,
    Observation,
    SelfAssessment,
    Target,
    Territory,
)
from indicators.records.money import BudgetLine, Envelope
from indicators.records.origin import Origin, Sourced, origins_of
from indicators.records.relations import Activity, Actor, Community, Membership, Objective, Partnership
from indicators.records.strategy import Body, Box, Finding, Meeting, Priority

__all__ = [
    "LEVELS",
    "OFFICE_KINDS",
    "RECORD_TYPES",
    "STAGES",
    "Activity",
    "Actor",
    "AnnotatedCharts",
    "Annotation",
    "Body",
    "Box",
    "BudgetLine",
    "Call",
    "Cents",
    "Community",
    "Direction",
    "Edition",
    "Envelope",
    "ExternalityMeasure",
    "Finding",
    "FollowUp",
    "GeoLevel",
    "Level",
    "Meeting",
    "Membership",
    "Mission",
    "Objective",
    "Observation",
    "Origin",
    "PartialDate",
    "Partnership",
    "Priority",
    "Quality",
    "Record",
    "Role",
    "Section",
    "SelfAssessment",
    "Snapshot",
    "Sourced",
    "Stage",
    "Target",
    "Territory",
    "column_names",
    "frame_of",
    "origins_of",
]
