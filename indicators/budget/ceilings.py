"""The four 1 % schemes: what the law allows each service to spend on solidarity, and what is left of it.

One ceiling a service, never pooled. Using it is a choice: room left is information, not under-performance. Without its
base a ceiling cannot be computed, and a scheme whose ceiling is unknown is never said to comply (method 5.6).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from indicators.budget.amounts import Ratio, Reason, cents, ratio
from indicators.budget.book import Book
from indicators.budget.context import BudgetContext, Fact
from indicators.budget.rules import BudgetRules
from indicators.catalogue import OnePercent
from indicators.geography.names import normalise
from indicators.records import GeoLevel, Stage
from indicators.rounding import whole

CeilingStatus = Literal["breach", "alert", "within", "not_computable"]
# The words by which an annex budget names its service, for schemes that cover several services.
SERVICE_WORDS: Mapping[str, tuple[str, ...]] = {
    "b_resources_water": ("eau", "water", "agua"),
    "b_resources_sanitation": ("assainissement", "sanitation", "saneamiento"),
    "b_resources_energy": ("energie", "electricite", "gaz"),
    "b_resources_waste": ("dechets", "ordures", "waste"),
    "b_resources_mobility": ("mobilite", "transports", "mobility"),
}


@dataclass(frozen=True, slots=True)
class Ceiling:
    """The ceiling of one service in a year, in cents.

    ``committed`` drives the alert and ``paid`` the compliance; when nothing tells commitments, ``paid`` stands for
    both and ``committed`` is None. ``use`` is in per cent of the ceiling. ``provisional``: the base is a voted or
    provisional figure. ``unattributed`` are scheme expenses that no budget name ties to one of its services.
    """

    scheme: str
    service: str
    base: Fact | None
    ceiling: int | None
    committed: int | None
    paid: int | None
    use: Ratio
    room: int | None
    status: CeilingStatus
    provisional: bool = False
    unattributed: int = 0
    reason: Reason | None = None

    @property
    def used(self) -> int:
        """What counts against the ceiling: the larger of commitments and payments; 0 when there is none."""
        return max(self.committed or 0, self.paid or 0)

    @property
    def stage(self) -> Stage:
        """The stage that ``used`` is at."""
        return "committed" if (self.committed or 0) > (self.paid or 0) else "paid"


def ceilings(
    book: Book,
    context: BudgetContext,
    year: int,
    schemes: Mapping[str, OnePercent],
    rules: BudgetRules,
    level: GeoLevel,
) -> tuple[Ceiling, ...]:
    """Every service of every scheme that has a base or an expense in the year.

    When none has any, every service that collectivities of this ``level`` run: none for a département.
    """
    spent = book.lines(year, "expenditure")
    found = tuple(item for scheme in schemes.values() for item in _scheme(spent, context, year, scheme, rules))
    told = tuple(item for item in found if item.base is not None or item.used or item.unattributed)
    return told or tuple(item for item in found if level in (schemes[item.scheme].levels or (level,)))


def _scheme(
    rows: pd.DataFrame, context: BudgetContext, year: int, scheme: OnePercent, rules: BudgetRules
) -> Iterator[Ceiling]:
    mine = rows[(rows["funding_source"] == (scheme.funding_source or scheme.id)).to_numpy()]
    by_service = _attributed(mine, scheme.observations)
    loose = _used(by_service[""]) if "" in by_service else 0
    for service in scheme.observations:
        lines = by_service.get(service)
        amounts = [None if lines is None else cents(lines[name].sum(min_count=1)) for name in ("committed", "paid")]
        yield one_ceiling(
            scheme, service, context.get(service, year), amounts[0], amounts[1], unattributed=loose, rules=rules
        )


def one_ceiling(
    scheme: OnePercent,
    service: str,
    base: Fact | None,
    committed: int | None,
    paid: int | None,
    *,
    unattributed: int = 0,
    rules: BudgetRules,
) -> Ceiling:
    """Apply the rate to the base: above it a breach, from 90 % of it an alert (a judgement), else within."""
    limit = None if base is None else whole(scheme.rate * base.amount)
    used = max(committed or 0, paid or 0)
    use = ratio(
        used,
        limit,
        "percent",
        basis=service,
        denominator_missing="base_missing",
        denominator_not_positive="base_not_positive",
    )
    status = _status(use, unattributed, rules)
    reason = use.reason or ("not_attributed" if status == "not_computable" else None)
    room = None if limit is None or not use.available else limit - used
    provisional = base is not None and base.quality in {"provisional", "estimated"}
    return Ceiling(
        scheme.id, service, base, limit, committed, paid, use, room, status, provisional, unattributed, reason
    )


def _status(use: Ratio, unattributed: int, rules: BudgetRules) -> CeilingStatus:
    if use.value is None:
        return "not_computable"
    if use.value > 100:
        return "breach"
    if unattributed:
        return "not_computable"
    return "alert" if use.value >= 100 * rules.ceiling_alert else "within"


def _attributed(rows: pd.DataFrame, services: Sequence[str]) -> Mapping[str, pd.DataFrame]:
    if rows.empty:
        return {}
    if len(services) == 1:
        return {services[0]: rows}
    names = rows["budget"].astype(str).map(lambda name: _service(name, services)).astype(object)
    return {str(name): part for name, part in rows.groupby(names)}


def _service(budget: str, services: Sequence[str]) -> str:
    words = set(normalise(budget).split())
    named = [service for service in services if words & set(SERVICE_WORDS.get(service, ()))]
    return named[0] if len(named) == 1 else ""


def _used(rows: pd.DataFrame) -> int:
    return max(cents(rows[name].sum()) or 0 for name in ("committed", "paid"))
