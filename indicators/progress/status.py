"""The eleven statuses, evaluated in one order so that two readers always reach the same word.

Thresholds come from Open SDG and Statistics Canada (0.95 and 0.60, after Eurostat) and from EUSTAT for the
extrapolated method (0.95 and 0.10); the collectivity may set others, they are printed next to the result.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal, get_args

from indicators.progress.goal import Goal, goal_problems
from indicators.progress.measure import ROUNDING, Measure, measure

Status = Literal[
    "missing",
    "no_target",
    "no_baseline",
    "achieved",
    "missed",
    "stale",
    "too_early",
    "regression",
    "on_track",
    "acceleration",
    "limited",
]
STATUSES: tuple[Status, ...] = get_args(Status)
SYMBOLS: dict[Status, str] = dict(zip(STATUSES, "∅–?✓✗†…↓↑↗→", strict=True))
#: As a reader meets them: what is reached, what is on its way, what is behind, what cannot be said.
READING_ORDER: tuple[Status, ...] = (
    "achieved", "on_track", "acceleration", "limited", "too_early", "stale", "regression", "missed", "no_baseline",
    "no_target", "missing",
)  # fmt: skip
KEPT: frozenset[Status] = frozenset({"achieved", "on_track"})
BEHIND: frozenset[Status] = frozenset({"acceleration", "limited", "regression", "missed"})
WAITING: frozenset[Status] = frozenset({"too_early", "stale"})
NOT_ASSESSED: frozenset[Status] = frozenset({"missing", "no_target", "no_baseline"})
Reason = Literal["", "gap", "left_band", "invalid_goal", "no_baseline", "no_deadline", "invalid_value", "not_observed"]


@dataclass(frozen=True, slots=True)
class StatusRules:
    """The thresholds of pace: above ``on_track``, above ``acceleration``, and the pair of the extrapolated method."""

    on_track: float = 0.95
    acceleration: float = 0.60
    extrapolated_on_track: float = 0.95
    extrapolated_acceleration: float = 0.10

    def bounds(self, method: str) -> tuple[float, float]:
        """The upper and lower threshold of a method."""
        if method == "extrapolated":
            return self.extrapolated_on_track, self.extrapolated_acceleration
        return self.on_track, self.acceleration


NOT_MEASURED = Measure()
DEFAULT_RULES = StatusRules()


@dataclass(frozen=True, slots=True)
class Assessment:
    """The status of one indicator with every number needed to explain it.

    ``stale`` is the badge of an old value whatever the status; ``reason`` says more where the word alone would not.
    """

    status: Status
    goal: Goal
    value: float | None = None
    year: int | None = None
    measure: Measure = NOT_MEASURED
    stale: bool = False
    reason: Reason = ""
    rules: StatusRules = DEFAULT_RULES

    @property
    def symbol(self) -> str:
        """The sign that stands beside the word, never alone."""
        return SYMBOLS[self.status]


def assess(
    goal: Goal,
    value: float | None,
    year: int | None,
    *,
    reference_year: int,
    max_age: int = 2,
    rules: StatusRules = DEFAULT_RULES,
) -> Assessment:
    """Give ``value`` of ``year`` its status, in the order of docs/decisions/030.

    ``reference_year`` is the year of the reading: beyond ``max_age`` years the value is old. A value that is not
    finite is missing. A goal with faults (see :func:`check_goal`) is never measured: it is not assessable.
    """
    if value is None or year is None or not math.isfinite(value):
        return Assessment("missing", goal, rules=rules, reason="" if value is None else "invalid_value")
    stale = reference_year - year > max_age
    if not goal.exists:
        return Assessment("no_target", goal, value, year, stale=stale, rules=rules)
    if goal_problems(goal) or (goal.kind == "binary" and value not in (0, 1)):
        return Assessment("no_baseline", goal, value, year, stale=stale, reason="invalid_goal", rules=rules)
    result = measure(goal, value, year)
    status, reason = _status(goal, value, year, result, stale=stale, rules=rules)
    return Assessment(status, goal, value, year, result, stale, reason, rules)


def satisfied(goal: Goal, value: float) -> bool:
    """Whether ``value`` meets the goal now, without looking at the way there.

    A single target without baseline needs the declared direction; without both, meeting it cannot be told unless the
    value equals the target.
    """
    target = goal.target_value
    if target is None:
        return goal.has_band and goal.distance(value) == 0
    if goal.kind == "binary":
        return value == target
    slack = (goal.tolerance or 0.0) if goal.kind == "maintain" else 0.0
    beyond = round(value - target, ROUNDING)
    rising = _rising(goal)
    if rising is None:
        return abs(beyond) <= slack
    return beyond >= -slack if rising else beyond <= slack


def _rising(goal: Goal) -> bool | None:
    """Which side is good: the sign of T − b when they differ, the declared direction otherwise."""
    baseline, target = goal.baseline_value, goal.target_value
    if baseline is not None and target is not None and target != baseline:
        return target > baseline
    return {"up": True, "down": False}.get(goal.direction)


def _status(
    goal: Goal, value: float, year: int, result: Measure, *, stale: bool, rules: StatusRules
) -> tuple[Status, Reason]:
    if satisfied(goal, value):
        return "achieved", ""
    if goal.baseline_value is None and goal.kind != "binary":
        return "no_baseline", "no_baseline"
    if goal.target_year is not None and year >= goal.target_year:
        return "missed", "gap" if goal.kind == "maintain" else ""
    if stale:
        return "stale", ""
    if goal.baseline_value == goal.target_value and goal.target_value is not None:
        return "regression", "gap"
    if result.progress is None:
        return "regression", "left_band"
    return _by_pace(goal, year, result, rules)


def _by_pace(goal: Goal, year: int, result: Measure, rules: StatusRules) -> tuple[Status, Reason]:
    if result.expected is None:
        return "no_baseline", "no_deadline"
    if goal.baseline_year is not None and year <= goal.baseline_year:
        return "too_early", ""
    if (result.progress or 0.0) < 0:
        return "regression", ""
    if result.pace is None:
        return "too_early", ""
    high, low = rules.bounds(result.method)
    if result.pace >= high:
        return "on_track", ""
    return ("acceleration" if result.pace >= low else "limited"), ""
