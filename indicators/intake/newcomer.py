"""Any French territory opens filled: its record and what the official files say of it, in one draft to publish.

A territory that the edition already has is only proposed what it lacks; one that it has not gets its record first, from
the official geography.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from indicators.access import User
from indicators.errors import ToldError, marked
from indicators.geography.keys import TerritoryKey, find
from indicators.geography.territories import territories
from indicators.intake.entering import enter
from indicators.intake.official import DRAFT, Offer, key_of_territory, offers, take
from indicators.intake.workshop import Workshop
from indicators.official.library import Library
from indicators.official.newcomers import references_of, territory_record
from indicators.records import Territory
from indicators.store import editions, reading
from indicators.store.drafts import Batch


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a draft was made of: ``created`` when the edition had no such territory, ``batch`` None when nothing is new."""

    territory: Territory
    created: bool
    taken: tuple[Offer, ...]
    batch: Batch | None


def propose(work: Workshop, library: Library, key: TerritoryKey, user: User) -> Proposal:
    """Make the draft of a territory; nothing that was typed is replaced.

    Raises:
        ToldError: the geography has no such territory; or what :func:`indicators.intake.entering.enter` raises.
    """
    known = stored(work, key)
    territory = known or newcomer(key)
    there = work.at(territory.code)
    taken = tuple(offer for offer in offers(there, library, territory) if offer.fresh)
    batch = adopt(there, library, territory, taken, user) if taken or known is None else None
    return Proposal(territory, known is None, taken, batch)


def stored(work: Workshop, key: TerritoryKey) -> Territory | None:
    """The territory of the latest edition that has a key, whatever code it is stored under."""
    held = {item.code: item for item in _all(work)}
    code = find(str(key), {code: item.type for code, item in held.items()})
    return held[code] if code else None


def newcomer(key: TerritoryKey) -> Territory:
    """The record of a territory as the official geography knows it: name, parent, population, SIREN, coordinates."""
    known = territories().get(key)
    if known is None:
        raise ToldError(
            marked("« {received} » n’est pas un territoire de la géographie officielle de 2026."), received=str(key)
        )
    return territory_record(known)


def adopt(
    work: Workshop,
    library: Library,
    territory: Territory,
    chosen: Sequence[Offer],
    user: User,
    *,
    replacing: Collection[tuple[str, int]] = (),
) -> Batch:
    """Take offers of a territory over, its record first when the edition does not know it.

    Raises what :func:`indicators.intake.entering.enter` raises.
    """
    there = work.at(territory.code)
    if not _published(there, territory.code):
        enter(there, DRAFT, "territory", [territory], user)
    return take(there, library, territory, chosen, user, replacing=replacing)


@dataclass(frozen=True, slots=True)
class Reference:
    """A territory to read another one against, and what the edition lacks of it."""

    territory: Territory
    offers: tuple[Offer, ...]
    published: bool


def references(work: Workshop, library: Library, territory: Territory) -> tuple[Reference, ...]:
    """The country, the région and the département of a territory, with the official figures that the edition lacks."""
    key = key_of_territory(territory)
    held = {item.code: item for item in _all(work)}
    types = {code: item.type for code, item in held.items()}
    found = []
    for name in references_of(key) if key else ():
        code = find(name, types)
        known = territories().get(TerritoryKey.parse(name))
        record = held[code] if code else territory_record(known, "reference") if known else None
        if record is not None:
            offered = tuple(
                offer for offer in offers(work, library, record) if offer.fresh and offer.latest.scale == "own"
            )
            found.append(Reference(record, offered, code is not None))
    return tuple(found)


def adopt_references(
    work: Workshop, library: Library, territory: Territory, chosen: Sequence[Reference], user: User
) -> Batch | None:
    """Put references in the user's draft of the territory: their records, their figures, and the territory's own list.

    None when nothing is new. Raises what :func:`indicators.intake.entering.enter` raises.
    """
    codes = [item.territory.code for item in chosen]
    listed = tuple(dict.fromkeys([*territory.references, *codes]))
    rows = [item.territory for item in chosen if not item.published]
    if listed != territory.references or not _published(work, territory.code):
        rows.append(replace(territory, references=listed))
    batch = enter(work, DRAFT, "territory", rows, user) if rows else None
    for item in chosen:
        if item.offers:
            batch = take(work, library, item.territory, item.offers, user)
    return batch


def _all(work: Workshop) -> tuple[Territory, ...]:
    latest = editions.latest(work.store)
    return reading.territories(work.store, latest.number) if latest else ()


def _published(work: Workshop, code: str) -> bool:
    return any(item.code == code for item in _all(work))
