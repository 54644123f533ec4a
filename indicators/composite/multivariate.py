"""Whether the parts of a dimension speak of the same thing.

Step 4 of the OECD/JRC ten steps. Correlations, Cronbach's alpha and principal components are read per node, before
anyone trusts its mean. A constant column, or too few units, is reported as such: no statistic is NaN.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from indicators.composite.arrays import Array, Flags, frame
from indicators.composite.errors import FrameworkError, MethodError, RecipeError, nearest
from indicators.composite.result import Result
from indicators.composite.statistics import CORRELATIONS, Correlation, constant_columns, correlate, covariances
from indicators.composite.weigh import correlation_matrix
from indicators.errors import marked

LEAST_UNITS = 3


def correlations(result: Result, nodes: tuple[str, ...] = (), kind: Correlation = "pearson") -> pd.DataFrame:
    """Correlation of every pair of nodes (all of them unless named) over the ranked units.

    Columns: first, second, r, p (two-sided), n, note. ``note`` is ``constant`` or ``too_few`` where r is not available.
    ``kind`` is pearson, spearman or kendall; pairs are complete pairwise. Fewer than three units is refused.
    """
    if kind not in CORRELATIONS:
        raise RecipeError(
            marked("La corrélation « {received} » est inconnue ; la plus proche est « {nearest} »."),
            received=kind,
            nearest=nearest(str(kind), CORRELATIONS),
        )
    codes = [result.framework.node(code).code for code in nodes or result.framework.codes]
    values = _ranked(result, codes)
    rows = [
        _pair(codes[i], codes[j], values[:, i], values[:, j], kind)
        for i in range(len(codes))
        for j in range(i + 1, len(codes))
    ]
    return _table(rows)


def correlation_flags(
    result: Result, high: float = 0.9, low: float = -0.3, kind: Correlation = "pearson"
) -> pd.DataFrame:
    """Correlations a page must show, with ``flag``.

    ``redundant``: two siblings above ``high``; ``opposed``: two siblings below ``low``; ``against_parent``: a node whose
    correlation with its own parent is negative, so that improving it lowers the ranking of its dimension.
    """
    framework = result.framework
    rows = []
    for parent in framework.aggregates:
        children = framework.children(parent)
        table = correlations(result, children, kind)
        rows += [_flagged(row, high, low) for row in table.to_dict("records")]
        for child in children:
            row = correlations(result, (child, parent), kind).to_dict("records")[0]
            rows.append({**row, "flag": "against_parent" if _known(row["r"]) and row["r"] < 0 else ""})
    table = _table([row for row in rows if row["flag"]], extra=("flag",))
    return table


def _flagged(row: dict[Any, Any], high: float, low: float) -> dict[Any, Any]:
    if not _known(row["r"]):
        return {**row, "flag": ""}
    return {**row, "flag": "redundant" if row["r"] >= high else "opposed" if row["r"] <= low else ""}


def _known(value: Any) -> bool:
    return value is not pd.NA and value is not None


def _pair(first: str, second: str, x: Array, y: Array, kind: Correlation) -> dict[str, Any]:
    r, p, count = correlate(x, y, kind)
    known = not np.isnan(r)
    note = "" if known else "too_few" if count < LEAST_UNITS else "constant"
    return {
        "first": first,
        "second": second,
        "r": r if known else None,
        "p": p if known else None,
        "n": count,
        "note": note,
    }


def _table(rows: list[dict[Any, Any]], extra: tuple[str, ...] = ()) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=["first", "second", "r", "p", "n", "note", *extra])
    return table.astype({"r": "Float64", "p": "Float64", "n": "Int64"})


def _ranked(result: Result, codes: list[str]) -> Array:
    kept = result.prepared.screening.kept
    if kept.sum() < LEAST_UNITS:
        raise MethodError(
            marked(
                "L’analyse multivariée demande {least} unités au moins ; {count} ici : ajoutez des territoires de comparaison."
            ),
            least=LEAST_UNITS,
            count=int(kept.sum()),
        )
    places = [result.framework.codes.index(code) for code in codes]
    return result.matrix[kept][:, places]


def cronbach_alpha(result: Result, node: str) -> float | None:
    """Cronbach's alpha of the children of a node: k²·mean covariance / sum of covariances, pairwise complete.

    A negative value says that the children pull against each other. ``None`` with one child, or when every
    covariance is nil.
    """
    children = list(_parts(result, node))
    if len(children) < 2:
        return None
    matrix = np.nan_to_num(covariances(_ranked(result, children)))
    total, size = matrix.sum(), len(children)
    if abs(total) <= 1e-12 * np.abs(matrix).sum():
        return None
    between = (total - np.trace(matrix)) / (size * (size - 1))
    return float(size * size * between / total)


def _parts(result: Result, node: str) -> tuple[str, ...]:
    if result.framework.node(node).kind == "indicator":
        raise FrameworkError(
            marked("« {node} » est un indicateur : nommez un nœud qui en réunit, par exemple « {nearest} »."),
            node=node,
            nearest=result.framework.by_code[node].parent,
        )
    return result.framework.children(node)


@dataclass(frozen=True, eq=False)
class Components:
    """Principal components of the children of a node, standardised, on complete units.

    ``variance`` gives the share explained by each component; ``loadings`` is children × components, each component
    oriented so that its loadings sum to a positive number. ``dropped`` lists constant children, ``n`` counts units.
    """

    node: str
    variance: pd.Series
    loadings: pd.DataFrame
    n: int
    dropped: tuple[str, ...]

    @property
    def kaiser(self) -> int:
        """Number of components whose eigenvalue is above 1: the OECD Handbook's rule of thumb."""
        return int((self.variance * len(self.loadings) > 1.0).sum())


def pca(result: Result, node: str) -> Components:
    """Principal components of the correlations of the children of a node.

    Constant children are dropped and named. Refuses fewer than two varying children or three complete units.
    """
    children = _parts(result, node)
    values = _ranked(result, list(children))
    complete = values[~np.isnan(values).any(axis=1)]
    flat: Flags = constant_columns(complete) if complete.size else np.ones(len(children), dtype=np.bool_)
    if complete.shape[0] < LEAST_UNITS or (~flat).sum() < 2:
        raise MethodError(
            marked(
                "« {node} » : l’analyse en composantes demande {least} unités complètes et deux composantes qui varient ; "
                "{units} et {indicators} ici : imputez, ou retirez ce qui est constant."
            ),
            node=node,
            least=LEAST_UNITS,
            units=complete.shape[0],
            indicators=int((~flat).sum()),
        )
    kept = [code for code, drop in zip(children, flat, strict=True) if not drop]
    eigenvalues, vectors = np.linalg.eigh(correlation_matrix(complete[:, ~flat]))
    order = np.argsort(eigenvalues)[::-1]
    vectors = vectors[:, order] * np.where(vectors[:, order].sum(axis=0) >= 0, 1.0, -1.0)
    names = [f"PC{i + 1}" for i in range(len(kept))]
    share = np.maximum(eigenvalues[order], 0.0) / len(kept)
    dropped = tuple(code for code in children if code not in kept)
    loadings = frame(vectors, pd.Index(kept, name="child"), names)
    return Components(node, pd.Series(share, index=names), loadings, complete.shape[0], dropped)


def diagnose(result: Result) -> list[tuple[str, str, float]]:
    """What a page must say of each node: (node, finding, value).

    ``opposed``: a negative alpha, the children pull against each other; ``against_parent``: a node negatively
    correlated with its own parent.
    """
    return [*_opposed(result), *_against(result)]


def _opposed(result: Result) -> Iterator[tuple[str, str, float]]:
    for node in result.framework.aggregates:
        alpha = cronbach_alpha(result, node)
        if alpha is not None and alpha < 0:
            yield node, "opposed", alpha


def _against(result: Result) -> Iterator[tuple[str, str, float]]:
    flags = correlation_flags(result)
    for row in flags[flags["flag"] == "against_parent"].to_dict("records"):
        yield str(row["first"]), "against_parent", float(row["r"])
