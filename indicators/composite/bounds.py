"""What a unit's missing parts leave open: its score with them at worst, then at best, everything else as it is.

Only the holes of the unit itself move: the scale, the other units and what a rule reads in the population stay where
the index put them, so a complete unit has low = score = high under every rule. Scores go up the tree with both ends at
once, turned where a node falls when its part rises (a complement), searched where it may do either (Mazziotta–Pareto).
Some rules have no end to give (Kemeny's order, a function that does not say how it moves): bounds are then not available,
and the table says which node is the reason.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from indicators.composite.aggregate import FORMULAS, MOVED, Refused, moves
from indicators.composite.arrays import Array, Flags, Places, extremes, frame
from indicators.composite.hierarchy import MARGIN, at_node, available_share, node_score
from indicators.composite.mazziotta import ampi_ends, standardised
from indicators.composite.recipe_effects import UNBOUNDED
from indicators.composite.result import Result
from indicators.errors import Part, marked

PARETO = ("mpi", "ampi")

REASON = marked(
    "« {node} » est réuni par « {rule} » : le plus bas et le plus haut que son score atteindrait avec d’autres valeurs ne s’établissent pas."
)


@dataclass(frozen=True, eq=False)
class _Ends:
    """Both ends (m × nodes) of the units that have a hole, and the node that leaves each of them without any (or −1)."""

    low: Array
    high: Array
    blame: Places


def bounds(result: Result, imputed: bool = True) -> pd.DataFrame:
    """Scores of the index with each unit's missing cells at their worst, then at their best: low, score, high, bounds_reason.

    Worst and best are the ends of the range, or of the values observed where the normaliser has no range; the score that
    is published is never left out. Imputed cells are counted as missing unless ``imputed`` is False. ``low`` is 0 where a
    geometric or harmonic mean meets a worst value of 0. A bound that a rule cannot give is ``pandas.NA``, and
    ``bounds_reason`` says why.
    """
    holes = np.isnan(result.prepared.denominated if imputed else result.prepared.imputed)
    rows = np.flatnonzero(holes.any(axis=1))
    score = result.aggregates[:, -1]
    low, high, reasons = score.copy(), score.copy(), np.full(score.size, "", dtype=object)
    if rows.size:
        ends = _climb(result, rows, holes[rows])
        known = ends.blame < 0
        low[rows] = np.where(known, ends.low[:, -1], np.nan)
        high[rows] = np.where(known, ends.high[:, -1], np.nan)
        reasons[rows] = [_reason(result, place) for place in ends.blame.tolist()]
    table = frame(np.column_stack([low, score, high]), result.data.index, ["low", "score", "high"])
    return table.assign(bounds_reason=reasons)


def _reason(result: Result, place: int) -> str:
    if place < 0:
        return ""
    return Part(REASON, node=result.framework.aggregates[place], rule=result.prepared.rules[place])


def _climb(result: Result, rows: Places, holes: Flags) -> _Ends:
    """Both ends of every node for the units with a hole, from the leaves up."""
    base, places = len(result.framework.indicators), result.framework.places
    shape = (rows.size, base + len(places))
    low, high, open_ = np.full(shape, np.nan), np.full(shape, np.nan), np.zeros(shape, dtype=np.bool_)
    worst, best = _leaf_ends(result)
    leaves = result.prepared.normalised[rows]
    low[:, :base] = np.where(holes, np.fmin(worst, leaves), leaves)
    high[:, :base] = np.where(holes, np.fmax(best, leaves), leaves)
    open_[:, :base] = holes
    blame = np.full(shape, -1, dtype=np.intp)
    for place, children in enumerate(places):
        own = base + place
        nominal = result.aggregates[rows, place]
        ends, held = _node_ends(result, place, rows, low[:, children], high[:, children])
        moved = open_[:, children].any(axis=1)
        low[:, own] = np.where(moved, np.fmin(np.fmin(*ends), nominal), nominal)
        high[:, own] = np.where(moved, np.fmax(np.fmax(*ends), nominal), nominal)
        open_[:, own] = moved
        below = blame[:, children].max(axis=1)
        blame[:, own] = np.where(moved & (below < 0) & ~held, place, below)
    return _Ends(low, high, blame[:, -1])


def _leaf_ends(result: Result) -> tuple[Array, Array]:
    low, high = extremes(result.prepared.normalised[result.prepared.population])
    if result.recipe.normalise in (*UNBOUNDED, "fraction_of_max"):
        return low, high
    bottom, top = result.recipe.bounds
    return np.fmin(low, bottom), np.fmax(high, top)


def _node_ends(result: Result, place: int, rows: Places, low: Array, high: Array) -> tuple[tuple[Array, Array], Flags]:
    """Scores of a node at both ends of its children (m each), and which units they are established for."""
    rule = result.prepared.rules[place]
    nowhere = (np.full(rows.size, np.nan), np.full(rows.size, np.nan)), np.zeros(rows.size, dtype=np.bool_)
    if rule == "ratio":
        low, high = np.column_stack([low[:, :1], high[:, 1:]]), np.column_stack([high[:, :1], low[:, 1:]])
    elif rule in PARETO:
        return _pareto_ends(result, place, low, high)
    elif moves(rule) == "unknown":
        return nowhere
    try:
        with np.errstate(over="ignore", divide="ignore", invalid="ignore"):
            ends = _at(result, place, rows, low), _at(result, place, rows, high)
    except Refused:
        return nowhere
    established: Flags = ~(np.isinf(ends[0]) | np.isinf(ends[1]))
    if rule in FORMULAS:
        established &= ~(np.isnan(ends[0]) | np.isnan(ends[1]))
    return ends, established


def _pareto_ends(result: Result, place: int, low: Array, high: Array) -> tuple[tuple[Array, Array], Flags]:
    """Ends of a Mazziotta–Pareto node: mean and deviation of the population stay, the parts of the unit move between theirs."""
    prepared, children = result.prepared, result.framework.places[place]
    weights, setting = prepared.weights[children], prepared.setting
    if prepared.rules[place] == "mpi":
        others = _compared(result, children)
        low, high = (standardised(parts, others, weights, setting) for parts in (low, high))
    lowest, highest, established = ampi_ends(low, high, weights, setting)
    return (lowest, highest), established


def _compared(result: Result, children: Places) -> Array:
    """Children of every unit as the rule compares them: those of a unit without enough of them are left out."""
    others = result.matrix[:, children]
    enough = available_share(others, result.prepared.weights[children]) >= result.recipe.min_share - MARGIN
    return np.where(enough[:, None], others, np.nan)


def _at(result: Result, place: int, rows: Places, values: Array) -> Array:
    """Score of a node for units whose children are ``values``, the other units as they are."""
    prepared, children = result.prepared, result.framework.places[place]
    rule, weights = prepared.rules[place], prepared.weights[children]
    setting = at_node(prepared.setting, result.framework, place)
    if rule not in MOVED:
        limit = "zero" if setting.zero == "missing" else setting.zero
        return node_score(values, weights, rule, 0.0, replace(setting, zero=limit))
    return MOVED[rule](values, rows, _compared(result, children), weights, setting)
