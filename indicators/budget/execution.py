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
from numpy.typing import NDArray

from indicators.budget.amounts import Ratio, cents, ratio
from indicators.budget.book import Book
from indicators.budget.rules import BudgetRules
from indicators.records import Direction, Section

IntArray = NDArray[np.int64]
FloatArray = NDArray[np.float64]
BoolArray = NDArray[np.bool_]

_KEY = ("budget", "section", "function", "nature")
_STAGES = ("voted", "committed", "paid")

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
    rules: BudgetRules,
) -> Execution:
    """Execution, commitment and what remains of one year, by the rules of method 5.2.

    Keys are (budget, section, function, nature), or the line itself when it has no nature. ``rules`` may tolerate a
    share of payments without credit (0 by default: a single one makes the rate unavailable).
    """
    found = _executions(book.lines(year, direction, section), rules)
    return found.get(year) or _execution(year, _NOTHING, rules)


def executions(book: Book, *, direction: Direction = "expenditure", rules: BudgetRules) -> tuple[Execution, ...]:
    """The same for every year that has a line, oldest first, in one pass."""
    needed = book.cash[["year", *_KEY, "line", *_STAGES, "staff"]]
    return tuple(_executions(needed[(book.cash["direction"] == direction).to_numpy()], rules).values())


def _executions(lines: pd.DataFrame, rules: BudgetRules) -> dict[int, Execution]:
    if lines.empty:
        return {}
    codes, years = pd.factorize(lines["year"], sort=True)
    keys, first = _keys(lines, codes)
    voted, committed, paid = (_sums(keys, lines[name].to_numpy(), len(first)) for name in _STAGES)
    staffed = np.bincount(keys, lines["staff"].to_numpy(), len(first)) > 0
    told, elsewhere = ~np.isnan(voted), np.isnan(voted) & (np.nan_to_num(paid) != 0)
    measures = {
        "voted": voted,
        "committed": committed,
        "paid": paid,
        "unvoted": np.where(elsewhere, paid, np.nan),
        "unvoted_staff": np.where(elsewhere & staffed, paid, np.nan),
        "matched_paid": np.where(told, paid, np.nan),
        "matched_voted": voted,
        "elsewhere": elsewhere,
        "over": told & (paid > voted),
        "voted_below_committed": voted < committed,
        "committed_below_paid": committed < paid,
    }
    sums = pd.DataFrame({name: _sums(codes[first], values, len(years)) for name, values in measures.items()}, years)
    return {int(year): _execution(int(year), row, rules) for year, row in sums.to_dict("index").items()}  # type: ignore[call-overload]  # years are integers


def _keys(lines: pd.DataFrame, years: IntArray) -> tuple[IntArray, IntArray]:
    """The rank of each line's key, and for each key the position of its first line.

    Texts are categories: their codes make one integer, grouped far sooner than six columns are.
    """
    key = years.astype(np.int64)
    for name in _KEY:
        texts = lines[name].cat
        key = key * len(texts.categories) + texts.codes.to_numpy()
    ranks, _ = pd.factorize(key)
    bare = (lines["nature"] == "").to_numpy()
    entries = np.zeros(len(lines), dtype=np.int64)
    entries[bare] = 1 + pd.factorize(lines["line"].to_numpy()[bare])[0]
    ranks, found = pd.factorize(ranks * (len(lines) + 1) + entries)
    first = np.empty(len(found), dtype=np.int64)
    first[ranks[::-1]] = np.arange(len(lines))[::-1]
    return ranks, first


def _sums(groups: IntArray, values: FloatArray | BoolArray, size: int) -> FloatArray:
    """The sum of each group's known values; NaN for a group that has none."""
    missing = np.isnan(values)
    total = np.bincount(groups, np.where(missing, 0.0, values), size)
    return np.where(np.bincount(groups, ~missing, size) > 0, total, np.nan)


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


def _rate(part: int | None, whole: int | None) -> Ratio:
    return ratio(part, whole, "percent", basis="voted", denominator_missing="stage_missing")


def _guarded(naive: Ratio, keys: int, unvoted: int, rules: BudgetRules) -> Ratio:
    if not keys or not naive.available or abs(unvoted) <= rules.unvoted_tolerance * (naive.numerator or 0):
        return naive
    return Ratio(None, naive.numerator, naive.denominator, "percent", "voted", "voted_elsewhere")


def _difference(left: int | None, right: int | None) -> int | None:
    return None if left is None or right is None else left - right
