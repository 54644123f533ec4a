"""What each part counts for: the choice that a council should read before the result.

Step 6 of the OECD/JRC ten steps. Weights are relative inside a node; the *effective* weight of an indicator is the
product of its shares up to the index. No method here ever returns a negative weight: principal components have their
sign fixed and optimised weights are bounded.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from indicators.composite.arrays import Array, Flags
from indicators.composite.bod import optimal_weights
from indicators.composite.errors import DataError, MethodError, nearest
from indicators.composite.framework import Framework
from indicators.composite.statistics import constant_columns, covariances, means
from indicators.errors import marked


def weights_equal(framework: Framework) -> dict[str, float]:
    """The same weight for every child of every node."""
    return dict.fromkeys(framework.codes, 1.0)


def weights_given(framework: Framework, given: Mapping[str, float] | None = None) -> dict[str, float]:
    """The weights of the framework, replaced by ``given`` where it says so; an unknown code is refused."""
    for code in given or {}:
        framework.node(code)
    return {code: float((given or {}).get(code, framework.by_code[code].weight)) for code in framework.codes}


def weights_budget(framework: Framework, allocations: pd.DataFrame) -> dict[str, float]:
    """Budget allocation: each row is an expert, each column a node; points are shared among siblings.

    Each expert's points are turned into shares inside a parent, then averaged over the experts. Columns absent from
    the table keep the weight of the framework. Refuses a negative or missing number of points, an expert who gives
    nothing to any child of a parent, and a node to whom nobody gives anything.
    """
    for column in allocations.columns:
        framework.node(str(column))
    weights = weights_given(framework)
    for parent in framework.aggregates:
        children = [code for code in framework.children(parent) if code in allocations.columns]
        if not children:
            continue
        missing = [code for code in framework.children(parent) if code not in children]
        if missing:
            raise DataError(
                marked(
                    "Allocation de points : « {column} » manque à côté de « {other} », qui a le même parent ; la colonne la "
                    "plus proche est « {nearest} »."
                ),
                column=missing[0],
                other=children[0],
                nearest=nearest(missing[0], map(str, allocations.columns)),
            )
        weights.update(_shares_of_experts(allocations[children]))
    return weights


def _shares_of_experts(points: pd.DataFrame) -> dict[str, float]:
    table = points.to_numpy(dtype=np.float64)
    wrong = np.argwhere(~np.isfinite(table) | (table < 0))
    if wrong.size:
        row, column = wrong[0]
        raise DataError(
            marked(
                "Allocation de points : « {expert} » donne {value} à « {column} » ; écrivez un nombre positif ou nul."
            ),
            expert=points.index[row],
            value=table[row, column],
            column=points.columns[column],
        )
    totals = table.sum(axis=1)
    if (totals == 0).any():
        raise DataError(
            marked(
                "Allocation de points : « {expert} » ne donne aucun point à {columns} ; retirez cette ligne ou complétez-la."
            ),
            expert=points.index[int(np.flatnonzero(totals == 0)[0])],
            columns=", ".join(map(str, points.columns)),
        )
    shares = (table / totals[:, None]).mean(axis=0)
    if (shares == 0).any():
        raise DataError(
            marked("Allocation de points : personne ne donne de point à « {column} » ; retirez ce nœud du cadre."),
            column=points.columns[int(np.flatnonzero(shares == 0)[0])],
        )
    return {str(code): float(share) for code, share in zip(points.columns, shares, strict=True)}


def weights_pca(values: Array, population: Flags) -> Array:
    """Loadings of the children (n × k) on their first principal component, as weights.

    The sign is fixed so that the loadings sum to a positive number; a child that still pulls the other way gets 0,
    never a negative weight. Correlations are pairwise; a constant child carries nothing and gets 0.
    """
    part = values[population]
    usable = ~constant_columns(part)
    weights = np.zeros(values.shape[1])
    if usable.sum() < 2:
        return np.ones(values.shape[1])
    matrix = correlation_matrix(part[:, usable])
    _, vectors = np.linalg.eigh(np.nan_to_num(matrix))
    first = vectors[:, -1]
    weights[usable] = np.maximum(first * (1.0 if first.sum() >= 0 else -1.0), 0.0)
    return weights


def correlation_matrix(values: Array) -> Array:
    """Pearson correlations (k × k) over pairwise complete rows; no column may be constant."""
    spread = np.nanstd(values, axis=0)
    matrix = covariances((values - means(values)) / spread)
    scale = np.sqrt(np.diag(matrix))
    result: Array = matrix / np.outer(scale, scale)
    return result


def weights_balanced(values: Array, population: Flags) -> Array:
    """Weights ≥ 0 that make the children (n × k) as equally correlated with their parent as possible.

    The parent is the weighted arithmetic mean of the children on complete rows. Minimises the sum of squared gaps
    between the correlations and their mean, from equal weights, within [0, 1]. Refuses fewer than three complete rows
    and a constant child.
    """
    part = values[population]
    complete = part[~np.isnan(part).any(axis=1)]
    size = values.shape[1]
    if size == 1:
        return np.ones(1)
    if complete.shape[0] < 3 or constant_columns(complete).any():
        raise MethodError(
            marked(
                "Les poids équilibrés demandent trois unités complètes et des valeurs qui varient ({count} unités complètes "
                'ici) : écrivez weights = "equal", ou imputez.'
            ),
            count=complete.shape[0],
        )
    import scipy.optimize

    matrix = np.cov(complete / complete.std(axis=0).max(), rowvar=False)
    start = np.full(size, 1.0 / size)
    found = scipy.optimize.minimize(_imbalance, start, args=(matrix,), method="SLSQP", bounds=[(0.0, 1.0)] * size)
    best = np.clip(found.x, 0.0, None)
    better = found.success and best.sum() > 0 and _imbalance(best, matrix) < _imbalance(start, matrix)
    return best if better else start


def _imbalance(weights: Array, matrix: Array) -> float:
    """Sum of squared gaps between the correlations of the children with their parent and the mean correlation."""
    total = float(weights @ matrix @ weights)
    if total <= 1e-15:
        return float(weights.size)
    correlations = matrix @ weights / np.sqrt(np.diag(matrix) * total)
    return float(((correlations - correlations.mean()) ** 2).sum())


def weights_bod(values: Array, population: Flags) -> Array:
    """Benefit of the doubt: the weights (n × k) most favourable to each unit (Cherchye et al., 2007).

    For each unit, weights ≥ 0 that maximise its weighted sum while no unit of the population exceeds 1 with them. A
    missing child has weight 0 for its unit and counts as 0 for the others. Values must be positive or zero.
    """
    if (values < 0).any():
        raise MethodError(
            marked(
                "Le bénéfice du doute demande des valeurs positives ou nulles : {value:g} reçu ; "
                'écrivez normalise = "minmax".'
            ),
            value=float(np.nanmin(values)),
        )
    return optimal_weights(values, population)


def shares(framework: Framework, weights: Mapping[str, float]) -> dict[str, float]:
    """Share of each node inside its parent; the index itself has 1."""
    result = {framework.root: 1.0}
    for parent in framework.aggregates:
        total = sum(weights[child] for child in framework.children(parent))
        for child in framework.children(parent):
            result[child] = weights[child] / total if total > 0 else 0.0
    return result


def effective_weights(framework: Framework, weights: Mapping[str, float]) -> dict[str, float]:
    """Weight of each node in the index: the product of the shares up the tree; those of a level add up to 1."""
    inside = shares(framework, weights)
    result = {framework.root: 1.0}
    for parent in reversed(framework.aggregates):
        for child in framework.children(parent):
            result[child] = result[parent] * inside[child]
    return {code: result[code] for code in framework.codes}
