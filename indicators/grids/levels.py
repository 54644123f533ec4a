"""Grids whose situations stand on rungs: the highest level held with its proof, and what is missing for the next one.

The manual (encadrés 24 and 33) orders its situations from « très faible » to « très élevé »; they exclude one another
more than they add up, so they are never counted. A situation counts only with its evidence. A level is held by one of
its situations, or by all of them where the grid says so: the highest level of formalisation needs the committee, the
decision and the representation. What is below need not be held: the situations do not follow one another in a line.
"""

from __future__ import annotations

from dataclasses import dataclass

from indicators.catalogue.grids import Grid, GridItem
from indicators.catalogue.label import Label
from indicators.grids.maturity import GridYear


@dataclass(frozen=True, slots=True)
class LevelHeld:
    """The level of a year, 0 when no situation is proven; ``proofs`` hold it.

    ``unproven`` are situations said to be present, of a higher level, that nothing proves. ``missing`` are those of the
    next level that are not held, needed all at once when ``together``; ``open`` are unanswered ones above.
    """

    grid: Grid
    year: int
    level: int
    proofs: tuple[GridItem, ...]
    unproven: tuple[GridItem, ...]
    missing: tuple[GridItem, ...]
    together: bool
    open: tuple[GridItem, ...]

    @property
    def label(self) -> Label | None:
        """The name of the level, None when none is held."""
        return self.grid.levels[self.level - 1] if self.level else None

    @property
    def next_label(self) -> Label | None:
        """The name of the next level, None at the top."""
        return self.grid.levels[self.level] if self.level < len(self.grid.levels) else None


def level_held(found: GridYear) -> LevelHeld:
    """Read the level of a filled grid that has levels."""
    grid = found.grid
    level = next((rung for rung in range(len(grid.levels), 0, -1) if _held(found, rung)), 0)
    above = [item for item in grid.items if item.level > level]
    following = _situations(grid, level + 1)
    return LevelHeld(
        grid=grid,
        year=found.year,
        level=level,
        proofs=tuple(item for item in _situations(grid, level) if proven(found, item)),
        unproven=tuple(item for item in above if found.values.get(item.id) and not proven(found, item)),
        missing=tuple(item for item in following if not proven(found, item)),
        together=level + 1 in grid.together,
        open=tuple(item for item in above if item.id not in found.values),
    )


def proven(found: GridYear, item: GridItem) -> bool:
    """Whether a situation is present, with its evidence."""
    return bool(found.values.get(item.id)) and bool(found.answers[item.id].evidence.strip())


def _situations(grid: Grid, level: int) -> tuple[GridItem, ...]:
    return tuple(item for item in grid.items if item.level == level)


def _held(found: GridYear, level: int) -> bool:
    needed = all if level in found.grid.together else any
    return needed(proven(found, item) for item in _situations(found.grid, level))
