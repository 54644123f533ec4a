"""The levels that a collectivity reads otherwise: of a situation of the manual, of an indicator among the three."""

from __future__ import annotations

from dataclasses import replace

from indicators.catalogue import Catalogue, Grid
from indicators.settings.sections import Evaluation


def releveled(catalogue: Catalogue, chosen: Evaluation) -> Catalogue:
    """The catalogue with the collectivity's own levels; ids that it does not hold are passed over."""
    grids = {
        name: _climbed(grid, chosen.grid_levels[name]) if name in chosen.grid_levels and grid.levels else grid
        for name, grid in catalogue.grids.items()
    }
    indicators = {
        name: item.model_copy(update={"family": chosen.indicator_levels[name], "placed_by": "collectivity"})
        if name in chosen.indicator_levels
        else item
        for name, item in catalogue.indicators.items()
    }
    return replace(catalogue, grids=grids, indicators=indicators)


def _climbed(grid: Grid, levels: dict[str, int]) -> Grid:
    items = tuple(item.model_copy(update={"level": levels.get(item.id, item.level)}) for item in grid.items)
    return grid.model_copy(update={"items": items})
