"""The last ten years of the four lead figures, and what changed since the year before.

A trail draws what the card's figure counts, year by year, with what it is read against as a dashed line: the dimensions
that could be scored, the targets in force. A year without a figure is left out, never drawn as nought.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from indicators.budget import BudgetView
from indicators.evaluation.counts import outcome
from indicators.present.sparkline import drawn_line, sparkline
from indicators.present.texts import Translator
from indicators.readout import Readout

YEARS = 10
ABOVE = 100.5
"""An index that is printed above 100: from here a dimension is said to be above its reference."""
Points = tuple[tuple[int, float], ...]


@dataclass(frozen=True, slots=True)
class Trail:
    """``(year, value)`` points in order, the last one being the card's; ``against`` is the line that they are read by."""

    points: Points
    against: Points = ()

    @property
    def before(self) -> float | None:
        """The value of the year before the last one; None when that year has none."""
        if len(self.points) < 2 or self.points[-2][0] != self.points[-1][0] - 1:
            return None
        return self.points[-2][1]

    def drawn(self, name: str, told: Callable[[float], str], t: Translator) -> Line | None:
        """The line with its words; None when there are too few years to show an evolution."""
        if len(self.points) < 3:
            return None
        (first, start), (last, end) = self.points[0], self.points[-1]
        words = t(
            "{name}, de {first} à {last} : de {start} à {end}.",
            name=name, first=str(first), last=str(last), start=told(start), end=told(end),
        )  # fmt: skip
        ends = [t("{name} : {number}", name=str(year), number=told(value)) for year, value in (self.points[0], self.points[-1])]  # fmt: skip
        return Line(self, words, *ends)


@dataclass(frozen=True, slots=True)
class Line:
    """A trail to be drawn: what a screen reader says of it, its first and its last year with their values, « 2016 : 25 »."""

    trail: Trail
    words: str
    start: str
    end: str

    @property
    def html(self) -> str:
        """The line as an image for a page."""
        return sparkline(self.trail.points, self.words, against=self.trail.against)

    def svg(self, colour: str) -> str:
        """The line for paper."""
        return drawn_line(self.trail.points, against=self.trail.against, colour=colour)


def spending_trail(view: BudgetView) -> Trail:
    """Euros paid, in cents, up to the year of the view."""
    rows = [row for row in view.history if view.year - YEARS < row.year <= view.year]
    return Trail(tuple((row.year, float(row.expenditure.net)) for row in rows if row.expenditure.net is not None))


def partners_trail(readout: Readout) -> Trail:
    """Dated relations in force on the last day of each year; from the first year that has one.

    Nothing tells when the others began: counted in every year, they would draw a line that nobody knows.
    """
    return _by_year(readout, lambda past: (sum(item.living and item.dated for item in past.relations), 0))


def openness_trail(readout: Readout) -> Trail:
    """Dimensions above the reference, among those that could be scored."""

    def counted(past: Readout) -> tuple[int, int]:
        scored = past.profile().scored
        return sum((item.index or 0.0) >= ABOVE for item in scored), len(scored)

    return _by_year(readout, counted, needs_whole=True)


def targets_trail(readout: Readout) -> Trail:
    """Targets reached or on track, among those in force: this year and the one before.

    An evaluation reads every indicator, grid and account: ten of them would keep the first reader of an edition waiting.
    """

    def counted(past: Readout) -> tuple[int, int]:
        found = outcome(past.evaluation().readings)
        return found.kept, len(found.aimed) if found.kept + len(found.behind) else 0

    return _by_year(readout, counted, needs_whole=True, years=2)


def _by_year(
    readout: Readout, counted: Callable[[Readout], tuple[int, int]], *, needs_whole: bool = False, years: int = YEARS
) -> Trail:
    span = range(readout.year - years + 1, readout.year + 1)
    read = [(year, *counted(readout.at(year) if year != readout.year else readout)) for year in span]
    kept = [item for item in read if (item[2] if needs_whole else item[1])]
    points, against = _points((year, part) for year, part, _ in kept), _points((year, whole) for year, _, whole in kept)
    return Trail(points, against if needs_whole else ())


def _points(pairs: Iterable[tuple[int, float]]) -> Points:
    return tuple((year, float(value)) for year, value in pairs)


def share_change(trail: Trail, t: Translator) -> str:
    """« +3,1 % par rapport à 2024 »; empty without a year before."""
    before = trail.before
    if not before:
        return ""
    year, now = trail.points[-1]
    return t("{change} par rapport à {year}", change=t.percent(100 * (now / before - 1), signed=True), year=year - 1)


def count_change(trail: Trail, t: Translator) -> str:
    """« 2 de plus qu'en 2024 », « comme en 2024 »; empty without a year before."""
    before = trail.before
    if before is None:
        return ""
    year, now = trail.points[-1]
    if now == before:
        return t("comme en {year}", year=year - 1)
    count, words = t.number(abs(now - before)), {"year": year - 1}
    if now > before:
        return t("{count} de plus qu'en {year}", count=count, **words)
    return t("{count} de moins qu'en {year}", count=count, **words)


def value_change(trail: Trail, t: Translator) -> str:
    """« en hausse par rapport à 2024 »: which way a measured value went; empty without a year before."""
    before = trail.before
    if before is None:
        return ""
    year, now = trail.points[-1]
    if now == before:
        return t("comme en {year}", year=year - 1)
    if now > before:
        return t("en hausse par rapport à {year}", year=year - 1)
    return t("en baisse par rapport à {year}", year=year - 1)
