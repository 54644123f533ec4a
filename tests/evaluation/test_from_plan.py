"""Indicators read off the plan and the accounts: which objective is measurable, and why a value is missing."""

from __future__ import annotations

from typing import Any

import pytest

from indicators.records import Objective, Target
from tests.evaluation.builders import snapshot
from tests.evaluation.test_computed import line, read

WHOLE: dict[str, Any] = {"baseline_value": 1, "target_value": 2, "target_year": 2030}


@pytest.mark.parametrize(
    ("target", "deadline", "measurable"),
    [
        (WHOLE, "", True),
        (WHOLE | {"target_year": None}, "2030", True),
        (WHOLE | {"target_year": None}, "", False),
        (WHOLE | {"baseline_value": None}, "2030", False),
        (WHOLE | {"target_value": None}, "2030", False),
        (WHOLE | {"target_value": None, "band_low": 60}, "2030", True),
        (WHOLE | {"target_value": None, "band_high": 90}, "2030", True),
    ],
    ids=["whole", "deadline of the objective", "no deadline", "no baseline", "no target", "low bound", "high bound"],
)
def test_an_objective_is_measurable_by_baseline_target_and_deadline(
    target: dict[str, Any], deadline: str, measurable: bool
) -> None:
    rows = snapshot(
        objectives=(
            Objective(territory="A", id="o", level="territorial", label="x", indicators=("t_x",), deadline=deadline),
        ),
        targets=(Target(territory="A", indicator="t_x", plan="P", **target),),
    )
    assert read("p_measurable_objectives", rows).value == (100 if measurable else 0)


def test_one_measurable_indicator_is_enough_wherever_it_is_listed() -> None:
    rows = snapshot(
        objectives=(
            Objective(territory="A", id="o", level="territorial", label="x", indicators=("t_none", "t_y", "t_x")),
        ),
        targets=(
            Target(territory="A", indicator="t_y", plan="P", target_value=2),
            Target(territory="A", indicator="t_x", plan="P", **WHOLE),
        ),
    )
    assert read("p_measurable_objectives", rows).value == 100


def reason(name: str, rows: Any, **more: Any) -> tuple[str | None, int | None]:
    """Why an indicator has no value, and the year it was asked for."""
    reading = read(name, rows, **more)
    assert reading.value is None and reading.computed is not None
    return reading.computed.reason, reading.computed.year


def test_the_balance_of_purposes_says_why_it_is_not_known() -> None:
    assert reason("p_measurable_objectives", snapshot()) == ("no_objectives", 2024)
    assert reason("p_objective_mix", snapshot(), purposes=5) == ("no_budget", 2024)
    assert reason("p_objective_mix", snapshot(lines=(line("1", paid=5),)), purposes=5) == ("no_purpose", 2024)


def test_the_balance_of_purposes_reads_expenditure_alone_and_a_credit_note_takes_nothing_away() -> None:
    even = (line("1", paid=500, purpose="u0"), line("2", paid=500, purpose="u1"))
    others = (
        line("3", paid=9000, purpose="u2", direction="income"),
        line("4", paid=-300, purpose="u0"),
        line("5", voted=700, purpose="u3"),
    )
    reading = read("p_objective_mix", snapshot(lines=(*even, *others)), definition={"direction": "context"}, purposes=5)
    assert reading.value == pytest.approx(0.430677)  # ln 2 / ln 5
    assert reading.computed is not None and reading.computed.details["unassigned"] == 0


def test_before_any_payment_the_balance_is_that_of_the_vote() -> None:
    voted = (line("1", voted=500, purpose="u0"), line("2", voted=500, purpose="u1"))
    reading = read("p_objective_mix", snapshot(lines=voted), definition={"direction": "context"}, purposes=5)
    assert reading.value == pytest.approx(0.430677)


def test_execution_and_cofinancing_say_why_they_are_not_known() -> None:
    assert reason("o_budget_execution", snapshot()) == ("no_budget", 2024)
    assert reason("o_budget_execution", snapshot(lines=(line("1", paid=5),))) == ("no_voted", 2024)
    assert reason("o_cofinancing_rate", snapshot()) == ("no_budget", 2024)
    assert reason("o_cofinancing_rate", snapshot(lines=(line("1", paid=5),))) == ("short_window", 2024)
