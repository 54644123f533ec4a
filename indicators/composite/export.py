"""Results in files that can be traced: each export says which recipe and which data made it."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from indicators.composite.bounds import bounds
from indicators.composite.framework import Framework
from indicators.composite.output import put_in_place
from indicators.composite.recipe import Recipe
from indicators.composite.recipe_file import recipe_to_json
from indicators.composite.result import STAGES, Result

ENGINE = "3"
"""Version of the engine: it changes when the same recipe and data may give other numbers."""


ROWS = 25_000
"""Rows written at a time: a long table is never held twice."""

WITHOUT_INDEX = frozenset({"audit.csv", "unavailable.csv"})
ROBUSTNESS = ("rank_intervals.csv", "replicates.csv", "pairwise.csv", "sobol.csv")
"""What an analysis adds; those of an earlier run would contradict the scores of this one."""

RESULTS = (
    *("scores.csv", "ranks.csv", "audit.csv", "unavailable.csv", "coverage.csv", "recipe.json", "provenance.json"),
    *ROBUSTNESS,
)
"""Every file that a run may write."""


def provenance(result: Result) -> dict[str, str]:
    """What made a result: digests of the recipe, the framework, the data and the scores, and the engine version."""
    framework = hashlib.sha256(_written(result.framework).encode()).hexdigest()
    return {
        "engine": ENGINE,
        "recipe_sha256": result.recipe.digest,
        "framework_sha256": framework,
        "data_sha256": result.data.digest,
        "scores_sha256": result.digest,
    }


def _written(framework: Framework) -> str:
    """Everything that a framework says, as text."""
    return repr((framework.nodes, framework.denominators, framework.groups))


def write_csv(table: pd.DataFrame, path: Path, *, index: bool = True) -> Path:
    """Write a table as UTF-8 CSV, numbers in full precision; what is not available is an empty cell."""
    import pyarrow as pa
    from pyarrow import csv as pa_csv

    whole = table.reset_index() if index else table
    header = io.StringIO()
    csv.writer(header, lineterminator="\n").writerow(whole.columns)
    with path.open("wb") as stream:
        stream.write(header.getvalue().encode())
        for start in range(0, len(whole), ROWS):
            content = pa.Table.from_pandas(whole.iloc[start : start + ROWS], preserve_index=False)
            pa_csv.write_csv(content, stream, pa_csv.WriteOptions(include_header=False, quoting_style="needed"))
    return path


def tables(result: Result) -> dict[str, pd.DataFrame]:
    """The tables of a run by file name, all computed: scores, ranks, audit, what is not available, coverage and bounds.

    ``coverage.csv`` has a row a unit: shares observed, imputed and missing, whether it is ranked, its score between
    those it would have with every missing or imputed cell at worst (``low``) and at best (``high``), and why there is no
    such bound when there is none.
    """
    return {
        "scores.csv": result.scores,
        "ranks.csv": result.ranks,
        "audit.csv": result.audit,
        "unavailable.csv": result.unavailable,
        "coverage.csv": result.coverage.join(bounds(result)),
    }


def write_result(result: Result, folder: Path, extra: Mapping[str, pd.DataFrame] | None = None) -> list[Path]:
    """Write a run in a folder: its ``tables``, those of ``extra``, its recipe and its provenance; returns the files.

    Everything is computed first, then the folder is put in place at once (see ``output``): it never holds a part of this
    run with a part of another.
    """
    found = {**tables(result), **(extra or {})}
    texts = {
        "recipe.json": recipe_to_json(result.recipe),
        "provenance.json": json.dumps(provenance(result), indent=2) + "\n",
    }

    def write(new: Path) -> Iterator[Path]:
        for name, table in found.items():
            yield write_csv(table, new / name, index=name not in WITHOUT_INDEX)
        for name, text in texts.items():
            (new / name).write_text(text, encoding="utf-8")
            yield new / name

    return put_in_place(folder, write, RESULTS)


def write_workbook(result: Result, path: Path, extra: Mapping[str, pd.DataFrame] | None = None) -> Path:
    """Write every stage and table in one workbook, a sheet each, the recipe and the provenance first."""
    sheets: dict[str, pd.DataFrame] = {"recipe": _recipe_sheet(result)}
    sheets |= {"scores": result.scores, "ranks": result.ranks, "weights": result.weights, "coverage": result.coverage}
    sheets |= {stage: result.stage(stage) for stage in STAGES[:-1]}
    sheets |= {
        "treatments": result.treatments,
        "audit": result.audit,
        "unavailable": result.unavailable,
        **(extra or {}),
    }
    with pd.ExcelWriter(path, engine="xlsxwriter") as writer:
        for name, table in sheets.items():
            table.to_excel(writer, sheet_name=name[:31], merge_cells=False)
    return path


def _recipe_sheet(result: Result) -> pd.DataFrame:
    entries = {**_flat(result.recipe), **provenance(result)}
    return pd.DataFrame({"value": list(entries.values())}, index=pd.Index(list(entries), name="key"))


def _flat(recipe: Recipe) -> dict[str, str]:
    return {key: value if isinstance(value, str) else json.dumps(value) for key, value in recipe.to_dict().items()}


def to_json(result: Result) -> dict[str, Any]:
    """The result as JSON-ready data: provenance, recipe, and for each unit its scores and ranks (``None``: missing)."""
    units = []
    for row, label in enumerate(result.data.labels):
        scores = {
            c: None if v != v else v for c, v in zip(result.framework.codes, result.matrix[row].tolist(), strict=True)
        }
        place = result.index_ranks[row]
        units.append({"unit": label, "scores": scores, "rank": None if place != place else int(place)})
    return {"provenance": provenance(result), "recipe": result.recipe.to_dict(), "units": units}
