"""Time the views of the budget on 20 years and 50 000 lines, as ratios, in one run.

    python -m benchmarks.budget [--no-pages] [--rounds 7] [--lines 50000]

Two baselines: the same views on the real accounts of the demonstration (209 lines over 8 years), and the same numbers
from plain Python loops over the lines, checked to be equal. Each time is the best of several runs. Aims: no view 40
times slower than on the demonstration with 240 times its lines, nor slower than the loop. Then the pages themselves, in
a browser (``benchmarks/budget_pages.py``). Exits with 1 when an aim is missed.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
import pandas as pd

from benchmarks.budget_pages import report
from indicators.budget import (
    Bases,
    Book,
    BudgetContext,
    BudgetRules,
    execution,
    executions,
    funding_by_year,
    history,
    split,
    split_by_year,
)
from indicators.catalogue import Catalogue, load_catalogue
from indicators.demo import demo_snapshot
from indicators.records import BudgetLine, Snapshot, column_names

YEARS, LINES, ROUNDS = range(2005, 2025), 50_000, 5
SLOWER_THAN_DEMONSTRATION = 40.0
NATURES = ("64111", "64131", "6453", "6574", "6281", "6251", "6257", "617", "6745", "60623", "6288", "6999")
INCOME = ("74718", "7472", "7477", "7478", "6419")

Rows = list[dict[str, Any]]


@dataclass(frozen=True)
class Line:
    """One view: seconds on the large budget, on the demonstration, and of the loop (None: no loop)."""

    name: str
    large: float
    small: float
    loop: float | None

    @property
    def missed(self) -> bool:
        """Whether an aim is missed."""
        return self.large > SLOWER_THAN_DEMONSTRATION * self.small or (self.loop is not None and self.large > self.loop)


def large_budget(count: int = LINES) -> pd.DataFrame:
    """Twenty years of as many lines each: costs and receipts, some missing, some negative, fixed by a seed."""
    count -= count % len(YEARS)
    draw = np.random.default_rng(20)
    income = draw.random(count) < 0.2
    paid = draw.integers(-5_000, 5_000_000, count).astype(float)
    voted = paid * draw.uniform(0.9, 1.4, count)
    voted[draw.random(count) < 0.02] = np.nan
    frame = pd.DataFrame({"territory": "93048", "year": np.repeat(YEARS, count // len(YEARS))})
    frame = frame.assign(
        line=np.arange(count).astype(str),
        nature=np.where(income, draw.choice(INCOME, count), draw.choice(NATURES, count)),
        direction=np.where(income, "income", "expenditure"),
        section=np.where(draw.random(count) < 0.05, "investment", "operating"),
        budget="principal", instruction="M57", document="CA", function="048",
        partnership=draw.choice([f"p{rank}" for rank in range(60)], count),
        paid=paid.round(), voted=voted.round(),
    )  # fmt: skip
    return frame.reindex(columns=list(column_names(BudgetLine)))


def best(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """The shortest of several runs, in seconds."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def loop_totals(rows: Rows) -> dict[tuple[int, str, str], list[float]]:
    """By year, direction and section: each stage, its positive part and how many lines lack it."""
    totals: dict[tuple[int, str, str], list[float]] = {}
    for row in rows:
        held = totals.setdefault((row["year"], row["direction"], row["section"]), [0.0] * 9)
        for place, stage in enumerate(("voted", "committed", "paid")):
            amount = row[stage]
            if amount == amount and amount is not None:
                held[3 * place] += amount
                held[3 * place + 1] += max(amount, 0.0)
            else:
                held[3 * place + 2] += 1
    return totals


def loop_partnerships(rows: Rows) -> dict[tuple[int, str], float]:
    """Paid expenditure by year and partnership."""
    totals: dict[tuple[int, str], float] = defaultdict(float)
    for row in rows:
        if row["direction"] == "expenditure" and row["paid"] == row["paid"]:
            totals[row["year"], row["partnership"]] += row["paid"]
    return totals


def loop_execution(rows: Rows) -> dict[int, tuple[float, float]]:
    """Paid and voted by year, on the keys that have a credit."""
    keys: dict[tuple[Any, ...], list[float]] = {}
    for row in rows:
        if row["direction"] == "expenditure":
            held = keys.setdefault((row["year"], row["section"], row["nature"]), [0.0, 0.0, 0.0])
            held[0] += row["paid"] if row["paid"] == row["paid"] else 0.0
            held[1] += row["voted"] if row["voted"] == row["voted"] else 0.0
            held[2] += row["voted"] == row["voted"]
    years: dict[int, tuple[float, float]] = {}
    for (year, _, _), (paid, voted, told) in keys.items():
        if told:
            before = years.get(year, (0.0, 0.0))
            years[year] = (before[0] + paid, before[1] + voted)
    return years


def measure(frame: pd.DataFrame, small: Snapshot, catalogue: Catalogue) -> list[Line]:
    """Every view on both budgets, and the loop where there is one."""
    rows: Rows = [{str(name): value for name, value in row.items()} for row in frame.to_dict("records")]
    large_book, small_book = laid(frame, catalogue), laid(small.budget_lines, catalogue)
    check(large_book, rows)
    context = BudgetContext.of(small.observations, small.territory.code)
    views: Mapping[str, tuple[Callable[[Book], object], Callable[[Rows], object] | None]] = {
        "years, shares and leverage": (
            lambda book: history(fresh(book), context, bases=Bases(), rules=BudgetRules()),
            loop_totals,
        ),
        "rubrics by year": (lambda book: split_by_year(book, "paid", "rubric"), None),
        "partnerships by year": (lambda book: split_by_year(book, "paid", "partnership"), loop_partnerships),
        "one year by nature": (lambda book: split(book, book.years[-1], "paid", "nature"), None),
        "lines of one year": (lambda book: fresh(book).lines(book.years[-1], "expenditure"), None),
        "execution of every year": (partial(executions, rules=BudgetRules()), loop_execution),
        "who paid": (lambda book: funding_by_year(book, catalogue.funding_sources), None),
    }
    found = [
        Line(name, best(partial(view, large_book)), best(partial(view, small_book)), loop and best(partial(loop, rows)))
        for name, (view, loop) in views.items()
    ]
    lay = Line(
        "laying the lines out (once an edition)",
        best(lambda: laid(frame, catalogue)),
        best(lambda: laid(small.budget_lines, catalogue)),
        None,
    )
    return [lay, *found]


def laid(frame: pd.DataFrame, catalogue: Catalogue) -> Book:
    """The lines as the pages read them."""
    return Book.of(frame, catalogue.rubrics, catalogue.funding_sources)


def fresh(book: Book) -> Book:
    """The same book without what it keeps in memory."""
    return Book(book.cash, book.in_kind, book.intra_group, book.order, book.scope)


def check(book: Book, rows: Rows) -> None:
    """The views and the loops say the same."""
    for (year, direction, section), sums in loop_totals(rows).items():
        total = book.total(year, "paid", direction, section)  # type: ignore[arg-type]  # words of the frame
        assert (total.net, total.gross, total.missing) == tuple(map(round, sums[6:])), (year, direction, section)
    table = split_by_year(book, "paid", "partnership")
    for (year, key), total in loop_partnerships(rows).items():
        assert table.loc[year, key] == total, (year, key)
    for year, (paid, voted) in loop_execution(rows).items():
        assert execution(book, year, rules=BudgetRules()).matched.numerator == paid, year
        assert execution(book, year, rules=BudgetRules()).matched.denominator == voted, year


def main() -> int:
    """Print the tables; 1 when an aim is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--no-pages", dest="pages", action="store_false")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--lines", type=int, default=LINES)
    options = parser.parse_args()
    lines = large_budget(options.lines)
    missed = domain(lines)
    if options.pages:
        missed = report(lines, options.rounds) or missed
    return int(missed)


def domain(lines: pd.DataFrame) -> bool:
    """Time the views without any page and print the table; True when an aim is missed."""
    catalogue, small = load_catalogue(), demo_snapshot("93048")
    found = measure(lines, small, catalogue)
    print(
        f"{len(lines):,} lines over {len(YEARS)} years; demonstration: {len(small.budget_lines)} lines over 8 years\n"
    )
    print(f"{'view':40}{'all lines':>14}{'÷ demonstration':>17}{'loop ÷ view':>13}")
    for line in found:
        gain = "" if line.loop is None else f"{line.loop / line.large:12.1f}×"
        print(
            f"{line.name:40}{1000 * line.large:11.1f} ms{line.large / line.small:16.1f}×{gain:>13}{'  MISSED' * line.missed}"
        )
    return any(line.missed for line in found)


if __name__ == "__main__":
    sys.exit(main())
