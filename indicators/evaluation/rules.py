"""The thresholds of an evaluation in one object, so that they can be printed next to the result they shaped."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from indicators.budget.rules import BudgetRules
from indicators.budget.rules import rules_of as budget_rules
from indicators.catalogue.model import Indicator
from indicators.evaluation.scores import PublishRules
from indicators.partnerships.life import Rules as RelationRules
from indicators.partnerships.life import rules_of as relation_rules
from indicators.progress import StatusRules
from indicators.progress.trend import TrendRules
from indicators.settings import Settings

NO_AGES: Mapping[str, int] = MappingProxyType({})
NO_BANDS: Mapping[str, tuple[float, float]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class EvaluationRules:
    """Every threshold, with the published or the documented default; the collectivity may set its own.

    ``max_age_years`` and ``bands`` replace the catalogue's for the indicators they name.
    """

    status: StatusRules = field(default_factory=StatusRules)
    trend: TrendRules = field(default_factory=TrendRules)
    publish: PublishRules = field(default_factory=PublishRules)
    relations: RelationRules = field(default_factory=RelationRules)
    budget: BudgetRules = field(default_factory=BudgetRules)
    fresh_months: int = 24
    max_age_years: Mapping[str, int] = field(default_factory=lambda: NO_AGES)
    bands: Mapping[str, tuple[float, float]] = field(default_factory=lambda: NO_BANDS)

    def max_age(self, definition: Indicator) -> int:
        """The age in years beyond which a value of this indicator is old."""
        return self.max_age_years.get(definition.id, definition.max_age_years)

    def band(self, definition: Indicator) -> tuple[float | None, float | None]:
        """The band to stay in, the collectivity's own before the catalogue's."""
        return self.bands.get(definition.id, (definition.band_lo, definition.band_hi))


def rules_of(settings: Settings) -> EvaluationRules:
    """The rules that ``config.toml`` sets."""
    limits = settings.thresholds
    return EvaluationRules(
        status=StatusRules(
            on_track=limits.progress_on_track,
            acceleration=limits.progress_acceleration,
            extrapolated_on_track=limits.extrapolated_on_track,
            extrapolated_acceleration=limits.extrapolated_acceleration,
        ),
        publish=PublishRules(published=limits.coverage_full, provisional=limits.coverage_minimum),
        relations=relation_rules(settings),
        budget=budget_rules(settings),
        fresh_months=limits.data_quality_months,
        max_age_years=limits.max_age_years,
        bands=settings.externalities.bands,
    )
