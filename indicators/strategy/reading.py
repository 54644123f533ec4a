"""The strategy of a territory in a year, read once from the edition for every page and every document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from indicators.budget import Book
from indicators.catalogue import Catalogue
from indicators.evaluation import Evaluation
from indicators.evaluation.chain import Chain
from indicators.grids.levels import LevelHeld, level_held, proven
from indicators.grids.maturity import GridYear, history, latest
from indicators.partnerships import Relation
from indicators.progress import NOT_ASSESSED
from indicators.records import Body, Meeting, Snapshot
from indicators.strategy.chapters import Chapter, PieceName, chapters
from indicators.strategy.matrix import Matrix, matrix_of
from indicators.strategy.priorities import Priorities, read_priorities
from indicators.strategy.promises import Promise, promises
from indicators.strategy.seen import QUALITIES, RECOMMENDATIONS, Evidence, Seen, seen
from indicators.strategy.vision import Statement, statements

#: The rubric of the budget that the plan of awareness is paid from.
AWARENESS = "r6_awareness"
RULES, VISION, DIAGNOSIS = "ten_steps", "vision", "diagnosis"
QUALITY_GRID, RECOMMENDATION_GRID = "ten_qualities", "ten_recommendations"
#: What the State and the other levels do, who supports the policy, how the text was made, what is shown of the territory.
OUTSIDE, SUPPORT, MAKING, PROMOTION = "outside", "political_support", "participatory_plan", "promotion"


@dataclass(frozen=True)
class Strategy:
    """Everything the strategy is made of. ``diagnosis``, ``qualities`` and the other grids are the latest filled, None
    before any.

    ``ahead`` tells the latest year that can be read: what is planned after it belongs to the strategy; ``awareness_paid``
    are the cents of the year in the rubric of awareness. ``meetings`` are
    the bodies' own, newest first. ``seen_qualities`` and ``seen_recommendations`` are proposals.
    """

    year: int
    chapters: tuple[Chapter, ...]
    matrix: Matrix
    priorities: Priorities
    vision: tuple[Statement, ...]
    diagnosis: GridYear | None
    qualities: GridYear | None
    recommendations: GridYear | None
    outside: GridYear | None
    support: GridYear | None
    making: GridYear | None
    promotion: GridYear | None
    formalisation: LevelHeld | None
    participation: LevelHeld | None
    seen_qualities: Mapping[str, Seen]
    seen_recommendations: Mapping[str, Seen]
    promises: tuple[Promise, ...]
    bodies: tuple[Body, ...]
    meetings: tuple[Meeting, ...]
    ahead: bool = False
    awareness_paid: int = 0

    def covers(self, year: int) -> bool:
        """Whether what is dated of a year belongs to what is told: of the year itself, or planned after the latest."""
        return year == self.year or (self.ahead and year > self.year)

    @property
    def started(self) -> bool:
        """Whether anything of a strategy was written: what is filled on its own page, not what figures already tell."""
        written = any(chapter.row for chapter in self.chapters)
        told = self.answered or (self.outside is not None and self.outside.answered > 0)
        return written or not self.matrix.empty or self.priorities.chosen or bool(self.vision) or told

    @property
    def answered(self) -> bool:
        """Whether one of the four questions of the diagnosis has an answer."""
        return self.diagnosis is not None and self.diagnosis.answered > 0

    @property
    def complete(self) -> int:
        """How many chapters hold all that they should."""
        return sum(chapter.state == "complete" for chapter in self.chapters)

    @property
    def example(self) -> bool:
        """Whether anything written of it is invented."""
        rows = [chapter.row for chapter in self.chapters if chapter.row is not None]
        findings = [item.finding for item in self.matrix.all_findings]
        findings += [item.finding for item in self.matrix.all_strategies]
        chosen = (*self.priorities.themes, *self.priorities.countries)
        marks = (
            [row.example for row in rows],
            [row.example for row in findings],
            [row.example for row in chosen],
            [item.example for item in self.vision],
        )
        return any(any(found) for found in marks)


def read_strategy(
    snapshot: Snapshot,
    catalogue: Catalogue,
    year: int,
    *,
    as_of: date,
    evaluation: Evaluation,
    chain: Chain,
    living: Sequence[Relation],
    book: Book,
    ahead: bool = False,
) -> Strategy:
    """Read the strategy as of ``year``; ``living`` are the relations that count and ``book`` the budget lines.

    ``ahead`` tells the latest year that can be read: what is chosen for the years after it is told with it.
    """
    rows = snapshot.self_assessments
    filled = {
        name: latest(history(grid, rows, until=year))
        for name, grid in catalogue.grids.items()
        if grid.scope == "territory"
    }
    formalisation, participation = filled.get("formalisation"), filled.get("participation")
    evidence = Evidence(
        snapshot,
        evaluation,
        _level(formalisation),
        _level(participation),
        frozenset(item.id for item in formalisation.grid.items if proven(formalisation, item))
        if formalisation
        else frozenset(),
        year,
    )
    priorities = read_priorities(
        snapshot.priorities,
        as_of,
        partnerships=snapshot.partnerships,
        living=living,
        actions=evaluation.facts.actions,
        lines=book.lines(year, "expenditure"),
        ahead=ahead,
    )
    vision = statements(catalogue.grids[VISION], rows, year)
    promised = promises(snapshot.objectives, chain, evaluation, snapshot.activities if ahead else ())
    produced = _produced(snapshot, evaluation, evidence, filled.get(DIAGNOSIS), priorities, vision, year)
    return Strategy(
        year=year,
        chapters=chapters(catalogue.grids[RULES], rows, year, produced),
        matrix=matrix_of(snapshot.findings, snapshot.objectives, evaluation),
        priorities=priorities,
        vision=vision,
        diagnosis=filled.get(DIAGNOSIS),
        qualities=filled.get(QUALITY_GRID),
        recommendations=filled.get(RECOMMENDATION_GRID),
        outside=filled.get(OUTSIDE),
        support=filled.get(SUPPORT),
        making=filled.get(MAKING),
        promotion=filled.get(PROMOTION),
        formalisation=evidence.formalisation,
        participation=evidence.participation,
        seen_qualities=seen(QUALITIES, evidence),
        seen_recommendations=seen(RECOMMENDATIONS, evidence),
        promises=promised,
        bodies=snapshot.bodies,
        meetings=tuple(sorted(snapshot.meetings, key=lambda item: item.date, reverse=True)),
        ahead=ahead,
        awareness_paid=_paid(book.lines(year, "expenditure", assigned=AWARENESS)),
    )


def _paid(lines: pd.DataFrame) -> int:
    """The cents paid, or voted while nothing is paid."""
    amounts = lines["paid"] if lines["paid"].notna().any() else lines["voted"]
    return int(amounts.fillna(0).sum())


def _level(found: GridYear | None) -> LevelHeld | None:
    return level_held(found) if found is not None and found.answered else None


def _produced(
    snapshot: Snapshot,
    evaluation: Evaluation,
    evidence: Evidence,
    diagnosis: GridYear | None,
    priorities: Priorities,
    vision: tuple[Statement, ...],
    year: int,
) -> Mapping[PieceName, bool]:
    """Whether what the rules produce is in the edition."""
    assessed = [item for item in evaluation.readings if item.assessment.status not in NOT_ASSESSED]
    return {
        "communities": bool(snapshot.communities) or bool(snapshot.actors),
        "questions": diagnosis is not None and diagnosis.complete,
        "levels": evidence.formalisation is not None and evidence.participation is not None,
        "priorities": priorities.chosen,
        "statements": bool(vision) and all(item.horizon for item in vision),
        "position": evidence.value("o_bri_position") is not None,
        "agreements": any(item.documents for item in snapshot.partnerships),
        "budget": not snapshot.budget_lines.empty,
        "plan": bool(snapshot.objectives),
        "decision": "regulation" in evidence.proven,
        "awareness": any(item.awareness for item in snapshot.activities if item.year <= year),
        "targets": bool(snapshot.targets),
        "evaluated": bool(assessed),
    }
