"""A level from records to score: what is shown, what is missing, what a mean would hide."""

from typing import Any

import pytest

from indicators.evaluation import EvaluationRules, PublishRules, tasks_by_owner
from indicators.evaluation.rules import rules_of
from indicators.records import Objective, Target
from indicators.settings import Settings
from tests.defaults import evaluate
from tests.evaluation.builders import catalogue, indicator, seen, snapshot


def target(name: str, baseline: float | None, goal: float | None, **more: Any) -> Target:
    base: dict[str, Any] = {"plan": "Plan 2020", "baseline_year": 2020, "target_year": 2030}
    return Target(territory="A", indicator=name, baseline_value=baseline, target_value=goal, **(base | more))


FOUR = catalogue(indicator("t_a"), indicator("t_b"), indicator("t_c"), indicator("t_d"), indicator("p_a"))
TARGETS = (target("t_a", 0, 100, owner="Culture"), target("t_b", 0, 100), target("t_d", 0, 100))


def test_a_level_with_its_coverage_bounds_and_worst() -> None:
    view = evaluate(snapshot(seen("t_a", 80), seen("t_b", 40), seen("t_d", 100), targets=TARGETS), FOUR, 2024)
    level = view.levels["territorial"]
    assert (level.score.score, level.score.coverage) == (pytest.approx(73.3, abs=0.05), 0.75)
    assert (level.score.low, level.score.high, level.score.publication) == (55, 80, "provisional")
    assert {status: count for status, count in level.counts.items() if count} == {
        "missing": 1, "achieved": 1, "on_track": 2,
    }  # fmt: skip
    assert level.worst is not None and level.worst.definition.id == "t_b"
    assert view.levels["programmatic"].score.publication == "withheld"


def test_there_is_no_score_across_levels() -> None:
    view = evaluate(snapshot(), FOUR, 2024)
    assert not hasattr(view, "score")


def test_context_is_shown_and_never_scored() -> None:
    found = evaluate(
        snapshot(seen("t_a", 5), seen("t_x", 9)),
        catalogue(indicator("t_a"), indicator("t_x", direction="context")),
        2024,
    ).levels["territorial"]
    assert found.score.total == 1
    assert found.counts["no_target"] == 2


def test_removing_an_indicator_leaves_it_in_the_denominator() -> None:
    rows = snapshot(seen("t_a", 80), seen("t_b", 40), targets=TARGETS)
    view = evaluate(rows, FOUR, 2024, chosen={"t_a"})
    level = view.levels["territorial"]
    assert [reading.definition.id for reading in level.readings] == ["t_a", "t_b", "t_d"]
    assert view.withdrawn == ("t_b", "t_d")
    assert level.score.coverage == pytest.approx(2 / 3)
    assert evaluate(rows, FOUR, 2024, chosen={"t_a"}, frozen={"t_c"}).withdrawn == ("t_b", "t_c", "t_d")
    assert evaluate(snapshot(), FOUR, 2024, chosen={"t_a"}).withdrawn == ()


def test_only_what_is_chosen_can_be_missing() -> None:
    view = evaluate(snapshot(), FOUR, 2024, chosen={"t_a", "not_in_catalogue"})
    assert [reading.definition.id for reading in view.readings] == ["t_a"]


def test_the_future_is_not_read() -> None:
    view = evaluate(snapshot(seen("t_a", 10, 2023), seen("t_a", 90, 2026)), FOUR, 2024)
    reading = view.reading("t_a")
    assert reading is not None and reading.value == 10


def test_a_real_target_comes_before_an_example_and_the_latest_plan_before_an_older() -> None:
    example = target("t_a", 0, 50, plan="Exemple", baseline_year=2024, example=True)
    old = target("t_a", 0, 60, plan="Plan 2014", baseline_year=2014)
    view = evaluate(snapshot(seen("t_a", 10), targets=(example, TARGETS[0], old)), FOUR, 2024)
    reading = view.reading("t_a")
    assert reading is not None and reading.target == TARGETS[0] and not reading.example


def test_method_can_be_overridden_to_see_another_verdict() -> None:
    down = catalogue(indicator("t_a", direction="down"))
    rows = snapshot(seen("t_a", 34, 2023), targets=(target("t_a", 40, 20),))
    by_method = {
        method: evaluate(rows, down, 2023, method=method).readings[0].assessment.status for method in ("linear", "cagr")
    }
    assert by_method == {"linear": "on_track", "cagr": "acceleration"}


def test_weights_of_targets_and_publish_rules() -> None:
    rows = snapshot(seen("t_a", 80), seen("t_b", 50), targets=(target("t_a", 0, 100, weight=2), target("t_b", 0, 100)))
    three = catalogue(indicator("t_a"), indicator("t_b"), indicator("t_c"))
    level = evaluate(rows, three, 2024).levels["territorial"]
    assert (level.score.score, level.score.low, level.score.high) == (70, 52.5, 77.5)
    strict = EvaluationRules(publish=PublishRules(provisional=0.76))
    assert evaluate(rows, three, 2024, rules=strict).levels["territorial"].score.shown is None


def test_open_sdg_score_of_a_reading() -> None:
    rows = snapshot(seen("t_a", 12, 2024), seen("t_b", 100, 2022), seen("t_b", 102, 2024), targets=TARGETS[:1])
    view = evaluate(rows, FOUR, 2024)
    a, b = view.reading("t_a"), view.reading("t_b")
    # t_a: P = 0.12, E = 0.40, r = 0.3; t_b: 0.995 % a year
    assert a is not None and a.open_sdg == pytest.approx(-1.25)
    assert b is not None and b.open_sdg == pytest.approx(1.2376, abs=5e-4)


def test_objectives_on_track_counts_the_unassessed_in_its_denominator() -> None:
    three = catalogue(indicator("t_a"), indicator("t_b"), indicator("p_objectives_on_track"))
    objectives = tuple(
        Objective(territory="A", id=str(index), level="territorial", label="x", indicators=names)
        for index, names in enumerate([("t_a",), ("t_a", "t_b"), ("t_c",), ()])
    )
    rows = snapshot(seen("t_a", 80), seen("t_b", 1), targets=TARGETS, objectives=objectives)
    reading = evaluate(rows, three, 2024).reading("p_objectives_on_track")
    assert reading is not None and reading.value == 25 and reading.origin == "computed"
    assert reading.computed is not None and reading.computed.details["not_assessed"] == 2


def test_data_quality_asks_for_fresh_sourced_owned_values() -> None:
    names = ("t_a", "t_b", "t_c", "t_d")
    rows = snapshot(
        seen("t_a", 1, source="S", owner="BRI"),
        seen("t_b", 1, owner="BRI"),
        seen("t_c", 1, year=2021, source="S", owner="BRI"),
    )
    reading = evaluate(rows, catalogue(*map(indicator, names), indicator("o_data_quality")), 2024).reading(
        "o_data_quality"
    )
    assert reading is not None and reading.value == 25


def test_a_value_of_exactly_twenty_four_months_is_fresh() -> None:
    rows = snapshot(
        seen("t_a", 1, year=2022, source="S", owner="BRI"), seen("t_b", 1, year=2021, source="S", owner="BRI")
    )
    found = evaluate(rows, catalogue(*map(indicator, ("t_a", "t_b", "o_data_quality"))), 2024)
    reading = found.reading("o_data_quality")
    assert reading is not None and reading.computed is not None
    assert (reading.value, reading.computed.details["stale"]) == (50, 1)


def test_tasks_are_listed_by_owner_and_only_what_is_lacking() -> None:
    rows = snapshot(
        seen("t_a", 80, source="S", owner="Culture"),
        seen("t_b", 40, year=2019, owner="Sports"),
        targets=(*TARGETS[:1], target("t_b", None, 90, target_year=None)),
    )
    lists = tasks_by_owner(evaluate(rows, FOUR, 2024))
    found = {item.owner: [(task.kind, task.reading.definition.id) for task in item.tasks] for item in lists}
    assert "Culture" not in found
    assert found["Sports"] == [
        ("value_stale", "t_b"),
        ("baseline_missing", "t_b"),
        ("deadline_missing", "t_b"),
        ("source_missing", "t_b"),
    ]
    assert {kind for kind, _ in found[""]} == {"value_missing", "target_missing"}
    assert lists[0].owner == "" and lists[0].indicators == 3


def test_an_unexplained_jump_of_two_levels_is_a_task() -> None:
    levels = catalogue(
        indicator(
            "t_a", kind="ordinal", scale_min=0.0, scale_max=4.0,
            scale_labels=tuple(indicator("t_z").label for _ in range(5)),
        )
    )  # fmt: skip
    bare = evaluate(snapshot(seen("t_a", 0, 2023), seen("t_a", 2, 2024, owner="X")), levels, 2024)
    told = evaluate(snapshot(seen("t_a", 0, 2023), seen("t_a", 2, 2024, note="Vote", owner="X")), levels, 2024)
    assert bare.readings[0].unjustified_jump == 2024 and told.readings[0].unjustified_jump is None
    assert "justification_missing" in {task.kind for item in tasks_by_owner(bare) for task in item.tasks}


def test_amounts_are_compared_in_constant_euros_when_deflators_allow() -> None:
    money = catalogue(indicator("t_a", kind="money"))
    rows = [seen("t_a", 100.0, 2021), seen("t_a", 110.0, 2024)]
    prices = [seen("b_deflator", 100.0, 2021), seen("b_deflator", 110.0, 2024)]
    nominal = evaluate(snapshot(*rows), money, 2024).readings[0]
    real = evaluate(snapshot(*rows, *prices), money, 2024).readings[0]
    assert nominal.trend is not None and nominal.trend.growth == pytest.approx(0.0323, abs=5e-5)
    assert nominal.constant_base is None
    assert real.trend is not None and real.trend.growth == pytest.approx(0.0)
    assert real.constant_base == 2024 and real.value == 110


def test_rules_come_from_the_settings() -> None:
    settings = Settings.model_validate(
        {
            "thresholds": {"progress_on_track": 0.9, "coverage_full": 0.7, "max_age_years": {"t_a": 9}},
            "externalities": {"bands": {"t_a": (0.0, 50.0)}},
        }
    )
    rules = rules_of(settings)
    assert (rules.status.on_track, rules.publish.published) == (0.9, 0.7)
    in_band = catalogue(indicator("t_a", direction="band", band_lo=60.0, band_hi=90.0))
    reading = evaluate(snapshot(seen("t_a", 40, 2016)), in_band, 2024, rules=rules).readings[0]
    assert reading.assessment.status == "achieved" and not reading.assessment.stale


def test_a_band_without_bounds_is_drawn_from_the_own_history() -> None:
    definition = catalogue(indicator("o_a", direction="band", decimals=1))
    values = [seen("o_a", value, 2020 + index) for index, value in enumerate([4.0, 6.0, 5.0, 6.0])]
    reading = evaluate(snapshot(*values), definition, 2023).readings[0]
    # mean of 4, 6 and 5 is 5: from 3.75 to 6.25
    assert (reading.assessment.goal.band_low, reading.assessment.goal.band_high) == (3.75, 6.25)
    assert reading.assessment.status == "achieved" and reading.band_from_history
    voted = Target(territory="A", indicator="o_a", plan="P", band_low=1.0, band_high=9.0)
    own = evaluate(snapshot(*values, targets=(voted,)), definition, 2023).readings[0]
    assert own.assessment.goal.band_high == 9.0 and not own.band_from_history
    short = evaluate(snapshot(*values[:2]), definition, 2023).readings[0]
    assert short.assessment.status == "no_target" and not short.band_from_history


def test_objectives_may_cite_indicators_of_no_level() -> None:
    profile = indicator("t_geii", family="geii", dimension="d6")
    both = catalogue(indicator("t_a"), profile, indicator("p_objectives_on_track"))
    objectives = (Objective(territory="A", id="T1", level="territorial", label="x", indicators=("t_geii", "unknown")),)
    rows = snapshot(seen("t_geii", 80), targets=(target("t_geii", 0, 100),), objectives=objectives)
    view = evaluate(rows, both, 2024)
    cited = view.reading("t_geii")
    assert cited is not None and cited.assessment.status == "on_track" and list(view.others) == ["t_geii"]
    assert all(reading.definition.id != "t_geii" for reading in view.readings)
    kept = view.reading("p_objectives_on_track")
    assert kept is not None and kept.value == 100


def test_what_is_too_early_is_not_the_worst() -> None:
    new = target("t_a", 10, 100, baseline_year=2024)
    rows = snapshot(seen("t_a", 10), seen("t_b", 40), targets=(new, TARGETS[1]))
    worst = evaluate(rows, FOUR, 2024).levels["territorial"].worst
    assert worst is not None and worst.definition.id == "t_b"
