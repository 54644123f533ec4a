"""Published indices rebuilt from their published components, by a recipe each: the worked examples of the guide."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from indicators.composite import (
    Recipe,
    RecipeError,
    Result,
    build,
    load_data,
    read_framework,
    read_recipe,
    read_table,
    register,
)
from indicators.composite.formulas import NAMED
from tests.composite.conftest import dataset, flat

EXAMPLES = Path(__file__).parents[2] / "docs" / "method" / "examples"


@pytest.fixture
def functions() -> Iterator[None]:
    """The three functions of UNDP's gender inequality index, which no mean expresses."""
    register("reproductive_health", lambda x, w: np.sqrt(10 / x[:, 0] / x[:, 1]), moves="down")
    register("men_have_one", lambda x, w: np.prod(x, axis=1) ** (1 / 3), moves="up")
    register("mean_with_one", lambda x, w: (x[:, 0] + 1) / 2, moves="up")
    yield
    NAMED.clear()


def _built(name: str) -> Result:
    folder = EXAMPLES / name
    framework = read_framework(folder / "framework.csv")
    data = load_data(read_table(folder / "data.csv"), framework)
    return build(read_recipe(folder / "recipe.toml"), framework, data)


@pytest.mark.usefixtures("functions")
@pytest.mark.parametrize(
    ("name", "rows", "gap"),
    [
        *[("ihdi", 10, 5e-4), ("phdi", 8, 5e-4), ("gdi", 5, 5e-4), ("gii", 166, 5e-4), ("ampi", 16, 5e-4)],
        ("wri", 23, 0.0125),
    ],
)
def test_published_to_the_last_decimal(name: str, rows: int, gap: float) -> None:
    """The World Risk Index is a product of components published with two decimals: theirs count in its gap."""
    published = pd.read_csv(EXAMPLES / name / "published.csv", dtype={"unit": str})
    keys = [key for key in ("unit", "year") if key in published]
    published = published.set_index(keys)
    scores = _built(name).scores
    assert len(published) == rows
    for node in published.columns:
        found = scores[node].reindex(published.index).astype(float)
        assert (found - published[node]).abs().max() <= gap, node


def test_an_absent_function_is_refused_with_what_comes_nearest() -> None:
    with pytest.raises(RecipeError, match="« reproductive_health » n’est pas accepté"):
        read_recipe(EXAMPLES / "gii" / "recipe.toml")
    with pytest.raises(RecipeError, match="ne peut pas nommer une fonction"):
        register("geometric", lambda x, w: x[:, 0])


@pytest.mark.usefixtures("functions")
def test_a_function_takes_whole_units_only_and_gives_one_number_each() -> None:
    framework = flat(2)
    data = dataset(framework, [[1, 4], [2, float("nan")], [3, 12]])
    found = build(Recipe(normalise="none", aggregate="reproductive_health", treat=False, screen=0), framework, data)
    assert found.scores["Index"].isna().tolist() == [False, True, False]
    assert found.unavailable["code"].tolist() == ["no_data", "undefined"]
    register("wrong", lambda x, w: x)
    with pytest.raises(ValueError, match="« wrong » doit rendre un nombre par unité"):
        build(Recipe(aggregate="wrong", treat=False), flat(2), dataset(flat(2), [[1, 4], [2, 3]]))
