"""The evaluation of a territory at its three levels, which are never averaged together.

The list of indicators is frozen by the plan: withdrawing one from the chosen list leaves it in the denominator until
the plan's next version, so that a score cannot be raised by ceasing to measure.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from indicators.catalogue import Catalogue
from indicators.evaluation.computed import AFTER_ASSESSMENT, computed_after, computed_values
from indicators.evaluation.facts import Accounts, Computed, Facts
from indicators.evaluation.observed import observed
from indicators.evaluation.readings import IndicatorReading, current_targets, read_indicator
from indicators.evaluation.rules import EvaluationRules
from indicators.evaluation.scores import LevelScore, level_score
from indicators.progress import KEPT, NOT_ASSESSED, READING_ORDER, Status
from indicators.progress.goal import Method
from indicators.records import LEVELS, Level, Snapshot


@dataclass(frozen=True)
class LevelView:
    """One level: its readings in the order of the catalogue and its score with what it rests on."""

    level: Level
    readings: tuple[IndicatorReading, ...]
    score: LevelScore

    @property
    def counts(self) -> dict[Status, int]:
        """How many indicators have each status, in the order of the statuses; context indicators included."""
        return {
            status: sum(reading.assessment.status == status for reading in self.readings) for status in READING_ORDER
        }

    @property
    def scored(self) -> tuple[IndicatorReading, ...]:
        """The readings that enter the score."""
        return tuple(reading for reading in self.readings if reading.weight > 0 and reading.score is not None)

    @property
    def worst(self) -> IndicatorReading | None:
        """The reading with the lowest score, that a mean would hide; None when nothing is scored.

        What is too early to judge is at the start of its way, not behind.
        """
        due = [reading for reading in self.scored if reading.assessment.status != "too_early"]
        return min(due, key=lambda reading: reading.score or 0.0, default=None)

    @property
    def stale(self) -> int:
        """How many values are old, whatever their status."""
        return sum(reading.assessment.stale for reading in self.readings)


@dataclass(frozen=True, kw_only=True)
class Evaluation:
    """The three levels as of ``year``, the rules that shaped them, and the facts behind them.

    ``others`` are the indicators of the profile or of the externalities that objectives cite or that have a target: read
    alike, in no level.
    """

    year: int
    levels: Mapping[Level, LevelView]
    rules: EvaluationRules
    facts: Facts
    withdrawn: tuple[str, ...] = ()
    others: Mapping[str, IndicatorReading] = field(default_factory=dict)

    @property
    def readings(self) -> tuple[IndicatorReading, ...]:
        """All readings, level after level."""
        return tuple(reading for level in LEVELS for reading in self.levels[level].readings)

    @property
    def measured(self) -> int:
        """How many indicators have a value, those that judge the dashboard itself apart."""
        return sum(item.value is not None and item.definition.id not in AFTER_ASSESSMENT for item in self.readings)

    @property
    def asked(self) -> int:
        """How many indicators have no value: so many questions to answer."""
        return sum(item.value is None for item in self.readings)

    @property
    def sparse(self) -> bool:
        """Whether most of what is followed has no value yet: it is then asked for, not drawn as so many absences."""
        return 2 * self.measured < len(self.readings)

    def reading(self, indicator: str) -> IndicatorReading | None:
        """The reading of an indicator, None when nothing follows, cites nor aims at it."""
        found = (reading for reading in self.readings if reading.definition.id == indicator)
        return next(found, self.others.get(indicator))


def evaluate(
    snapshot: Snapshot,
    catalogue: Catalogue,
    year: int,
    *,
    chosen: Collection[str],
    frozen: Collection[str],
    rules: EvaluationRules,
    accounts: Accounts,
    method: Method | None = None,
) -> Evaluation:
    """Evaluate a territory as of ``year``.

    ``chosen`` are the indicators that the collectivity follows and ``frozen`` those its plan held when it was adopted;
    what has a target in force is held too. ``method`` overrides the method of every target, to see what another one
    would say. ``accounts`` are the budget that some indicators are computed from.
    """
    targets = current_targets(snapshot.targets)
    names = {item.id for level in LEVELS for item in catalogue.family(level)}
    wanted = names & set(chosen)
    held = wanted | (names & (set(targets) | set(frozen)))
    facts = Facts(
        snapshot,
        catalogue,
        observed(snapshot.observations, snapshot.territory.code, year),
        targets,
        year,
        accounts,
        rules,
    )
    aimed = {name for item in snapshot.objectives for name in item.indicators} | set(targets)
    cited = aimed & set(catalogue.indicators)
    withdrawn = held - wanted
    readings = _readings(facts, held, cited, withdrawn, rules, method)
    views = {
        level: _level(level, tuple(readings[item.id] for item in catalogue.family(level) if item.id in held), rules)
        for level in LEVELS
    }
    return Evaluation(
        year=year,
        levels=views,
        rules=rules,
        facts=facts,
        withdrawn=tuple(item for item in catalogue.indicators if item in withdrawn),
        others={name: readings[name] for name in sorted(cited - held)},
    )


def _readings(
    facts: Facts, held: set[str], cited: set[str], withdrawn: set[str], rules: EvaluationRules, method: Method | None
) -> dict[str, IndicatorReading]:
    """Read what is followed, cited or aimed at; the two that judge the dashboard come last."""

    def read(name: str, computed: Computed | None) -> IndicatorReading:
        definition = facts.catalogue.indicators[name]
        return read_indicator(definition, facts, computed, rules, method=method, kept_by_plan=name in withdrawn)

    computed = computed_values(facts, held | cited)
    readings = {name: read(name, computed.get(name)) for name in held | cited}
    kept = {
        name: reading.assessment.status in KEPT
        for name, reading in readings.items()
        if name not in AFTER_ASSESSMENT and reading.assessment.status not in NOT_ASSESSED
    }
    return readings | {name: read(name, value) for name, value in computed_after(facts, kept, held).items()}


def _level(level: Level, readings: tuple[IndicatorReading, ...], rules: EvaluationRules) -> LevelView:
    score = level_score(((reading.weight, reading.score) for reading in readings), rules.publish)
    return LevelView(level, readings, score)
