"""What-if: moves that follow through, and that never touch the budget."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import Engine

from indicators.access import User
from indicators.budget import Book, BudgetContext, Move, Scenario, ScenarioError, Start
from indicators.catalogue import Catalogue
from indicators.demo import demo_snapshot
from indicators.documents import gather
from indicators.errors import ToldError
from tests.budget.conftest import line
from tests.defaults import budget_view, ceilings, compare

START = Start(
    rubrics={"r1_operations": 60_000, "r2_grants": 30_000, "r7_studies": 10_000, "r5_emergency": 0},
    sources={"state_meae": 20_000, "eu": 0},
    budget_total=50_000_000,
    population=1_000,
)


def scenario(*moves: Move) -> Scenario:
    return Scenario("Plus d'urgence", 2024, "paid", 2025, moves)


def test_without_a_move_both_sides_agree(catalogue: Catalogue) -> None:
    before, after = compare(scenario(), START, catalogue.funding_sources, catalogue.one_percent)
    assert before == after
    assert before.leverage.value == pytest.approx(20 / 80)
    assert before.share.value == pytest.approx(2)
    assert before.per_inhabitant.value == pytest.approx(100)
    assert before.sources == {"state_meae": 20_000, "eu": 0, "own": 80_000}


def test_moving_between_rubrics_keeps_the_total(catalogue: Catalogue) -> None:
    move = Move("rubric", "r2_grants", "r5_emergency", 15_000)
    before, after = compare(scenario(move), START, catalogue.funding_sources, catalogue.one_percent)
    assert after.total == before.total == 100_000
    assert after.shares["r5_emergency"].value == pytest.approx(15)
    assert (after.concentration.hhi or 0) < (before.concentration.hhi or 0)
    assert START.rubrics["r5_emergency"] == 0


def test_new_money_falls_on_own_funds(catalogue: Catalogue) -> None:
    _, after = compare(
        scenario(Move("rubric", "", "r7_studies", 20_000)), START, catalogue.funding_sources, catalogue.one_percent
    )
    assert (after.total, after.own, after.share.value) == (120_000, 100_000, pytest.approx(2.4))
    assert after.leverage.value == pytest.approx(0.2)


def test_a_grant_relieves_own_funds(catalogue: Catalogue) -> None:
    _, after = compare(
        scenario(Move("source", "own", "eu", 30_000)), START, catalogue.funding_sources, catalogue.one_percent
    )
    assert (after.total, after.external, after.own) == (100_000, 50_000, 50_000)
    assert after.leverage.value == pytest.approx(1)


@pytest.mark.parametrize(
    ("move", "told"),
    [
        (Move("rubric", "r7_studies", "r2_grants", 10_001), "contient 100.00 €"),
        (Move("rubric", "r7_studies", "r7_studies", 1), "d'un poste à un autre"),
        (Move("rubric", "", "r7_studies", 0), "plus grand que zéro"),
        (Move("source", "eu", "own", 1), "contient 0.00 €"),
    ],
)
def test_impossible_moves_say_what_is_there(catalogue: Catalogue, move: Move, told: str) -> None:
    with pytest.raises(ScenarioError, match=told):
        compare(scenario(move), START, catalogue.funding_sources, catalogue.one_percent)


def test_ceilings_follow_the_sources(
    catalogue: Catalogue, book: Callable[..., Book], context: Callable[..., BudgetContext]
) -> None:
    found = ceilings(
        book(line(paid=80, funding_source="one_pct_waste")),
        context(b_resources_waste=10_000),
        2024,
        catalogue.one_percent,
    )
    start = Start(rubrics={"r2_grants": 8_000}, sources={"one_pct_waste": 8_000}, ceilings=found)
    before, after = compare(
        scenario(Move("source", "own", "one_pct_waste", 1_500)), start, catalogue.funding_sources, catalogue.one_percent
    )
    assert (before.ceilings[0].status, after.ceilings[0].status) == ("within", "alert")
    assert after.external == 0


def test_a_kept_scenario_says_what_it_is() -> None:
    kept = scenario(Move("rubric", "", "r7_studies", 5)).payload()
    assert kept["what"] == "scenario"
    assert Scenario.from_payload(kept) == scenario(Move("rubric", "", "r7_studies", 5))
    with pytest.raises(ScenarioError, match="pas un scénario"):
        Scenario.from_payload({"what": "budget"})


def test_start_of_grenoble_is_its_budget(catalogue: Catalogue) -> None:
    view = budget_view(demo_snapshot("38185"), catalogue, 2018)
    before, _ = compare(scenario(), view.scenario_start(), catalogue.funding_sources, catalogue.one_percent)
    assert before.total == 96_668_671
    assert before.leverage.value == pytest.approx(0.291, abs=5e-4)
    assert before.share.value == pytest.approx(4.19, abs=5e-3)


def test_a_name_that_is_taken_is_not_written_over(engine: Engine) -> None:
    ada, leo = User("Ada", "officer", "account"), User("Léo", "officer", "account")
    first = Scenario("Relance", 2021, "paid", 2022)
    gather.save_scenario(engine, "38185", first, ada)
    with pytest.raises(ToldError, match=r"Relance.*Ada"):
        gather.save_scenario(engine, "38185", replace(first, year=2023), leo)
    assert gather.scenarios(engine, "38185") == [first]
    gather.save_scenario(engine, "38185", replace(first, name="Relance 2"), leo)
    assert [item.name for item in gather.scenarios(engine, "38185")] == ["Relance", "Relance 2"]
