"""Encadrés 24 and 33: the highest level held with its proof, what is missing for the next, nothing added up."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from indicators.catalogue import load_catalogue
from indicators.grids.levels import LevelHeld, level_held
from indicators.grids.maturity import history, latest
from indicators.present.texts import translator
from indicators.present.texts.evaluation.grids import grid_sentence, level_sentence
from indicators.records import SelfAssessment
from indicators.settings import Evaluation, Settings

CATALOGUE = load_catalogue()
t = translator("fr")
SERVICE = ("full_time", "service", "programme_budget")
HIGHEST = ("committee", "regulation", "office_abroad")


def held(grid: str, present: Mapping[str, str], catalogue=CATALOGUE, *, unanswered: tuple[str, ...] = ()) -> LevelHeld:
    """The level of a grid whose situations are present with a proof, or without where it is empty."""
    rows = [
        SelfAssessment(territory="A", year=2025, grid=grid, item=item.id, answer=float(item.id in present), evidence=present.get(item.id, ""))
        for item in catalogue.grids[grid].items
        if item.id not in unanswered
    ]  # fmt: skip
    found = latest(history(catalogue.grids[grid], rows))
    assert found is not None
    return level_held(found)


def proven(*items: str) -> dict[str, str]:
    return dict.fromkeys(items, "Délibération")


def test_a_full_service_with_a_budgeted_programme_is_above_a_part_time_officer_and_a_delegation() -> None:
    before = held("formalisation", proven("sporadic", "part_time", "delegated"))
    after = held("formalisation", proven(*SERVICE))
    assert (before.level, after.level) == (2, 4)


def test_ending_a_delegation_loses_nothing_once_there_is_a_service() -> None:
    assert held("formalisation", proven(*SERVICE, "delegated")).level == held("formalisation", proven(*SERVICE)).level


@pytest.mark.parametrize("missing", HIGHEST)
def test_the_highest_formalisation_needs_committee_decision_and_representation(missing: str) -> None:
    short = held("formalisation", proven(*SERVICE, *(item for item in HIGHEST if item != missing)))
    assert (short.level, [item.id for item in short.missing], short.together) == (4, [missing], True)
    whole = held("formalisation", proven(*HIGHEST))
    assert (whole.level, whole.missing, whole.next_label) == (5, (), None)


def test_a_situation_without_proof_holds_no_level_and_is_said() -> None:
    found = held("formalisation", proven("part_time") | {"service": ""})
    assert (found.level, [item.id for item in found.unproven]) == (2, ["service"])
    assert "1 situation plus élevée est dite présente sans preuve" in level_sentence(found, t)


def test_to_communicate_only_is_the_lowest_participation_and_never_a_plus() -> None:
    label = CATALOGUE.grids["participation"].item("communicates").label.get("fr")
    assert "ne fait que communiquer" in label
    assert held("participation", proven("communicates")).level == 1
    rich = proven("dialogue", "participatory_strategy", "council")
    assert held("participation", rich).level == held("participation", rich | proven("communicates")).level == 5


def test_the_sentence_names_the_level_its_proof_and_what_is_missing() -> None:
    said = level_sentence(held("participation", proven("consults")), t)
    assert "niveau moyen" in said and "Pour le niveau élevé, il manque" in said and "dialogue continu" in said


def test_nothing_answered_above_is_not_a_no() -> None:
    found = held("participation", proven("consults"), unanswered=("council",))
    assert [item.id for item in found.open] == ["council"]


def test_every_level_has_a_situation_and_nothing_is_counted() -> None:
    for name in ("formalisation", "participation"):
        grid = CATALOGUE.grids[name]
        assert {item.level for item in grid.items} == {1, 2, 3, 4, 5}
        assert " sur " not in grid_sentence(latest(history(grid, [])), grid, t)


def test_a_collectivity_reads_a_situation_otherwise() -> None:
    chosen = Settings(evaluation=Evaluation(grid_levels={"formalisation": {"programme_budget": 3}}))
    assert held("formalisation", proven(*SERVICE), chosen.extend(CATALOGUE)).level == 3


def test_a_collectivity_moves_an_indicator_to_another_level() -> None:
    moved = Settings(evaluation=Evaluation(indicator_levels={"p_formalisation": "operational"})).extend(CATALOGUE)
    assert "p_formalisation" in [item.id for item in moved.family("operational")]
    assert moved.indicators["p_formalisation"].placed_by == "collectivity"
