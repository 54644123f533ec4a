"""Analytic hierarchy process (Saaty, 1980): weights from « how many times more important », two parts at a time.

Weights are the principal eigenvector of the comparison matrix. People contradict themselves: the consistency ratio
compares λ_max with that of random matrices, and Saaty asks for comparisons to be reconsidered above 0.1. It is shown
with the weights; what is published with a higher ratio can still be rebuilt.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from indicators.composite.arrays import Array
from indicators.composite.errors import RecipeError
from indicators.composite.framework import Framework
from indicators.errors import marked

RANDOM_INDEX = (0.0, 0.0, 0.0, 0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49, 1.51, 1.48, 1.56, 1.57, 1.59)
"""Mean consistency index of random matrices of size 0, 1, 2… 15 (Saaty, 1980)."""

Matrix = Sequence[Sequence[float]]


def ahp(matrix: Matrix) -> tuple[Array, float]:
    """Weights (k) adding up to 1, and the consistency ratio (λ_max − k)/(k − 1)/RI; 0 for one or two parts."""
    table = np.array(matrix, dtype=np.float64)
    size = table.shape[0]
    values, vectors = np.linalg.eig(table)
    first = int(values.real.argmax())
    weights = np.abs(vectors[:, first].real)
    index = (float(values.real[first]) - size) / (size - 1) if size > 2 else 0.0
    random = RANDOM_INDEX[min(size, len(RANDOM_INDEX) - 1)]
    return weights / weights.sum(), max(index / random, 0.0) if random else 0.0


def weights_compared(framework: Framework, comparisons: Mapping[str, Matrix]) -> dict[str, float]:
    """The weights that comparison matrices give to the children of the nodes they name, in the order of the framework."""
    weights: dict[str, float] = {}
    for node, matrix in comparisons.items():
        framework.node(node)
        children = framework.children(node)
        if len(matrix) != len(children):
            raise RecipeError(
                marked(
                    "Recette, [comparisons] : « {node} » réunit {children} parties et sa matrice en compare {count} : une ligne par "
                    "partie, dans l’ordre du cadre ({codes})."
                ),
                node=node,
                children=len(children),
                count=len(matrix),
                codes=", ".join(children),
            )
        weights.update(zip(children, ahp(matrix)[0].tolist(), strict=True))
    return weights


def consistency(comparisons: Mapping[str, Matrix]) -> pd.Series:
    """The consistency ratio of each compared node; above 0.1, its comparisons deserve a second thought."""
    ratios = {node: ahp(matrix)[1] for node, matrix in comparisons.items()}
    return pd.Series(ratios, name="consistency_ratio", dtype="float64").rename_axis("node")
