"""Priorities against dispersion (manual, 2.1.3): once they are chosen, every relation, action and euro is in or out.

A relation is in when its country or one of its themes is a priority in force; an action and a budget line are what their
relation is. What has no relation, or a relation that says neither country nor theme, is not judged: it is counted apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from indicators.partnerships import Relation
from indicators.partnerships.priority import in_priorities
from indicators.records import Activity, Partnership, Priority
from indicators.records.dates import first_day, last_day


@dataclass(frozen=True, slots=True)
class Shares:
    """How much is in and out of the priorities, and how much is not judged: relations, actions, or cents."""

    inside: int = 0
    outside: int = 0
    unjudged: int = 0

    @property
    def judged(self) -> int:
        """What the share is of."""
        return self.inside + self.outside

    @property
    def share(self) -> float | None:
        """The part in the priorities, per cent of what is judged; None when nothing is."""
        return 100 * self.inside / self.judged if self.judged else None


@dataclass(frozen=True, slots=True)
class Priorities:
    """The priorities in force on a day, and what of the policy is in them.

    ``coming`` are the codes of those that are already chosen and begin later: they are told, and judge nothing yet.
    """

    themes: tuple[Priority, ...]
    countries: tuple[Priority, ...]
    coming: frozenset[str] = frozenset()
    relations: Shares = Shares()
    actions: Shares = Shares()
    euros: Shares = Shares()

    @property
    def chosen(self) -> bool:
        """Whether there is any, in force or to come: without any in force nothing is in or out."""
        return bool(self.themes or self.countries)

    def holds(self, partnership: Partnership) -> bool | None:
        """Whether a relation is in the priorities; None without priorities or when it says neither theme nor country."""
        return in_priorities(partnership, self.codes)

    @property
    def codes(self) -> tuple[str, ...]:
        """The themes and countries in force, by their codes."""
        return tuple(item.subject for item in (*self.themes, *self.countries) if item.subject not in self.coming)


def priorities_in_force(rows: Iterable[Priority], day: date) -> tuple[Priority, ...]:
    """The priorities that stand on a day; one without dates always does."""
    return tuple(
        row
        for row in rows
        if (first_day(row.since) or day) <= day and (not row.until or (last_day(row.until) or day) >= day)
    )


def read_priorities(
    rows: Sequence[Priority],
    day: date,
    *,
    partnerships: Sequence[Partnership],
    living: Sequence[Relation],
    actions: Sequence[Activity],
    lines: pd.DataFrame,
    ahead: bool = False,
) -> Priorities:
    """The priorities of a day and the three shares. ``lines`` are the expenditure of the year (partnership, paid, voted).

    Euros are those paid, or voted while nothing is paid, as the accounts give them. ``ahead`` tells those that begin
    after the day too: a strategy is written for the years to come, with figures of a year that is over.
    """
    standing = priorities_in_force(rows, day)
    codes = {row.subject for row in standing}
    coming = tuple(row for row in rows if ahead and (first_day(row.since) or day) > day)
    verdicts = {item.id: in_priorities(item, codes) for item in partnerships}
    return Priorities(
        themes=tuple(row for row in (*standing, *coming) if row.scope == "theme"),
        countries=tuple(row for row in (*standing, *coming) if row.scope == "country"),
        coming=frozenset(row.subject for row in coming),
        relations=_shares((verdicts.get(item.id), 1) for item in living),
        actions=_shares((verdicts.get(item.partnership), 1) for item in actions),
        euros=_euros(lines, verdicts),
    )


def _euros(lines: pd.DataFrame, verdicts: Mapping[str, bool | None]) -> Shares:
    if lines.empty:
        return Shares()
    amounts = (lines["paid"] if lines["paid"].notna().any() else lines["voted"]).fillna(0)
    names = lines["partnership"].astype(str)
    return _shares((verdicts.get(name), int(amount)) for name, amount in zip(names, amounts, strict=True))


def _shares(items: Iterable[tuple[bool | None, int]]) -> Shares:
    found = {True: 0, False: 0, None: 0}
    for verdict, amount in items:
        found[verdict] += amount
    return Shares(found[True], found[False], found[None])
