"""The published records that a form may amend, by their key, and the words by which a person knows them."""

from __future__ import annotations

from collections.abc import Iterable

from indicators.geography.names import normalise
from indicators.intake.vocabulary import SUBJECTS
from indicators.records import Record, Snapshot
from indicators.store import reading as store
from pages.donnees.context import workshop_of
from pages.shared.context import PageContext

_NAMES = {
    "partnership": "partner", "activity": "title", "objective": "label", "actor": "name", "membership": "name",
    "annotation": "label", "finding": "text", "priority": "subject", "body": "name", "meeting": "subject",
    "mission": "title", "follow_up": "step", "call": "title",
}  # fmt: skip
_MANY = {"activity": "activities", "priority": "priorities", "body": "bodies"}


#: The fields that name one record, and its kind.
LINKS = {"partnership": "partnership", "objective": "objective", "parent": "objective", "body": "body", "mission": "mission"}  # fmt: skip


def linked(snapshot: Snapshot) -> dict[str, dict[str, str]]:
    """By field, the names of the records that it may name, by identifier; the draft of the page included."""
    relations = sorted(snapshot.partnerships, key=lambda item: normalise(item.partner))
    missions = sorted(snapshot.missions, key=lambda item: item.starts, reverse=True)
    rows: dict[str, tuple[Record, ...]] = {
        "partnership": tuple(relations), "objective": snapshot.objectives, "body": snapshot.bodies,
        "mission": tuple(missions),
    }  # fmt: skip
    names = {
        kind: {str(row.id): str(getattr(row, _NAMES[kind])) for row in found}  # type: ignore[attr-defined]  # each has an id
        for kind, found in rows.items()
    }
    return {field: names[kind] for field, kind in LINKS.items()}


def published(context: PageContext, kind: str) -> dict[str, Record]:
    """The published records of a kind, by their key written as one text."""
    found = store.snapshot(context.engine, context.edition.number, context.territory.code)
    rows: tuple[Record, ...] = getattr(found, _MANY.get(kind, f"{kind}s"))
    return {" ".join(str(getattr(row, name)) for name in row.key): row for row in rows}


def named(kind: str, record: Record, context: PageContext) -> str:
    """The name of a record as a person knows it."""
    vocabulary = workshop_of(context).vocabulary
    if kind == "target":
        label = vocabulary.of("indicators").labels.get(record.indicator, record.indicator)  # type: ignore[attr-defined]  # a target
        return f"{label}, {record.plan}"  # type: ignore[attr-defined]  # a target
    said = str(getattr(record, _NAMES[kind]))
    if kind == "priority":
        return vocabulary.of(SUBJECTS).labels.get(said, said)
    if kind == "membership" and not said:
        said = vocabulary.of("networks").labels.get(record.network, record.network)  # type: ignore[attr-defined]  # a membership
    return said


def names_of(kind: str, keys: Iterable[tuple[object, ...]], context: PageContext) -> list[str]:
    """Published records by their names, those that have none by their keys."""
    found = published(context, kind) if kind in _NAMES else {}
    return [
        named(kind, found[written], context)
        if (written := " ".join(map(str, key))) in found
        else " · ".join(map(str, key))
        for key in keys
    ]
