"""The ASEM index of COINr, whole, and the little frameworks that the other tests count by hand."""

from __future__ import annotations

import gzip
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from indicators.composite import Dataset, Framework, Node, Recipe, Result, build, load_data, read_framework, read_table
from indicators.composite.arrays import frozen
from indicators.composite.recipe_effects import idle

DATA = Path(__file__).parent / "data"
ASEM_RECIPE = Recipe(
    impute="group_mean", impute_group="EurAsia_group", screen=0.9, range=(0, 100), aggregate="arithmetic"
)


def effective(**entries: object) -> dict[str, object]:
    """These entries without those that the others leave without effect: a recipe refuses them."""
    whole = {
        "normalise": "minmax",
        "treat": True,
        "impute": "none",
        "weights": "framework",
        "years": "single",
        **entries,
    }
    unused = idle(whole)
    return {key: value for key, value in entries.items() if key not in unused}


def tree(parents: dict[str, str], root: str = "Index", **nodes: dict[str, object]) -> Framework:
    """A framework from child → parent; ``nodes`` gives the other fields of some nodes."""
    aggregates = [*dict.fromkeys(parents.values())]
    aggregates = [code for code in aggregates if code != root] + [root]
    made = [
        Node(code=code, parent=parent, kind="aggregate" if code in aggregates else "indicator", **nodes.get(code, {}))
        for code, parent in parents.items()
    ]
    sizes = tuple(dict.fromkeys(node.denominator for node in made if node.denominator))
    return Framework((*made, Node(code=root, kind="aggregate")), denominators=sizes)


def flat(k: int, **nodes: dict[str, object]) -> Framework:
    """An index of k indicators x0, x1… directly under the root."""
    return tree({f"x{i}": "Index" for i in range(k)}, **nodes)


def dataset(framework: Framework, values: Sequence[Sequence[float]], **more: object) -> Dataset:
    """Units u0, u1… with these rows of values."""
    table = frozen(values)
    units = tuple(f"u{i}" for i in range(len(table)))
    return Dataset(**{"units": units, "indicators": framework.indicators, "values": table, **more})


@pytest.fixture(scope="session")
def asem_framework() -> Framework:
    return read_framework(DATA / "asem_iMeta.csv")


@pytest.fixture(scope="session")
def asem_data(asem_framework: Framework) -> Dataset:
    return load_data(read_table(DATA / "asem_iData.csv"), asem_framework)


@pytest.fixture(scope="session")
def asem(asem_framework: Framework, asem_data: Dataset) -> Result:
    return build(ASEM_RECIPE, asem_framework, asem_data)


@pytest.fixture(scope="session")
def published() -> pd.DataFrame:
    """What COINr 1.1.14 gives for ASEM: stage, unit, node, value."""
    with gzip.open(DATA / "asem_stages.csv.gz", "rt", encoding="utf-8") as stream:
        return pd.read_csv(stream, dtype={"unit": str, "node": str}, keep_default_na=False)


def stage_of(published: pd.DataFrame, stage: str) -> dict[tuple[str, str], float]:
    rows = published[published["stage"] == stage]
    values = [np.nan if value == "" else float(value) for value in rows["value"]]
    return dict(zip(zip(rows["unit"], rows["node"], strict=True), values, strict=True))
