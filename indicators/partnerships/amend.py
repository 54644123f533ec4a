"""Changes that an officer makes to a relation: renew it, suspend it, end it, put it in its place.

The result is a record for a draft; nothing is changed in place. Ending takes a date and a reason, because it is a normal
act that a council will read about ten years later. Coordinates typed by hand are kept as typed, and marked.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from indicators.errors import Part, ToldError, marked, together
from indicators.geography import Place
from indicators.records import PartialDate, Partnership
from indicators.records.dates import first_day, last_day

Status: TypeAlias = Literal["active", "suspended", "ended", "to_verify", "planned"]
STATUSES: tuple[Status, ...] = ("active", "suspended", "ended", "to_verify", "planned")
Fault = Literal[
    "signed_unreadable", "renewed_unreadable", "ends_unreadable", "end_date_missing", "reason_missing",
    "ends_before_start", "out_of_range",
]  # fmt: skip


_SAID: dict[Fault, str] = {
    "signed_unreadable": marked("La date de signature n'est pas lisible. Acceptées : 2019, 2019-05 ou 2019-05-17."),
    "renewed_unreadable": marked(
        "La date de renouvellement n'est pas lisible. Acceptées : 2019, 2019-05 ou 2019-05-17."
    ),
    "ends_unreadable": marked("La date de fin n'est pas lisible. Acceptées : 2019, 2019-05 ou 2019-05-17."),
    "end_date_missing": marked("Une relation terminée porte sa date de fin."),
    "reason_missing": marked(
        "Une relation terminée porte la raison de sa fin : terminer est un acte normal, qui se dit."
    ),
    "ends_before_start": marked(
        "La fin précède la signature : une convention se signe avant de finir. Corrigez l'une des deux dates."
    ),
    "out_of_range": marked("La latitude va de -90 à 90, la longitude de -180 à 180."),
}


class AmendmentError(ToldError):
    """The change cannot be kept; ``faults`` are codes, ``parts`` their sentences."""

    code = "amendment"

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        self.faults = faults
        self.parts = tuple(Part(_SAID[fault]) for fault in faults)
        told = together(self.parts)
        super().__init__(told.template, **told.values)

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self.faults,)


@dataclass(frozen=True, slots=True)
class Life:
    """The state of a relation as an officer gives it; dates may be partial or empty."""

    status: Status
    signed: PartialDate = ""
    renewed: PartialDate = ""
    ends: PartialDate = ""
    end_reason: str = ""


def amend_life(item: Partnership, life: Life) -> Partnership:
    """The relation with a new state; raises :class:`AmendmentError` with every fault at once."""
    if faults := _faults(life):
        raise AmendmentError(faults)
    return replace(
        item,
        status=life.status,
        signed=life.signed.strip(),
        renewed=life.renewed.strip(),
        ends=life.ends.strip(),
        end_reason=life.end_reason.strip() if life.status == "ended" else "",
    )


def _faults(life: Life) -> tuple[Fault, ...]:
    found: list[Fault] = []
    dates: tuple[tuple[PartialDate, Fault], ...] = (
        (life.signed, "signed_unreadable"),
        (life.renewed, "renewed_unreadable"),
        (life.ends, "ends_unreadable"),
    )
    found += [fault for value, fault in dates if value.strip() and first_day(value.strip()) is None]
    if life.status == "ended":
        found += ["end_date_missing"] if not life.ends.strip() else []
        found += ["reason_missing"] if not life.end_reason.strip() else []
    start, end = first_day(life.signed.strip()), last_day(life.ends.strip())
    if start and end and end < start:
        found.append("ends_before_start")
    return tuple(found)


def place_at(item: Partnership, place: Place) -> Partnership:
    """The relation put where the gazetteer says, once a person has chosen."""
    return replace(
        item, city=place.name, latitude=place.latitude, longitude=place.longitude, coordinate_origin="gazetteer"
    )


def place_by_hand(item: Partnership, latitude: float, longitude: float) -> Partnership:
    """The relation put where a person says; raises :class:`AmendmentError` outside the Earth."""
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise AmendmentError(("out_of_range",))
    return replace(item, latitude=latitude, longitude=longitude, coordinate_origin="hand")
