"""How far the voted credits were committed and paid, and why a rate may mean nothing.

Credits are voted by chapter: a functional breakdown can hold payments whose credit was voted elsewhere. Dividing one
by the other gave 159 % on real accounts. The rule is therefore: as soon as a payment has no credit at the same key,
the execution of the whole is not available, and the rate is offered on the keys that have both (method 5.2).
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from indicators.budget.amounts import Ratio, cents, ratio
from indicators.budget.book import Book
from indicators.budget.rules import BudgetRules
from indicators.records import Direction, Section

_KEY = ["year", "budget", "section", "function", "nature", "entry"]

_AMOUNTS = ("voted", "committed", "paid", "unvoted", "unvoted_staff", "matched_paid", "matched_voted")
_COUNTS = ("elsewhere", "over", "voted_below_committed", "committed_below_paid")
_NOTHING: dict[Hashable, float] = {**dict.fromkeys(_AMOUNTS, math.nan), **dict.fromkeys(_COUNTS, 0.0)}


@dataclass(frozen=True, slots=True)
class Execution:
    """Rates in per cent and remaining amounts in cents for a year and a direction.

    ``naive`` is total paid over total voted, kept to be explained when it is misleading; ``matched`` is the rate on
    the keys that have a credit. ``unvoted`` and ``unvoted_keys`` measure the payments without credit at their key.
    ``over`` counts the keys paid beyond their credit, ``voted_below_committed`` and ``committed_below_paid`` those
    whose stages are out of order: flagged, never corrected.
    """

    year: int
    rate: Ratio
    naive: Ratio
    matched: Ratio
    commitment: Ratio
    remaining_to_commit: int | None
    remaining_to_pay: int | None
    unvoted: int
    unvoted_keys: int
    unvoted_staff: int
    over: int
    voted_below_committed: int
    committed_below_paid: int


def execution(
    book: Book,
    year: int,
    *,
    direction: Direction = "expenditure",
    section: Section | None = None,
    rules: BudgetRules | None = None,
) -> Execution:
    """Execution, commitment and what remains of one year, by the rules of method 5.2.

    Keys are (budget, section, function, nature), or the line itself when it has no nature. ``rules`` may tolerate a
    share of payments without credit (0 by default: a single one makes the rate unavailable).
    """
    found = _executions(book.lines(year, direction, section), rules or BudgetRules())
    return found.get(year) or _execution(year, _NOTHING, rules or BudgetRules())


def executions(
    book: Book, *, direction: Direction = "expenditure", rules: BudgetRules | None = None
) -> tuple[Execution, ...]:
    """The same for every year that has a line, oldest first, in one pass."""
    rows = book.cash[(book.cash["direction"] == direction).to_numpy()]
    return tuple(_executions(rows, rules or BudgetRules()).values())


def _executions(lines: pd.DataFrame, rules: BudgetRules) -> dict[int, Execution]:
    rows = _by_key(lines)
    told, elsewhere = rows["voted"].notna(), rows["voted"].isna() & (rows["paid"].fillna(0) != 0)
    measures = rows.assign(
        elsewhere=elsewhere,
        unvoted=rows["paid"].where(elsewhere),
        unvoted_staff=rows["paid"].where(elsewhere & (rows["staff"] > 0)),
        matched_paid=rows["paid"].where(told),
        matched_voted=rows["voted"],
        over=told & (rows["paid"] > rows["voted"]),
        voted_below_committed=rows["voted"] < rows["committed"],
        committed_below_paid=rows["committed"] < rows["paid"],
    )
    years = measures.drop(columns=_KEY[1:]).groupby("year").sum(min_count=1)
    return {int(year): _execution(int(year), row, rules) for year, row in years.to_dict("index").items()}  # type: ignore[call-overload]  # years are integers


def _execution(year: int, sums: Mapping[Hashable, float], rules: BudgetRules) -> Execution:
    voted, committed, paid = (cents(sums[name]) for name in ("voted", "committed", "paid"))
    unvoted, keys = cents(sums["unvoted"]) or 0, int(sums["elsewhere"])
    naive = _rate(paid, voted)
    return Execution(
        year=year,
        rate=_guarded(naive, keys, unvoted, rules),
        naive=naive,
        matched=_rate(cents(sums["matched_paid"]), cents(sums["matched_voted"])),
        commitment=_rate(committed, voted),
        remaining_to_commit=_difference(voted, committed),
        remaining_to_pay=_difference(committed, paid),
        unvoted=unvoted,
        unvoted_keys=keys,
        unvoted_staff=cents(sums["unvoted_staff"]) or 0,
        over=int(sums["over"]),
        voted_below_committed=int(sums["voted_below_committed"]),
        committed_below_paid=int(sums["committed_below_paid"]),
    )


def _by_key(lines: pd.DataFrame) -> pd.DataFrame:
    bare = (lines["nature"] == "").to_numpy()
    entry = np.where(bare, lines["line"].astype(object).to_numpy(), "")
    keyed = lines.assign(entry=pd.Categorical(entry))
    return keyed.groupby(_KEY, observed=True)[["voted", "committed", "paid", "staff"]].sum(min_count=1).reset_index()


def _rate(part: int | None, whole: int | None) -> Ratio:
    return ratio(part, whole, "percent", basis="voted", denominator_missing="stage_missing")


def _guarded(naive: Ratio, keys: int, unvoted: int, rules: BudgetRules) -> Ratio:
    if not keys or not naive.available or abs(unvoted) <= rules.unvoted_tolerance * (naive.numerator or 0):
        return naive
    return Ratio(None, naive.numerator, naive.denominator, "percent", "voted", "voted_elsewhere")


def _difference(left: int | None, right: int | None) -> int | None:
    return None if left is None or right is None else left - right
