"""What one unit should read of the index: where it is strong, what is uncertain, what would change its score.

Step 8 of the OECD/JRC ten steps. An imputed value is nobody's strength; a lever says what the index would be, all else
equal. The bounds that missing parts leave open are in ``bounds``.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from indicators.composite.aggregate import BATCHED
from indicators.composite.arrays import Array, extremes, frame, nullable
from indicators.composite.build import build_with
from indicators.composite.errors import MethodError, nearest
from indicators.composite.hierarchy import roll_up
from indicators.composite.pipeline import Pipeline
from indicators.composite.result import Result
from indicators.errors import marked


def strengths(result: Result, unit: str, k: int = 5, year: int | None = None) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The ``k`` indicators where a unit ranks best, and the ``k`` where it ranks worst.

    Columns: score, rank, ranked (how many units have a rank), weight (effective). Imputed and missing values are left
    out; at equal ranks the heavier indicator comes first. Refuses a unit that is not ranked.
    """
    row = result.data.place(unit, year)
    if not result.prepared.screening.kept[row]:
        raise MethodError(
            marked(
                "« {unit} » n’est pas classé, faute de données : ses forces et ses faiblesses ne s’établissent pas."
            ),
            unit=unit,
        )
    size = len(result.data.indicators)
    observed = ~np.isnan(result.prepared.denominated[row]) & ~np.isnan(result.prepared.normalised[row])
    counts = (~np.isnan(result.rank_matrix[:, :size])).sum(axis=0)
    table = frame(
        np.column_stack([result.matrix[row, :size], result.rank_matrix[row, :size], counts]),
        pd.Index(result.data.indicators, name="node"),
        ["score", "rank", "ranked"],
    )
    table["weight"] = result.weights["effective"].to_numpy()[:size]
    table = table[observed]
    best = table.sort_values(["rank", "weight"], ascending=[True, False], kind="stable")
    worst = table.sort_values(["rank", "weight"], ascending=[False, False], kind="stable")
    return best.head(k), worst.head(k)


def levers(result: Result, unit: str, year: int | None = None) -> pd.DataFrame:
    """What would move the index of a unit most, one indicator at a time, all else equal.

    For each indicator: its normalised value, the index if it were the best of the ranked units (``at_best``) or their
    median (``at_median``), and the gain to the best; the largest gains first. Scales are not established again.
    """
    row = result.data.place(unit, year)
    kept = result.prepared.normalised[result.prepared.screening.kept]
    _, best = extremes(kept)
    middle = np.array([np.median(c[~np.isnan(c)]) if (~np.isnan(c)).any() else np.nan for c in kept.T])
    own = result.matrix[row, -1]
    table = np.column_stack([result.prepared.normalised[row], _moved(result, row, best), _moved(result, row, middle)])
    found = frame(table, pd.Index(result.data.indicators, name="node"), ["value", "at_best", "at_median"])
    found["gain"] = nullable(table[:, 1] - own)
    return found.sort_values("gain", ascending=False, kind="stable", na_position="last")


def _moved(result: Result, row: int, targets: Array) -> Array:
    """The index of one unit (k) with its k indicators moved one at a time, everyone else unchanged."""
    own = result.prepared.normalised[row]
    moved = np.repeat(own[None, :], targets.size, axis=0)
    np.fill_diagonal(moved, targets)
    if set(result.prepared.rules) <= BATCHED:
        scores = _index(result, moved, [result.data.labels[row]] * targets.size)
    else:
        scores = np.array([_alone(result, row, leaves) for leaves in moved])
    return np.where(np.isnan(targets), np.nan, scores)


def _alone(result: Result, row: int, own: Array) -> float:
    leaves = result.prepared.normalised.copy()
    leaves[row] = own
    return float(_index(result, leaves, result.data.labels)[row])


def _index(result: Result, leaves: Array, labels: Sequence[str]) -> Array:
    prepared = result.prepared
    share = result.recipe.min_share
    return roll_up(result.framework, leaves, prepared.weights, prepared.rules, share, prepared.setting, labels)[:, -1]


def ceteris_paribus(
    result: Result, unit: str, indicator: str, points: int = 21, year: int | None = None
) -> pd.DataFrame:
    """Score and rank of a unit as one of its raw values runs over the range observed, the whole index rebuilt each time.

    A row a value: value, score, rank. Unlike ``levers``, scales are established again, so the move of one unit counts
    in the minimum and the maximum of all.
    """
    if indicator not in result.data.indicators:
        raise MethodError(
            marked("« {received} » n’est pas un indicateur ; le plus proche est « {nearest} »."),
            received=indicator,
            nearest=nearest(indicator, result.data.indicators),
        )
    row, column = result.data.place(unit, year), result.data.indicators.index(indicator)
    known = result.data.values[:, column]
    grid = np.linspace(np.nanmin(known), np.nanmax(known), points)
    rows = []
    for value in grid.tolist():
        moved = result.data.with_value(unit, indicator, value, year)
        built = build_with(Pipeline(result.framework, moved), result.recipe)
        rows.append((value, built.matrix[row, -1], built.index_ranks[row]))
    return frame(np.array(rows), pd.RangeIndex(points), ["value", "score", "rank"])
