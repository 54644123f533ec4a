from __future__ import annotations

import csv
import inspect
import json
from pathlib import Path

import pandas as pd
import pytest

import indicators.composite as composite
from indicators.composite import CompositeError, Recipe, Result, read_recipe, run, to_json, write_workbook
from tests.composite.conftest import DATA, stage_of

TOML = """
denominate = true
impute = "group_mean"
impute_group = "EurAsia_group"
screen = 0.9
treat = true
winmax = 5
normalise = "minmax"
range = [0, 100]
aggregate = ["arithmetic", "arithmetic", "arithmetic"]
min_share = 0.5
random_state = 7
"""
ASEM = (DATA / "asem_iData.csv", DATA / "asem_iMeta.csv")


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("composite")
    (folder / "recipe.toml").write_text(TOML, encoding="utf-8")
    files = run(*ASEM, folder / "recipe.toml", folder / "out", uncertainty=50, sobol=8)
    assert all(path.is_file() for path in files) and len(files) == 11
    return folder / "out"


def test_coinr_files_as_they_are_give_coinr_scores(out: Path, published: pd.DataFrame) -> None:
    scores = pd.read_csv(out / "scores.csv", index_col="uCode")
    assert scores.shape == (51, 60) and scores.columns[-1] == "Index"
    for stage in ("normalised", "aggregated"):
        for (unit, node), value in stage_of(published, stage).items():
            assert scores.at[unit, node] == pytest.approx(value, rel=1e-9, abs=1e-12)
    ranks = pd.read_csv(out / "ranks.csv", index_col="uCode")
    assert ranks.at["CHE", "Index"] == 1 and ranks["Index"].dtype == int


def test_audit_and_recipe_say_what_was_done(out: Path) -> None:
    audit = pd.read_csv(out / "audit.csv")
    assert audit.columns.tolist() == ["uCode", "indicator", "stage", "before", "after", "rule"]
    assert audit.groupby("stage").size().to_dict() == {"denominate": 836, "impute": 65, "treat": 35}
    recipe = read_recipe(out / "recipe.json")
    assert recipe.random_state == 7 and recipe.aggregate == ("arithmetic",) * 3
    trace = json.loads((out / "provenance.json").read_text(encoding="utf-8"))
    assert trace["recipe_sha256"] == recipe.digest and len(trace["data_sha256"]) == 64
    assert pd.read_csv(out / "unavailable.csv").empty


def test_every_score_has_its_coverage_and_its_bounds(out: Path) -> None:
    found = pd.read_csv(out / "coverage.csv", index_col="uCode")
    scores = pd.read_csv(out / "scores.csv", index_col="uCode")["Index"]
    assert found["score"].tolist() == scores.tolist() and found["ranked"].all()
    assert ((found["low"] <= found["score"]) & (found["score"] <= found["high"])).all()
    assert (found[["observed", "imputed", "missing"]].sum(axis=1) - 1).abs().max() < 1e-12
    whole = found["imputed"] == 0
    assert whole.any() and (found.loc[whole, "low"] == found.loc[whole, "high"]).all()
    assert (found.loc[~whole, "low"] < found.loc[~whole, "high"]).all()


def test_robustness_files(out: Path) -> None:
    intervals = pd.read_csv(out / "rank_intervals.csv", index_col="uCode")
    assert (intervals["rank_q05"] <= intervals["median_rank"]).all() and (intervals["replicates"] == 50).all()
    draws = pd.read_csv(out / "replicates.csv")
    assert len(draws) == 50 and {"normalise", "winmax", "impute", "weight:LPI", "failure"} <= set(draws.columns)
    pairs = pd.read_csv(out / "pairwise.csv", index_col="uCode")
    assert pairs.shape == (51, 51) and pairs.loc["CHE", "LAO"] == 1
    indices = pd.read_csv(out / "sobol.csv", index_col="factor")
    assert indices.index.tolist() == ["weights", "normalise", "aggregate", "impute", "winmax"]
    assert {"first", "first_q05", "total", "total_q95", "points", "failed"} <= set(indices.columns)


def test_the_recipe_written_rebuilds_the_same_bytes(out: Path, tmp_path: Path) -> None:
    run(*ASEM, out / "recipe.json", tmp_path)
    for name in ("scores.csv", "ranks.csv", "audit.csv", "recipe.json"):
        assert (tmp_path / name).read_bytes() == (out / name).read_bytes()


def test_without_a_recipe_the_default_one_is_used(tmp_path: Path) -> None:
    run(*ASEM, None, tmp_path)
    assert read_recipe(tmp_path / "recipe.json") == Recipe()
    with (tmp_path / "scores.csv").open(encoding="utf-8") as stream:
        cells = [cell for row in csv.reader(stream) for cell in row]
    assert not {"nan", "NaN", "inf", "<NA>"} & set(cells)
    told = pd.read_csv(tmp_path / "unavailable.csv")
    assert len(told) == cells.count("") and (told["code"] == "no_data").sum() == 63


@pytest.mark.parametrize(
    ("recipe", "words"),
    [
        ("normalize = 'minmax'", "« normalize » est inconnue ; la plus proche est « normalise »"),
        ("impute = 'groupe'", "« impute » : « groupe » n’est pas accepté"),
        ("range = [0, 100]\naggregate = 'geometric'", r"range = \[1, 100\]"),
        ("impute = 'group_mean'\nimpute_group = 'EurAsia'", "le plus proche est « EurAsia_group »"),
        ("aggregate = ['arithmetic', 'geometric']", "de longueur 2, or le nombre de niveaux à agréger est 3"),
    ],
)
def test_a_wrong_recipe_is_refused(tmp_path: Path, recipe: str, words: str) -> None:
    (tmp_path / "r.toml").write_text(recipe, encoding="utf-8")
    with pytest.raises(CompositeError, match=words):
        run(*ASEM, tmp_path / "r.toml", tmp_path / "out")


@pytest.mark.parametrize(
    ("recipe", "nearest"),
    [
        ("aggregate = 'mean'", "arithmetic"),
        ("aggregate = ['a_gmean']", "geometric"),
        ("aggregate = []", "arithmetic"),
        ("impute = 'moyenne'", "mean"),
        ("normalise = 'n_dist2ref'", "distance_to_reference"),
        ("screen = '0,5'", "0.5"),
        ("winmax = '3'", "3"),
        ("[factors]\nwinmax = [1]", r"\[1, '…'\]"),
        ("seed = 1", "random_state"),
    ],
)
def test_the_nearest_value_is_the_one_that_was_meant(tmp_path: Path, recipe: str, nearest: str) -> None:
    (tmp_path / "r.toml").write_text(recipe, encoding="utf-8")
    with pytest.raises(CompositeError, match=rf"plus proche(?: :| est «) {nearest}(?: »)?\.$"):
        run(*ASEM, tmp_path / "r.toml", tmp_path / "out")


def test_a_refusal_writes_nothing_and_a_new_run_leaves_no_old_interval(tmp_path: Path) -> None:
    out = tmp_path / "out"
    run(*ASEM, None, out, uncertainty=5, sobol=4)
    assert (out / "rank_intervals.csv").is_file() and (out / "sobol.csv").is_file()
    (out / "notes.txt").write_text("à garder", encoding="utf-8")
    before = (out / "scores.csv").read_bytes()
    with pytest.raises(CompositeError, match="demandez-en deux au moins"):
        run(*ASEM, None, out, sobol=1)
    assert (out / "scores.csv").read_bytes() == before and (out / "sobol.csv").is_file()
    run(*ASEM, None, out)
    assert not {"rank_intervals.csv", "replicates.csv", "pairwise.csv", "sobol.csv"} & {p.name for p in out.iterdir()}
    assert (out / "notes.txt").is_file()


def test_french_files_are_read_as_they_are(tmp_path: Path) -> None:
    (tmp_path / "d.csv").write_text("unit;a;b\nNA;1,5;2\nFR;2,5;3,25\nIT;1 234,5;NA\n", encoding="utf-8")
    (tmp_path / "f.csv").write_text("code;parent;weight\na;Index;0,5\nb;Index;1,5\nIndex;;\n", encoding="utf-8")
    (tmp_path / "r.toml").write_text("treat = false\nscreen = 0\naggregate = 'arithmetic'\nrange = [0, 100]\n")
    run(tmp_path / "d.csv", tmp_path / "f.csv", tmp_path / "r.toml", tmp_path / "out")
    scores = pd.read_csv(tmp_path / "out" / "scores.csv", keep_default_na=False, na_values=[""], index_col="unit")
    assert scores.loc["NA"].tolist() == [0, 0, 0]
    assert scores.at["FR", "Index"] == pytest.approx(0.25 * 100 / 1233 + 75)


def test_a_broken_workbook_is_refused_with_a_cure(tmp_path: Path) -> None:
    (tmp_path / "d.xlsx").write_bytes(b"not a workbook")
    with pytest.raises(CompositeError, match=r"ne se lit pas .* enregistrez-le de nouveau"):
        run(tmp_path / "d.xlsx", ASEM[1], None, tmp_path / "out")


def test_a_wrong_framework_is_refused_before_the_data(tmp_path: Path) -> None:
    text = ASEM[1].read_text(encoding="utf-8").replace(",Physical,Indicator", ",Phisical,Indicator", 1)
    (tmp_path / "meta.csv").write_text(text, encoding="utf-8")
    with pytest.raises(CompositeError, match="« Phisical » de « LPI » n’existe pas ; le plus proche est « Physical »"):
        run(tmp_path / "absent.csv", tmp_path / "meta.csv", None, tmp_path)


def test_workbook_and_json(asem: Result, tmp_path: Path) -> None:
    sheets = pd.read_excel(write_workbook(asem, tmp_path / "r.xlsx"), sheet_name=None, engine="calamine")
    assert {"recipe", "scores", "ranks", "weights", "raw", "treated", "audit"} <= set(sheets)
    assert sheets["scores"].shape == (51, 61)
    made = json.loads(json.dumps(to_json(asem), allow_nan=False))
    assert made["units"][0]["unit"] == "AUT" and made["units"][0]["rank"] == 7
    assert Recipe.from_dict(made["recipe"]) == asem.recipe


def test_exported_names_are_sorted_documented_and_whole() -> None:
    assert composite.__all__ == sorted(composite.__all__)
    for name in composite.__all__:
        made = getattr(composite, name)
        assert inspect.getdoc(made) or name == "Factor", name
