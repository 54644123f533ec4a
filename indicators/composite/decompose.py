"""Back from the index to the data: what made this score.

Step 8 of the OECD/JRC ten steps. A weighted mean is a sum of parts: an arithmetic score is the sum of the parts of its
children, a geometric one the exponential of the sum of theirs. Rules that compare units (Copeland, Wroclaw…) have no
such parts, and nothing is invented for them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from indicators.composite.arrays import Array, frame
from indicators.composite.errors import MethodError
from indicators.composite.result import Result
from indicators.errors import marked

Scale = Literal["score", "log", "reciprocal", "power"]
SCALES: dict[str, Scale] = {"arithmetic": "score", "geometric": "log", "harmonic": "reciprocal", "power": "power"}


@dataclass(frozen=True, eq=False)
class Contributions:
    """The parts of one score. ``table`` has a row a child: value, weight, share of the weight present, contribution.

    The contributions add up to ``total``, which is the score on ``scale``: the score itself, its logarithm, its
    reciprocal, or its power. ``rule`` is that of the node. A missing child has no contribution.
    """

    unit: str
    node: str
    rule: str
    scale: Scale
    score: float
    total: float
    table: pd.DataFrame


def contributions(result: Result, unit: str, node: str | None = None, year: int | None = None) -> Contributions:
    """The parts that the children of a node (the index unless named) bring to the score of a unit.

    Refuses a node whose rule has no parts, a score that is not available, and one that a zero annuls. Values under the
    floor of the recipe count as the floor, as they do in the score.
    """
    code = result.framework.node(node or result.framework.root).code
    rule, scale = _scale(result, code)
    score = result.score(unit, code, year)
    if score is None:
        raise MethodError(
            marked(
                "« {node} » n’est pas disponible pour « {unit} » : il n’y a pas de score à décomposer (voir la table des "
                "valeurs non disponibles)."
            ),
            node=code,
            unit=unit,
        )
    values, weights = _children(result, code, result.data.place(unit, year))
    present = ~np.isnan(values)
    share = np.where(present, weights, 0.0) / weights[present].sum()
    power = result.recipe.entry("power")
    if result.recipe.floor and (scale in ("log", "reciprocal") or (scale == "power" and power < 0)):
        values = np.maximum(values, result.recipe.floor)
    parts = np.where(present, share * _transform(np.where(share > 0, values, 1.0), scale, power), np.nan)
    if np.isinf(parts).any():
        raise MethodError(
            marked(
                "« {node} » est nul pour « {unit} » parce que « {part} » l’est : un score qu’un zéro annule n’est pas une somme de "
                "parties."
            ),
            node=code,
            unit=unit,
            part=result.framework.children(code)[int(np.flatnonzero(np.isinf(parts))[0])],
        )
    children = pd.Index(result.framework.children(code), name="node")
    table = frame(
        np.column_stack([values, weights, share, parts]), children, ["value", "weight", "share", "contribution"]
    )
    return Contributions(unit, code, rule, scale, score, float(np.nansum(parts)), table)


def _scale(result: Result, code: str) -> tuple[str, Scale]:
    if code not in result.framework.aggregates:
        raise MethodError(marked("« {node} » est un indicateur : il n’a pas de parties."), node=code)
    rule = result.prepared.rules[result.framework.aggregates.index(code)]
    if rule == "power" and result.recipe.power in (0.0, 1.0):
        return rule, "log" if result.recipe.power == 0.0 else "score"
    if rule not in SCALES:
        raise MethodError(
            marked(
                "« {node} » est agrégé par « {rule} », qui compare des unités : son score n’est pas une somme de parties."
            ),
            node=code,
            rule=rule,
        )
    return rule, SCALES[rule]


def _children(result: Result, code: str, row: int) -> tuple[Array, Array]:
    places = result.framework.places[result.framework.aggregates.index(code)]
    return result.matrix[row, places], result.prepared.weights[places]


def _transform(values: Array, scale: Scale, power: float) -> Array:
    if scale == "score":
        return values
    with np.errstate(invalid="ignore", divide="ignore"):
        result: Array = np.log(values) if scale == "log" else values ** (-1.0 if scale == "reciprocal" else power)
    return result


def indicator_contributions(result: Result, unit: str, year: int | None = None) -> pd.DataFrame:
    """The part of every indicator in the index of a unit, when every node above it is an arithmetic mean.

    Columns: value, effective weight among what is present, contribution; contributions add up to the index.
    """
    parts = {result.framework.root: 1.0}
    rows = []
    for node in reversed(result.framework.aggregates):
        if node not in parts:
            continue
        found = contributions(result, unit, node, year)
        if found.scale != "score":
            raise MethodError(
                marked(
                    "« {node} » est agrégé par « {rule} » : la part d’un indicateur dans l’indice n’existe que pour des moyennes "
                    "arithmétiques ; décomposez nœud par nœud."
                ),
                node=node,
                rule=found.rule,
            )
        for child, share in found.table["share"].items():
            if share > 0:
                parts[str(child)] = parts[node] * float(share)
    for code in result.framework.indicators:
        value = result.score(unit, code, year)
        weight = parts.get(code, 0.0)
        rows.append((np.nan if value is None else value, weight, np.nan if value is None else weight * value))
    index = pd.Index(result.framework.indicators, name="node")
    return frame(np.array(rows), index, ["value", "weight", "contribution"])
