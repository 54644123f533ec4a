"""The euros of each relation, from the budget lines that name it: one stage at a time, never summed with another.

What the lines do not attach to a partnership is told beside: a small coverage says more of the accounts than of the
relations. Partnerships are never ranked by their euros (manual, 4.5).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pandas as pd

from indicators.budget.amounts import Ratio, cents, ratio
from indicators.budget.book import Book
from indicators.budget.concentration import Concentration, item_concentration
from indicators.budget.rules import BudgetRules
from indicators.budget.splits import split
from indicators.records import Cents, Direction, Partnership, Stage


@dataclass(frozen=True, slots=True)
class RelationMoney:
    """What was spent (or received) for one relation: columns year, rubric, funding_source, cents; ``total`` in cents.

    ``total`` is None when no line names the relation at this stage: not zero, unknown. ``example`` is whether one of the
    lines was invented.
    """

    stage: Stage
    direction: Direction
    lines: pd.DataFrame
    total: Cents | None
    example: bool = False


@dataclass(frozen=True, slots=True)
class MoneyOverview:
    """The money of all relations in a year: by partnership and by country, its concentration, what is not attached.

    ``accounts`` are the years that have a line.
    """

    year: int
    stage: Stage
    by_partnership: Mapping[str, Cents]
    concentration: Concentration
    attached: Ratio | None
    accounts: tuple[int, ...]


def relation_money(book: Book, partnership: str, stage: Stage, direction: Direction = "expenditure") -> RelationMoney:
    """The cash lines that name a partnership, grouped by year, rubric and funding source (empty: not said)."""
    rows = book.cash
    mask = (rows["partnership"] == partnership).to_numpy() & (rows["direction"] == direction).to_numpy()
    rows = rows[mask & rows[stage].notna().to_numpy()]
    keys = {"year": rows["year"], "rubric": rows["assigned"].astype(str), "funding_source": rows["funding_source"]}
    table = pd.DataFrame({**keys, "cents": rows[stage]}).astype({"funding_source": str})
    grouped = table.groupby(["year", "rubric", "funding_source"])["cents"].sum().reset_index()
    total = cents(grouped["cents"].sum()) if len(grouped) else None
    return RelationMoney(stage, direction, grouped, total, bool(rows["example"].any()))


def overview(book: Book, year: int, stage: Stage, rules: BudgetRules) -> MoneyOverview:
    """The expenditure of a year by partnership, with the share of it that names one (per cent of gross)."""
    parts = split(book, year, stage, "partnership")
    named = [part for part in parts.parts if part.key]
    attached = ratio(sum(part.gross for part in named), parts.gross, "percent", basis="gross") if parts.parts else None
    return MoneyOverview(
        year, stage, {part.key: part.net for part in named}, item_concentration(parts, rules), attached, book.years
    )


def by_country(
    book: Book, partnerships: Iterable[Partnership], stage: Stage, year: int | None = None
) -> dict[str, Cents]:
    """Expenditure by ISO country code: that of the line's partnership, or else the one the line names itself."""
    countries = {item.id: item.country for item in partnerships}
    rows = book.cash
    mask = (rows["direction"] == "expenditure").to_numpy() & rows[stage].notna().to_numpy()
    if year is not None:
        mask &= (rows["year"] == year).to_numpy()
    rows = rows[mask]
    named = rows["partnership"].astype(str).map(countries)
    code = named.where(named.notna(), rows["country"].astype(str)).astype(str)
    sums = rows[stage].groupby(code).sum()
    return {str(country): round(value) for country, value in sums.items() if country}
