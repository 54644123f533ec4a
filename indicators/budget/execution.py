"""How far the voted credits were committed and paid, and why a rate may mean nothing.

Credits are voted by chapter: a functional breakdown can hold payments whose credit was voted elsewhere. Dividing one
by the other gave 159 % on real accounts. The rule is therefore: as soon as a payment has no credit at the same key,
the execution of the whole is not available, and the rate is offered on the keys that have both (method 5.2).
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from indicators.budget.amounts import Ratio, cents, ratio
from indicators.budget.book import Book
from indicators.budget.rules import BudgetRules
from indicators.records import Direction, Section

_KEY = ["budget", "section", "function", "nature", "entry"]


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
    """Execution, commitment and what remains, by the rules of method 5.2.

    Keys are (budget, section, function, nature), or the line itself when it has no nature. ``rules`` may tolerate a
    share of payments without credit (0 by default: a single one makes the rate unavailable).
    """
    rows = _by_key(book.lines(year, direction, section))
    voted, committed, paid = (cents(rows[name].sum(min_count=1)) for name in ("voted", "committed", "paid"))
    elsewhere = rows["voted"].isna() & rows["paid"].notna() & (rows["paid"] != 0)
    unvoted = round(rows.loc[elsewhere, "paid"].sum())
    naive = _rate(paid, voted)
    both = rows[rows["voted"].notna()]
    return Execution(
        year=year,
        rate=_guarded(naive, int(elsewhere.sum()), unvoted, rules or BudgetRules()),
        naive=naive,
        matched=_rate(cents(both["paid"].sum(min_count=1)), cents(both["voted"].sum(min_count=1))),
        commitment=_rate(committed, voted),
        remaining_to_commit=_difference(voted, committed),
        remaining_to_pay=_difference(committed, paid),
        unvoted=unvoted,
        unvoted_keys=int(elsewhere.sum()),
        unvoted_staff=round(rows.loc[elsewhere & (rows["staff"] > 0), "paid"].sum()),
        over=int((both["paid"] > both["voted"]).sum()),
        voted_below_committed=int((rows["voted"] < rows["committed"]).sum()),
        committed_below_paid=int((rows["committed"] < rows["paid"]).sum()),
    )


def _by_key(lines: pd.DataFrame) -> pd.DataFrame:
    entry = lines["line"].astype(str).where(lines["nature"].astype(str) == "", "")
    keyed = lines.assign(entry=entry)
    columns = ["voted", "committed", "paid", "staff"]
    return keyed.groupby(_KEY, observed=True)[columns].sum(min_count=1).reset_index()


def _rate(part: int | None, whole: int | None) -> Ratio:
    return ratio(part, whole, "percent", basis="voted", denominator_missing="stage_missing")


def _guarded(naive: Ratio, keys: int, unvoted: int, rules: BudgetRules) -> Ratio:
    if not keys or not naive.available or abs(unvoted) <= rules.unvoted_tolerance * (naive.numerator or 0):
        return naive
    return Ratio(None, naive.numerator, naive.denominator, "percent", "voted", "voted_elsewhere")


def _difference(left: int | None, right: int | None) -> int | None:
    return None if left is None or right is None else left - right
