"""The indicators that the application computes, by hand on a few records, and their silences."""

from typing import Any

import pytest

from indicators.evaluation.readings import IndicatorReading
from indicators.records import (
    Activity,
    Actor,
    BudgetLine,
    Membership,
    Objective,
    Partnership,
    SelfAssessment,
    Snapshot,
    Target,
)
from tests.defaults import evaluate
from tests.evaluation.builders import catalogue, grid, indicator, seen, snapshot


def read(name: str, rows: Snapshot, year: int = 2024, **more: Any) -> IndicatorReading:
    definition = indicator(name, **more.pop("definition", {}))
    reading = evaluate(rows, catalogue(definition, **more), year).reading(name)
    assert reading is not None
    return reading


def action(name: str, **more: Any) -> Activity:
    return Activity(**({"id": name, "territory": "A", "year": 2024, "title": name} | more))


def line(name: str, **more: Any) -> BudgetLine:
    return BudgetLine(**({"territory": "A", "year": 2024, "line": name} | more))


OBJECTIVE = Objective(territory="A", id="T1", level="territorial", label="x")


def test_plan_alignment_and_its_weight_in_euros() -> None:
    actions = (
        action("a", objective="T1", amount=90_000),
        action("b", objective="unknown", amount=10_000),
        action("c", objective="T1", status="dropped"),
        action("d", objective="T1", year=2023),
        action("e", objective="T1", year=2022, status="planned"),
    )
    reading = read("t_plan_alignment", snapshot(activities=actions, objectives=(OBJECTIVE,)))
    assert reading.value == 50 and reading.computed is not None
    assert reading.computed.details["by_amount"] == 90
    assert [(point.year, point.value) for point in reading.points] == [(2023, 100), (2024, 50)]


def test_no_action_is_not_a_rate_of_zero() -> None:
    reading = read("t_plan_alignment", snapshot(objectives=(OBJECTIVE,)))
    assert (reading.value, reading.origin, reading.assessment.status) == (None, "none", "missing")
    assert reading.computed is not None and reading.computed.reason == "no_actions"


def test_sdg_tagging_wants_targets() -> None:
    actions = (
        action("a", sdgs=("4.7",)),
        action("b", sdgs=("4",)),
        action("c", sdgs=("1.1", "2.1", "3.1", "4.1")),
        action("d"),
    )
    reading = read("t_sdg_tagging", snapshot(activities=actions))
    assert reading.value == 50 and reading.computed is not None
    assert dict(reading.computed.details) == {"goal_only": 1, "over_tagged": 1}


def test_actor_groups() -> None:
    actors = tuple(
        Actor(id=name, territory="A", group=group, name=name, active=active)
        for name, group, active in [("a", "g0", True), ("b", "g0", True), ("c", "g1", True), ("d", "g2", False)]
    )
    rows = snapshot(actors=actors, activities=(action("x", actors=("a", "c")), action("y", actors=("b",))))
    reading = read("t_actor_diversity", rows)
    assert reading.value == 2 and reading.computed is not None
    # participations 2/3 and 1/3 over six groups: 0.6365/1.7918
    assert reading.computed.details == {"strong": 1.0, "entropy": pytest.approx(0.3552, abs=5e-5)}
    assert read("t_actor_diversity", snapshot()).value is None


def test_measurable_objectives() -> None:
    targets = (
        Target(territory="A", indicator="t_x", plan="P", baseline_value=1, target_value=2, target_year=2030),
        Target(territory="A", indicator="t_y", plan="P", target_value=2, target_year=2030),
        Target(territory="A", indicator="t_z", plan="P", baseline_value=1, target_value=2),
    )
    objectives = tuple(
        Objective(territory="A", id=name, level="territorial", label="x", indicators=(name,), deadline=deadline)
        for name, deadline in [("t_x", ""), ("t_y", "2030"), ("t_z", ""), ("t_none", "2030")]
    )
    assert read("p_measurable_objectives", snapshot(objectives=objectives, targets=targets)).value == 25
    # a typed value never replaces it
    typed = snapshot(seen("p_measurable_objectives", 90), objectives=objectives, targets=targets)
    assert read("p_measurable_objectives", typed).value == 25


def test_planned_share() -> None:
    actions = (action("a"), action("b", planned=False), action("c", status="planned"))
    assert read("p_planned_share", snapshot(activities=actions)).value == 50


def test_active_partnerships_leave_the_unverified_out() -> None:
    def partnership(name: str, status: Any, ends: str = "") -> Partnership:
        return Partnership(id=name, territory="A", partner=name, country="MA", status=status, ends=ends)

    rows = snapshot(
        partnerships=(
            partnership("p1", "active"),
            partnership("p2", "active"),
            partnership("p3", "to_verify"),
            partnership("p4", "active", "2020-01"),
            partnership("p5", "ended"),
        ),
        activities=(action("a", partnership="p1", year=2023), action("b", partnership="p2", year=2022)),
    )
    reading = read("p_active_partnerships", rows)
    assert reading.value == 50 and reading.computed is not None
    assert dict(reading.computed.details) == {"unknown": 1}


def test_network_results_and_the_fees_of_the_silent_ones() -> None:
    rows = snapshot(
        memberships=(
            Membership(territory="A", network="n1", status="active", fee=100, results=("x",), last_result="2024-03"),
            Membership(territory="A", network="n2", status="active", fee=300, results=("x",), last_result="2022-03"),
            Membership(territory="A", network="n3", status="to_verify", fee=900),
        )
    )
    reading = read("p_network_results", rows)
    assert reading.value == 50 and reading.computed is not None
    assert dict(reading.computed.details) == {"unknown": 1, "fees": 400, "silent_fees": 300}


def test_balance_of_purposes() -> None:
    lines = (line("1", paid=500, purpose="u0"), line("2", paid=500, purpose="u1"), line("3", paid=1000))
    reading = read("p_objective_mix", snapshot(lines=lines), definition={"direction": "context"}, purposes=5)
    # ln 2 / ln 5
    assert reading.value == pytest.approx(0.430677)
    assert reading.computed is not None and reading.computed.details["unassigned"] == 50
    assert read("p_objective_mix", snapshot(lines=lines[2:]), purposes=5).value is None


def test_actions_per_full_time_equivalent() -> None:
    actions = tuple(action(str(index)) for index in range(9))
    assert read("o_actions_per_fte", snapshot(seen("o_bri_fte", 3), activities=actions)).value == 3
    nobody = read("o_actions_per_fte", snapshot(seen("o_bri_fte", 0), activities=actions))
    assert nobody.value is None and nobody.computed is not None and nobody.computed.reason == "no_staff"


def test_execution_is_not_available_when_voted_elsewhere() -> None:
    good = (line("1", voted=1000, paid=900), line("2", voted=500, paid=300))
    assert read("o_budget_execution", snapshot(lines=good)).value == 80
    staff = read("o_budget_execution", snapshot(lines=(*good, line("3", paid=700))))
    assert staff.value is None and staff.computed is not None and staff.computed.reason == "voted_elsewhere"


def test_cofinancing_over_three_years_without_reimbursements() -> None:
    lines = (
        line("1", paid=1000, year=2022),
        line("2", paid=1000),
        line("3", paid=300, direction="income", year=2023),
        line("4", paid=600, year=2023),
        line("5", paid=900, direction="income", nature="6419"),
        line("6", paid=400, direction="income", in_kind=True),
        line("7", paid=999, year=2020),
        line("8", paid=555, intra_group=True),
    )
    reading = read("o_cofinancing_rate", snapshot(lines=lines))
    # external 300, own 2600 − 1200 received = 1400: 300/1700
    assert reading.value == pytest.approx(17.647059)
    short = read("o_cofinancing_rate", snapshot(lines=lines[1:]))
    assert short.value is None and short.computed is not None and short.computed.reason == "short_window"
    years = (2022, 2023, 2024)
    covered = [line(f"{year}e", paid=5, year=year) for year in years]
    covered += [line(f"{year}i", paid=9, direction="income", year=year) for year in years]
    none = read("o_cofinancing_rate", snapshot(lines=tuple(covered)))
    assert none.computed is not None and none.computed.reason == "no_own_money"
    nothing = read("o_cofinancing_rate", snapshot())
    assert nothing.computed is not None and nothing.computed.reason == "no_budget"


def answers(name: str, values: list[float | None], **more: Any) -> tuple[SelfAssessment, ...]:
    return tuple(
        SelfAssessment(**({"territory": "A", "year": 2024, "grid": name, "item": f"i{index}", "answer": value} | more))
        for index, value in enumerate(values)
    )


CHECKLIST = {"kind": "checklist", "scale_min": 0.0, "scale_max": 4.0, "grid": "list"}


def test_a_checklist_is_summed_only_when_complete() -> None:
    grids = (grid("list", 4),)
    full = read(
        "p_formalisation",
        snapshot(self_assessments=answers("list", [1, 0, 1, 1])),
        definition=CHECKLIST,
        grids=grids,
    )
    assert (full.value, full.origin, full.score) == (3, "grid", 75)
    holes = read(
        "p_formalisation",
        snapshot(self_assessments=answers("list", [1, None, 1, 1])),
        definition=CHECKLIST,
        grids=grids,
    )
    assert holes.value is None and holes.computed is not None and holes.computed.reason == "grid_incomplete"


def test_durability_averages_the_partnerships_that_are_complete() -> None:
    grids = (grid("list", 2, kind="steps", high=3, scope="partnership"),)
    rows = (
        *answers("list", [1, 3], partnership="p1"),
        *answers("list", [3, 3], partnership="p2"),
        *answers("list", [0, None], partnership="p3"),
    )
    definition = {"kind": "index", "scale_min": 0.0, "scale_max": 3.0, "grid": "list"}
    reading = read("p_durability", snapshot(self_assessments=rows), definition=definition, grids=grids)
    assert reading.value == 2.5


def test_reciprocity_is_carried_to_the_scale_and_needs_the_partner() -> None:
    grids = (grid("list", 2, kind="steps", high=3, scope="partnership", sides=("own", "partner")),)
    definition = {"kind": "index", "scale_min": 1.0, "scale_max": 5.0, "grid": "list"}
    own = answers("list", [3, 3], partnership="p1")
    alone = read("t_reciprocity", snapshot(self_assessments=own), definition=definition, grids=grids)
    assert alone.value is None and alone.computed is not None and alone.computed.reason == "one_sided"
    theirs = answers("list", [1, 2], partnership="p1", side="partner")
    both = read("t_reciprocity", snapshot(self_assessments=own + theirs), definition=definition, grids=grids)
    # (3 + 1.5)/2 = 2.25 on 0–3 is 1 + 4·0.75 = 4 on 1–5
    assert both.value == 4 and both.computed is not None and both.computed.details["gap"] == 1.5


def test_reciprocity_marked_on_the_partnership_counts_when_both_sides_are_there() -> None:
    def partnership(name: str, ours: float | None, theirs: float | None) -> Partnership:
        return Partnership(
            id=name, territory="A", partner=name, country="MA", reciprocity_ours=ours, reciprocity_theirs=theirs
        )

    rows = snapshot(partnerships=(partnership("p1", 4, 3), partnership("p2", 5, None), partnership("p3", None, None)))
    definition = {"kind": "index", "scale_min": 1.0, "scale_max": 5.0, "grid": "list"}
    grids = (grid("list", 2, kind="steps", high=3, scope="partnership", sides=("own", "partner")),)
    reading = read("t_reciprocity", rows, definition=definition, grids=grids)
    assert reading.value == 3.5 and reading.computed is not None
    assert dict(reading.computed.details) == {"one_sided": 1, "partnerships": 1, "gap": 1}


def test_a_typed_value_stands_unless_records_are_later() -> None:
    actions = (action("a", planned=False), action("b"))
    same_year = read("p_planned_share", snapshot(seen("p_planned_share", 70), activities=actions))
    assert (same_year.value, same_year.origin) == (70, "observed")
    older = read("p_planned_share", snapshot(seen("p_planned_share", 70, 2023), activities=actions))
    assert (older.value, older.origin) == (50, "computed")
    assert [point.value for point in older.points] == [70, 50]
