"""Indicators that sum a self-assessment grid: formalisation, participation, qualities, durability, reciprocity."""

from __future__ import annotations

from indicators.catalogue.model import Grid, Indicator
from indicators.evaluation.facts import Computed, Facts
from indicators.maturity import GridYear, history, latest, partnerships_assessed, reciprocity


def from_grid(definition: Indicator, facts: Facts) -> Computed | None:
    """The value of an indicator from its grid, None when the catalogue names no grid for it.

    A checklist sums its answers and other scales average them; a sum needs every item answered, because the missing
    ones are not zero. A grid filled partnership by partnership is averaged over those that are complete.
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
    if not found.complete:
        return Computed(value=None, year=found.year, reason="grid_incomplete", details=details)
    summed = definition.kind == "checklist"
    value = found.total if summed else _on_scale(found.mean or 0.0, grid, definition)
    return Computed(value=value, year=found.year, numerator=found.total, denominator=len(grid.items), details=details)


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
    """Only partnerships where the partner answered count; the one-sided ones are counted apart."""
    rows = facts.snapshot.self_assessments
    sides = [reciprocity(grid, rows, name, facts.year) for name in partnerships_assessed(grid, rows)]
    both = [item for item in sides if item.mean is not None]
    details = {"one_sided": float(len(sides) - len(both)), "partnerships": float(len(both))}
    if not both:
        reason = "one_sided" if sides else "grid_empty"
        return Computed(value=None, year=facts.year, reason=reason, details=details)
    mean = sum(item.mean or 0.0 for item in both) / len(both)
    gap = sum(item.gap or 0.0 for item in both) / len(both)
    year = max(done.year for item in both for done in (item.own, item.partner) if done is not None)
    return Computed(value=_on_scale(mean, grid, definition), year=year, details=details | {"gap": gap})


def _on_scale(mean: float, grid: Grid, definition: Indicator) -> float:
    """Carry a mean of the grid's scale to the indicator's, when they differ."""
    low, high = grid.scale.low, grid.scale.high
    if definition.scale_min is None or definition.scale_max is None or high <= low:
        return mean
    return definition.scale_min + (mean - low) / (high - low) * (definition.scale_max - definition.scale_min)
