"""What was promised and where it stands: each objective of the plan with its indicators, its date, its actions, its euros."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from indicators.evaluation import Evaluation, IndicatorReading
from indicators.evaluation.chain import Chain, Euros, Node
from indicators.progress import KEPT, NOT_ASSESSED
from indicators.records import LEVELS, Activity, Objective

Standing = Literal["kept", "behind", "not_assessed"]


@dataclass(frozen=True, slots=True)
class Promise:
    """An objective with the readings of its indicators, how many actions serve it in the year, and the year's euros.

    ``planned`` are the actions that serve it in the years after the latest one that can be read.
    """

    objective: Objective
    readings: tuple[IndicatorReading, ...]
    actions: int
    euros: Euros
    planned: tuple[Activity, ...] = ()

    @property
    def standing(self) -> Standing:
        """Kept when every indicator that can be assessed is reached or on track; behind when one is not."""
        assessed = [item for item in self.readings if item.assessment.status not in NOT_ASSESSED]
        if not assessed:
            return "not_assessed"
        return "kept" if all(item.assessment.status in KEPT for item in assessed) else "behind"

    @property
    def example(self) -> bool:
        """Whether the objective or what it is read from is invented."""
        return self.objective.example or any(item.example for item in self.readings)


def promises(
    objectives: Sequence[Objective], chain: Chain, evaluation: Evaluation, actions: Sequence[Activity] = ()
) -> tuple[Promise, ...]:
    """Every objective, the territorial ones first, as the chain and the evaluation of the year read it.

    ``actions`` are those among which the planned ones are looked for.
    """
    nodes = {node.objective.id: node for root in (*chain.roots, *chain.loose) for _, node in root.walk()}
    ordered = sorted(objectives, key=lambda item: LEVELS.index(item.level))
    later = sorted((item for item in actions if item.year > evaluation.year), key=lambda item: item.year)
    return tuple(_promise(item, nodes.get(item.id), evaluation, later) for item in ordered)


def _promise(objective: Objective, node: Node | None, evaluation: Evaluation, later: Sequence[Activity]) -> Promise:
    found = (evaluation.reading(name) for name in objective.indicators)
    actions, euros = (len(node.all_actions), node.euros) if node is not None else (0, Euros())
    planned = tuple(item for item in later if item.objective == objective.id)
    return Promise(objective, tuple(item for item in found if item is not None), actions, euros, planned)
