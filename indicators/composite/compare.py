"""Two recipes side by side: what changed in the method, and what it changed in the result."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from indicators.composite.arrays import Array, frame
from indicators.composite.errors import DataError
from indicators.composite.recipe import KEYS, Recipe
from indicators.composite.result import Result
from indicators.composite.statistics import correlate
from indicators.errors import marked


@dataclass(frozen=True, eq=False)
class Comparison:
    """``entries`` are the entries of the recipe that differ: (key, first value, second value).

    ``table`` has a row a common unit: both scores, both ranks and the change of rank (positive: the unit goes up).
    ``r`` and ``rho`` are the correlations of scores and of ranks over ``n`` units, ``None`` where undefined;
    ``mean_change`` is the mean absolute change of rank.
    """

    entries: tuple[tuple[str, Any, Any], ...]
    table: pd.DataFrame
    r: float | None
    rho: float | None
    mean_change: float | None
    n: int


def differences(first: Recipe, second: Recipe) -> tuple[tuple[str, Any, Any], ...]:
    """The entries on which two recipes differ, in the order of the steps."""
    pairs = ((key, getattr(first, key), getattr(second, key)) for key in KEYS)
    return tuple(pair for pair in pairs if pair[1] != pair[2])


def compare(first: Result, second: Result, node: str | None = None) -> Comparison:
    """Compare two results on the units they share, for the index or for a node that both have."""
    code = first.framework.node(node or first.framework.root).code
    other = second.framework.node(node or second.framework.root).code
    labels = [label for label in first.data.labels if label in set(second.data.labels)]
    if not labels:
        raise DataError(
            marked(
                "Les deux résultats n’ont aucune unité en commun : comparez des résultats sur les mêmes territoires."
            )
        )
    one, two = _columns(first, code, labels), _columns(second, other, labels)
    change = one[:, 1] - two[:, 1]
    table = frame(
        np.column_stack([one[:, 0], two[:, 0], one[:, 1], two[:, 1], change]),
        pd.Index(labels, name=first.data.unit_column),
        ["score_1", "score_2", "rank_1", "rank_2", "change"],
    )
    r, _, n = correlate(one[:, 0], two[:, 0])
    rho, _, _ = correlate(one[:, 1], two[:, 1], "spearman")
    known = change[~np.isnan(change)]
    mean = float(np.abs(known).mean()) if known.size else None
    entries = differences(first.recipe, second.recipe)
    return Comparison(entries, table, _known(r), _known(rho), mean, n)


def _columns(result: Result, code: str, labels: list[str]) -> Array:
    place = result.framework.codes.index(code)
    rows = {label: row for row, label in enumerate(result.data.labels)}
    chosen = [rows[label] for label in labels]
    return np.column_stack([result.matrix[chosen, place], result.rank_matrix[chosen, place]])


def _known(value: float) -> float | None:
    return None if np.isnan(value) else float(value)


def rank_under(results: dict[str, Result]) -> pd.DataFrame:
    """Ranks of the index under several named recipes, a column each, over the units of the first one."""
    first = next(iter(results.values()))
    labels = list(first.data.labels)
    columns = []
    for result in results.values():
        rows = {label: row for row, label in enumerate(result.data.labels)}
        ranks = result.index_ranks
        columns.append([ranks[rows[label]] if label in rows else np.nan for label in labels])
    return frame(np.array(columns).T, first.data.index, list(results)).astype("Int64")
