"""How much of the way is done (P), how much should be by now (E), and the pace (r = P/E).

The linear path is the default because a council can redo it by hand and because it accepts zeros, negatives and both
directions alike. The growth-rate path (Open SDG) and the extrapolated one (EUSTAT, after the UN note of 2023) are
options of a target; where a growth rate has no meaning the linear path is used and the measure says so.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np

from indicators.progress.goal import Goal, Method
from indicators.progress.trend import cagr

# 0.1 + 0.2 must not fall below 0.3: ratios are rounded here before any comparison.
ROUNDING = 9


@dataclass(frozen=True, slots=True)
class Measure:
    """Raw shares, never clamped: ``progress`` below 0 or above 1 stays visible.

    ``expected_value`` is the value that the path expects in the year of the observation; ``pace`` is None when
    nothing is expected yet or when the path is not defined. ``method`` is the one really used.
    """

    progress: float | None = None
    expected: float | None = None
    pace: float | None = None
    expected_value: float | None = None
    method: Method = "linear"
    projected_value: float | None = None


def measure(goal: Goal, value: float, year: int) -> Measure:
    """Measure ``value`` of ``year`` against ``goal`` (docs/decisions/030).

    A goal to maintain has no progress: it is kept or it is not. Without a baseline there is nothing to measure.
    """
    share = _progress(goal, value)
    elapsed = _expected(goal, year)
    result = Measure(progress=share, expected=elapsed, expected_value=_expected_value(goal, elapsed))
    if share is None or elapsed is None:
        return result
    if elapsed > 0:
        result = replace(result, pace=round(share / elapsed, ROUNDING))
    return _by_growth(goal, value, year, result) if goal.method != "linear" else result


def _progress(goal: Goal, value: float) -> float | None:
    baseline, target = goal.baseline_value, goal.target_value
    if goal.kind == "band":
        start = goal.distance(baseline) if baseline is not None else 0.0
        return round(1 - goal.distance(value) / start, ROUNDING) if start > 0 else None
    if goal.kind == "binary":
        return float(value == target)
    if baseline is None or target is None or target == baseline:
        return None
    return round((value - baseline) / (target - baseline), ROUNDING)


def _expected(goal: Goal, year: int) -> float | None:
    start, end = goal.baseline_year, goal.target_year
    if start is None or end is None or end <= start:
        return None
    elapsed = min(max((year - start) / (end - start), 0.0), 1.0)
    if goal.kind == "binary":
        return float(elapsed >= 1)
    if goal.milestones and goal.baseline_value is not None:
        elapsed = _along_milestones(goal, year)
    return _stepwise(goal, elapsed) if goal.kind == "ordinal" else round(elapsed, ROUNDING)


def _along_milestones(goal: Goal, year: int) -> float:
    """Piecewise linear between baseline, milestones and target, read back as a share of the way."""
    last = 1.0
    shares = [0.0, *(_progress(goal, value) or 0.0 for _, value in goal.milestones), last]
    years = [goal.baseline_year or 0, *(when for when, _ in goal.milestones), goal.target_year or 0]
    return float(np.interp(year, years, shares))


def _stepwise(goal: Goal, elapsed: float) -> float:
    """A level is reached or it is not: the expected path climbs by whole steps (floor)."""
    if goal.baseline_value is None or goal.target_value is None or elapsed >= 1:
        return elapsed
    steps = abs(goal.target_value - goal.baseline_value)
    return math.floor(round(steps * elapsed, ROUNDING)) / steps if steps else elapsed


def _expected_value(goal: Goal, elapsed: float | None) -> float | None:
    baseline, target = goal.baseline_value, goal.target_value
    if elapsed is None or baseline is None:
        return None
    if goal.kind == "band":
        left = goal.distance(baseline) * (1 - elapsed)
        if goal.band_low is not None and baseline < goal.band_low:
            return goal.band_low - left
        return goal.band_high + left if goal.band_high is not None and baseline > goal.band_high else baseline
    return None if target is None else round(baseline + elapsed * (target - baseline), ROUNDING)


def _by_growth(goal: Goal, value: float, year: int, linear: Measure) -> Measure:
    """Replace the pace by a ratio of growth rates or by the extrapolated share; keep P and E as they are."""
    baseline, target = goal.baseline_value, goal.target_value
    start, end = goal.baseline_year, goal.target_year
    if goal.kind != "standard" or baseline is None or target is None or start is None or end is None or year <= start:
        return linear
    observed = cagr(baseline, value, year - start)
    required = cagr(baseline, target, end - start)
    if observed is None or not required:
        return linear
    if goal.method == "cagr":
        by_now = baseline * (1 + required) ** (min(year, end) - start)
        return replace(linear, pace=round(observed / required, ROUNDING), expected_value=by_now, method="cagr")
    projected = value * (1 + observed) ** max(end - year, 0)
    reached = round((projected - baseline) / (target - baseline), ROUNDING)
    return replace(linear, pace=reached, projected_value=projected, method="extrapolated")
