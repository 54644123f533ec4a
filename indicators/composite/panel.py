"""The same index from one year to the next, on a scale that does not move.

A score of 54 then 57 is progress only if 0 and 100 stayed where they were. With ``years = "panel"`` the scale is set by
all the years together, or by one of them (``panel_base``); once published, ``published_goalposts`` writes that scale
down, so that a later year is scored without touching the earlier ones.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from indicators.composite.arrays import extremes, nullable
from indicators.composite.data import Dataset
from indicators.composite.errors import DataError, MethodError
from indicators.composite.framework import Framework
from indicators.composite.load import YEAR_COLUMNS, load_data
from indicators.composite.recipe import Recipe
from indicators.composite.result import Result
from indicators.composite.scaling import logarithmic
from indicators.errors import marked


def load_panel(tables: Mapping[int, pd.DataFrame], framework: Framework) -> Dataset:
    """Stack one table a year (see ``load_data``), each without its own year column, or with that very year."""
    if not tables:
        raise DataError(marked("Le panel ne contient aucune année : donnez au moins une table."))
    parts = []
    for year, table in sorted(tables.items()):
        column = next((name for name in YEAR_COLUMNS if name in table.columns), YEAR_COLUMNS[-1])
        given = set(table[column].astype(str)) if column in table.columns else {str(year)}
        if given != {str(year)}:
            raise DataError(
                marked("La table de {year} porte d’autres années dans la colonne « {column} » : {given}."),
                year=year,
                column=column,
                given=", ".join(sorted(given)),
            )
        parts.append(table.assign(**{column: year}))
    return load_data(pd.concat(parts, ignore_index=True), framework)


def trends(result: Result, node: str | None = None) -> pd.DataFrame:
    """Score of a node (the index unless named) for each unit and year, with its change and its rank.

    Columns: score, change (against the previous year *present* for the unit), since (that year), rank.
    """
    if not result.data.is_panel:
        raise MethodError(
            marked('Les données ne portent qu’une année : une évolution demande years = "panel" et deux années.')
        )
    column = result.framework.codes.index(result.framework.node(node or result.framework.root).code)
    table = pd.DataFrame(
        {
            "score": nullable(result.matrix[:, column]),
            "rank": nullable(result.rank_matrix[:, column]),
        },
        index=result.data.index,
    ).sort_index()
    known = table["score"].dropna()
    before = known.groupby(level=0, sort=False).shift(1)
    years = pd.Series(known.index.get_level_values(1), index=known.index, dtype="Int64")
    table["change"] = known - before
    table["since"] = years.groupby(level=0, sort=False).shift(1)
    table["rank"] = table["rank"].astype("Int64")
    return table[["score", "change", "since", "rank"]]


def published_goalposts(result: Result) -> Recipe:
    """The recipe that keeps the scale of this result for ever: its minima and maxima become published goalposts.

    They are those of the treated values of the population, so the recipe no longer treats outliers but holds values
    within the posts; on the same data it gives the same scores. Only for a min-max recipe without logarithms of
    treatment, whose scale cannot be written in the indicator's own unit.
    """
    rules = {row.rule for row in result.prepared.treated.treatments}
    if result.recipe.normalise not in ("minmax", "distance_to_max") or rules - {"none", "winsorise"}:
        raise MethodError(
            marked(
                "Des bornes ne se publient que pour normalise = « minmax » sans logarithme de traitement ; ici « {method} », "
                'traitements : {rules} ; écrivez treat_with = ["winsorise"].'
            ),
            method=result.recipe.normalise,
            rules=", ".join(sorted(rules)),
        )
    low, high = extremes(result.prepared.treated.values[result.prepared.population])
    chosen = logarithmic(result.recipe, result.framework)
    low[chosen], high[chosen] = np.exp(low[chosen]), np.exp(high[chosen])
    posts = {code: (float(low[i]), float(high[i])) for i, code in enumerate(result.data.indicators)}
    return result.recipe.with_(normalise="goalposts", goalposts=posts, treat=False, cap=True, panel_base=None)
