"""The command ``ouverture composite`` on plain files: data and framework in, scores and their robustness out.

Nothing is printed here: the caller shows the files returned, or the message of the ``CompositeError``.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from indicators.composite.build import build
from indicators.composite.coinr import read_framework
from indicators.composite.export import write_result
from indicators.composite.framework import require_sound
from indicators.composite.load import load_data
from indicators.composite.recipe import Recipe
from indicators.composite.recipe_file import read_recipe
from indicators.composite.sobol import sobol as sobol_indices
from indicators.composite.tables import read_table
from indicators.composite.uncertainty import Uncertainty
from indicators.composite.uncertainty import uncertainty as analyse

TOP = 10
PAIRS = 500
"""Pairwise probabilities are written up to this many units: the table has n² cells."""


def run(
    data: Path,
    framework: Path,
    recipe: Path | None,
    out: Path,
    uncertainty: int | None = None,
    sobol: int | None = None,
) -> list[Path]:
    """Build the index of a data file and write its results in a folder; returns the files written.

    ``data`` is COINr's iData or a table with a ``unit`` column, ``framework`` COINr's iMeta or a table with ``code`` and
    ``parent`` columns (CSV or workbook), ``recipe`` a TOML or JSON file (the default recipe without it). Always written:
    scores.csv, ranks.csv, audit.csv, recipe.json, unavailable.csv, coverage.csv, provenance.json. With ``uncertainty`` replicates:
    rank_intervals.csv, replicates.csv and pairwise.csv. With ``sobol`` points: sobol.csv. All is computed, then the folder is
    put in place at once; other files that it holds stay. Raises ``CompositeError``.
    """
    method = read_recipe(recipe) if recipe is not None else Recipe()
    tree = read_framework(framework)
    require_sound(tree)
    values = load_data(read_table(data), tree)
    result = build(method, tree, values)
    drawn = None if uncertainty is None else analyse(method, tree, values, n=uncertainty)
    shares = None if sobol is None else sobol_indices(method, tree, values, n=sobol)
    extra = {} if drawn is None else _uncertainty_tables(drawn)
    if shares is not None:
        extra["sobol.csv"] = shares.table
    return write_result(result, out, extra)


def _uncertainty_tables(found: Uncertainty) -> dict[str, pd.DataFrame]:
    columns = {"rank": "rank", "median": "median_rank", "q05": "rank_q05", "q95": "rank_q95", "mean": "mean_rank"}
    table = found.intervals.rename(columns=columns)[[*columns.values(), "replicates"]]
    table.insert(5, f"share_top_{TOP}", found.top(TOP))
    tables = {"rank_intervals.csv": table.astype({"rank": "Int64"}), "replicates.csv": found.draws}
    if len(found.nominal.data.units) <= PAIRS:
        tables["pairwise.csv"] = found.pairwise
    return tables
