"""Everything a page says of one unit, together: a rank without its interval is not there to be shown.

Step 10 of the OECD/JRC ten steps.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from indicators.composite.arrays import Array, frame
from indicators.composite.bounds import bounds
from indicators.composite.errors import DataError
from indicators.composite.result import Result
from indicators.composite.uncertainty import Uncertainty
from indicators.errors import marked


@dataclass(frozen=True, slots=True)
class RankInterval:
    """A rank with what makes it readable: the 5–95 % interval of the replicates, their median, and how many there are."""

    rank: int
    median: float
    low: float
    high: float
    replicates: int


@dataclass(frozen=True, eq=False)
class Scorecard:
    """One unit. ``score`` is ``None`` when it is not available; ``low`` and ``high`` are its bounds with every missing
    or imputed cell at worst and at best. ``observed`` and ``imputed`` are shares of the weight of the index.

    ``rank`` is ``None`` for a unit that is not ranked, or without an uncertainty analysis. ``nodes`` has a row an
    aggregate: level, score, share of its indicators observed and imputed. ``reasons`` says what is not available, bounds
    included.
    """

    unit: str
    score: float | None
    low: float | None
    high: float | None
    observed: float
    imputed: float
    rank: RankInterval | None
    nodes: pd.DataFrame
    reasons: tuple[str, ...]


def scorecard(result: Result, unit: str, analysis: Uncertainty | None = None, year: int | None = None) -> Scorecard:
    """The scorecard of a unit; ``analysis`` is the uncertainty analysis of the same recipe on the same data."""
    row = result.data.place(unit, year)
    if analysis is not None and analysis.nominal.digest != result.digest:
        raise DataError(
            marked(
                "L’analyse d’incertitude ne porte pas sur ce résultat : refaites-la avec la même recette et les mêmes données."
            )
        )
    ends = bounds(result).iloc[row]
    shares = result.coverage.iloc[row]
    told = result.unavailable
    mine = told[told[result.data.unit_column] == unit]
    if result.data.is_panel:
        mine = mine[mine[result.data.year_column] == year]
    return Scorecard(
        unit=unit,
        score=_known(ends["score"]),
        low=_known(ends["low"]),
        high=_known(ends["high"]),
        observed=float(shares["observed_weight"]),
        imputed=float(shares["imputed_weight"]),
        rank=None if analysis is None else _interval(analysis, row),
        nodes=_nodes(result, row),
        reasons=(*mine["reason"], *filter(None, [ends["bounds_reason"]])),
    )


def _known(value: object) -> float | None:
    return None if value is pd.NA else float(value)  # type: ignore[arg-type]  # a nullable cell holds a float or NA


def _interval(analysis: Uncertainty, row: int) -> RankInterval | None:
    found = analysis.intervals.iloc[row]
    if found["rank"] is pd.NA or found["median"] is pd.NA:
        return None
    return RankInterval(
        rank=int(found["rank"]),
        median=float(found["median"]),
        low=float(found["q05"]),
        high=float(found["q95"]),
        replicates=int(found["replicates"]),
    )


def _nodes(result: Result, row: int) -> pd.DataFrame:
    framework, prepared = result.framework, result.prepared
    observed = ~np.isnan(prepared.denominated[row])
    imputed = ~observed & ~np.isnan(prepared.imputed[row])
    position = {code: place for place, code in enumerate(framework.indicators)}
    lines: list[list[float]] = []
    for place, code in enumerate(framework.aggregates):
        under = [position[leaf] for leaf in framework.leaves(code)]
        shares = [float(observed[under].mean()), float(imputed[under].mean())]
        lines.append([float(framework.height(code)), float(result.aggregates[row, place]), *shares])
    values: Array = np.array(lines)
    table = frame(values, pd.Index(framework.aggregates, name="node"), ["level", "score", "observed", "imputed"])
    return table.astype({"level": "Int64"})
