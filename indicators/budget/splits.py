"""The money of a year cut by what it is for, where it goes and who pays: one stage, one direction at a time."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

import pandas as pd

from indicators.budget.amounts import Ratio, Reason, cents, ratio
from indicators.budget.book import Book
from indicators.records import Direction, Section, Stage

By = Literal[
    "rubric",
    "purpose",
    "service",
    "policy",
    "funding_source",
    "partnership",
    "country",
    "project",
    "objective",
    "sdg",
    "nature",
    "function",
    "section",
    "budget",
    "perimeter",
    "staff",
]
_COLUMNS: dict[str, str] = {"rubric": "assigned", "funding_source": "payer"}
_LABELS = {"nature": "nature_label", "function": "function_label"}


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a split, in cents. An empty ``key`` gathers the lines that do not say.

    ``share`` (per cent) is taken on ``gross``; ``confirmed`` and ``suggested`` are the gross amounts whose rubric a
    person has confirmed or not (rubric splits only, 0 elsewhere). ``label`` is the wording of the accounts, if any.
    """

    key: str
    net: int
    gross: int
    lines: int
    share: Ratio
    confirmed: int = 0
    suggested: int = 0
    label: str = ""


@dataclass(frozen=True, slots=True)
class Split:
    """The parts of a total, largest first. ``overlapping``: a line may stand in several parts (goals), so parts
    are never added. ``reason`` says why there is no part."""

    by: By
    year: int
    stage: Stage
    direction: Direction
    parts: tuple[Part, ...]
    net: int | None
    gross: int | None
    overlapping: bool = False
    reason: Reason | None = None

    def part(self, key: str) -> Part | None:
        """The part of that key, or None."""
        return next((part for part in self.parts if part.key == key), None)

    @property
    def unconfirmed(self) -> Ratio:
        """The share of money whose rubric no person has confirmed: suggested or unassigned (per cent of gross)."""
        waiting = None if self.gross is None else self.gross - sum(part.confirmed for part in self.parts)
        return _share(waiting, self.gross)


def split(
    book: Book,
    year: int,
    stage: Stage,
    by: By,
    *,
    direction: Direction = "expenditure",
    section: Section | None = None,
) -> Split:
    """Cut the cash of a year. Shares are on gross positive amounts, so that a refund cannot make a share negative;
    totals stay net (method 5.7, 5.8). With ``by="sdg"`` a line counts whole in each goal that it serves."""
    rows = book.lines(year, direction, section)
    told = rows[rows[stage].notna().to_numpy()]
    if told.empty:
        reason: Reason = "no_lines" if rows.empty else "stage_missing"
        return Split(by, year, stage, direction, (), None, None, by == "sdg", reason)
    gross = cents(told[stage].clip(lower=0).sum()) or 0
    parts = _parts(_keyed(told, by), stage, by, gross)
    return Split(
        by,
        year,
        stage,
        direction,
        tuple(sorted(parts, key=lambda part: (-part.gross, -part.net, part.key))),
        cents(told[stage].sum()),
        gross,
        by == "sdg",
        None if gross else "no_expenditure",
    )


def lines_of_part(rows: pd.DataFrame, by: By, key: str) -> pd.DataFrame:
    """The lines that a part of :func:`split` counts; with ``by="sdg"`` a line stands in each goal that it serves."""
    keyed = _keyed(rows, by)
    return rows[rows.index.isin(keyed.index[(keyed["key"] == key).to_numpy()])]


def _keyed(rows: pd.DataFrame, by: By) -> pd.DataFrame:
    if by == "sdg":
        goals = rows["sdgs"].map(lambda value: list(value) if _is_list(value) and value else [""])
        exploded = rows.assign(key=goals).explode("key")
        return exploded.assign(key=exploded["key"].astype(str))
    return rows.assign(key=rows[_COLUMNS.get(by, by)].astype(str))


def _is_list(value: Any) -> bool:
    return isinstance(value, list | tuple)


def _parts(rows: pd.DataFrame, stage: Stage, by: By, total: int) -> Iterable[Part]:
    amounts = rows[stage].to_numpy()
    positive = rows[stage].clip(lower=0).to_numpy()
    status = rows["status"].to_numpy()
    measures = pd.DataFrame(
        {
            "key": rows["key"].to_numpy(),
            "net": amounts,
            "gross": positive,
            "confirmed": positive * (status == "confirmed"),
            "suggested": positive * (status == "suggested"),
        }
    )
    groups = measures.groupby("key", sort=False)
    labels = _labels(rows, by)
    for row in groups.sum().assign(lines=groups.size()).reset_index().to_dict("records"):
        yield _part(row, by, total, labels)


def _part(row: Mapping[Hashable, Any], by: By, total: int, labels: Mapping[str, str]) -> Part:
    gross, confirmed, suggested = (round(row[name]) for name in ("gross", "confirmed", "suggested"))
    told = (confirmed, suggested) if by == "rubric" else (0, 0)
    key = str(row["key"])
    label = labels.get(key, "")
    return Part(key, round(row["net"]), gross, int(row["lines"]), _share(gross, total), told[0], told[1], label)


def _labels(rows: pd.DataFrame, by: By) -> dict[str, str]:
    column = _LABELS.get(by)
    if column is None:
        return {}
    pairs = pd.DataFrame({"key": rows["key"], "label": rows[column].astype(str)}).drop_duplicates()
    # Wordings that differ for one code belong to lines, not to the code: then the code stands alone.
    return {str(key): str(labels.iloc[0]) for key, labels in pairs.groupby("key")["label"] if len(labels) == 1}


def _share(part: float | None, total: float | None) -> Ratio:
    return ratio(part, total, "percent", basis="gross", denominator_not_positive="no_expenditure")


def split_by_year(
    book: Book, stage: Stage, by: By, *, direction: Direction = "expenditure", section: Section | None = None
) -> pd.DataFrame:
    """Net cents by year (rows) and key (columns); NaN where no line of that key carries the stage that year."""
    rows = book.cash
    mask = (rows["direction"] == direction).to_numpy() & rows[stage].notna().to_numpy()
    if section is not None:
        mask = mask & (rows["section"] == section).to_numpy()
    keyed = _keyed(rows[mask], by)
    table = keyed.groupby(["year", keyed["key"].astype("category")], observed=True)[stage].sum()
    return table.unstack("key")


def negative_lines(book: Book, stage: Stage, year: int | None = None) -> pd.DataFrame:
    """The lines below zero (cancellations, refunds), of a year or of all: they are shown, never corrected."""
    rows = book.cash[(book.cash[stage] < 0).to_numpy()]
    return rows if year is None else rows[(rows["year"] == year).to_numpy()]
