"""The catalogue once loaded: everything that can be measured, cited or ticked, by its id."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from indicators.catalogue import grids, model, money, official
from indicators.catalogue.entry import Entry

#: The sections of the files and the model of their entries.
SECTIONS: Mapping[str, type[Entry]] = {
    "references": model.Reference,
    "units": model.Unit,
    "dimensions": model.Dimension,
    "indicators": model.Indicator,
    "rubrics": money.Rubric,
    "funding_sources": money.FundingSource,
    "one_percent": money.OnePercent,
    "cofinancing_rules": money.CofinancingRule,
    "funder_rules": money.FunderRule,
    "size_brackets": money.SizeBracket,
    "survey_markers": money.SurveyMarker,
    "weight_sets": model.WeightSet,
    "measures": model.Measure,
    "grids": grids.Grid,
    "networks": model.Network,
    "actor_groups": model.ActorGroup,
    "partnership_kinds": model.PartnershipKind,
    "sdgs": model.Sdg,
    "themes": model.Theme,
    "objective_purposes": model.Purpose,
    "awareness_themes": model.AwarenessTheme,
    "awareness_actions": model.AwarenessAction,
    "glossary": model.Term,
    "official_sources": official.OfficialSource,
    "official_feeds": official.OfficialFeed,
}


@dataclass(frozen=True, kw_only=True)
class Catalogue:
    """Every section as a mapping from id to entry, in the order of the files. Treat the mappings as read-only."""

    references: Mapping[str, model.Reference]
    units: Mapping[str, model.Unit]
    dimensions: Mapping[str, model.Dimension]
    indicators: Mapping[str, model.Indicator]
    rubrics: Mapping[str, money.Rubric]
    funding_sources: Mapping[str, money.FundingSource]
    one_percent: Mapping[str, money.OnePercent]
    cofinancing_rules: Mapping[str, money.CofinancingRule]
    funder_rules: Mapping[str, money.FunderRule]
    size_brackets: Mapping[str, money.SizeBracket]
    survey_markers: Mapping[str, money.SurveyMarker]
    weight_sets: Mapping[str, model.WeightSet]
    measures: Mapping[str, model.Measure]
    grids: Mapping[str, grids.Grid]
    networks: Mapping[str, model.Network]
    actor_groups: Mapping[str, model.ActorGroup]
    partnership_kinds: Mapping[str, model.PartnershipKind]
    sdgs: Mapping[str, model.Sdg]
    themes: Mapping[str, model.Theme]
    objective_purposes: Mapping[str, model.Purpose]
    awareness_themes: Mapping[str, model.AwarenessTheme]
    awareness_actions: Mapping[str, model.AwarenessAction]
    glossary: Mapping[str, model.Term]
    official_sources: Mapping[str, official.OfficialSource]
    official_feeds: Mapping[str, official.OfficialFeed]

    def family(self, name: model.Family) -> tuple[model.Indicator, ...]:
        """The indicators of a family, in the order of the catalogue; empty for an unknown family."""
        return tuple(item for item in self.indicators.values() if item.family == name)

    def dimension_indicators(self, dimension: str) -> tuple[model.Indicator, ...]:
        """The indicators that build a dimension of the profile (family geii), in order."""
        return tuple(item for item in self.family("geii") if item.dimension == dimension)

    def cited(self, origin: str, lang: str) -> str:
        """An origin (« reference place ; reference place ») in words: each reference by its name, then the place."""
        parts = (part.split(maxsplit=1) for part in origin.split(";") if part.strip())
        named = ((self.references[part[0]].label.get(lang), *part[1:]) for part in parts)
        return " ; ".join(f"{name[0]} ({name[1].strip()})" if len(name) > 1 else name[0] for name in named)

    @property
    def externality_measures(self) -> Mapping[str, tuple[model.Measure, ...]]:
        """The typical mitigation measures of each externality, by indicator id."""
        return {
            item.id: tuple(measure for measure in self.measures.values() if measure.indicator == item.id)
            for item in self.family("externality")
        }

    @property
    def essential(self) -> tuple[model.Indicator, ...]:
        """The short set that an office of one person fills in a day."""
        return tuple(item for item in self.indicators.values() if item.essential)

    def size_bracket(self, euros: float) -> money.SizeBracket | None:
        """The class of a yearly budget in euros; None for a negative amount."""
        return next((bracket for bracket in self.size_brackets.values() if bracket.holds(euros)), None)

    def suggested_rubric(self, nature: str, instruction: str) -> money.Rubric | None:
        """The rubric that a nature code suggests, the most precise pattern first; None when none does.

        A suggestion is never a classification: a person confirms it (the manual, 2.2.3, gives the rubrics, not the codes).
        """
        best = max(self.rubrics.values(), key=lambda rubric: rubric.specificity(nature, instruction))
        return best if best.specificity(nature, instruction) else None

    def cofinancing(self, scheme: str, year: int) -> tuple[money.CofinancingRule, ...]:
        """The parameters of a scheme for a year: those of the latest year known not after it, else the earliest."""
        rules = [rule for rule in self.cofinancing_rules.values() if rule.scheme == scheme]
        years = sorted({rule.year for rule in rules})
        known = [candidate for candidate in years if candidate <= year] or years[:1]
        return tuple(rule for rule in rules if known and rule.year == known[-1])

    def rules_of_funder(self, funding_source: str, year: int) -> tuple[money.FunderRule, ...]:
        """What a funder asks, topic by topic: the latest rule known not after the year, else the earliest."""
        mine = [rule for rule in self.funder_rules.values() if rule.funding_source == funding_source]
        topics = {rule.topic: rule for rule in sorted(mine, key=lambda rule: rule.year, reverse=True)}
        topics |= {rule.topic: rule for rule in sorted(mine, key=lambda rule: rule.year) if rule.year <= year}
        return tuple(topics.values())
