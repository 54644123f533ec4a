"""What publishing would change, told before it is done: cells, indicators, statuses, thresholds, what becomes missing.

The edition as it is and the edition as it would be are both read by the domain; the difference is a list of facts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import pandas as pd
from sqlalchemy import Engine

from indicators.budget import UNASSIGNED, BudgetRules, BudgetView, Ratio
from indicators.catalogue import Catalogue
from indicators.intake.projection import current, projected
from indicators.progress import Status
from indicators.readout import Readout
from indicators.records import Snapshot
from indicators.settings import Settings
from indicators.store import compare, editions
from indicators.store.plans import ever_targeted


@dataclass(frozen=True, slots=True)
class IndicatorChange:
    """An indicator before and after, each None when it is not followed; values in the indicator's unit."""

    indicator: str
    before: float | None
    after: float | None
    status_before: Status | None
    status_after: Status | None

    @property
    def status_changes(self) -> bool:
        """Whether the status is another one."""
        return self.status_before != self.status_after

    @property
    def becomes_missing(self) -> bool:
        """Whether a value that was known no longer is."""
        return self.before is not None and self.after is None


@dataclass(frozen=True, slots=True)
class RatioChange:
    """A ratio of the budget before and after, in the unit of the budget view; ``limit`` is its threshold, if any.

    ``of`` is what it is taken on: the total of the share, the population, the scheme and its service. ``computed`` are
    both quotients with their parts, before and after.
    """

    key: str
    before: float | None
    after: float | None
    limit: float | None = None
    of: str = ""
    computed: tuple[Ratio | None, Ratio | None] = (None, None)

    @property
    def crosses(self) -> bool:
        """Whether the ratio passes its threshold upwards."""
        return self.limit is not None and self.after is not None and self.after > self.limit >= (self.before or 0)


@dataclass(frozen=True)
class Consequences:
    """``counts`` has one row a kind: added, changed, removed, unchanged rows and changed cells."""

    counts: pd.DataFrame
    indicators: tuple[IndicatorChange, ...] = ()
    ratios: tuple[RatioChange, ...] = ()
    first_edition: bool = False
    snapshots: tuple[Snapshot, Snapshot] | None = field(default=None, repr=False)

    @property
    def statuses(self) -> tuple[IndicatorChange, ...]:
        """The indicators whose status changes."""
        return tuple(item for item in self.indicators if item.status_changes)

    @property
    def missing(self) -> tuple[IndicatorChange, ...]:
        """The indicators whose value would be lost."""
        return tuple(item for item in self.indicators if item.becomes_missing)

    @property
    def crossed(self) -> tuple[RatioChange, ...]:
        """The ratios that pass a threshold."""
        return tuple(item for item in self.ratios if item.crosses)

    @property
    def nothing(self) -> bool:
        """Whether publishing would change no row."""
        return not int(self.counts[["added", "changed", "removed"]].to_numpy().sum())


def consequences(
    engine: Engine, batch_ids: Sequence[str], territory: str, catalogue: Catalogue, settings: Settings, year: int
) -> Consequences:
    """What publishing these batches would change for a territory, read as of ``year``."""
    counts = (
        pd.concat([compare.counts(engine, batch) for batch in batch_ids])
        .groupby("kind", sort=False)
        .sum()
        .reset_index()
    )
    latest = editions.latest(engine)
    before = current(engine, latest, territory)
    after = projected(engine, batch_ids, territory, before)
    if after is None:
        return Consequences(counts, first_edition=latest is None)
    held = ever_targeted(engine, latest.number, territory) if latest else {}
    was = Readout(before, catalogue, settings, year, held, ()) if before else None
    laid = was.laid if was and was.snapshot.budget_lines is after.budget_lines else {}
    now = Readout(after, catalogue, settings, year, held, (), laid)
    both = (before, after) if before is not None else None
    return Consequences(counts, _indicators(was, now), _ratios(was, now), before is None, both)


def _indicators(was: Readout | None, now: Readout) -> tuple[IndicatorChange, ...]:
    """The indicators of the three levels by their readings, the others by their latest value at or before the year."""
    old, new = _readings(was) if was else {}, _readings(now)
    pairs = ((name, old.get(name, (None, None)), new.get(name, (None, None))) for name in now.catalogue.indicators)
    return tuple(
        IndicatorChange(name, before[0], after[0], before[1], after[1])
        for name, before, after in pairs
        if before != after
    )


def _readings(readout: Readout) -> dict[str, tuple[float | None, Status | None]]:
    rows = readout.snapshot.observations
    mine = rows[
        (rows["territory"] == readout.snapshot.territory.code)
        & (rows["year"].astype(int) <= readout.year)
        & rows["value"].notna()
    ]
    latest = mine.sort_values("year", kind="stable").drop_duplicates("indicator", keep="last")
    told: dict[str, tuple[float | None, Status | None]] = {
        str(name): (float(value), None) for name, value in zip(latest["indicator"], latest["value"], strict=True)
    }
    return told | {item.definition.id: (item.value, item.assessment.status) for item in readout.evaluation().readings}


def _ratios(was: Readout | None, now: Readout) -> tuple[RatioChange, ...]:
    """The share of the budget, the unassigned share and the 1 % ceilings, where they change."""
    rules = now.budget_rules
    new = _budget(now.budget())
    old = _budget(was.budget()) if was else {}
    changes = []
    for (key, of), after in new.items():
        before = old.get((key, of))
        known = before.value if before else None
        if after.value != known:
            limit = _limit(key, known, after.value, rules)
            changes.append(RatioChange(key, known, after.value, limit, of, (before, after)))
    return tuple(changes)


def _limit(key: str, before: float | None, after: float | None, rules: BudgetRules) -> float | None:
    """The highest threshold of a ratio that the change passes, else the lowest that it has."""
    limits = {"unassigned": (100 * rules.unassigned_alert,), "ceiling": (100.0, 100 * rules.ceiling_alert)}.get(key, ())
    passed = [limit for limit in limits if after is not None and after > limit >= (before or 0)]
    return max(passed) if passed else (min(limits) if limits else None)


def _budget(view: BudgetView) -> dict[tuple[str, str], Ratio]:
    found: dict[tuple[str, str], Ratio] = {}
    if view.row is not None:
        found["budget_share", view.row.share.basis] = view.row.share
        found["per_inhabitant", view.row.per_inhabitant.basis] = view.row.per_inhabitant
        found["unassigned", ""] = _unassigned(view)
    for ceiling in view.ceilings:
        if ceiling.use.value is not None:
            found["ceiling", f"{ceiling.scheme} {ceiling.service}".strip()] = ceiling.use
    return found


def _unassigned(view: BudgetView) -> Ratio:
    total = float(sum(part.gross for part in view.rubrics.parts))
    apart = float(sum(part.gross for part in view.rubrics.parts if part.key == UNASSIGNED))
    return Ratio(100 * apart / total if total else None, apart, total, "percent")
