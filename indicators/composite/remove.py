"""What each part of the framework is worth: the index without it.

Step 7 of the OECD/JRC ten steps. Removing an element is giving it a weight of zero: its siblings are renormalised and
nothing before the weights changes, so all the removals of a level are built together.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from indicators.composite.arrays import frame
from indicators.composite.errors import FrameworkError
from indicators.composite.pipeline import Pipeline
from indicators.composite.result import Result
from indicators.composite.sobol import mean_shift
from indicators.composite.statistics import correlate, ranks_among
from indicators.errors import marked


def remove_elements(result: Result, level: int = 1) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Remove each node of a level in turn.

    Returns a summary (a row an element: mean and largest absolute rank change, rank correlation with the index) and
    the ranks (a row a unit, a column an element). A node without a sibling takes its parent away with it.
    """
    framework = result.framework
    places = [p for p, code in enumerate(framework.codes) if framework.height(code) == level and code != framework.root]
    if not places:
        raise FrameworkError(
            marked("Aucun nœud à retirer au niveau {level} : les niveaux vont de 1 à {last}."),
            level=level,
            last=framework.levels - 1,
        )
    weights = np.repeat(result.prepared.weights[None, :], len(places), axis=0)
    weights[np.arange(len(places)), places] = 0.0
    pipeline = Pipeline(framework, result.data)
    scores = np.empty((len(places), len(result.data.units)))
    pipeline.index_scores(result.recipe, result.prepared, weights, scores, np.arange(len(places)))
    ranked = ranks_among(scores, result.prepared.screening.kept, [rows for _, rows in result.data.periods])
    codes = [framework.codes[place] for place in places]
    nominal = result.index_ranks
    gap = np.abs(ranked - nominal)
    largest = np.where(np.isnan(gap), -1.0, gap).max(axis=1)
    rho = [correlate(ranked[row], nominal, "spearman")[0] for row in range(len(codes))]
    values = np.column_stack([mean_shift(ranked, nominal), np.where(largest < 0, np.nan, largest), rho])
    summary = frame(values, pd.Index(codes, name="removed"), ["mean_change", "largest_change", "rho"])
    return summary, frame(ranked.T, result.data.index, codes)
