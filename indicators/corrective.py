"""The log of corrective measures: what is done about the indicators that are behind, by whom and since when.

An evaluation leads to corrective measures (manual 3.1). They are the same record as the measures against an
externality, on an indicator of one of the three levels; a measure stays in the log when its indicator recovers.
"""

from __future__ import annotations

from dataclasses import dataclass

from indicators.evaluation import Evaluation, IndicatorReading
from indicators.externalities import ANSWERING
from indicators.progress import BEHIND
from indicators.records import Activity, ExternalityMeasure


@dataclass(frozen=True, kw_only=True)
class Correction:
    """One indicator that is behind, or that has measures: its measures by date and the actions under way for it."""

    reading: IndicatorReading
    measures: tuple[ExternalityMeasure, ...]
    activities: tuple[Activity, ...]

    @property
    def behind(self) -> bool:
        """Whether the indicator misses what was expected of it."""
        return self.reading.assessment.status in BEHIND

    @property
    def in_force(self) -> tuple[ExternalityMeasure, ...]:
        """The measures that answer today: in force, or in force and already evaluated."""
        return tuple(measure for measure in self.measures if measure.status in ANSWERING)

    @property
    def unanswered(self) -> bool:
        """Behind with no measure in force."""
        return self.behind and not self.in_force


def corrective_log(evaluation: Evaluation) -> tuple[Correction, ...]:
    """The indicators of the three levels to correct, unanswered first, then those with measures; in catalogue order."""
    snapshot = evaluation.facts.snapshot
    found = [
        Correction(
            reading=reading,
            measures=tuple(
                sorted(
                    (item for item in snapshot.externality_measures if item.indicator == reading.definition.id),
                    key=lambda item: item.date,
                )
            ),
            activities=tuple(
                item
                for item in snapshot.activities
                if item.status in ("planned", "ongoing") and reading.definition.id in item.indicators
            ),
        )
        for reading in evaluation.readings
    ]
    kept = (item for item in found if item.behind or item.measures)
    return tuple(sorted(kept, key=lambda item: (not item.unanswered, not item.behind)))
