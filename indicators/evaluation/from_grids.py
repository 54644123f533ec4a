"""Indicators that read a self-assessment grid: formalisation, participation, qualities, durability, reciprocity."""

from __future__ import annotations

from indicators.catalogue.grids import Grid
from indicators.catalogue.model import Indicator
from indicators.evaluation.facts import Computed, Facts
from indicators.grids.levels import level_held
from indicators.grids.maturity import GridYear, Reciprocity, history, latest, partnerships_assessed, reciprocity


def from_grid(definition: Indicator, facts: Facts) -> Computed | None:
    """The value of an indicator from its grid, None when the catalogue names no grid for it.

    A grid with levels gives the highest one held with its proof. A checklist sums its answers and other scales average
    them; a sum needs every item answered, because the missing ones are not zero. A grid filled partnership by partnership is averaged over those that are complete.
    """
    grid = facts.catalogue.grids.get(definition.grid)
    if grid is None:
        return None
    if "partner" in grid.sides:
        return _two_sided(definition, grid, facts)
    found = latest(history(grid, facts.snapshot.self_assessments, until=facts.year))
    if found is not None or grid.scope == "territory":
        return _of_year(definition, grid, found, facts.year)
    return _over_partnerships(definition, grid, facts)


def _of_year(definition: Indicator, grid: Grid, found: GridYear | None, year: int) -> Computed:
    if found is None or found.total is None:
        return Computed(value=None, year=year, reason="grid_empty")
    details = {"answered": float(found.answered), "items": float(len(grid.items))}
    if grid.levels:
        return _by_level(found, details)
    if not found.complete:
        return Computed(value=None, year=found.year, reason="grid_incomplete", details=details)
    summed = definition.kind == "checklist"
    value = found.total if summed else _on_scale(found.mean or 0.0, grid, definition)
    return Computed(value=value, year=found.year, numerator=found.total, denominator=len(grid.items), details=details)


def _by_level(found: GridYear, details: dict[str, float]) -> Computed:
    """The level held; without any, what is not answered could still hold one."""
    held = level_held(found)
    if not held.level and not found.complete:
        return Computed(value=None, year=found.year, reason="grid_incomplete", details=details)
    details |= {"unproven": float(len(held.unproven)), "open": float(len(held.open))}
    return Computed(value=float(held.level), year=found.year, details=details)


def past_levels(grid: Grid, facts: Facts) -> dict[int, float]:
    """The level of every year in which a grid with levels was filled, up to the year of the facts."""
    years = history(grid, facts.snapshot.self_assessments, until=facts.year)
    values = {found.year: _by_level(found, {}).value for found in years}
    return {year: value for year, value in values.items() if value is not None}


def _over_partnerships(definition: Indicator, grid: Grid, facts: Facts) -> Computed:
    rows = facts.snapshot.self_assessments
    found = [
        done
        for name in partnerships_assessed(grid, rows)
        if (done := latest(history(grid, rows, partnership=name, until=facts.year))) is not None and done.complete
    ]
    means = [done.mean for done in found if done.mean is not None]
    if not means:
        return Computed(value=None, year=facts.year, reason="grid_empty")
    value = _on_scale(sum(means) / len(means), grid, definition)
    year = max(done.year for done in found)
    return Computed(value=value, year=year, details={"partnerships": float(len(means))})


def _two_sided(definition: Indicator, grid: Grid, facts: Facts) -> Computed:
    """Only partnerships where the partner answered count; the one-sided ones are counted apart.

    A partnership without answers to the grid may carry both marks on its own record, already on the indicator's scale.
    """
    rows = facts.snapshot.self_assessments
    filled = partnerships_assessed(grid, rows)
    sides = [reciprocity(grid, rows, name, facts.year) for name in filled]
    found = [
        (_on_scale(item.mean, grid, definition), item.gap or 0.0, _year(item))
        for item in sides
        if item.mean is not None
    ]
    marked = [
        item for item in facts.snapshot.partnerships if item.id not in filled and item.reciprocity_ours is not None
    ]
    for item in marked:
        if item.reciprocity_ours is not None and item.reciprocity_theirs is not None:
            mean = (item.reciprocity_ours + item.reciprocity_theirs) / 2
            found.append((mean, abs(item.reciprocity_ours - item.reciprocity_theirs), facts.year))
    one_sided = len(sides) + len(marked) - len(found)
    details = {"one_sided": float(one_sided), "partnerships": float(len(found))}
    if not found:
        reason = "one_sided" if one_sided else "grid_empty"
        return Computed(value=None, year=facts.year, reason=reason, details=details)
    value = sum(mean for mean, _, _ in found) / len(found)
    gap = sum(apart for _, apart, _ in found) / len(found)
    return Computed(value=value, year=max(year for _, _, year in found), details=details | {"gap": gap})


def _year(item: Reciprocity) -> int:
    return max(side.year for side in (item.own, item.partner) if side is not None)


def _on_scale(mean: float, grid: Grid, definition: Indicator) -> float:
    """Carry a mean of the grid's scale to the indicator's, when they differ."""
    low, high = grid.scale.low, grid.scale.high
    if definition.scale_min is None or definition.scale_max is None or high <= low:
        return mean
    return definition.scale_min + (mean - low) / (high - low) * (definition.scale_max - definition.scale_min)
