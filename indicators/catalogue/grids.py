"""The self-assessment grids: their scale, their items, the levels on which situations stand."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from indicators.catalogue.entry import Entry
from indicators.catalogue.label import Label
from indicators.errors import ToldError, marked


class GridScale(BaseModel):
    """How the items of a grid are answered. ``labels`` name the answers from ``low`` to ``high`` by ``step``."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    kind: Literal["boolean", "steps", "text"]
    low: float = 0
    high: float = 1
    step: float = Field(default=1, gt=0)
    labels: tuple[Label, ...] = ()


class GridItem(Entry):
    """One line of a grid. ``group`` gathers items, ``crosses`` names what a derived strategy combines.

    ``level`` is the rung of the grid's levels on which a situation stands, 0 in a grid without levels.
    """

    label: Label
    description: Label | None = None
    group: str = ""
    low_label: Label | None = None
    high_label: Label | None = None
    level: int = Field(default=0, ge=0)
    crosses: tuple[str, ...] = ()


class Grid(Entry):
    """A grid of the practitioners' manual, filled by the office; ``scope`` says for what.

    ``levels`` names the rungs, the lowest first, of a grid of situations that are read by the highest one held;
    the situations of a level in ``together`` are needed all at once. ``asks`` are the fields of an answer that an item
    carries beside its evidence: the horizon of a statement; the document, date and function in charge of a step.
    """

    label: Label
    scope: Literal["territory", "partnership", "membership"]
    scale: GridScale
    items: tuple[GridItem, ...] = Field(min_length=1)
    groups: dict[str, Label] = Field(default_factory=dict)
    levels: tuple[Label, ...] = ()
    together: tuple[int, ...] = ()
    asks: tuple[Literal["text", "horizon", "document", "owner"], ...] = ()
    sides: tuple[Literal["own", "partner"], ...] = ("own",)
    note: Label
    source: str

    @model_validator(mode="after")
    def _levelled(self) -> Self:
        rungs = range(1, len(self.levels) + 1)
        lost = [item.id for item in self.items if (item.level not in rungs if self.levels else item.level)]
        if lost:
            raise ToldError(
                marked("items.level : {items} ; accepté : un niveau de 1 à {most} pour chaque situation"),
                items=", ".join(lost),
                most=len(self.levels),
            )
        return self

    def item(self, item_id: str) -> GridItem | None:
        """The item of that id, or None."""
        return next((item for item in self.items if item.id == item_id), None)

    def group(self, name: str) -> tuple[GridItem, ...]:
        """The items of a group, in order."""
        return tuple(item for item in self.items if item.group == name)
