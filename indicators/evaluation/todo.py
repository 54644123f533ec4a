"""Completeness as a list of things to do, by the person who can do them, rather than as one more percentage."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, get_args

from indicators.evaluation.from_plan import has_source
from indicators.evaluation.levels import Evaluation
from indicators.evaluation.readings import IndicatorReading

TaskKind = Literal[
    "value_missing",
    "records_missing",
    "value_stale",
    "goal_invalid",
    "target_missing",
    "baseline_missing",
    "deadline_missing",
    "source_missing",
    "justification_missing",
    "owner_missing",
]
TASK_ORDER: tuple[TaskKind, ...] = get_args(TaskKind)
Answer = Literal["partnership", "membership", "activity", "mission", "actor", "objective", "accounts", "grid", "value"]
"""What a person gives for an indicator to have a value, in the order in which it pays."""
ANSWERS: tuple[Answer, ...] = get_args(Answer)
_BY_REASON: dict[str, Answer] = {
    "no_partnerships": "partnership",
    "no_memberships": "membership",
    "no_actions": "activity",
    "no_training": "activity",
    "no_missions": "mission",
    "missions_waiting": "mission",
    "no_actors": "actor",
    "no_objectives": "objective",
    "no_budget": "accounts",
    "no_voted": "accounts",
    "no_purpose": "accounts",
    "no_own_money": "accounts",
    "voted_elsewhere": "accounts",
    "short_window": "accounts",
    "grid_empty": "grid",
    "grid_incomplete": "grid",
    "one_sided": "grid",
}


@dataclass(frozen=True, slots=True)
class Task:
    """One thing that is lacking on one indicator."""

    kind: TaskKind
    reading: IndicatorReading


@dataclass(frozen=True, slots=True)
class OwnerTasks:
    """What one owner has to do; ``owner`` is empty when nobody is named, the office then has it."""

    owner: str
    tasks: tuple[Task, ...]

    @property
    def indicators(self) -> int:
        """How many indicators these tasks would complete."""
        return len({task.reading.definition.id for task in self.tasks})


def tasks_by_owner(evaluation: Evaluation) -> tuple[OwnerTasks, ...]:
    """The tasks of each owner, the heaviest list first; empty when everything is complete."""
    by_owner: dict[str, list[Task]] = {}
    for reading in evaluation.readings:
        for task in reading_tasks(reading):
            by_owner.setdefault(reading.owner, []).append(task)
    lists = (
        OwnerTasks(owner, tuple(sorted(tasks, key=lambda task: TASK_ORDER.index(task.kind))))
        for owner, tasks in by_owner.items()
    )
    return tuple(sorted(lists, key=lambda item: (-len(item.tasks), item.owner)))


def questions(readings: Iterable[IndicatorReading]) -> dict[Answer, tuple[IndicatorReading, ...]]:
    """The indicators without a value by what would give it to them, in the order of :data:`ANSWERS`."""
    found: dict[Answer, list[IndicatorReading]] = {}
    for reading in readings:
        if reading.value is None:
            reason = reading.computed.reason if reading.computed is not None else ""
            found.setdefault(_BY_REASON.get(reason, "value"), []).append(reading)
    return {answer: tuple(found[answer]) for answer in ANSWERS if answer in found}


def reading_tasks(reading: IndicatorReading) -> Iterator[Task]:
    """What is lacking on one indicator. A context indicator needs no target; an unset owner is a task by itself."""
    yield from (Task(kind, reading) for kind in _kinds(reading))


def _kinds(reading: IndicatorReading) -> Iterator[TaskKind]:
    status, reason = reading.assessment.status, reading.assessment.reason
    if reading.origin == "none":
        yield "records_missing" if reading.computed is not None else "value_missing"
    elif reading.assessment.stale:
        yield "value_stale"
    if reason == "invalid_goal":
        yield "goal_invalid"
    elif reading.weight > 0:
        yield from _target_kinds(reading)
    if reading.origin == "observed" and reading.observation is not None and not has_source(reading.observation):
        yield "source_missing"
    if reading.unjustified_jump is not None:
        yield "justification_missing"
    if not reading.owner and status != "missing":
        yield "owner_missing"


def _target_kinds(reading: IndicatorReading) -> Iterator[TaskKind]:
    goal = reading.assessment.goal
    if not goal.exists:
        yield "target_missing"
        return
    if goal.baseline_value is None and goal.kind not in ("binary", "band"):
        yield "baseline_missing"
    if goal.target_year is None and reading.target is not None:
        yield "deadline_missing"
