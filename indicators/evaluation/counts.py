"""The counts of the evaluation, one function each: every page, slide and document that prints one reads it here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from indicators.evaluation.readings import IndicatorReading
from indicators.progress import BEHIND, KEPT


@dataclass(frozen=True, slots=True)
class Outcome:
    """Indicators that have something to reach, by what came of it; ``receding`` are among those ``behind``.

    ``bands`` counts those whose aim is a band that no target of the collectivity sets (the catalogue's or its own past).
    """

    aimed: tuple[IndicatorReading, ...]

    @property
    def kept(self) -> int:
        """Achieved or on track."""
        return sum(item.assessment.status in KEPT for item in self.aimed)

    @property
    def behind(self) -> tuple[IndicatorReading, ...]:
        """Too slow, going back or missed."""
        return tuple(item for item in self.aimed if item.assessment.status in BEHIND)

    @property
    def receding(self) -> int:
        """Going back: behind, and farther than at the start."""
        return sum(item.assessment.status == "regression" for item in self.aimed)

    @property
    def open(self) -> int:
        """What cannot be told yet: too early, too old, missing."""
        return len(self.aimed) - self.kept - len(self.behind)

    @property
    def bands(self) -> int:
        """Those whose aim is a band without a target row."""
        return sum(item.target is None for item in self.aimed)


def outcome(readings: Iterable[IndicatorReading]) -> Outcome:
    """The indicators with a target or with a band to stay in, and what came of them."""
    return Outcome(tuple(item for item in readings if item.target is not None or item.assessment.goal.exists))
