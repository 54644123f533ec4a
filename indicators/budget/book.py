"""The budget lines of a territory, laid out once for every view.

A :class:`Book` keeps apart what must never be added to the cash of the year: contributions in kind, transfers inside
the group (eliminated on consolidation) and order operations. Amounts are float cents, exact far beyond any budget of a
collectivity, with NaN for missing. Everything that the pages show of 20 years is read from one grouped table.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Literal

import numpy as np
import pandas as pd

from indicators.budget.amounts import known
from indicators.budget.suggestions import with_suggestions
from indicators.catalogue import FundingSource, Rubric
from indicators.records import STAGES, BudgetLine, Direction, Section, Stage, column_names

MONEY = ("voted", "committed", "paid", "attached")
# Order operations have chapters of their own; 041, 042 and 043 are also functions of international action, hence
# the test on the chapter column alone (type, code), never on the function.
ORDER_CHAPTERS = ("040", "041", "042", "043")
# What chapter 012 holds (M14 and M57): people lent or hired from outside (621), taxes on pay (631, 633), pay (64). A
# budget that is voted by function has no chapter 012, and the table of a service may have no chapter at all.
STAFF_NATURES = ("621", "631", "633", "64")
STAFF_CHAPTER = "012"
FINAL_DOCUMENTS = ("CA", "CFU", "COMPTE ADMINISTRATIF", "COMPTE FINANCIER UNIQUE")
# Texts that are nearly all different from one another gain nothing as categories.
_WORDS = ("line", "label", "note")
_TEXT = tuple(
    name
    for name in column_names(BudgetLine)
    if name not in {*MONEY, *_WORDS, "year", "sdgs", "intra_group", "in_kind", "example"}
)


@dataclass(frozen=True, slots=True)
class Scope:
    """Which lines are read. ``budget`` empty consolidates all budgets; ``staff`` False leaves pay out."""

    budget: str = ""
    staff: bool = True
    perimeter: Literal["", "accounting", "declared"] = ""


@dataclass(frozen=True, slots=True)
class Total:
    """An amount of one stage, in cents. ``net`` keeps negative lines, ``gross`` leaves them out (for shares).

    ``net`` is None when no line carries the stage. ``missing`` counts the lines that do not carry it.
    """

    stage: Stage
    net: int | None
    gross: int | None
    lines: int
    missing: int

    @property
    def negative(self) -> int:
        """What negative lines take away, as a negative amount; 0 when there is none."""
        return 0 if self.net is None or self.gross is None else self.net - self.gross


@dataclass(frozen=True)
class Book:
    """Normalised lines: ``cash`` is what totals are made of; the rest is set aside and shown beside."""

    cash: pd.DataFrame
    in_kind: pd.DataFrame
    intra_group: pd.DataFrame
    order: pd.DataFrame
    scope: Scope = Scope()

    @classmethod
    def of(
        cls,
        lines: pd.DataFrame,
        rubrics: Mapping[str, Rubric] | None = None,
        sources: Mapping[str, FundingSource] | None = None,
        scope: Scope | None = None,
    ) -> Book:
        """Lay out the lines of one territory (columns of ``BudgetLine``).

        Lines without rubric take the suggestion of ``rubrics`` with the status ``suggested``; what nothing suggests
        is unassigned. Columns added: ``staff``, ``assigned`` (effective rubric), ``status`` and ``payer`` (funding
        source written, or suggested by the nature of an income).
        """
        if lines.empty:
            return _blank(scope or Scope())
        frame = with_suggestions(_normalised(lines), rubrics or {}, sources or {})
        return _sorted_out(frame, scope or Scope())

    def within(self, scope: Scope) -> Book:
        """The same lines read in another scope."""
        return _sorted_out(pd.concat([self.cash, self.in_kind, self.intra_group, self.order]), scope)

    @cached_property
    def years(self) -> tuple[int, ...]:
        """The years that have a line, oldest first."""
        return tuple(int(year) for year in sorted(self.cash["year"].unique()))

    @cached_property
    def budgets(self) -> tuple[str, ...]:
        """The budgets met (principal, annexes), principal first."""
        names = {str(name) for name in pd.concat([self.cash["budget"], self.intra_group["budget"]]).unique()}
        return tuple(sorted(names, key=lambda name: (name != "principal", name)))

    @cached_property
    def principal(self) -> Book:
        """The principal budget inside a consolidated book, transfers left out: what is compared with its DRF."""
        return replace(self, cash=self.cash[(self.cash["budget"] == "principal").to_numpy()])

    def only(self, section: Section) -> Book:
        """The lines of one section and nothing else, for what is related to operating expenditure alone."""
        return replace(self, cash=self.cash[(self.cash["section"] == section).to_numpy()])

    @cached_property
    def yearly(self) -> pd.DataFrame:
        """One row by (year, direction, section): for each stage its net, ``_gross`` and ``_missing``; ``lines``."""
        measures = {"year": self.cash["year"], "direction": self.cash["direction"], "section": self.cash["section"]}
        for stage in STAGES:
            amounts = self.cash[stage]
            measures |= {stage: amounts, f"{stage}_gross": amounts.clip(lower=0), f"{stage}_missing": amounts.isna()}
        groups = pd.DataFrame(measures).groupby(["year", "direction", "section"], observed=True)
        sums = groups.sum(min_count=1)
        return sums.assign(lines=groups.size())

    def total(
        self, year: int, stage: Stage, direction: Direction = "expenditure", section: Section | None = None
    ) -> Total:
        """The total of a year at a stage; ``section`` None adds operating and investment."""
        sections: tuple[Section, ...] = (section,) if section else ("operating", "investment")
        rows = [row for name in sections if (row := self._cells.get((year, direction, name))) is not None]
        net, gross = (_summed(rows, name) for name in (stage, f"{stage}_gross"))
        return Total(
            stage, net, gross, sum(int(row["lines"]) for row in rows), sum(int(row[f"{stage}_missing"]) for row in rows)
        )

    @cached_property
    def _cells(self) -> Mapping[tuple[int, str, str], Mapping[str, float]]:
        return self.yearly.to_dict("index")  # type: ignore[return-value]  # keys are the index tuples

    def lines(
        self, year: int, direction: Direction | None = None, section: Section | None = None, **equal: str
    ) -> pd.DataFrame:
        """The cash lines of a year, narrowed by exact values of other columns (``assigned="r1_operations"``)."""
        rows = self._by_year.get(year, self.cash.iloc[0:0])
        for name, value in {"direction": direction, "section": section, **equal}.items():
            if value is not None:
                rows = rows[(rows[name] == value).to_numpy()]
        return rows

    @cached_property
    def _by_year(self) -> Mapping[int, pd.DataFrame]:
        positions = self.cash.groupby("year").indices
        return {int(str(year)): self.cash.iloc[rows] for year, rows in positions.items()}

    def final(self, year: int) -> bool:
        """Whether the paid stage of the year comes from final accounts (CA or CFU) on every line."""
        return self._documents.get(year, frozenset({""})) <= frozenset(FINAL_DOCUMENTS)

    @cached_property
    def _documents(self) -> Mapping[int, frozenset[str]]:
        pairs = self.cash[["year", "document"]].drop_duplicates()
        names = pairs["document"].astype(str).str.upper()
        return {int(year): frozenset(found) for year, found in names.groupby(pairs["year"])}


def _summed(rows: list[Mapping[str, float]], name: str) -> int | None:
    told = [amount for row in rows if (amount := known(row[name])) is not None]
    return round(sum(told)) if told else None


def _normalised(lines: pd.DataFrame) -> pd.DataFrame:
    frame = lines.reindex(columns=list(column_names(BudgetLine)))
    money = {name: pd.to_numeric(frame[name], errors="coerce").astype("float64") for name in MONEY}
    flags = {name: frame[name].fillna(False).astype(bool) for name in ("intra_group", "in_kind", "example")}
    words = {name: frame[name].fillna("").astype(object) for name in _WORDS}
    texts = {name: frame[name].fillna("").astype("category") for name in _TEXT}
    frame = frame.assign(**money, **flags, **words, **texts, year=frame["year"].astype("int64"))
    nature = frame["nature"].cat.categories.to_series().astype(str)
    staff = nature.str.startswith(STAFF_NATURES).to_numpy(dtype=bool)
    by_nature = staff[frame["nature"].cat.codes] if len(staff) else np.zeros(len(frame), dtype=bool)
    pays = (frame["direction"] == "expenditure").to_numpy()
    return frame.assign(staff=pays & (by_nature | (frame["chapter"] == STAFF_CHAPTER).to_numpy()))


@lru_cache(maxsize=16)
def _blank(scope: Scope) -> Book:
    """The book of a territory that has no line yet, laid out once: it says nothing, whatever suggests."""
    return _sorted_out(
        with_suggestions(_normalised(pd.DataFrame(columns=list(column_names(BudgetLine)))), {}, {}), scope
    )


def _sorted_out(frame: pd.DataFrame, scope: Scope) -> Book:
    keep = np.ones(len(frame), dtype=bool)
    if scope.budget:
        keep = keep & (frame["budget"] == scope.budget).to_numpy()
    if not scope.staff:
        keep = keep & ~frame["staff"].to_numpy()
    if scope.perimeter:
        keep = keep & (frame["perimeter"] == scope.perimeter).to_numpy()
    order = frame["chapter"].isin(ORDER_CHAPTERS).to_numpy()
    kind = frame["in_kind"].to_numpy() & ~order
    # A transfer is money spent or received for one budget alone; it vanishes only when budgets are put together.
    inside = frame["intra_group"].to_numpy() & ~order & ~kind & (not scope.budget)
    rest = ~(order | kind | inside)
    cash, in_kind, intra_group, orders = (frame[keep & part] for part in (rest, kind, inside, order))
    return Book(cash, in_kind, intra_group, orders, scope)
