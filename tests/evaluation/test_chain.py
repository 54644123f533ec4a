"""A chain small enough to add by hand: two territorial objectives, what serves them, and what serves nothing."""

from dataclasses import replace
from typing import Any

from indicators.evaluation.chain import Chain
from indicators.records import Activity, BudgetLine, Edition, Objective, Observation, Snapshot, Territory, frame_of
from tests.defaults import evaluation_chain

HOME = Territory(code="00000", name="Exempleville", fictional=True)


def objective(name: str, level: Any, parent: str = "", indicators: tuple[str, ...] = ("t_x",)) -> Objective:
    return Objective(territory="00000", id=name, level=level, label=name, parent=parent, indicators=indicators)


def action(name: str, target: str, status: Any = "done", year: int = 2024) -> Activity:
    return Activity(id=name, territory="00000", year=year, title=name, objective=target, status=status)


def line(name: str, target: str, paid: int | None, voted: int | None = None, **more: Any) -> BudgetLine:
    return BudgetLine(territory="00000", year=2024, line=name, objective=target, paid=paid, voted=voted, **more)


OBJECTIVES = (
    objective("T1", "territorial"),
    objective("T2", "territorial"),
    objective("P1", "programmatic", "T1"),
    objective("O1", "operational", "P1"),
    objective("O2", "operational", "P1", indicators=()),
    objective("O9", "operational", "nowhere"),
)
ACTIONS = (action("a1", "O1"), action("a2", ""), action("a3", "O1", "dropped"), action("a4", "O1", year=2023))
LINES = (
    line("1", "O1", 10_000, 12_000),
    line("2", "P1", 5_000),
    line("3", "", 700, 900),
    line("4", "unknown", 300),
    line("5", "", 2_000, project="a1"),
    line("6", "O1", 9_999, direction="income"),
    line("7", "O1", 8_888, intra_group=True),
    line("8", "O1", 7_777, in_kind=True),
    line("9", "O1", 6_666, chapter="042"),
)


def build(
    objectives: tuple[Objective, ...] = OBJECTIVES,
    actions: tuple[Activity, ...] = ACTIONS,
    lines: tuple[BudgetLine, ...] = LINES,
) -> Chain:
    snapshot = Snapshot(
        edition=Edition(number=1, name="E", published_at="2025-01-01", author="A"),
        territory=HOME,
        territories={HOME.code: HOME},
        observations=frame_of(Observation, ()),
        budget_lines=frame_of(BudgetLine, lines),
        objectives=objectives,
        activities=actions,
    )
    return evaluation_chain(snapshot, 2024)


def test_euros_climb_without_double_count() -> None:
    chain = build()
    t1, p1, o1 = (chain.node(name) for name in ("T1", "P1", "O1"))
    assert t1 is not None and p1 is not None and o1 is not None
    # O1: 100 € of its own and 20 € through the action a1; P1 adds 50 €
    assert (o1.euros.paid, o1.euros.voted) == (12_000, 12_000)
    assert (p1.own.paid, p1.euros.paid, t1.euros.paid) == (5_000, 17_000, 17_000)
    assert t1.own.paid is None
    assert chain.total.paid == 18_000
    assert chain.total.paid == sum(root.euros.paid or 0 for root in chain.roots) + (chain.orphan_euros.paid or 0)


def test_the_lines_of_an_objective_are_those_behind_its_euros() -> None:
    chain = build()
    p1 = chain.node("P1")
    assert p1 is not None
    lines = chain.lines_of(p1)
    assert sorted(lines["line"].astype(str)) == ["1", "2", "5"]
    assert lines["paid"].sum() == p1.euros.paid


def test_stages_stay_apart() -> None:
    chain = build()
    assert chain.orphan_euros.paid == 1_000
    assert chain.orphan_euros.voted == 900
    assert chain.orphan_euros.at("committed") is None


def test_actions_follow_their_objective() -> None:
    chain = build()
    t1 = chain.node("T1")
    assert t1 is not None
    assert [item.id for item in t1.all_actions] == ["a1"]
    assert [item.id for item in chain.orphan_actions] == ["a2"]


def test_orphans_on_both_sides() -> None:
    found = {(item.objective.id, item.kind) for item in build().orphans}
    assert found == {
        ("T2", "no_means"),
        ("O2", "no_means"),
        ("O2", "no_indicator"),
        ("O9", "unknown_parent"),
        ("O9", "no_means"),
    }
    assert [str(name) for name in build().orphan_lines["line"]] == ["3", "4"]


def test_a_loop_is_cut_and_told() -> None:
    loop = (objective("P1", "programmatic", "P2"), objective("P2", "programmatic", "P1"))
    chain = build(objectives=loop, lines=(line("1", "P1", 100),))
    assert {(item.objective.id, item.kind) for item in chain.orphans} >= {("P1", "loop"), ("P2", "loop")}
    assert sum(node.euros.paid or 0 for node in chain.loose) == 100


def test_a_top_that_is_not_territorial_is_loose() -> None:
    chain = build(objectives=(replace(OBJECTIVES[3], parent=""),), lines=())
    assert chain.roots == () and [node.objective.id for node in chain.loose] == ["O1"]
    assert ("O1", "no_parent") in {(item.objective.id, item.kind) for item in chain.orphans}


def test_lines_without_any_action_stay_attached_to_their_objective() -> None:
    chain = build(actions=())
    o1 = chain.node("O1")
    assert o1 is not None and o1.euros.paid == 10_000
    # the line that named the action a1 loses its way to an objective
    assert chain.orphan_euros.paid == 3_000


def test_no_record_at_all() -> None:
    chain = build((), (), ())
    assert chain.roots == () and chain.total.paid is None and chain.node("T1") is None


def test_walk_gives_depths() -> None:
    t1 = build().node("T1")
    assert t1 is not None
    assert [(depth, node.objective.id) for depth, node in t1.walk()] == [(0, "T1"), (1, "P1"), (2, "O1"), (2, "O2")]
