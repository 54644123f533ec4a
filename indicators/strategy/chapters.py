"""The ten rules of the manual (encadré 7) as ten chapters: what each holds, and a state that is computed, never ticked.

A chapter is made of the four things that an officer writes (a text, a document, a date, a function in charge) and of
what its rule produces elsewhere in the edition. It is begun with the first of them and complete with all of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from indicators.catalogue import Grid, GridItem
from indicators.records import SelfAssessment

State = Literal["empty", "begun", "complete"]
PieceName = Literal[
    "text", "document", "date", "owner", "communities", "questions", "levels", "priorities", "statements", "position",
    "agreements", "budget", "plan", "decision", "awareness", "targets", "evaluated",
]  # fmt: skip
#: What each rule produces beside its text.
PRODUCED: Mapping[str, tuple[PieceName, ...]] = {
    "external_context": ("communities",),
    "internal_situation": ("questions", "levels"),
    "local_priorities": ("priorities",),
    "vision": ("statements",),
    "adapt_institution": ("position",),
    "legality": ("agreements",),
    "resources": ("budget",),
    "formalise": ("plan", "decision"),
    "communicate": ("awareness",),
    "evaluate": ("targets", "evaluated"),
}


@dataclass(frozen=True, slots=True)
class Piece:
    """One thing of a chapter, there or not."""

    name: PieceName
    present: bool


@dataclass(frozen=True, slots=True)
class Chapter:
    """A rule with what was last written of it (None: nothing yet) and its pieces."""

    item: GridItem
    row: SelfAssessment | None
    pieces: tuple[Piece, ...]

    @property
    def state(self) -> State:
        """Complete with every piece, empty without any."""
        there = sum(piece.present for piece in self.pieces)
        return "complete" if there == len(self.pieces) else "begun" if there else "empty"

    @property
    def missing(self) -> tuple[Piece, ...]:
        """The pieces that are not there."""
        return tuple(piece for piece in self.pieces if not piece.present)


def chapters(
    grid: Grid, rows: Sequence[SelfAssessment], year: int, produced: Mapping[PieceName, bool]
) -> tuple[Chapter, ...]:
    """The chapters in the order of the rules. ``produced`` says of what rules produce whether it is there."""
    return tuple(_chapter(item, _written(grid.id, item, rows, year), produced) for item in grid.items)


def _written(grid: str, item: GridItem, rows: Iterable[SelfAssessment], year: int) -> SelfAssessment | None:
    """What was last written of a rule up to the year: a yearly answer without a word does not hide it."""
    told = [
        row
        for row in rows
        if (row.grid, row.item, row.side) == (grid, item.id, "own") and row.year <= year and (row.text or row.document)
    ]
    return max(told, key=lambda row: row.year, default=None)


def _chapter(item: GridItem, row: SelfAssessment | None, produced: Mapping[PieceName, bool]) -> Chapter:
    written: tuple[tuple[PieceName, str], ...] = (
        ("text", row.text if row else ""),
        ("document", row.document if row else ""),
        ("date", row.horizon if row else ""),
        ("owner", row.owner if row else ""),
    )
    own = tuple(Piece(name, bool(value.strip())) for name, value in written)
    return Chapter(item, row, own + tuple(Piece(name, produced[name]) for name in PRODUCED.get(item.id, ())))
