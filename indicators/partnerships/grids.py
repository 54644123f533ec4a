"""What was answered about one relation in the manual's grids: criteria, benefits, obstacles, from record or assessment.

The latest assessment of a grid wins over the record, item by item: the record is the short form that a file carries.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from indicators.catalogue.grids import Grid, GridItem
from indicators.grids.maturity import Side, history, latest
from indicators.records import Partnership, SelfAssessment

_SIDES: tuple[Side, Side] = ("own", "partner")


@dataclass(frozen=True, slots=True)
class ItemAnswer:
    """One item of a grid for one relation. Values are on the grid's scale, None when that side has not answered.

    ``named_ours`` and ``named_theirs`` say that the record names the item without grading it; ``text`` is what was
    written about it (how an obstacle is dealt with).
    """

    item: GridItem
    ours: float | None
    theirs: float | None
    named_ours: bool = False
    named_theirs: bool = False
    text: str = ""

    @property
    def known(self) -> bool:
        """Whether anything at all is known of the item."""
        return (
            self.ours is not None or self.theirs is not None or self.named_ours or self.named_theirs or bool(self.text)
        )


def item_answers(partnership: Partnership, grid: Grid, rows: Sequence[SelfAssessment]) -> tuple[ItemAnswer, ...]:
    """Every item of a grid in its order, answered or not."""
    ours, theirs = (_values(grid, rows, side, partnership.id) for side in _SIDES)
    texts = partnership.obstacles if grid.id == "obstacles" else {}
    record = {"ten_criteria": partnership.criteria, "dac_markers": partnership.markers}.get(grid.id, {})
    benefits = grid.id == "benefits"
    return tuple(
        ItemAnswer(
            item=item,
            ours=ours.get(item.id, record.get(item.id)),
            theirs=theirs.get(item.id),
            named_ours=benefits and item.id in partnership.benefits_ours,
            named_theirs=benefits and item.id in partnership.benefits_theirs,
            text=texts.get(item.id, ""),
        )
        for item in grid.items
    )


@dataclass(frozen=True, slots=True)
class GradedBenefits:
    """Grades of the benefits that both sides graded: how many, and the sum of each side on the grid's scale."""

    count: int
    ours: float
    theirs: float

    @property
    def balance(self) -> float | None:
        """1 − |ours − theirs| / (ours + theirs), after the manual (4.5); None when nothing is graded above zero."""
        total = self.ours + self.theirs
        return 1 - abs(self.ours - self.theirs) / total if total > 0 else None


def graded_benefits(answers: Iterable[ItemAnswer]) -> GradedBenefits:
    """The benefits graded by both sides; a benefit that one side left out is not a zero and does not count."""
    both = [(item.ours, item.theirs) for item in answers if item.ours is not None and item.theirs is not None]
    return GradedBenefits(len(both), sum(ours for ours, _ in both), sum(theirs for _, theirs in both))


def _values(grid: Grid, rows: Sequence[SelfAssessment], side: Side, partnership: str) -> Mapping[str, float]:
    year = latest(history(grid, rows, side=side, partnership=partnership))
    return year.values if year is not None else {}
