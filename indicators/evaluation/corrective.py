"""The log of corrective measures: what is done about the indicators that are behind, by whom and since when.

An evaluation leads to corrective measures (manual 3.1). They are the same record as the measures against an
externality, on an indicator of one of the three levels; a measure stays in the log when its indicator recovers.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from indicators.errors import ToldError, marked
from indicators.evaluation import Evaluation, IndicatorReading
from indicators.evaluation.externalities import ANSWERING
from indicators.geography.names import normalise
from indicators.progress import BEHIND
from indicators.records import Activity, ExternalityMeasure
from indicators.records.dates import first_day

Status: TypeAlias = Literal["planned", "in_force", "evaluated", "dropped"]
STATUSES: tuple[Status, ...] = ("planned", "in_force", "evaluated", "dropped")


class MeasureError(ToldError):
    """A measure that cannot be kept as it is told."""

    code = "measure"


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


def noted(measure: ExternalityMeasure) -> ExternalityMeasure:
    """A measure as an officer tells it, tidied; without identifier it takes one from its label.

    Raises :class:`MeasureError` when it says not what is done, by whom, or since when in a readable date: without them
    nobody follows it. The same label on the same indicator is the same measure, told again.
    """
    label, owner, date = measure.label.strip(), measure.owner.strip(), measure.date.strip()
    if not label:
        raise MeasureError(marked("Dites en quelques mots ce qui est fait."))
    if not owner:
        raise MeasureError(
            marked("Nommez la fonction ou le service responsable : sans responsable, nul ne suit la mesure.")
        )
    if first_day(date) is None:
        raise MeasureError(marked("Date « {value} » illisible ; accepté : AAAA, AAAA-MM ou AAAA-MM-JJ."), value=date)
    return replace(
        measure,
        measure=measure.measure or normalise(label).replace(" ", "-") or "mesure",
        label=label,
        owner=owner,
        date=date,
        expected_effect=measure.expected_effect.strip(),
        note=measure.note.strip(),
    )
