"""What the money and the actions are for, side by side: purpose, managing service, public policy.

The five purposes hold the central tension of an international policy (solidarity beside attractiveness). Euros and
actions do not tell the same story, so both shares stand together, each with what nobody assigned: a share of what is
assigned alone would hide it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

import pandas as pd

from indicators.budget.amounts import Ratio, ratio
from indicators.budget.book import Book
from indicators.budget.rubrics import LineKey, accepted, lines_of
from indicators.budget.splits import split
from indicators.partnerships.life import EXCHANGES
from indicators.records import Activity, BudgetLine, Stage

#: What a line and an action say of themselves in the same words.
Aim = Literal["purpose", "service", "policy"]
AIMS: tuple[Aim, ...] = ("purpose", "service", "policy")


@dataclass(frozen=True, slots=True)
class AimShare:
    """One aim in a year: ``euros`` (gross, in cents) and ``actions``, each with its share in per cent of the whole year.

    An empty ``key`` gathers what nobody assigned.
    """

    key: str
    euros: int
    actions: int
    of_euros: Ratio
    of_actions: Ratio


@dataclass(frozen=True, slots=True)
class AimYear:
    """The aims of a year, in the order of the catalogue (largest first without one), the unassigned one last."""

    aim: Aim
    year: int
    shares: tuple[AimShare, ...]

    @property
    def unassigned(self) -> AimShare:
        """What nobody assigned."""
        return self.shares[-1]

    @property
    def told(self) -> bool:
        """Whether anything at all is assigned."""
        return any(item.euros or item.actions for item in self.shares[:-1])


def aims_of_year(
    book: Book, activities: Iterable[Activity], year: int, stage: Stage, aim: Aim, order: Sequence[str] = ()
) -> AimYear:
    """The expenditure and the actions of a year by aim; every key of ``order`` has its row, at nought if need be."""
    money = {part.key: part.gross for part in split(book, year, stage, aim).parts}
    counted = Counter(str(getattr(item, aim)) for item in activities if item.year == year and item.status in EXCHANGES)
    spent, done = sum(money.values()), sum(counted.values())
    found = sorted({*money, *counted} - {"", *order}, key=lambda key: (-money.get(key, 0), -counted[key], key))

    def share(key: str) -> AimShare:
        euros, actions = money.get(key, 0), counted[key]
        return AimShare(
            key, euros, actions,
            ratio(euros, spent or None, "percent", basis="gross", denominator_missing="no_expenditure"),
            ratio(actions, done or None, "percent", basis="actions", denominator_missing="no_actions"),
        )  # fmt: skip

    return AimYear(aim, year, tuple(share(key) for key in (*order, *found, "")))


def years_of(book: Book, activities: Iterable[Activity]) -> tuple[int, ...]:
    """Every year that has a line or an action, oldest first."""
    return tuple(sorted({*book.years, *(item.year for item in activities if item.status in EXCHANGES)}))


def unassigned_lines(book: Book, aim: Aim, year: int | None = None) -> pd.DataFrame:
    """The expenditure lines of a year (of all without one) that say nothing of an aim, the largest first."""
    rows = book.cash if year is None else book.lines(year)
    rows = rows[(rows["direction"] == "expenditure").to_numpy() & (rows[aim].astype(str) == "").to_numpy()]
    size = rows["paid"].fillna(rows["voted"]).abs()
    return rows.assign(size=size).sort_values(["size", "line"], ascending=[False, True]).drop(columns="size")


def proposed(rows: pd.DataFrame, told: pd.DataFrame, activities: Iterable[Activity], aim: Aim) -> dict[LineKey, str]:
    """What an aim could be, by line: that of the same line in another year, else of the actions of its project.

    Nothing is proposed where these disagree; a person confirms in every case.
    """
    by_line = _agreed(zip(told["line"].astype(str), told[aim].astype(str), strict=True))
    by_project = _agreed(
        (name, str(getattr(item, aim))) for item in activities for name in (item.id, item.title) if getattr(item, aim)
    )
    found = {}
    for year, line, project in zip(rows["year"], rows["line"].astype(str), rows["project"].astype(str), strict=True):
        if guess := by_line.get(line) or by_project.get(project):
            found[int(year), line] = guess
    return found


def _agreed(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    values: dict[str, set[str]] = defaultdict(set)
    for name, value in pairs:
        if name and value:
            values[name].add(value)
    return {name: next(iter(found)) for name, found in values.items() if len(found) == 1}


def assigned(
    lines: pd.DataFrame | Sequence[BudgetLine], choices: Mapping[LineKey, str], aim: Aim, keys: Iterable[str] = ()
) -> list[BudgetLine]:
    """The chosen lines with their aim; other lines are not returned.

    Raises :class:`~indicators.budget.rubrics.RubricError` when a line is not among them, or when the aim is not one of
    ``keys`` (not checked when empty: a service is any name).
    """
    records = lines_of(lines) if isinstance(lines, pd.DataFrame) else list(lines)
    known = {(record.year, record.line): record for record in records}
    offered = list(keys)
    for key, chosen in choices.items():
        accepted(key, [f"{year} {line}" for year, line in known], key in known)
        if offered:
            accepted(chosen, offered, chosen in offered)
    told: dict[LineKey, dict[str, Any]] = {key: {aim: chosen.strip()} for key, chosen in choices.items()}
    return [replace(known[key], **changes) for key, changes in told.items()]
