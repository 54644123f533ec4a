"""Networks of territories: those the collectivity belongs to, what they cost and what came of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from indicators.catalogue import Network
from indicators.partnerships.life import Rules, member
from indicators.records import Cents, Membership
from indicators.records.dates import first_day, last_day, months_between

ResultState = Literal["recent", "old", "undated", "none"]


@dataclass(frozen=True, slots=True)
class MembershipReading:
    """A membership on the day ``as_of``, with its network in the directory if it is there; ``active`` when it held then.

    ``cost_per_result`` divides one year's fee by the documented results, all years together: an order of magnitude in
    cents, None without a fee or without a result (a fee without result has no unit cost, it has a question).
    """

    membership: Membership
    network: Network | None
    active: bool
    results: ResultState
    years: int | None
    cost_per_result: float | None
    as_of: date

    @property
    def international(self) -> bool:
        """Whether it is an organisation of States, the United Nations for one: what is paid there is a contribution."""
        return self.network is not None and self.network.category == "international"

    @property
    def questioned(self) -> bool:
        """An active membership without a recent documented result; one without a date is not known to be recent."""
        return self.active and self.results != "recent"


def memberships(
    rows: Iterable[Membership], directory: Mapping[str, Network], as_of: date, rules: Rules
) -> tuple[MembershipReading, ...]:
    """Every membership read on the day ``as_of``, in the order received."""
    return tuple(_reading(item, directory.get(item.network), as_of, rules) for item in rows)


def _reading(item: Membership, network: Network | None, as_of: date, rules: Rules) -> MembershipReading:
    start, end = first_day(item.since), last_day(item.until) or as_of
    return MembershipReading(
        membership=item,
        network=network,
        active=member(item, as_of),
        results=_results(item, as_of, rules),
        years=months_between(start, min(end, as_of)) // 12 if start and start <= as_of else None,
        cost_per_result=_cost(item.fee, len(item.results)),
        as_of=as_of,
    )


def _results(item: Membership, as_of: date, rules: Rules) -> ResultState:
    """A result of after the day is not known on it; one known by its year counts to 31 December, the day at most."""
    first, last = first_day(item.last_result), last_day(item.last_result)
    if not item.results or (first is not None and first > as_of):
        return "none"
    if last is None:
        return "undated"
    return "recent" if months_between(min(last, as_of), as_of) < rules.result_months else "old"


def _cost(fee: Cents | None, results: int) -> float | None:
    return None if fee is None or not results else fee / results
