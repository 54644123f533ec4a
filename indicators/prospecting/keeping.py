"""Prospects and wishes in the database: for the office alone, but the wishes that it says in public."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from sqlalchemy import Engine

from indicators.access import User
from indicators.errors import marked
from indicators.intake import guard
from indicators.intake.entering import enter
from indicators.intake.workshop import Workshop
from indicators.partnerships.prospects import (
    PartnerWish,
    Prospect,
    ProspectError,
    checked_prospect,
    planned_relation,
)
from indicators.records import Partnership
from indicators.store import workspace
from indicators.store.drafts import Batch

PROSPECT = "prospect"
WISH = "partner_wish"
#: The draft of the prospects that become relations.
DRAFT = marked("Pistes devenues des relations prévues")


def the_prospects(engine: Engine, territory: str, user: User) -> dict[str, tuple[Prospect, int]]:
    """The prospects of a territory by id, each with its version; AccessDenied for whoever is not of the office."""
    guard.own(user, "officer", territory)
    found = workspace.latest(engine, PROSPECT, territory)
    return {item.key: (Prospect.from_payload(item.payload), item.version) for item in found}


def save_prospect(engine: Engine, territory: str, item: Prospect, user: User, *, seen: int) -> None:
    """Keep a version of a prospect, ``seen`` being the one that was read (0: new).

    Raises AccessDenied, ProspectError, and StaleDocumentError when somebody else wrote meanwhile: nothing is lost.
    """
    author = guard.own(user, "officer", territory).name
    payload = checked_prospect(item).payload()
    workspace.put(engine, PROSPECT, territory, item.id, payload, author, expected_version=seen)


def new_version(engine: Engine, territory: str, identifier: str) -> int:
    """The version that a new prospect of that id follows: 0, or that of one that was forgotten."""
    return workspace.version(engine, PROSPECT, territory, identifier)


def forget_prospect(engine: Engine, territory: str, identifier: str, user: User, *, seen: int) -> None:
    """Leave a prospect out of the list."""
    author = guard.own(user, "officer", territory).name
    workspace.put(engine, PROSPECT, territory, identifier, {"removed": True}, author, expected_version=seen)


def become_planned(work: Workshop, territory: str, item: Prospect, user: User, *, seen: int) -> Batch:
    """Put the planned relation in the user's draft, and remember the decision.

    Raises ProspectError for one that was decided already, and what :func:`indicators.intake.entering.enter` raises.
    """
    guard.own(user, "officer", territory)
    if item.decision != "open":
        raise ProspectError(marked("Cette piste est déjà décidée : rouvrez-la d'abord."))
    relation = planned_relation(item, territory)
    # Kept first: whoever read an older version is refused before anything is drafted of it.
    save_prospect(work.store, territory, replace(item, decided_on=""), user, seen=seen)
    batch = enter(work, DRAFT, Partnership.kind, [relation], user)
    decided = replace(item, decision="planned", decided_on=date.today().isoformat(), relation=relation.id)
    save_prospect(work.store, territory, decided, user, seen=seen + 1)
    return batch


def the_wishes(engine: Engine, territory: str, user: User) -> dict[str, tuple[PartnerWish, int]]:
    """Every wish of a territory, said in public or not, for the office alone."""
    guard.own(user, "officer", territory)
    found = workspace.latest(engine, WISH, territory)
    return {item.key: (PartnerWish.from_payload(item.payload), item.version) for item in found}


def public_wishes(engine: Engine, territory: str) -> tuple[PartnerWish, ...]:
    """The wishes that the city says in public."""
    found = (PartnerWish.from_payload(item.payload) for item in workspace.latest(engine, WISH, territory))
    return tuple(item for item in found if item.public)


def save_wish(engine: Engine, territory: str, item: PartnerWish, user: User, *, seen: int) -> None:
    """Keep a version of a wish. Raises AccessDenied, ProspectError for an empty one, and StaleDocumentError."""
    author = guard.own(user, "officer", territory).name
    if not item.text.strip():
        raise ProspectError(marked("Écrivez ce pour quoi un partenaire est cherché."))
    workspace.put(engine, WISH, territory, item.id, item.payload(), author, expected_version=seen)


def new_wish_version(engine: Engine, territory: str, identifier: str) -> int:
    """The version that a new wish of that id follows."""
    return workspace.version(engine, WISH, territory, identifier)


def forget_wish(engine: Engine, territory: str, identifier: str, user: User, *, seen: int) -> None:
    """Leave a wish out."""
    author = guard.own(user, "officer", territory).name
    workspace.put(engine, WISH, territory, identifier, {"removed": True}, author, expected_version=seen)
