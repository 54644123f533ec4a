"""The vision (manual, encadré 12): the statements that the collectivity chose, their horizon, what proves those reached."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from indicators.catalogue import Grid, GridItem
from indicators.grids.maturity import history, latest
from indicators.records import SelfAssessment
from indicators.records.dates import year_of

CHOSEN, REACHED = 1, 2


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement that was chosen: ``horizon`` is a year, None when nobody gave it; ``proof`` is of one that is reached."""

    item: GridItem
    reached: bool
    horizon: int | None
    proof: str
    example: bool

    @property
    def unproven(self) -> bool:
        """Whether it is said to be reached without any proof."""
        return self.reached and not self.proof


def statements(grid: Grid, rows: Iterable[SelfAssessment], year: int) -> tuple[Statement, ...]:
    """The statements chosen in the latest year filled, in the order of the manual."""
    found = latest(history(grid, rows, until=year))
    if found is None:
        return ()
    return tuple(
        Statement(item, row.answer >= REACHED, year_of(row.horizon), row.evidence.strip(), row.example)
        for item in grid.items
        if (row := found.answers.get(item.id)) is not None and row.answer is not None and row.answer >= CHOSEN
    )
