"""One indicator as it is read: its value and where it comes from, its target, its status, its trend, its score."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from indicators.catalogue.model import Indicator
from indicators.evaluation.computed import ALWAYS, RECORDS_WIN, past_values, rests_on_examples
from indicators.evaluation.facts import Computed, Facts
from indicators.evaluation.rules import EvaluationRules
from indicators.evaluation.scores import STEPPED, indicator_score, open_sdg_score
from indicators.progress import Assessment, assess, goal_of
from indicators.progress.goal import Method
from indicators.progress.trend import Point, Trend, constant_prices, trend
from indicators.records import Observation, Target

Origin = Literal["observed", "computed", "grid", "none"]
JUMP_STEPS = 2
DEFLATOR = "b_deflator"
CONSTANT_AFTER = 3
HISTORY_YEARS = 3
HISTORY_MARGIN = 0.25


@dataclass(frozen=True, kw_only=True)
class IndicatorReading:
    """Everything a page, a slide or a sentence needs of one indicator.

    ``observation`` is the latest row (possibly without value), ``computed`` what the records give; ``origin`` says
    which of the two was used. ``kept_by_plan`` marks an indicator withdrawn from the chosen list that the plan still
    holds. ``unjustified_jump`` is the year of a change of two levels that nobody explained. ``constant_base`` is the
    year in whose euros the trend of an amount is read, None when it is read in current euros. ``band_from_history``
    tells a band drawn from the territory's own past.
    """

    definition: Indicator
    assessment: Assessment
    points: tuple[Point, ...]
    trend: Trend | None
    score: float | None
    weight: float
    owner: str
    origin: Origin
    target: Target | None = None
    observation: Observation | None = None
    computed: Computed | None = None
    kept_by_plan: bool = False
    unjustified_jump: int | None = None
    constant_base: int | None = None
    band_from_history: bool = False
    invented_records: bool = False

    @property
    def value(self) -> float | None:
        """The value that was assessed."""
        return self.assessment.value

    @property
    def proxy(self) -> bool:
        """Whether the value is borrowed from another geographic level or estimated."""
        row = self.observation
        return self.origin == "observed" and row is not None and row.quality in ("proxy", "estimated")

    @property
    def example(self) -> bool:
        """Whether the value, the records it is computed from, or its target is invented."""
        row = self.observation
        typed = self.origin == "observed" and row is not None and row.example
        return typed or self.invented_records or (self.target is not None and self.target.example)

    @property
    def open_sdg(self) -> float | None:
        """The Open SDG score, −5 to +5: by the pace with a target, by the yearly growth without."""
        if self.definition.kind in STEPPED | {"binary"}:
            return None
        if self.assessment.status == "no_target":
            sign = {"up": 1, "down": -1}.get(self.definition.direction)
            growth = self.trend.growth if self.trend else None
            return open_sdg_score(growth=100 * sign * growth) if sign and growth is not None else None
        return open_sdg_score(ratio=self.assessment.measure.pace)


def read_indicator(
    definition: Indicator,
    facts: Facts,
    computed: Computed | None,
    rules: EvaluationRules,
    *,
    method: Method | None = None,
    kept_by_plan: bool = False,
) -> IndicatorReading:
    """Read an indicator as of the year of ``facts``; ``method`` overrides the target's for a what-if."""
    row = facts.observed.latest(definition.id)
    target = facts.targets.get(definition.id)
    origin = _origin(definition, row, computed)
    points = _points(definition, facts, computed, origin)
    band, from_history = _band(definition, points, rules)
    goal = goal_of(
        target,
        indicator=definition.id,
        scale="ordinal" if definition.kind in STEPPED else definition.kind,
        direction=definition.direction,
        band=band,
        tolerance=definition.tolerance,
    )
    last = points[-1] if points and origin != "none" else None
    assessment = assess(
        replace(goal, method=method) if method else goal,
        last.value if last else None,
        last.year if last else None,
        reference_year=facts.year,
        max_age=rules.max_age(definition),
        rules=rules.status,
    )
    compared, base = _in_constant_euros(definition, facts, points)
    return IndicatorReading(
        definition=definition,
        assessment=assessment,
        points=points,
        trend=trend(compared, direction=definition.direction, scale=_trend_scale(definition), rules=rules.trend),
        score=indicator_score(assessment, definition.kind, definition.scale_min, definition.scale_max),
        weight=_weight(definition, target),
        owner=(target.owner if target else "") or (row.owner if row else ""),
        origin=origin,
        target=target,
        observation=row,
        computed=computed,
        kept_by_plan=kept_by_plan,
        unjustified_jump=_unjustified_jump(definition, facts),
        constant_base=base,
        band_from_history=from_history and (goal.band_low, goal.band_high) == band,
        invented_records=origin in ("computed", "grid") and rests_on_examples(definition, facts),
    )


def current_targets(targets: Iterable[Target]) -> dict[str, Target]:
    """The target in force of each indicator: a real one before an example, then the plan with the latest baseline."""
    kept: dict[str, Target] = {}
    for target in sorted(targets, key=lambda item: (not item.example, item.baseline_year or 0, item.plan)):
        kept[target.indicator] = target
    return kept


def _origin(definition: Indicator, row: Observation | None, computed: Computed | None) -> Origin:
    """A typed value stands unless the records give a later one; what speaks of the dashboard is always computed."""
    has_row = row is not None and row.value is not None
    if computed is not None and computed.value is not None:
        later = row is None or row.value is None or computed.year > row.year
        later = later or (definition.id in RECORDS_WIN and computed.year == row.year)
        if later or definition.id in ALWAYS:
            return "grid" if definition.grid else "computed"
    return "observed" if has_row and definition.id not in ALWAYS else "none"


def _points(definition: Indicator, facts: Facts, computed: Computed | None, origin: Origin) -> tuple[Point, ...]:
    points = {point.year: point for point in facts.observed.points(definition.id)}
    if origin in ("computed", "grid") and computed is not None and computed.value is not None:
        past = {year: Point(year, value) for year, value in past_values(definition.id, facts).items()}
        points = points | past if definition.id in RECORDS_WIN else past | points
        points[computed.year] = Point(computed.year, computed.value)
        points = {year: point for year, point in points.items() if year <= computed.year}
    return tuple(points[year] for year in sorted(points))


def _trend_scale(definition: Indicator) -> str:
    """The scale that the tests of chance need: only open counts of events follow Poisson."""
    if definition.kind in STEPPED:
        return "ordinal"
    closed = definition.scale_max is not None or definition.direction == "context"
    return "ratio" if definition.kind == "count" and closed else definition.kind


def _band(
    definition: Indicator, points: tuple[Point, ...], rules: EvaluationRules
) -> tuple[tuple[float | None, float | None], bool]:
    """The band to stay in; without any, 25 % around the mean of the three years before the latest."""
    band = rules.band(definition)
    before = [point.value for point in points[:-1]][-HISTORY_YEARS:]
    if definition.direction != "band" or band != (None, None) or len(before) < HISTORY_YEARS:
        return band, False
    mean = sum(before) / HISTORY_YEARS
    return ((1 - HISTORY_MARGIN) * mean, (1 + HISTORY_MARGIN) * mean), True


def _in_constant_euros(
    definition: Indicator, facts: Facts, points: tuple[Point, ...]
) -> tuple[tuple[Point, ...], int | None]:
    """Amounts three years apart or more are compared in the euros of the last year, when every deflator is known."""
    if definition.kind != "money" or not points or points[-1].year - points[0].year < CONSTANT_AFTER:
        return points, None
    deflator = {point.year: point.value for point in facts.observed.points(DEFLATOR)}
    base = points[-1].year
    values = constant_prices({point.year: point.value for point in points}, deflator, base)
    if any(value is None for value in values.values()):
        return points, None
    return tuple(replace(point, value=values[point.year] or 0.0) for point in points), base


def _weight(definition: Indicator, target: Target | None) -> float:
    if not definition.scored:
        return 0.0
    return definition.weight if target is None or target.weight is None else target.weight


def _unjustified_jump(definition: Indicator, facts: Facts) -> int | None:
    if definition.kind not in STEPPED or definition.grid:
        return None
    rows: Mapping[int, Observation] = {row.year: row for row in facts.observed.of(definition.id)}
    for year in sorted(rows, reverse=True):
        before, after = rows.get(year - 1), rows[year]
        if before is None or before.value is None or after.value is None:
            continue
        if abs(after.value - before.value) >= JUMP_STEPS and not after.note:
            return year
    return None
