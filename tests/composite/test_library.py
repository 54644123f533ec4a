"""The engine as a library: one line from two tables, something readable printed, charts, a light import, a notebook."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import altair as alt
import numpy as np
import pandas as pd
import pytest
import vl_convert as vlc

from indicators.composite import (
    CompositeError,
    Recipe,
    Result,
    choice,
    compose,
    plots,
    sobol,
    uncertainty,
)

ROOT = Path(__file__).parents[2]
META = pd.DataFrame({"code": ["a", "b", "c", "I"], "parent": ["I", "I", "I", ""]})
DATA = pd.DataFrame({"a": [1.0, 2.0, 5.0], "b": [3.0, np.nan, 4.0], "c": [1, 7, 2]}, index=["X", "Y", "Z"])


def test_one_line_from_two_tables_with_units_in_the_index_or_in_a_column() -> None:
    first = compose(DATA, META, impute="median", aggregate="arithmetic")
    second = compose(DATA.rename_axis("unit").reset_index(), META, impute="median", aggregate="arithmetic")
    named = compose(DATA.rename_axis("pays"), META, Recipe(impute="median"), aggregate="arithmetic")
    assert first.digest == second.digest == named.digest
    assert first.scores.index.tolist() == ["X", "Y", "Z"] and first.scores.index.name == "unit"
    with pytest.raises(CompositeError, match="la plus proche est « normalise »"):
        compose(DATA, META, normalize="minmax")
    with pytest.raises(CompositeError, match="n’ont pas de colonne de code d’unité"):
        compose(DATA.reset_index(drop=True), META)


def test_what_is_printed_can_be_read() -> None:
    result = compose(DATA, META, impute="median", aggregate="arithmetic", winmax=3)
    assert repr(result.recipe) == "Recipe(impute='median', winmax=3, aggregate='arithmetic')"
    assert repr(result) == f"Result('I': 3 units, 3 scored, 3 ranked; {result.recipe!r})"
    assert repr(result.framework) == "Framework('I': 3 indicators in 1 groups, 2 levels)"
    assert repr(result.data) == "Dataset(3 units × 3 indicators, 11.1 % missing)"
    found = uncertainty(
        result.recipe, result.framework, result.data, [choice("aggregate", "arithmetic", "geometric")], 5
    )
    assert repr(found) == "Uncertainty(5 replicates of aggregate; 0 failed)"
    for recipe in (result.recipe, Recipe(normalise="zscore", aggregate="arithmetic"), Recipe()):
        assert eval(repr(recipe)) == recipe


def test_every_chart_is_drawn(asem: Result) -> None:
    factors = [choice("winmax", 1, 5), choice("aggregate", "arithmetic", "geometric")]
    result = compose(DATA, META, aggregate="arithmetic", impute="median")
    analysis = uncertainty(asem.recipe.with_(range=(1, 100)), asem.framework, asem.data, factors, 20)
    found = sobol(asem.recipe.with_(range=(1, 100)), asem.framework, asem.data, factors, 8)
    charts = [
        *(
            plots.sunburst(asem),
            plots.score_bars(asem),
            plots.correlation_heatmap(asem, ("Social", "Environ", "SusEcFin")),
        ),
        *(
            plots.rank_intervals(analysis),
            plots.sensitivity_bars(found),
            plots.missing_map(asem),
            plots.missing_map(result),
        ),
    ]
    assert all(isinstance(chart, alt.LayerChart | alt.FacetChart | alt.Chart) for chart in charts)
    drawn = [vlc.vegalite_to_svg(chart.to_json()) for chart in charts]
    assert all(svg.count("<path") > 5 for svg in drawn)
    words, legend = drawn[0], drawn[3]
    assert all(f">{code}<" in words for code in ("Index", "Conn", "Sust", "Physical", "LPI")), "rings bear their names"
    assert legend.count(">rang de l’indice<") == 1, "colour and shape share one legend"
    assert "rang médian des tirages" in legend
    assert len(_values(charts[0])) == len(asem.framework.nodes)


def test_a_code_may_hold_what_a_field_of_a_chart_reads_as_a_path(asem: Result) -> None:
    codes = {"a": "1.1 [a]", "b": "1.2: b", "c": "c's", "I": "I.0"}
    meta = META.assign(code=META["code"].replace(codes), parent=META["parent"].replace(codes))
    result = compose(DATA.rename(columns=codes), meta, aggregate="arithmetic", impute="median")
    drawn = vlc.vegalite_to_svg(plots.score_bars(result).to_json())
    assert all(f">{code}<" in drawn for code in ("1.1 [a]", "1.2: b", "X"))
    widths = [bar for bar in drawn.split("<path") if 'aria-roledescription="bar"' in bar]
    assert len(widths) == 3 and len({bar.split('d="')[1].split('"')[0] for bar in widths}) == 3


def _values(chart: alt.Chart | alt.LayerChart | alt.FacetChart) -> list[dict[str, object]]:
    """The table that a chart carries."""
    found: list[dict[str, object]] = next(iter(chart.to_dict()["datasets"].values()))
    return found


def test_charts_of_a_national_index_stay_readable_and_are_not_refused_for_their_size() -> None:
    rng = np.random.default_rng(1)
    codes = [f"i{k}" for k in range(90)]
    data = pd.DataFrame(rng.uniform(1, 9, (700, 90)), columns=codes, index=[f"u{k}" for k in range(700)])
    data.iloc[650, :9] = np.nan
    result = compose(data, pd.DataFrame({"code": [*codes, "I"], "parent": [*["I"] * 90, ""]}), screen=0)
    cells = _values(plots.missing_map(result))
    assert len(cells) == 60 * 90 and {"unit": "u650", "indicator": "i0", "state": "absente"} in cells
    assert len(_values(plots.correlation_heatmap(result, tuple(codes)))) == 90 * 89


def test_sobol_of_one_unit_explains_its_own_score(asem: Result) -> None:
    recipe = asem.recipe.with_(range=(1, 100))
    factors = [choice("aggregate", "arithmetic", "geometric"), choice("winmax", 1, 5)]
    score = sobol(recipe, asem.framework, asem.data, factors, 32, unit="SGP", output="score")
    assert score.names == ("aggregate", "winmax") and score.variance > 0
    assert score.total[0] > 0.9, "the mean moves the score of a unit far more than one winsorised point does"
    rank = sobol(recipe, asem.framework, asem.data, factors, 32, unit="SGP")
    assert rank.variance != score.variance
    with pytest.raises(CompositeError, match="« SGPP » n’est pas dans les données"):
        sobol(recipe, asem.framework, asem.data, factors, 8, unit="SGPP")


def test_it_imports_without_the_user_interface_nor_what_few_calls_need() -> None:
    code = "import sys, indicators.composite, indicators.composite.command; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    loaded = set(done.stdout.split())
    absent = {"streamlit", "altair", "scipy.stats", "scipy.optimize", "sqlalchemy", "geopandas", "pyarrow.csv"}
    assert not loaded & absent


@pytest.mark.parametrize("path", sorted((ROOT / "docs" / "method").glob("*.ipynb")), ids=lambda path: path.name)
def test_the_notebook_runs_from_its_first_cell_to_its_last(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(path.parent)
    book = json.loads(path.read_text(encoding="utf-8"))
    cells = ["".join(cell["source"]) for cell in book["cells"] if cell["cell_type"] == "code"]
    space: dict[str, object] = {"__name__": "__notebook__"}
    assert len(cells) >= 6
    for number, cell in enumerate(cells):
        exec(compile(cell, f"{path.name}:{number}", "exec"), space)  # its own notebook
    assert Path.cwd().samefile(path.parent)
