"""65 published values of the Human Development Index, through the command and its plain files."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from indicators.composite import run
from tests.composite.conftest import DATA

FRAMEWORK = """code,name,parent,unit,low,high,scale
life,Espérance de vie,HDI,années,20,85,linear
expected_schooling,Durée attendue de scolarisation,education,années,0,18,linear
mean_schooling,Durée moyenne de scolarisation,education,années,0,15,linear
income,Revenu national brut par habitant,HDI,$ PPA,100,75000,log
education,Éducation,HDI,,,,
HDI,Indice de développement humain,,,,,
"""
RECIPE = """
normalise = "goalposts"
range = [0, 1]
aggregate = ["arithmetic", "geometric"]
treat = false
"""


def _write(folder: Path, framework: str = FRAMEWORK, recipe: str = RECIPE) -> tuple[Path, Path, Path]:
    data = pd.read_csv(DATA / "hdi.csv").drop(columns=["data_year", "published"])
    data.to_csv(folder / "data.csv", index=False)
    (folder / "framework.csv").write_text(framework, encoding="utf-8")
    (folder / "recipe.toml").write_text(recipe, encoding="utf-8")
    return folder / "data.csv", folder / "framework.csv", folder / "recipe.toml"


def test_all_published_values_to_three_decimals(tmp_path: Path) -> None:
    files = run(*_write(tmp_path), tmp_path / "out")
    scores = pd.read_csv(next(f for f in files if f.name == "scores.csv"), index_col="unit")
    published = pd.read_csv(DATA / "hdi.csv", index_col="unit")["published"]
    assert len(scores) == 65
    pd.testing.assert_series_equal(scores["HDI"].round(3), published, check_names=False, check_exact=True)


def test_goalposts_and_logarithm_may_be_in_the_recipe(tmp_path: Path) -> None:
    bare = "\n".join(",".join(line.split(",")[:4]) for line in FRAMEWORK.splitlines()) + "\n"
    posts = (
        "[goalposts]\nlife = [20, 85]\nexpected_schooling = [0, 18]\nmean_schooling = [0, 15]\nincome = [100, 75000]\n"
    )
    recipe = RECIPE + posts + '[transform]\nincome = "log"\n'
    run(*_write(tmp_path, bare, recipe), tmp_path / "out")
    scores = pd.read_csv(tmp_path / "out" / "scores.csv", index_col="unit")
    published = pd.read_csv(DATA / "hdi.csv", index_col="unit")["published"]
    assert (scores["HDI"].round(3) == published).all()


def test_a_zero_dimension_concerns_its_own_country(tmp_path: Path) -> None:
    paths = _write(tmp_path)
    before = pd.read_csv(run(*paths, tmp_path / "before")[0], index_col=0)["HDI"]
    table = pd.read_csv(paths[0])
    table.loc[0, "life"] = 15
    table.to_csv(paths[0], index=False)
    after = pd.read_csv(run(*paths, tmp_path / "after")[0], index_col=0)["HDI"]
    assert after.iloc[0] == 0 and after.iloc[1:].tolist() == before.iloc[1:].tolist()
    paths[2].write_text(RECIPE.replace("treat", 'zero = "missing"\ntreat'), encoding="utf-8")
    absent = run(*paths, tmp_path / "absent")
    assert pd.isna(pd.read_csv(absent[0], index_col=0)["HDI"].iloc[0])
    reasons = pd.read_csv(tmp_path / "absent" / "unavailable.csv")
    assert reasons["reason"].tolist() == ["« HDI » a une partie nulle, que la recette tient pour une absence"]
