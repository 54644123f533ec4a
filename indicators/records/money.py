"""What is spent: budget lines with their three stages, and multi-year envelopes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar, Literal

from indicators.records.base import Cents, Direction, PartialDate, Record, Section


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetLine(Record):
    """One line of a budget with its three stages, which are never summed. ``line`` is unique within the year.

    ``perimeter`` tells lines found by accounting function from lines that the office declares elsewhere.
    ``attached`` are the charges attached at year end, kept beside ``paid`` and not added to it. ``purpose``, ``service``
    (that manages the credit) and ``policy`` (a theme of the catalogue) say what the line is for.
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
    service: str = ""
    policy: str = ""
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
