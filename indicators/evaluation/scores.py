"""A score that cannot hide what it does not know.

The mean of a level is always accompanied by its coverage and by the two bounds it would reach if what is missing were
at its worst or at its best; below 60 % of coverage there is no score at all. There is no score across the three
levels: they answer different questions.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

import numpy as np

from indicators.progress import Assessment

Publication = Literal["published", "provisional", "withheld"]
STEPPED = frozenset({"ordinal", "checklist"})
PLACED = STEPPED | {"index"}

# Open SDG: progress ratio, then yearly growth in the good direction (per cent), to a scale from -5 to +5.
_RATIO_STEPS = ([-0.60, 0.0, 0.60, 0.95, 1.30], [-5.0, -2.5, 0.0, 2.5, 5.0])
_GROWTH_STEPS = ([-2.0, 0.0, 0.5, 1.5, 2.0], [-5.0, -2.5, 0.0, 2.5, 5.0])


@dataclass(frozen=True, slots=True)
class PublishRules:
    """Coverage (shares of weight) from which a score is published, and published as provisional."""

    published: float = 0.80
    provisional: float = 0.60


@dataclass(frozen=True, slots=True)
class LevelScore:
    """The score of a level (0 to 100) with what it rests on.

    ``score`` is None when nothing is scored; it is computed even when ``publication`` is withheld, for the bounds'
    sake, and must then not be shown. ``coverage`` is a share of weight, None when the level has nothing to score.
    """

    score: float | None
    coverage: float | None
    low: float
    high: float
    scored: int
    total: int
    publication: Publication

    @property
    def shown(self) -> float | None:
        """The score if it may be shown, None otherwise."""
        return None if self.publication == "withheld" else self.score


def indicator_score(
    assessment: Assessment, kind: str, scale_min: float | None = None, scale_max: float | None = None
) -> float | None:
    """The share of the way to the target, 0 to 100; the place on its scale for a level. None when it cannot be told.

    A goal to maintain, a binary goal and an open goal already reached have no half-way: 100 when satisfied, 0 when
    not. A level, a count of situations or a mark counts 100·(level − min)/(max − min), with or without a target.
    """
    if assessment.value is None or assessment.status == "missing" or assessment.reason == "invalid_goal":
        return None
    if kind in PLACED and scale_min is not None and scale_max is not None:
        return _clip(100 * (assessment.value - scale_min) / (scale_max - scale_min))
    if kind == "binary":
        return 100.0 * float(assessment.value == (assessment.goal.target_value or 1))
    if assessment.status == "achieved":
        return 100.0
    if assessment.status in ("no_target", "no_baseline"):
        return None
    return _clip(100 * assessment.measure.progress) if assessment.measure.progress is not None else 0.0


def open_sdg_score(*, ratio: float | None = None, growth: float | None = None) -> float | None:
    """The Open SDG score from −5 to +5: of a pace ``ratio`` when there is a target, of a yearly ``growth`` otherwise.

    ``growth`` is in per cent a year towards the good direction. Linear between the published steps, flat outside.
    """
    if ratio is not None:
        return float(np.interp(ratio, *_RATIO_STEPS))
    return float(np.interp(growth, *_GROWTH_STEPS)) if growth is not None else None


def level_score(items: Iterable[tuple[float, float | None]], rules: PublishRules | None = None) -> LevelScore:
    """Aggregate ``(weight, score or None)`` pairs; weights of 0 (context) are left out of both sums.

    >>> found = level_score([(1, 80), (1, 40), (1, None), (1, 100)])
    >>> round(found.score, 1), found.coverage, found.low, found.high
    (73.3, 0.75, 55.0, 80.0)
    """
    weighed = [(weight, score) for weight, score in items if weight > 0]
    known = [(weight, score) for weight, score in weighed if score is not None]
    total = sum(weight for weight, _ in weighed)
    held = sum(weight for weight, _ in known)
    points = sum(weight * score for weight, score in known)
    coverage = held / total if total else None
    return LevelScore(
        score=points / held if held else None,
        coverage=coverage,
        low=points / total if total else 0.0,
        high=(points + 100 * (total - held)) / total if total else 100.0,
        scored=len(known),
        total=len(weighed),
        publication=_publication(coverage, rules or PublishRules()),
    )


def _publication(coverage: float | None, rules: PublishRules) -> Publication:
    share = round(coverage or 0.0, 9)
    if share >= rules.published:
        return "published"
    return "provisional" if share >= rules.provisional else "withheld"


def _clip(score: float) -> float:
    return min(max(score, 0.0), 100.0)
