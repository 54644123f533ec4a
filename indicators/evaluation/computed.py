"""Which indicators the application computes itself, from what, and over which years."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType

from indicators.catalogue.model import Indicator
from indicators.desk import MissionReading
from indicators.evaluation import from_actions, from_missions, from_plan
from indicators.evaluation.facts import Computed, Facts
from indicators.evaluation.from_grids import from_grid, past_levels
from indicators.partnerships.life import Relation
from indicators.records import Activity, Actor, Membership, Objective, Target

Rule = Callable[[Facts], Computed]

FROM_RECORDS: Mapping[str, Rule] = MappingProxyType(
    {
        "t_plan_alignment": from_actions.plan_alignment,
        "t_sdg_tagging": from_actions.sdg_tagging,
        "t_actor_diversity": from_actions.actor_diversity,
        "p_measurable_objectives": from_plan.measurable_objectives,
        "p_planned_share": from_actions.planned_share,
        "p_active_partnerships": from_actions.active_partnerships,
        "p_network_results": from_actions.network_results,
        "p_objective_mix": from_plan.objective_mix,
        "o_actions_per_fte": from_actions.actions_per_fte,
        "o_training_hours": from_actions.training_hours,
        "o_event_followup": from_missions.event_followup,
        "o_budget_execution": from_plan.budget_execution,
        "o_cofinancing_rate": from_plan.cofinancing_rate,
    }
)
"""Computed from records alone, one rule an indicator."""

AFTER_ASSESSMENT: frozenset[str] = frozenset({"p_objectives_on_track", "o_data_quality"})
"""Computed last, from the other indicators' statuses and rows."""

ALWAYS: frozenset[str] = AFTER_ASSESSMENT | {"p_measurable_objectives"}
"""Never typed in: they speak of the dashboard itself."""

BY_YEAR: frozenset[str] = frozenset(
    {
        "t_plan_alignment",
        "t_sdg_tagging",
        "p_planned_share",
        "p_objective_mix",
        "o_actions_per_fte",
        "o_training_hours",
        "o_event_followup",
        "o_budget_execution",
        "o_cofinancing_rate",
    }
)
"""Those whose records carry their year, so that past years can be computed too; the others know only today."""

RECORDS_WIN: frozenset[str] = frozenset({"o_event_followup"})
"""Those that nobody types any more: in a year of which records give them, a value typed before is kept and not read."""

ON_A_DAY: frozenset[str] = frozenset({"p_active_partnerships", "p_network_results"})
"""Those that count what lives on the day of reference."""


def computed_values(facts: Facts, chosen: Collection[str]) -> dict[str, Computed]:
    """The value of every chosen indicator that records or grids give, without those that need the statuses."""
    found = {name: rule(facts) for name, rule in FROM_RECORDS.items() if name in chosen}
    found |= {name: replace(found[name], as_of=facts.as_of) for name in ON_A_DAY if name in found}
    for name in chosen:
        definition = facts.catalogue.indicators.get(name)
        if name not in found and definition is not None and definition.grid:
            value = from_grid(definition, facts)
            if value is not None:
                found[name] = value
    return found


def computed_after(facts: Facts, kept: Mapping[str, bool], chosen: Collection[str]) -> dict[str, Computed]:
    """The two indicators that judge the dashboard: objectives kept, and quality of its data."""
    judged = replace(facts, kept=kept)
    values = {
        "p_objectives_on_track": from_plan.objectives_on_track(judged),
        "o_data_quality": from_plan.data_quality(judged, [name for name in chosen if name not in ALWAYS]),
    }
    return {name: value for name, value in values.items() if name in chosen}


def past_values(name: str, facts: Facts) -> dict[int, float]:
    """The values of earlier years of an indicator whose records carry their year; empty for the others."""
    grid = facts.catalogue.grids.get(facts.catalogue.indicators[name].grid)
    if grid is not None and grid.levels:
        return past_levels(grid, facts)
    if name not in BY_YEAR:
        return {}
    years = {item.year for item in facts.snapshot.activities if item.year < facts.year}
    years |= {item.year for item in facts.missions if item.year is not None and item.year < facts.year}
    if not facts.snapshot.budget_lines.empty:
        years |= {int(year) for year in facts.snapshot.budget_lines["year"].unique() if year < facts.year}
    rule = FROM_RECORDS[name]
    found = {year: rule(replace(facts, year=year)).value for year in sorted(years)}
    return {year: value for year, value in found.items() if value is not None}


def rests_on_examples(definition: Indicator, facts: Facts) -> bool:
    """Whether a value worked out from records rests on invented ones, by the kinds the catalogue says it reads."""
    if definition.grid:
        return any(row.example for row in facts.snapshot.self_assessments if row.grid == definition.grid)
    lines, seen = facts.snapshot.budget_lines, facts.snapshot.observations
    frames = {
        "budget_line": lines["example"],
        "observation": seen[seen["territory"] == facts.snapshot.territory.code]["example"],
    }
    if any(bool(frames[kind].any()) for kind in definition.computed_from if kind in frames):
        return True
    records: Mapping[str, Iterable[Activity | Objective | Actor | Membership | Relation | Target | MissionReading]] = {
        "activity": facts.actions,
        "objective": facts.snapshot.objectives,
        "actor": facts.snapshot.actors,
        "membership": facts.snapshot.memberships,
        "partnership": facts.relations,
        "target": facts.snapshot.targets,
        "mission": facts.missions,
    }
    return any(row.example for kind in definition.computed_from for row in records.get(kind, ()))
