"""The thresholds of an evaluation in one object, so that they can be printed next to the result they shaped."""

from __future__ import annotations

from dataclasses import dataclass, field

from indicators.evaluation.scores import PublishRules
from indicators.progress import StatusRules
from indicators.trend import TrendRules


@dataclass(frozen=True, slots=True)
class EvaluationRules:
    """Every threshold, with the published or the documented default; the collectivity may set its own."""

    status: StatusRules = field(default_factory=StatusRules)
    trend: TrendRules = field(default_factory=TrendRules)
    publish: PublishRules = field(default_factory=PublishRules)
    activity_months: int = 24
    result_months: int = 12
