"""What changed between two editions of one territory: values, targets, sources, statuses, partnerships, euros.

Two editions are compared as they were published. A correction is a value of a year that both editions know and that
is no longer the same; its reason is the note that came with the new value, and its absence is said.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import pandas as pd

from indicators.evaluation import Evaluation
from indicators.records import STAGES, Snapshot, Target

ChangeKind = Literal["value", "correction", "withdrawn", "target", "source", "status", "partnership", "network", "budget", "method"]  # fmt: skip
KINDS: tuple[ChangeKind, ...] = (
    "correction", "withdrawn", "status", "target", "value", "source", "partnership", "network", "budget", "method",
)  # fmt: skip
_SOURCE = ("publisher", "source", "url")
_METHOD = ("geo_level", "geo_name", "quality", "unit", "series_break")


@dataclass(frozen=True, slots=True)
class Change:
    """One change. ``subject`` is the id of an indicator, a partnership, a network or a stage; ``year`` when it has one.

    ``before`` and ``after`` are the raw values (None: not there); ``reason`` is the note given with the new one.
    """

    kind: ChangeKind
    subject: str
    before: Any
    after: Any
    year: int | None = None
    reason: str = ""
    label: str = ""


@dataclass(frozen=True)
class Changes:
    """All the changes between two editions, the most telling kinds first."""

    before: Snapshot
    after: Snapshot
    items: tuple[Change, ...]

    def of(self, *kinds: ChangeKind) -> tuple[Change, ...]:
        """The changes of some kinds."""
        return tuple(item for item in self.items if item.kind in kinds)


def changes_between(before: Snapshot, after: Snapshot, statuses: tuple[Evaluation, Evaluation]) -> Changes:
    """Compare two editions of the same territory; ``statuses`` are both evaluations, read in the same year."""
    found = [
        *_observations(_own(before), _own(after)),
        *_targets(before.targets, after.targets),
        *_statuses(*statuses),
        *_records("partnership", before.partnerships, after.partnerships, "id", "partner"),
        *_records("network", before.memberships, after.memberships, "network", "name"),
        *_euros(before.budget_lines, after.budget_lines),
    ]
    return Changes(before, after, tuple(sorted(found, key=lambda item: KINDS.index(item.kind))))


def _own(snapshot: Snapshot) -> dict[tuple[str, int], dict[str, Any]]:
    rows = snapshot.observations
    own = rows[rows["territory"] == snapshot.territory.code]
    records: list[dict[Any, Any]] = own.to_dict("records")
    return {(str(row["indicator"]), int(row["year"])): row for row in records}


def _observations(
    before: dict[tuple[str, int], dict[str, Any]], after: dict[tuple[str, int], dict[str, Any]]
) -> Iterable[Change]:
    for key in sorted(before.keys() | after.keys()):
        old, new = before.get(key), after.get(key)
        indicator, year = key
        if old is None:
            if new is not None and _known(new["value"]):
                yield Change("value", indicator, None, new["value"], year, str(new["note"]))
        elif new is None:
            yield Change("withdrawn", indicator, old["value"], None, year)
        else:
            yield from _same_row(indicator, year, old, new)


def _same_row(indicator: str, year: int, old: dict[str, Any], new: dict[str, Any]) -> Iterable[Change]:
    reason = str(new["note"]) if new["note"] != old["note"] else ""
    if not _equal(old["value"], new["value"]):
        kind: ChangeKind = "correction" if _known(old["value"]) else "value"
        yield Change(kind, indicator, _value(old["value"]), _value(new["value"]), year, reason)
    if _differ(old, new, _SOURCE):
        yield Change("source", indicator, _source(old), _source(new), year, reason)
    if changed := _differ(old, new, _METHOD):
        yield Change(
            "method", indicator, [(name, old[name]) for name in changed], [(name, new[name]) for name in changed],
            year, reason,
        )  # fmt: skip


def _known(value: Any) -> bool:
    return value is not None and not pd.isna(value)


def _value(value: Any) -> float | None:
    return float(value) if _known(value) else None


def _equal(left: Any, right: Any) -> bool:
    return left == right or (not _known(left) and not _known(right))


def _differ(old: dict[str, Any], new: dict[str, Any], names: Sequence[str]) -> list[str]:
    return [name for name in names if not _equal(old[name], new[name])]


def _source(row: dict[str, Any]) -> str:
    return str(row["publisher"] or row["source"] or row["url"])


def _targets(before: Sequence[Target], after: Sequence[Target]) -> Iterable[Change]:
    old = {item.identity(): item for item in before}
    new = {item.identity(): item for item in after}
    for key in sorted(old.keys() | new.keys()):
        left, right = old.get(key), new.get(key)
        if left != right:
            some = right or left
            told = right.note if right and (left is None or right.note != left.note) else ""
            yield Change("target", some.indicator if some else "", left, right, None, told)


def _statuses(before: Evaluation, after: Evaluation) -> Iterable[Change]:
    old = {item.definition.id: item.assessment.status for item in before.readings}
    for item in after.readings:
        name, status = item.definition.id, item.assessment.status
        if name in old and old[name] != status:
            yield Change("status", name, old[name], status)


def _records(
    kind: Literal["partnership", "network"], before: Sequence[Any], after: Sequence[Any], key: str, label: str
) -> Iterable[Change]:
    old, new = ({getattr(item, key): item for item in items} for items in (before, after))
    for name in sorted(old.keys() | new.keys()):
        left, right = old.get(name), new.get(name)
        if (left and left.status) != (right and right.status):
            some = right or left
            yield Change(
                kind, name, left and left.status, right and right.status, None, getattr(right, "end_reason", ""),
                getattr(some, label) or name,
            )  # fmt: skip


def _euros(before: pd.DataFrame, after: pd.DataFrame) -> Iterable[Change]:
    """Expenditure by year and stage, in cents; stages are compared one by one and never summed."""
    old, new = _totals(before), _totals(after)
    for year, stage in sorted(old.keys() | new.keys()):
        left, right = old.get((year, stage)), new.get((year, stage))
        if left != right:
            yield Change("budget", stage, left, right, year)


def _totals(lines: pd.DataFrame) -> dict[tuple[int, str], int]:
    spent = lines[lines["direction"] == "expenditure"]
    return {
        (int(str(year)), stage): int(amount)
        for stage in STAGES
        for year, amount in spent.groupby("year")[stage].sum(min_count=1).dropna().items()
    }
