"""What a strategy rests on: findings and their crossings, priorities, the bodies where others are heard."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from indicators.records.base import PartialDate, Record

Box = Literal[
    "strengths", "weaknesses", "opportunities", "threats", "active", "guidance", "reactive", "defence"
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding(Record):
    """One item of the SWOT matrix (manual, encadré 31), with the figure or the proof that it rests on.

    ``box`` is one of the four boxes of findings, or one of the four strategies that cross them: a strategy names the
    findings that it crosses and the objective that it became. ``indicator`` is the figure, by its id.
    """

    kind: ClassVar[str] = "finding"
    key: ClassVar[tuple[str, ...]] = ("territory", "id")

    territory: str
    id: str
    box: Box
    text: str
    indicator: str = ""
    evidence: str = ""
    crosses: tuple[str, ...] = ()
    objective: str = ""
    date: PartialDate = ""
    note: str = ""
    example: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Priority(Record):
    """A theme or a country that the council puts first, and why; ``subject`` is the theme's id or the ISO code."""

    kind: ClassVar[str] = "priority"
    key: ClassVar[tuple[str, ...]] = ("territory", "scope", "subject")

    territory: str
    scope: Literal["theme", "country"]
    subject: str
    reason: str = ""
    since: PartialDate = ""
    until: PartialDate = ""
    note: str = ""
    example: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Body(Record):
    """A council, a committee or a forum where the actors of the territory are heard; ``act`` founded it."""

    kind: ClassVar[str] = "body"
    key: ClassVar[tuple[str, ...]] = ("territory", "id")

    territory: str
    id: str
    name: str
    type: Literal["council", "committee", "forum", "assembly"] = "committee"
    act: str = ""
    since: PartialDate = ""
    until: PartialDate = ""
    members: int | None = None
    groups: tuple[str, ...] = ()
    url: str = ""
    note: str = ""
    example: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting(Record):
    """A meeting of a body: what it was asked, the opinion that it gave and what became of it."""

    kind: ClassVar[str] = "meeting"
    key: ClassVar[tuple[str, ...]] = ("territory", "id")

    territory: str
    id: str
    body: str
    date: PartialDate
    subject: str
    participants: int | None = None
    opinion: str = ""
    follow_up: str = ""
    followed: Literal["", "planned", "done", "declined"] = ""
    document: str = ""
    note: str = ""
    example: bool = False
