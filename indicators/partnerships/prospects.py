"""A partner that is looked for: why, what is not known, who was met by function, the next step, the decision.

The steps are the ten suggestions of the manual's encadré 64, in its order. A prospect is the office's own: it is no
record of an edition, so that nothing that is published, exported or served can hold it (decision 238).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Literal, TypeAlias

from indicators.errors import ToldError, marked
from indicators.geography.names import normalise
from indicators.records import PartialDate, Partnership
from indicators.records.dates import first_day
from indicators.records.personal import PERSONAL

Step: TypeAlias = Literal[
    "initiative", "association", "neighbours", "networks", "ministry", "letter", "meeting", "long_term", "selection",
    "alive",
]  # fmt: skip
STEPS: tuple[Step, ...] = (
    "initiative", "association", "neighbours", "networks", "ministry", "letter", "meeting", "long_term", "selection",
    "alive",
)  # fmt: skip
Decision: TypeAlias = Literal["open", "planned", "refused"]
DECISIONS: tuple[Decision, ...] = ("open", "planned", "refused")


class ProspectError(ToldError):
    """What was typed of a prospect cannot be kept; the message says what to write instead."""

    code = "prospect"


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody met, by function: « directrice des relations internationales », and what was said."""

    date: PartialDate
    role: str
    said: str


@dataclass(frozen=True, slots=True)
class Prospect:
    """``reasons`` and ``unknown`` are sentences kept as they were read the day it was found; ``steps`` map a step to its
    date; ``why`` is the reason of the decision, ``relation`` what it became."""

    id: str
    partner: str
    country: str
    found_on: PartialDate = ""
    purpose: str = ""
    reasons: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    contacts: tuple[Contact, ...] = ()
    steps: Mapping[str, PartialDate] = field(default_factory=dict)
    decision: Decision = "open"
    why: str = ""
    decided_on: PartialDate = ""
    relation: str = ""
    example: bool = False

    @property
    def next_step(self) -> Step | None:
        """The first step without a date, None once decided or when all are done."""
        if self.decision != "open":
            return None
        return next((step for step in STEPS if step not in self.steps), None)

    def payload(self) -> dict[str, Any]:
        """The prospect as JSON."""
        return asdict(self)

    @classmethod
    def from_payload(cls, payload: Mapping[str, Any]) -> Prospect:
        """The prospect that :meth:`payload` wrote."""
        lists = {name: tuple(payload.get(name, ())) for name in ("reasons", "unknown")}
        contacts = tuple(Contact(**item) for item in payload.get("contacts", ()))
        return cls(**{**payload, **lists, "contacts": contacts})


def prospect_id(partner: str, country: str) -> str:
    """The identifier of a prospect: one a place."""
    return f"{country}-{normalise(partner) or 'pays'}".lower().replace(" ", "-")


def checked_prospect(item: Prospect) -> Prospect:
    """The prospect, or :class:`ProspectError`: a decision has its reason, a date is one, nobody is named."""
    if item.decision == "refused" and not item.why.strip():
        raise ProspectError(marked("Une piste écartée porte sa raison : dire non est un choix, qui se relit."))
    for when in (item.found_on, item.decided_on, *item.steps.values(), *(found.date for found in item.contacts)):
        if when and first_day(when) is None:
            raise ProspectError(
                marked("« {value} » n'est pas une date. Acceptées : 2019, 2019-05 ou 2019-05-17."), value=when
            )
    for found in item.contacts:
        if not found.role.strip():
            raise ProspectError(
                marked("Un contact se note par sa fonction : « directrice des relations internationales ».")
            )
        if told := PERSONAL.search(f"{found.role} {found.said}"):
            raise ProspectError(
                marked("Une fonction, pas une personne : retirez « {value} » (nom, adresse ou téléphone)."),
                value=told[0].strip(),
            )
    return item


def planned_relation(item: Prospect, territory: str) -> Partnership:
    """What a prospect becomes once it is decided: a planned relation, to publish like any other."""
    return Partnership(
        id=f"{territory}-{item.id}".lower(),
        territory=territory,
        partner=item.partner,
        country=item.country,
        type="partnership",
        status="planned",
        note=item.purpose,
        example=item.example,
    )


@dataclass(frozen=True, slots=True)
class PartnerWish:
    """« Nous cherchons un partenaire pour… »: what for, where, and whether the city says it in public."""

    id: str
    text: str
    countries: tuple[str, ...] = ()
    public: bool = False
    since: PartialDate = ""
    example: bool = False

    def payload(self) -> dict[str, Any]:
        """The wish as JSON."""
        return asdict(self)

    @classmethod
    def from_payload(cls, payload: Mapping[str, Any]) -> PartnerWish:
        """The wish that :meth:`payload` wrote."""
        return cls(**{**payload, "countries": tuple(payload.get("countries", ()))})
