"""The last ten years of the four lead figures, and what changed since the year before.

A trail draws what the card's figure counts, year by year, with what it is read against as a dashed line: the dimensions
that could be scored, the credits voted, the targets in force. A year without a figure is left out, never drawn as nought.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from indicators.budget import BudgetView
from indicators.evaluation import IndicatorReading
from indicators.evaluation.counts import Outcome, outcome
from indicators.present.sparkline import drawn_line, sparkline
from indicators.present.texts import Translator, marked
from indicators.readout import Readout

YEARS = 10
ABOVE = 100.5
"""An index that is printed above 100: from here a dimension is said to be above its reference."""
_JUDGED = 0.5
Points = tuple[tuple[int, float], ...]


@dataclass(frozen=True, slots=True)
class Trail:
    """``(year, value)`` points in order, the last one being the card's; ``against`` is the line that they are read by.

    ``dashed`` says what that line is, as a French sentence to translate or as a proper name.
    """

    points: Points
    against: Points = ()
    dashed: str = ""

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
        opened, closed = (
            t("{name} : {number}", name=str(year), number=told(value))
            for year, value in (self.points[0], self.points[-1])
        )
        legend = t("en tirets : {reference}", reference=t(self.dashed)) if self.against and self.dashed else ""
        if legend:
            words = f"{words} ({legend})"
        return Line(self, words, opened, closed, f"{first} – {last}", legend)


@dataclass(frozen=True, slots=True)
class Line:
    """A trail to be drawn: what a screen reader says of it, its first and its last year with their values, « 2016 : 25 ».

    ``years`` are those that it covers and ``legend`` says what its dashes are, empty without them.
    """

    trail: Trail
    words: str
    start: str
    end: str
    years: str
    legend: str

    @property
    def html(self) -> str:
        """The line as an image for a page."""
        return sparkline(self.trail.points, self.words, against=self.trail.against)

    @property
    def under(self) -> str:
        """What stands under the line on a page, without its values."""
        return " · ".join(part for part in (self.years, self.legend) if part)

    def svg(self, colour: str) -> str:
        """The line for paper."""
        return drawn_line(self.trail.points, against=self.trail.against, colour=colour)


def spending_trail(view: BudgetView) -> Trail:
    """Euros paid, in cents, up to the year of the view, against those voted when most years say them on every line."""
    rows = [row for row in view.history if view.year - YEARS < row.year <= view.year]
    paid = tuple((row.year, float(row.expenditure.net)) for row in rows if row.expenditure.net is not None)
    voted = [(year, view.book.total(year, "voted")) for year, _ in paid]
    whole = tuple((year, float(total.net)) for year, total in voted if total.net is not None and not total.missing)
    return Trail(paid, whole if len(whole) > len(paid) / 2 else (), marked("voté"))


def partners_trail(readout: Readout) -> Trail:
    """Dated relations in force on the last day of each year; from the first year that has one.

    Nothing tells when the others began: counted in every year, they would draw a line that nobody knows. Where most
    have no date there is no line: that of the few others would pass for theirs.
    """
    if 2 * sum(item.dated for item in readout.living) < len(readout.living):
        return Trail(())
    return _by_year(readout, lambda past: (sum(item.living and item.dated for item in past.relations), 0))


def openness_trail(readout: Readout) -> Trail:
    """Dimensions above the reference, among those that could be scored."""

    def counted(past: Readout) -> tuple[int, int]:
        scored = past.profile().scored
        return sum((item.index or 0.0) >= ABOVE for item in scored), len(scored)

    return _by_year(readout, counted, dashed=marked("dimensions notées"))


def targets_trail(readout: Readout) -> Trail:
    """Targets reached or on track, among those in force in the year, as today's plan defines them.

    A target is in force from its baseline on: read before it, a plan would be judged for years that it never spoke of.
    A past year when most of them could not be judged yet is left out: the line would climb because measuring began.
    """
    starts = [item.baseline_year for item in readout.snapshot.targets if item.baseline_year is not None]

    def counted(past: Readout) -> tuple[int, int]:
        if past.year != readout.year and past.year < min(starts, default=past.year):
            return 0, 0
        found = outcome(past.evaluation().readings)
        least = 0.0
        if past.year != readout.year:
            found = Outcome(tuple(item for item in found.aimed if _in_force(item, past.year)))
            least = len(found.aimed) * _JUDGED
        judged = found.kept + len(found.behind)
        return found.kept, len(found.aimed) if judged and judged >= least else 0

    return _by_year(readout, counted, dashed=marked("cibles en vigueur"))


def _in_force(item: IndicatorReading, year: int) -> bool:
    return item.target is None or item.target.baseline_year is None or item.target.baseline_year <= year


def _by_year(readout: Readout, counted: Callable[[Readout], tuple[int, int]], *, dashed: str = "") -> Trail:
    """Each of the last years that has a figure; ``dashed`` names the whole that it is a part of, which it then needs."""
    span = range(readout.year - YEARS + 1, readout.year + 1)
    read = [(year, *counted(readout.at(year) if year != readout.year else readout)) for year in span]
    kept = [item for item in read if (item[2] if dashed else item[1])]
    points, against = _points((year, part) for year, part, _ in kept), _points((year, whole) for year, _, whole in kept)
    return Trail(points, against if dashed else (), dashed)


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
