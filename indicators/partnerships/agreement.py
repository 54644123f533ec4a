"""What is checked of an agreement: the latest answer to each line with its date and its document, and what is missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from indicators.catalogue.grids import Grid, GridItem
from indicators.records import PartialDate, SelfAssessment

GRID = "legality"
#: ``done`` is proved, ``unproved`` is a yes without date nor document, ``missing`` is a no; ``open`` nobody answered.
State: TypeAlias = Literal["done", "unproved", "under_way", "missing", "open"]


@dataclass(frozen=True, slots=True)
class Checked:
    """One line of the check-list for one relation; ``year`` is that of the answer, None when nobody gave one."""

    item: GridItem
    state: State
    date: PartialDate = ""
    document: str = ""
    evidence: str = ""
    year: int | None = None
    example: bool = False


def check_list(grid: Grid, rows: Sequence[SelfAssessment], partnership: str, until: int) -> tuple[Checked, ...]:
    """Every line in the order of the grid: an answer stands until a later year gives another one."""
    mine = [row for row in rows if (row.grid, row.partnership) == (grid.id, partnership) and row.year <= until]
    latest: dict[str, SelfAssessment] = {}
    for row in sorted(mine, key=lambda row: row.year):
        if row.answer is not None:
            latest[row.item] = row
    return tuple(_checked(grid, item, latest.get(item.id)) for item in grid.items)


def _checked(grid: Grid, item: GridItem, row: SelfAssessment | None) -> Checked:
    if row is None or row.answer is None:
        return Checked(item, "open")
    state: State
    if row.answer <= grid.scale.low:
        state = "missing"
    elif row.answer < grid.scale.high:
        state = "under_way"
    else:
        state = "done" if row.document or row.evidence or row.horizon else "unproved"
    return Checked(item, state, row.horizon, row.document, row.evidence, row.year, row.example)


def missing(found: Sequence[Checked]) -> tuple[Checked, ...]:
    """What a person said is not there."""
    return tuple(item for item in found if item.state == "missing")
