"""Networks of territories: those the collectivity belongs to, what they cost and what came of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from indicators.catalogue import Network
from indicators.partnerships.relation import Rules
from indicators.records import Cents, Membership
from indicators.records.dates import first_day, last_day, months_between

ResultState = Literal["recent", "old", "undated", "none"]


@dataclass(frozen=True, slots=True)
class MembershipReading:
    """A membership with its network in the directory, if it is there.

    ``cost_per_result`` divides one year's fee by the documented results, all years together: an order of magnitude in
    cents, None without a fee or without a result (a fee without result has no unit cost, it has a question).
    """

    membership: Membership
    network: Network | None
    results: ResultState
    years: int | None
    cost_per_result: float | None

    @property
    def questioned(self) -> bool:
        """An active membership without a recent documented result."""
        return self.membership.status == "active" and self.results in ("old", "none")


def memberships(
    rows: Iterable[Membership], directory: Mapping[str, Network], as_of: date, rules: Rules | None = None
) -> tuple[MembershipReading, ...]:
    """Every membership read on the day ``as_of``, in the order received."""
    return tuple(_reading(item, directory.get(item.network), as_of, rules or Rules()) for item in rows)


def _reading(item: Membership, network: Network | None, as_of: date, rules: Rules) -> MembershipReading:
    start, end = first_day(item.since), last_day(item.until) or as_of
    return MembershipReading(
        membership=item,
        network=network,
        results=_results(item, as_of, rules),
        years=months_between(start, min(end, as_of)) // 12 if start and start <= as_of else None,
        cost_per_result=_cost(item.fee, len(item.results)),
    )


def _results(item: Membership, as_of: date, rules: Rules) -> ResultState:
    if not item.results:
        return "none"
    last = last_day(item.last_result)
    if last is None:
        return "undated"
    return "recent" if months_between(last, as_of) < rules.result_months else "old"


def _cost(fee: Cents | None, results: int) -> float | None:
    return None if fee is None or not results else fee / results
