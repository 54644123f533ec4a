"""Negative externalities, on a panel of their own: shown with what is done about them, never netted against benefits.

Each has a threshold of alert and measures of mitigation. Above its alert and without a measure in force it is left
« sans réponse », and that is said. An externality without a value is unknown, not harmless.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from indicators.catalogue import Catalogue
from indicators.catalogue.model import Indicator
from indicators.evaluation.observed import observed
from indicators.records import ExternalityMeasure, Observation, Snapshot

State = Literal["alert", "clear", "unknown", "no_threshold"]
ANSWERING = frozenset({"in_force", "evaluated"})
FIVE_YEARS = 5


@dataclass(frozen=True, kw_only=True)
class Externality:
    """One externality as of a year. ``compared`` is what is held against the threshold: the value, its ratio to the
    reference, or a difference, as ``definition.alert_on`` says. ``threshold_set`` tells a threshold of the
    collectivity from the catalogue's suggestion."""

    definition: Indicator
    observation: Observation | None
    state: State
    threshold: float | None
    threshold_set: bool
    compared: float | None
    reference: Observation | None
    measures: tuple[ExternalityMeasure, ...]
    series: tuple[Observation, ...]

    @property
    def in_force(self) -> tuple[ExternalityMeasure, ...]:
        """The measures that answer today: in force, or in force and already evaluated."""
        return tuple(measure for measure in self.measures if measure.status in ANSWERING)

    @property
    def unanswered(self) -> bool:
        """Above the alert with no measure in force."""
        return self.state == "alert" and not self.in_force


@dataclass(frozen=True)
class ExternalityPanel:
    """All the externalities: counted by state, never averaged, never added to a score."""

    items: tuple[Externality, ...]

    def count(self, state: State) -> int:
        """How many externalities are in a state."""
        return sum(item.state == state for item in self.items)

    @property
    def example(self) -> bool:
        """Whether a value or a measure that answers one was invented for the example."""
        measured = (item.observation.example for item in self.items if item.observation)
        return any(measured) or any(measure.example for item in self.items for measure in item.measures)

    @property
    def alerted(self) -> tuple[Externality, ...]:
        """Those above their threshold."""
        return tuple(item for item in self.items if item.state == "alert")

    @property
    def mitigation_coverage(self) -> float | None:
        """Alerted externalities with a measure in force, per cent of the alerted; None when none is alerted."""
        if not self.alerted:
            return None
        return 100 * sum(bool(item.in_force) for item in self.alerted) / len(self.alerted)


def read_externalities(
    snapshot: Snapshot,
    catalogue: Catalogue,
    year: int,
    *,
    chosen: Collection[str],
    references: Sequence[str],
    thresholds: Mapping[str, float],
    bands: Mapping[str, tuple[float, float]],
) -> ExternalityPanel:
    """The panel of a territory as of ``year``, against the first of its ``references``.

    The collectivity's ``bands`` set the threshold of a band indicator at their upper bound; ``thresholds`` win.
    """
    definitions = [item for item in catalogue.family("externality") if item.id in chosen]
    rows = snapshot.observations
    rows = rows.loc[rows["indicator"].isin([item.id for item in definitions])]
    home = observed(rows, snapshot.territory.code, year)
    around = [observed(rows, code, year).rows for code in references[:1]]
    return externality_panel(
        definitions,
        home.rows,
        snapshot.externality_measures,
        references=around[0] if around else None,
        thresholds={name: high for name, (_, high) in bands.items()} | dict(thresholds),
    )


def externality_panel(
    definitions: Iterable[Indicator],
    observations: Mapping[str, Sequence[Observation]],
    measures: Iterable[ExternalityMeasure],
    *,
    references: Mapping[str, Sequence[Observation]] | None = None,
    thresholds: Mapping[str, float] | None = None,
) -> ExternalityPanel:
    """Read every externality against its threshold.

    ``observations`` and ``references`` are rows by indicator in order of year, of the territory and of its reference;
    ``thresholds`` are the collectivity's own, which replace the catalogue's suggestions.
    """
    by_indicator: dict[str, list[ExternalityMeasure]] = {}
    for measure in measures:
        by_indicator.setdefault(measure.indicator, []).append(measure)
    return ExternalityPanel(
        tuple(
            _externality(
                definition,
                tuple(observations.get(definition.id, ())),
                tuple((references or {}).get(definition.id, ())),
                tuple(by_indicator.get(definition.id, ())),
                (thresholds or {}).get(definition.id),
            )
            for definition in definitions
        )
    )


def _externality(
    definition: Indicator,
    rows: tuple[Observation, ...],
    reference_rows: tuple[Observation, ...],
    measures: tuple[ExternalityMeasure, ...],
    own_threshold: float | None,
) -> Externality:
    last = next((row for row in reversed(rows) if row.value is not None), rows[-1] if rows else None)
    reference = _same_year(reference_rows, last.year) if last else None
    threshold = definition.alert if own_threshold is None else own_threshold
    compared = _compared(definition, rows, reference_rows, last, reference)
    return Externality(
        definition=definition,
        observation=last,
        state=_state(definition, compared, threshold, known=last is not None and last.value is not None),
        threshold=threshold,
        threshold_set=own_threshold is not None,
        compared=compared,
        reference=reference,
        measures=measures,
        series=tuple(row for row in rows if row.value is not None),
    )


def _state(definition: Indicator, compared: float | None, threshold: float | None, *, known: bool) -> State:
    if not known:
        return "unknown"
    if threshold is None and definition.direction == "band" and definition.band_hi is not None:
        threshold = definition.band_hi
    if threshold is None:
        return "no_threshold"
    if compared is None:
        return "unknown"
    beyond = compared < threshold if definition.direction == "up" else compared > threshold
    return "alert" if beyond else "clear"


def _compared(
    definition: Indicator,
    rows: Sequence[Observation],
    reference_rows: Sequence[Observation],
    last: Observation | None,
    reference: Observation | None,
) -> float | None:
    """What the threshold is held against; None when a part of the comparison is missing."""
    if last is None or last.value is None:
        return None
    if definition.alert_on == "value":
        return last.value
    if reference is None or reference.value is None:
        return None
    if definition.alert_on == "ratio_to_reference":
        return last.value / reference.value if reference.value > 0 else None
    if definition.alert_on == "difference_to_reference":
        return last.value - reference.value
    before, reference_before = (_same_year(series, last.year - FIVE_YEARS) for series in (rows, reference_rows))
    if before is None or reference_before is None or before.value is None or reference_before.value is None:
        return None
    return (last.value - before.value) - (reference.value - reference_before.value)


def _same_year(rows: Sequence[Observation], year: int) -> Observation | None:
    return next((row for row in rows if row.year == year and row.value is not None), None)
