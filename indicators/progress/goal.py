"""What was promised for one indicator, in the only form that progress can be measured against.

A stored target is a row that a person filled in; a goal is that row read with the indicator's scale and direction.
Its faults are found here, before any division: a target declared upwards and set below its baseline would otherwise
turn every improvement into a setback without a word.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from indicators.errors import ToldError, marked
from indicators.records import Target

GoalKind = Literal["standard", "maintain", "band", "ordinal", "binary"]
Method = Literal["linear", "cagr", "extrapolated"]
Fault = Literal[
    "wrong_direction",
    "tolerance_missing",
    "deadline_before_baseline",
    "band_reversed",
    "binary_partial",
    "milestone_outside",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """A target read with its indicator's ``scale`` (catalogue kind) and declared ``direction``."""

    indicator: str = ""
    scale: str = "ratio"
    direction: str = "context"
    baseline_year: int | None = None
    baseline_value: float | None = None
    target_year: int | None = None
    target_value: float | None = None
    milestones: tuple[tuple[int, float], ...] = ()
    tolerance: float | None = None
    band_low: float | None = None
    band_high: float | None = None
    method: Method = "linear"

    @property
    def kind(self) -> GoalKind:
        """Which of the five rules of progress applies; a band needs a bound and no single target value."""
        if self.target_value is None and self.has_band:
            return "band"
        if self.scale == "binary":
            return "binary"
        if self.target_value is not None and self.target_value == self.baseline_value:
            return "maintain"
        return "ordinal" if self.scale == "ordinal" else "standard"

    @property
    def has_band(self) -> bool:
        """Whether at least one bound of a band is set."""
        return self.band_low is not None or self.band_high is not None

    @property
    def exists(self) -> bool:
        """Whether there is anything to reach: a value or a band."""
        return self.target_value is not None or self.has_band

    def distance(self, value: float) -> float:
        """How far ``value`` stands outside the band, 0 inside; an absent bound never binds."""
        below = 0.0 if self.band_low is None else self.band_low - value
        above = 0.0 if self.band_high is None else value - self.band_high
        return max(below, 0.0, above)


@dataclass(frozen=True, slots=True)
class GoalProblem:
    """A fault of a goal as data: what was received and the nearest value that would be accepted."""

    fault: Fault
    received: float
    nearest: float


class GoalError(ToldError):
    """A goal that cannot be measured. ``problems`` holds every fault, to be worded in the reader's language."""

    code = "goal"

    def __init__(self, goal: Goal, problems: tuple[GoalProblem, ...]) -> None:
        self.problems = problems
        self.goal = goal
        super().__init__(
            marked("La cible de l'indicateur {indicator} ne peut pas être mesurée : {faults}."),
            indicator=goal.indicator or "–",
            faults=", ".join(f"{item.fault} {item.received:g} → {item.nearest:g}" for item in problems),
        )

    @property
    def cells(self) -> tuple[GoalProblem, ...]:
        """The faults, field by field."""
        return self.problems

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self.goal, self.problems)


def goal_of(
    target: Target | None,
    *,
    indicator: str,
    scale: str,
    direction: str,
    band: tuple[float | None, float | None] = (None, None),
    tolerance: float | None = None,
) -> Goal:
    """Read a stored target with its indicator's definition.

    ``band`` is the catalogue's band, used when the indicator is to stay in a band and the target gives neither a
    value nor a band of its own; ``tolerance`` likewise. ``target`` None gives a goal with nothing to reach unless such a band exists.
    """
    row = target or Target(territory="", indicator=indicator, plan="")
    low, high = row.band_low, row.band_high
    if direction == "band" and low is None and high is None and row.target_value is None:
        low, high = band
    return Goal(
        indicator=indicator,
        scale=scale,
        direction=direction,
        baseline_year=row.baseline_year,
        baseline_value=row.baseline_value,
        target_year=row.target_year,
        target_value=row.target_value,
        milestones=tuple(sorted((int(year), float(value)) for year, value in row.milestones.items())),
        tolerance=tolerance if row.tolerance is None else row.tolerance,
        band_low=low,
        band_high=high,
        method=row.method,
    )


def goal_problems(goal: Goal) -> tuple[GoalProblem, ...]:
    """Every fault of a goal, none when it can be measured (docs/decisions/030)."""
    return (*_value_problems(goal), *_year_problems(goal))


def check_goal(goal: Goal) -> None:
    """Refuse a goal that cannot be measured. Raises :class:`GoalError` with all its faults."""
    if problems := goal_problems(goal):
        raise GoalError(goal, problems)


def _value_problems(goal: Goal) -> Iterator[GoalProblem]:
    target, baseline = goal.target_value, goal.baseline_value
    if goal.band_low is not None and goal.band_high is not None and goal.band_low > goal.band_high:
        yield GoalProblem("band_reversed", goal.band_low, goal.band_high)
    if goal.kind == "binary":
        yield from (
            GoalProblem("binary_partial", value, float(value >= 0.5))
            for value in (baseline, target)
            if value is not None and value not in (0, 1)
        )
    if target is None or baseline is None:
        return
    if (goal.direction == "up" and target < baseline) or (goal.direction == "down" and target > baseline):
        yield GoalProblem("wrong_direction", target, baseline)
    if goal.kind == "maintain" and goal.tolerance is None:
        yield GoalProblem("tolerance_missing", target, 0.0)


def _year_problems(goal: Goal) -> Iterator[GoalProblem]:
    start, end = goal.baseline_year, goal.target_year
    if start is None or end is None:
        return
    if end <= start:
        yield GoalProblem("deadline_before_baseline", end, start + 1)
        return
    for year, _ in goal.milestones:
        if not start < year < end:
            yield GoalProblem("milestone_outside", year, min(max(year, start + 1), end - 1))
