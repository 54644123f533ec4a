from __future__ import annotations

import pandas as pd
import pytest

from indicators.composite import (
    DataError,
    Framework,
    MethodError,
    Recipe,
    build,
    load_panel,
    published_goalposts,
    trends,
)
from indicators.composite.data import Dataset
from tests.composite.conftest import dataset, flat

FRAMEWORK = flat(2, x1={"direction": -1})
FIRST = pd.DataFrame({"unit": ["a", "b", "c"], "x0": [1, 3, 2], "x1": [9, 5, 7]})
SECOND = pd.DataFrame({"unit": ["a", "b", "d"], "x0": [5, 2, 3], "x1": [8, 5, 6]})
PANEL = load_panel({2020: FIRST, 2022: SECOND}, FRAMEWORK)
RECIPE = Recipe(years="panel", range=(0, 100), treat=False)


def test_all_years_share_one_scale_and_ranks_are_by_year() -> None:
    result = build(RECIPE, FRAMEWORK, PANEL)
    assert result.scores["x0"].tolist() == [0, 50, 25, 100, 25, 50]
    assert result.ranks["x0"].tolist() == [3, 1, 2, 1, 3, 2]
    assert result.scores.index.names == ["unit", "year"]


def test_a_base_year_sets_the_scale_of_the_others() -> None:
    result = build(RECIPE.with_(panel_base=2020), FRAMEWORK, PANEL)
    assert result.scores.loc[("b", 2020), "x0"] == 100 and result.scores.loc[("b", 2022), "x0"] == 50
    assert result.scores.loc[("a", 2022), "x0"] == 100, "held at the top of the range"
    assert result.ranks.loc[("a", 2022), "x0"] == 1
    with pytest.raises(DataError, match="l’année 2021 n’est pas dans les données ; la plus proche est 202"):
        build(RECIPE.with_(panel_base=2021), FRAMEWORK, PANEL)


def test_trends_compare_with_the_previous_year_of_the_unit() -> None:
    table = trends(build(RECIPE, FRAMEWORK, PANEL))
    row = table.loc[("a", 2022)]
    assert row["change"] == pytest.approx(row["score"] - table.loc[("a", 2020), "score"]) and row["since"] == 2020
    assert table.loc[("d", 2022), "change"] is pd.NA and table.loc[("c", 2020), "since"] is pd.NA
    single = build(Recipe(), flat(1), dataset(flat(1), [[1], [2]]))
    with pytest.raises(MethodError, match="qu’une année"):
        trends(single)


def test_published_goalposts_keep_the_scale(asem_framework: Framework, asem_data: Dataset) -> None:
    from tests.composite.conftest import ASEM_RECIPE

    first = build(ASEM_RECIPE, asem_framework, asem_data)
    recipe = published_goalposts(first)
    again = build(recipe, asem_framework, asem_data)
    assert again.aggregates == pytest.approx(first.aggregates, rel=1e-9)
    later = asem_data.with_value("FRA", "LPI", 5.0)
    moved = build(recipe, asem_framework, later)
    others = [unit for unit in asem_data.units if unit != "FRA"]
    assert (moved.scores.loc[others, "Index"] == again.scores.loc[others, "Index"]).all()
    assert moved.scores.loc["FRA", "LPI"] == 100


def test_goalposts_keep_a_logarithm_asked_for_and_refuse_one_of_treatment() -> None:
    framework = flat(1)
    data = dataset(framework, [[1], [10], [100]])
    first = build(Recipe(transform={"x0": "log"}), framework, data)
    recipe = published_goalposts(first)
    assert recipe.goalposts["x0"] == pytest.approx((1, 100))
    assert build(recipe, framework, data).scores["x0"].tolist() == pytest.approx([1, 50.5, 100])
    with pytest.raises(MethodError, match="ici « zscore »"):
        published_goalposts(build(Recipe(normalise="zscore"), framework, data))


def test_copeland_matches_units_of_the_same_year() -> None:
    result = build(RECIPE.with_(aggregate="copeland"), FRAMEWORK, PANEL)
    assert result.scores["Index"].abs().max() <= 2
