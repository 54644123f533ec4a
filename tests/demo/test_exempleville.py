"""The fictional territory is complete, shows every case, says that it is fictional, and is built the same each time."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Iterator
from types import ModuleType

import pytest

from indicators.budget.book import Book
from indicators.budget.context import BudgetContext
from indicators.catalogue import Catalogue, load_catalogue
from indicators.demo import DEMO_FOLDER, demo_snapshot, load_demo
from indicators.evaluation.computed import ALWAYS
from indicators.evaluation.externalities import externality_panel
from indicators.evaluation.observed import observed
from indicators.progress import STATUSES
from indicators.records import STAGES, Observation, Record, Snapshot, Territory
from tests.defaults import ceilings, evaluate

YEARS = set(range(2014, 2026))
#: Shorter on purpose: a survey every second year, grids of partnerships likewise, a series that stopped, and credits
#: voted at another level in 2016, which leave that year without an execution rate; co-financing is read on three years.
SHORTER = {
    "t_resident_support": 6,
    "t_reciprocity": 6,
    "p_evaluation_coverage": 8,
    "o_budget_execution": 11,
    "o_cofinancing_rate": 10,
}
COMPUTED = "Calculé à partir des enregistrements fictifs."


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue()


@pytest.fixture(scope="module")
def snapshot() -> Snapshot:
    return demo_snapshot("EX001")


@pytest.fixture(scope="module")
def rows(snapshot: Snapshot) -> list[Observation]:
    found = load_demo()["observation"]
    return [row for row in found if isinstance(row, Observation) and row.territory == "EX001"]


@pytest.fixture(scope="module")
def generator() -> Iterator[ModuleType]:
    before = list(sys.path)
    sys.path.insert(0, str(DEMO_FOLDER))
    spec = importlib.util.spec_from_file_location("build_exempleville", DEMO_FOLDER / "build_exempleville.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    yield module
    sys.path[:] = before


def test_every_fictional_place_is_marked_and_named_so(snapshot: Snapshot) -> None:
    places = [row for row in load_demo()["territory"] if isinstance(row, Territory) and row.code.startswith("EX")]
    assert len(places) == 9
    assert all(place.fictional and place.name.endswith("(fictif)") for place in places)
    assert snapshot.territory.references == ("EXREF",)


def test_every_indicator_has_its_twelve_years(
    catalogue: Catalogue, rows: list[Observation], snapshot: Snapshot
) -> None:
    families = {"geii", "territorial", "programmatic", "operational", "externality"}
    for definition in (item for item in catalogue.indicators.values() if item.family in families):
        years = {row.year for row in rows if row.indicator == definition.id}
        grid = catalogue.grids.get(definition.grid)
        if grid is not None and grid.levels:
            assert not years, f"{definition.id} is read from the answers, whatever levels a collectivity gives them"
            assert {row.year for row in snapshot.self_assessments if row.grid == grid.id} == YEARS
        elif definition.id in ALWAYS:
            assert not years, f"{definition.id} speaks of the dashboard and is never typed in"
        else:
            assert len(years) == SHORTER.get(definition.id, 12), definition.id
            assert years <= YEARS


def test_ratios_are_rebuilt_from_their_parts(catalogue: Catalogue, rows: list[Observation]) -> None:
    with_parts = [row for row in rows if row.denominator is not None]
    assert len({row.indicator for row in with_parts}) >= 40
    for row in with_parts:
        assert row.numerator is not None
        assert row.denominator
        rebuilt = row.numerator / row.denominator * catalogue.indicators[row.indicator].multiplier
        assert row.value == pytest.approx(rebuilt, rel=1e-5, abs=1e-6), row.identity()


def test_the_fictional_reference_answers_for_the_profile(catalogue: Catalogue, snapshot: Snapshot) -> None:
    frame = snapshot.observations
    named = set(frame.loc[frame["territory"] == "EXREF", "indicator"])
    assert {item.id for item in catalogue.family("geii")} <= named


def test_the_eleven_statuses_are_shown(catalogue: Catalogue, snapshot: Snapshot) -> None:
    found = {reading.assessment.status for reading in evaluate(snapshot, catalogue, 2025).readings}
    assert found == set(STATUSES)


def test_the_four_states_of_a_ceiling_are_shown(catalogue: Catalogue, snapshot: Snapshot) -> None:
    book = Book.of(snapshot.budget_lines)
    context = BudgetContext.of(snapshot.observations, "EX001")
    found = {item.service: item.status for item in ceilings(book, context, 2025, catalogue.one_percent)}
    assert found == {
        "b_resources_water": "alert",
        "b_resources_sanitation": "within",
        "b_resources_energy": "not_computable",
        "b_resources_waste": "breach",
        "b_resources_mobility": "within",
    }


def test_one_externality_is_left_without_an_answer(catalogue: Catalogue, snapshot: Snapshot) -> None:
    home, reference = (observed(snapshot.observations, code, 2025).rows for code in ("EX001", "EXREF"))
    definitions = catalogue.family("externality")
    panel = externality_panel(definitions, home, snapshot.externality_measures, references=reference)
    assert [item.definition.id for item in panel.items if item.unanswered] == ["x_gentrification_shift"]
    assert len(panel.alerted) == 3


def test_the_budget_shows_every_rubric_stage_source_and_section(catalogue: Catalogue, snapshot: Snapshot) -> None:
    lines = snapshot.budget_lines
    assert set(lines["rubric"]) == {*catalogue.rubrics, ""}
    assert set(catalogue.funding_sources) <= set(lines["funding_source"])
    assert set(lines["section"]) == {"operating", "investment"}
    assert set(lines["instruction"]) >= {"M14", "M57", "M49"}
    assert set(lines["budget"]) == {"principal", "eau", "assainissement", "dechets", "mobilite", "energie"}
    assert all(lines[stage].notna().any() for stage in STAGES)
    assert (lines["paid"] < 0).sum() == 1
    assert set(lines["year"]) == YEARS


def test_the_relations_show_every_kind_and_status(catalogue: Catalogue, snapshot: Snapshot) -> None:
    kinds = {row.type for row in snapshot.partnerships}
    assert kinds == set(catalogue.partnership_kinds) - {"twinning_or_partnership"}
    assert {row.status for row in snapshot.partnerships} == {"active", "suspended", "ended", "to_verify", "planned"}
    assert "NA" in {row.country for row in snapshot.partnerships}
    assert {row.group for row in snapshot.actors} == set(catalogue.actor_groups)
    assert {row.year for row in snapshot.activities} == YEARS


def test_every_grid_is_answered_by_both_sides_where_it_has_two(catalogue: Catalogue, snapshot: Snapshot) -> None:
    for grid in catalogue.grids.values():
        answers = [row for row in snapshot.self_assessments if row.grid == grid.id]
        assert {row.item for row in answers} == {item.id for item in grid.items}
        assert {row.side for row in answers} == set(grid.sides)
        # What is checked at a signature or before joining comes back at the renewal, not every year.
        assert len({row.year for row in answers}) >= {"legality": 2, "network_swot": 1}.get(grid.id, 3)


def test_the_chain_has_orphans_on_both_sides(snapshot: Snapshot) -> None:
    parents = {row.parent for row in snapshot.objectives}
    without_child = [row.id for row in snapshot.objectives if row.level == "territorial" and row.id not in parents]
    assert without_child == ["T5"]
    assert [row.id for row in snapshot.objectives if row.level != "territorial" and not row.parent] == [
        "P8",
        "O15",
        "O16",
    ]
    assert (snapshot.budget_lines["objective"] == "").any()


def test_the_generator_makes_the_committed_files(generator: ModuleType) -> None:
    """What the application's own rules compute is left out: a better rule must not make this file lie."""
    built, kept = generator.build(), load_demo()
    for kind, made in built.items():
        if kind == "target":
            continue
        fictional = {row.identity(): row for row in kept[kind] if _is_fictional(row)}
        assert {row.identity() for row in made} == set(fictional), kind
        for row in made:
            if getattr(row, "note", "") != COMPUTED:
                assert row == fictional[row.identity()]


def _is_fictional(row: Record) -> bool:
    return str(getattr(row, "territory", None) or getattr(row, "code", "")).startswith("EX")
