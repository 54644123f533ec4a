"""The figures of the evaluation: complete, told in words, drawn by the renderer, honest when empty."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
import vl_convert

from indicators.catalogue import Catalogue, load_catalogue
from indicators.demo.snapshot import demo_snapshot
from indicators.evaluation import Evaluation
from indicators.grids.maturity import history, reciprocity
from indicators.peers.comparison import compare
from indicators.present.charts.evaluation import level_progress, readings_table, status_strip
from indicators.present.charts.evaluation_beside import comparison_figure, externality_figure
from indicators.present.charts.evaluation_chain import chain_euros
from indicators.present.charts.evaluation_grids import grid_history, grid_totals, reciprocity_gap
from indicators.present.charts.evaluation_indicator import expected_path, indicator_target
from indicators.present.figure import Figure
from indicators.present.texts import translator
from indicators.records import LEVELS, STAGES, Snapshot, Target
from tests.defaults import evaluate, evaluation_chain, read_externalities
from tests.evaluation.builders import catalogue, indicator, seen, snapshot

t = translator("fr")
YEAR = 2025


@pytest.fixture(scope="module")
def full() -> Snapshot:
    return demo_snapshot("EX001")


@pytest.fixture(scope="module")
def entries() -> Catalogue:
    return load_catalogue()


@pytest.fixture(scope="module")
def evaluation(full: Snapshot, entries: Catalogue) -> Evaluation:
    return evaluate(full, entries, YEAR)


def drawn(figure: Figure) -> str:
    """The figure as SVG: fails when the specification is not one that the renderer accepts."""
    assert figure.spec is not None and figure.sentence and figure.title and len(figure.table)
    svg: str = vl_convert.vegalite_to_svg(json.loads(json.dumps(figure.spec)))
    assert "NaN" not in svg
    return svg


def test_strip_shows_every_indicator_with_its_symbol(evaluation: Evaluation) -> None:
    figure = status_strip(evaluation, t)
    svg = drawn(figure)
    assert "35" not in figure.title
    for reading in evaluation.readings:
        assert reading.assessment.symbol in svg
    assert list(figure.table.columns)[1:] == [
        "Territorial et stratégique", "Politique et programmatique", "Institutionnel et opérationnel",
    ]  # fmt: skip
    assert figure.table.iloc[:, 1:].to_numpy().sum() == 35


@pytest.mark.parametrize("level", LEVELS)
def test_each_level_is_drawn_with_its_score_in_words(evaluation: Evaluation, level: Any) -> None:
    figure = level_progress(evaluation.levels[level], evaluation, t)
    drawn(figure)
    assert "indicateurs suivis" in figure.sentence and "**" not in figure.sentence
    assert figure.sources


def test_every_indicator_can_be_opened(evaluation: Evaluation) -> None:
    for reading in evaluation.readings:
        figure = indicator_target(reading, YEAR, t)
        if reading.points:
            drawn(figure)
        else:
            assert figure.spec is None and figure.sentence


def test_target_and_expected_path_have_their_own_lines() -> None:
    goal = Target(
        territory="A", indicator="t_a", plan="P", baseline_year=2020, baseline_value=20, target_year=2030,
        target_value=40, example=True,
    )  # fmt: skip
    view = evaluate(
        snapshot(seen("t_a", 21, 2021), seen("t_a", 24, 2023), targets=(goal,)), catalogue(indicator("t_a")), 2023
    )
    reading = view.readings[0]
    figure = indicator_target(reading, 2023, t)
    drawn(figure)
    assert figure.example
    assert expected_path(reading)["expected"].tolist() == [20 + 2 * step for step in range(11)]
    table = figure.table.set_index("Année")
    # a year without value is a gap, never a zero
    assert table["Observé"].isna()[2022] and table["Attendu"][2022] == 24
    assert table["Cible"][2030] == 40
    dashes = json.dumps(figure.spec)
    assert "[2, 4]" in dashes and "[10, 4]" in dashes


def test_nothing_known_draws_nothing_and_says_so() -> None:
    view = evaluate(snapshot(), catalogue(indicator("t_a")), 2023)
    assert indicator_target(view.readings[0], 2023, t).spec is None
    figure = level_progress(view.levels["territorial"], view, t)
    assert figure.spec is None and "Aucun indicateur de ce niveau" in figure.sentence
    assert status_strip(evaluate(snapshot(), catalogue(), 2023), t).spec is None


def test_table_marks_what_is_computed_and_what_is_invented(entries: Catalogue) -> None:
    found = demo_snapshot("EX001")
    some = tuple(replace(item, example=True) for item in found.targets[:1])
    marked = evaluate(replace(found, targets=(*some, *found.targets[1:])), entries, 2023)
    table = readings_table(marked.readings, 2023, t).set_index("Indicateur")
    assert (
        table["Origine"][entries.indicators["p_measurable_objectives"].label.get("fr")] == "calculé par l’application"
    )
    label = entries.indicators[some[0].indicator].label.get("fr")
    assert table["Exemple"][label] == "exemple" and (table["Exemple"] == "exemple").sum() < len(table)


def test_chain_is_drawn_at_each_stage(full: Snapshot, evaluation: Evaluation) -> None:
    chain = evaluation_chain(full, YEAR)
    for stage in STAGES:
        figure = chain_euros(chain, evaluation, stage, t)
        svg = drawn(figure)
        assert "Sans objectif" in svg
        assert "ne sont pas encore rattachés à un objectif" in figure.sentence


def test_externalities_and_comparison_are_drawn(full: Snapshot, entries: Catalogue) -> None:
    panel = read_externalities(full, entries, YEAR)
    figure = externality_figure(panel, t)
    drawn(figure)
    assert "en alerte" in figure.sentence and len(figure.table) == len(panel.items)
    home = full.territory
    peers = [item for item in full.territories.values() if item.code != home.code]
    found = compare(full.observations, ["p_transversality"], home, peers, YEAR)
    beside = comparison_figure(found, entries, t, home=home.name)
    assert len(beside.table) == 1 and "75" in beside.sentence


def test_grids_are_drawn_over_the_years(full: Snapshot, entries: Catalogue) -> None:
    rows = full.self_assessments
    histories = [
        (grid, years)
        for grid in entries.grids.values()
        if grid.scope == "territory" and grid.scale.kind != "text" and (years := history(grid, rows))
    ]
    drawn(grid_totals(histories, t))
    for grid, years in histories:
        figure = grid_history(grid, years, t)
        drawn(figure)
        assert len(figure.table) == len(grid.items)
    durability = {grid.id: years for grid, years in histories}["durability"]
    assert "Stade atteint" in grid_history(entries.grids["durability"], durability, t).sentence


def test_a_grid_never_filled_says_so(entries: Catalogue) -> None:
    figure = grid_history(entries.grids["formalisation"], (), t)
    assert figure.spec is None and figure.sentence == "Grille jamais remplie."
    assert grid_totals([], t).sentence == "Aucune grille n’a encore été remplie."


def test_reciprocity_draws_both_sides_and_tells_who_is_silent(full: Snapshot, entries: Catalogue) -> None:
    grid = entries.grids["reciprocity"]
    names = dict.fromkeys(row.partnership for row in full.self_assessments if row.grid == grid.id)
    pairs = [(name, reciprocity(grid, full.self_assessments, name)) for name in names]
    figure = reciprocity_gap(grid, pairs, t)
    drawn(figure)
    assert "n’a pas répondu" in figure.sentence
    assert figure.table["Écart"].isna().any() and figure.table["Écart"].notna().any()
