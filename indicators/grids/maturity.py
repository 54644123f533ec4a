"""The self-assessment grids of the practitioners' manual, filled by the office and followed over the years.

A situation that nobody answered is not a « no »: every total says how many items it rests on. Situations that stand on
levels are read by :mod:`indicators.grids.levels`, never counted. A jump of two steps or more in a
year asks for a justification; reciprocity needs the partner's own answer, without which it is one-sided and unscored.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from indicators.catalogue.grids import Grid, GridItem
from indicators.records import SelfAssessment

Side = Literal["own", "partner"]
JUMP_STEPS = 2


@dataclass(frozen=True, slots=True)
class GridYear:
    """The answers to a grid in one year, by one side, for the territory or for one partnership.

    ``total`` sums the answers and ``mean`` averages them, None when nothing is answered; ``share`` places the mean on
    the scale of the grid, 0 to 100.
    """

    grid: Grid
    year: int
    answers: Mapping[str, SelfAssessment]
    side: Side = "own"
    partnership: str = ""

    @property
    def values(self) -> dict[str, float]:
        """The numeric answers by item, in the order of the grid."""
        return {
            item.id: row.answer
            for item in self.grid.items
            if (row := self.answers.get(item.id)) is not None and row.answer is not None
        }

    @property
    def answered(self) -> int:
        """How many items are answered, in numbers or, for a grid of texts, in words."""
        if self.grid.scale.kind == "text":
            return sum(bool(row.text) for row in self.answers.values())
        return len(self.values)

    @property
    def complete(self) -> bool:
        """Whether every item is answered."""
        return self.answered >= len(self.grid.items)

    @property
    def total(self) -> float | None:
        """The sum of the answers; a lower bound while the grid is not complete."""
        return sum(self.values.values()) if self.values else None

    @property
    def mean(self) -> float | None:
        """The mean of the answers given."""
        return sum(self.values.values()) / len(self.values) if self.values else None

    @property
    def share(self) -> float | None:
        """The mean on the scale of the grid, 0 to 100."""
        scale = self.grid.scale
        return None if self.mean is None else 100 * (self.mean - scale.low) / (scale.high - scale.low)

    @property
    def without_evidence(self) -> tuple[GridItem, ...]:
        """The items answered above the lowest step without any evidence."""
        return tuple(
            item
            for item in self.grid.items
            if self.values.get(item.id, self.grid.scale.low) > self.grid.scale.low
            and not self.answers[item.id].evidence
        )

    @property
    def example(self) -> bool:
        """Whether any answer is invented text."""
        return any(row.example for row in self.answers.values())


@dataclass(frozen=True, slots=True)
class Jump:
    """A change of at least two steps between two consecutive assessments of an item."""

    item: GridItem
    before_year: int
    year: int
    before: float
    after: float
    steps: int
    justification: str


@dataclass(frozen=True, slots=True)
class Reciprocity:
    """Both sides of a partnership on the same items; ``mean`` and ``gap`` only when both answered."""

    own: GridYear | None
    partner: GridYear | None

    @property
    def one_sided(self) -> bool:
        """Whether the partner has not answered."""
        return self.partner is None or self.partner.mean is None

    @property
    def mean(self) -> float | None:
        """The mean of both sides."""
        pair = self._pair
        return None if pair is None else sum(pair) / 2

    @property
    def gap(self) -> float | None:
        """How far apart the two sides are, in steps of the scale."""
        pair = self._pair
        return None if pair is None else abs(pair[0] - pair[1])

    @property
    def balance(self) -> float | None:
        """1 − |A − B| ÷ (A + B): 1 when both sides benefit alike; None when both are at zero."""
        pair = self._pair
        return None if pair is None or sum(pair) <= 0 else 1 - abs(pair[0] - pair[1]) / sum(pair)

    @property
    def _pair(self) -> tuple[float, float] | None:
        if self.own is None or self.partner is None or self.own.mean is None or self.partner.mean is None:
            return None
        return self.own.mean, self.partner.mean


def history(
    grid: Grid,
    rows: Iterable[SelfAssessment],
    *,
    side: Side = "own",
    partnership: str = "",
    until: int | None = None,
) -> tuple[GridYear, ...]:
    """The years in which a grid was filled, oldest first, for one side and one partnership (or the territory)."""
    by_year: dict[int, dict[str, SelfAssessment]] = {}
    for row in rows:
        if (row.grid, row.side, row.partnership) == (grid.id, side, partnership) and row.year <= (until or row.year):
            by_year.setdefault(row.year, {})[row.item] = row
    return tuple(GridYear(grid, year, by_year[year], side, partnership) for year in sorted(by_year))


def latest(years: Sequence[GridYear]) -> GridYear | None:
    """The last year of a history, None when the grid was never filled."""
    return years[-1] if years else None


def partnerships_assessed(grid: Grid, rows: Iterable[SelfAssessment]) -> tuple[str, ...]:
    """The partnerships for which a grid holds answers, in order of appearance."""
    return tuple(dict.fromkeys(row.partnership for row in rows if row.grid == grid.id and row.partnership))


def jumps(years: Sequence[GridYear]) -> tuple[Jump, ...]:
    """Every change of two steps or more from one assessment to the next, with its justification if there is one."""
    found = []
    for before, after in pairwise(years):
        for item in after.grid.items:
            old, new = before.values.get(item.id), after.values.get(item.id)
            if old is None or new is None:
                continue
            steps = steps_between(after.grid, old, new)
            if steps >= JUMP_STEPS:
                row = after.answers[item.id]
                found.append(Jump(item, before.year, after.year, old, new, steps, row.note or row.text))
    return tuple(found)


def steps_between(grid: Grid, before: float, after: float) -> int:
    """How many steps of the grid's scale separate two answers."""
    return round(abs(after - before) / grid.scale.step)


@dataclass(frozen=True, slots=True)
class Answer:
    """What an officer enters for one item: a number or a text, the evidence, and why it changed."""

    value: float | None = None
    text: str = ""
    evidence: str = ""
    justification: str = ""
    horizon: str = ""
    document: str = ""
    owner: str = ""

    @property
    def given(self) -> bool:
        """Whether anything was answered."""
        return self.value is not None or any(said.strip() for said in (self.text, self.horizon, self.document))


def unjustified(grid: Grid, previous: GridYear | None, answers: Mapping[str, Answer]) -> tuple[GridItem, ...]:
    """The items whose new answer jumps two steps or more from the previous assessment without a justification."""
    before = previous.values if previous is not None else {}
    return tuple(
        item
        for item in grid.items
        if (answer := answers.get(item.id)) is not None
        and needs_justification(grid, before.get(item.id), answer.value, answer.justification)
    )


def assessments(
    grid: Grid,
    answers: Mapping[str, Answer],
    *,
    territory: str,
    year: int,
    author: str,
    date: str,
    side: Side = "own",
    partnership: str = "",
) -> tuple[SelfAssessment, ...]:
    """The records of a filled grid, one an item that was answered; the others stay unanswered rather than « no »."""
    return tuple(
        SelfAssessment(
            territory=territory,
            year=year,
            grid=grid.id,
            item=item.id,
            side=side,
            partnership=partnership,
            answer=answer.value,
            text=answer.text.strip(),
            evidence=answer.evidence.strip(),
            horizon=answer.horizon.strip(),
            document=answer.document.strip(),
            owner=answer.owner.strip(),
            author=author,
            date=date,
            note=answer.justification.strip(),
        )
        for item in grid.items
        if (answer := answers.get(item.id)) is not None and answer.given
    )


def needs_justification(grid: Grid, before: float | None, after: float | None, justification: str) -> bool:
    """Whether an answer about to be kept jumps two steps or more without a word of justification."""
    if before is None or after is None:
        return False
    return steps_between(grid, before, after) >= JUMP_STEPS and not justification.strip()


def reciprocity(grid: Grid, rows: Sequence[SelfAssessment], partnership: str, until: int | None = None) -> Reciprocity:
    """The latest answer of each side on a partnership, beside one another."""
    sides: tuple[Side, Side] = ("own", "partner")
    own, partner = (latest(history(grid, rows, side=side, partnership=partnership, until=until)) for side in sides)
    return Reciprocity(own, partner)


def durability_stage(mean: float, stages: int) -> int:
    """The stage (0 = anecdotal actions) that the mean of the criteria falls in, rounded down: a stage is reached."""
    return min(max(int(mean), 0), stages - 1)
