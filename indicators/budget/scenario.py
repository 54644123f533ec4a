"""« What if »: move euros between rubrics or sources and see what follows, without touching the budget.

A scenario starts from the amounts of a year that exists, applies moves, and is compared with it. It is a reasoning for
a debate, not a budget: it has no line, no stage of its own, and is kept only under the name that somebody gave it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from indicators.budget.amounts import Ratio, ratio
from indicators.budget.ceilings import Ceiling, one_ceiling
from indicators.budget.concentration import Concentration, concentration
from indicators.budget.rules import BudgetRules
from indicators.budget.suggestions import UNASSIGNED
from indicators.catalogue import FundingSource, OnePercent
from indicators.errors import ToldError, marked
from indicators.records import Stage

Axis = Literal["rubric", "source"]
OUTSIDE = ""
OWN = "own"


class ScenarioError(ToldError):
    """A move that cannot be made: names what was asked, what is there and what is accepted."""

    code = "scenario"


@dataclass(frozen=True, slots=True)
class Move:
    """``amount`` cents from one item to another of the same axis. An empty ``source`` brings new money to the item,
    an empty ``target`` takes it away. On the axis of sources, what others no longer pay falls on own funds."""

    axis: Axis
    source: str
    target: str
    amount: int


@dataclass(frozen=True, slots=True)
class Scenario:
    """Moves on the amounts of ``base_year`` at ``stage``, thought for ``year`` (the next one by default)."""

    name: str
    base_year: int
    stage: Stage
    year: int
    moves: tuple[Move, ...] = ()

    def payload(self) -> dict[str, Any]:
        """What is kept in the store: plain values, marked as a scenario."""
        moves = [
            {"axis": move.axis, "source": move.source, "target": move.target, "amount": move.amount}
            for move in self.moves
        ]
        return {
            "what": "scenario",
            "name": self.name,
            "base_year": self.base_year,
            "stage": self.stage,
            "year": self.year,
            "moves": moves,
        }

    @classmethod
    def from_payload(cls, payload: Mapping[str, Any]) -> Scenario:
        """The scenario that was kept. Raises :class:`ScenarioError` when the document is something else."""
        if payload.get("what") != "scenario":
            raise ScenarioError(marked("Ce document n'est pas un scénario."))
        moves = tuple(Move(**move) for move in payload["moves"])
        return cls(payload["name"], payload["base_year"], payload["stage"], payload["year"], moves)


@dataclass(frozen=True, slots=True)
class Start:
    """Where a scenario starts from, in cents: net amounts by rubric, money by source, and the denominators.

    ``sources`` holds receipts, and for 1 % schemes what they already pay; own funds are the balance and are not in it.
    ``refunds`` lower the cost without being co-financing. ``budget_total`` is the total that the share is taken on
    (kept as it is, and said so), ``population`` people, ``outside_share`` the cents that do not enter the share
    (investment, annex budgets).
    """

    rubrics: Mapping[str, int]
    sources: Mapping[str, int]
    refunds: int = 0
    budget_total: float | None = None
    population: float | None = None
    outside_share: int = 0
    ceilings: tuple[Ceiling, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """One side of the comparison, amounts in cents; ``share`` per thousand, ``per_inhabitant`` in cents.

    ``own`` is the denominator of leverage; in ``sources`` own funds are net of what 1 % schemes pay.
    """

    rubrics: Mapping[str, int]
    shares: Mapping[str, Ratio]
    sources: Mapping[str, int]
    total: int
    external: int
    own: int
    share: Ratio
    per_inhabitant: Ratio
    leverage: Ratio
    concentration: Concentration
    ceilings: tuple[Ceiling, ...]


def compare(
    scenario: Scenario,
    start: Start,
    sources: Mapping[str, FundingSource],
    schemes: Mapping[str, OnePercent],
    rules: BudgetRules,
) -> tuple[Outcome, Outcome]:
    """The starting point and what the moves make of it. Denominators are those of the base year on both sides.

    Raises :class:`ScenarioError` when a move takes more than the item holds, has no amount or moves nothing.
    """
    rubrics, receipts = dict(start.rubrics), dict(start.sources)
    for move in scenario.moves:
        apply(_balanced(move), rubrics if move.axis == "rubric" else receipts)
    before = _outcome(start.rubrics, start.sources, start, sources, schemes, rules)
    return before, _outcome(rubrics, receipts, start, sources, schemes, rules)


def _balanced(move: Move) -> Move:
    """Own funds are what is left to pay, so moving them is moving from or to outside the other sources."""
    if move.axis == "rubric":
        return move
    source, target = (OUTSIDE if name == OWN else name for name in (move.source, move.target))
    return Move("source", source, target, move.amount)


def apply(move: Move, amounts: dict[str, int]) -> None:
    """Make one move on amounts, in place; see :func:`compare` for errors."""
    if move.amount <= 0:
        raise ScenarioError(marked("Un déplacement porte sur un montant plus grand que zéro."))
    if move.source == move.target:
        raise ScenarioError(marked("Un déplacement va d'un poste à un autre."))
    if move.source != OUTSIDE:
        held = amounts.get(move.source, 0)
        if move.amount > held:
            raise ScenarioError(
                marked("Le poste « {item} » contient {held} € : {asked} € ne peuvent pas en partir."),
                item=move.source,
                held=f"{held / 100:.2f}",
                asked=f"{move.amount / 100:.2f}",
            )
        amounts[move.source] = held - move.amount
    if move.target != OUTSIDE:
        amounts[move.target] = amounts.get(move.target, 0) + move.amount


def _outcome(
    rubrics: Mapping[str, int],
    receipts: Mapping[str, int],
    start: Start,
    sources: Mapping[str, FundingSource],
    schemes: Mapping[str, OnePercent],
    rules: BudgetRules,
) -> Outcome:
    total = sum(rubrics.values())
    external = sum(amount for name, amount in receipts.items() if _external(name, sources))
    own = total - external - start.refunds
    positive = {name: max(amount, 0) for name, amount in rubrics.items()}
    named = {name: float(amount) for name, amount in rubrics.items() if name != UNASSIGNED}
    return Outcome(
        rubrics=dict(rubrics),
        shares={
            name: ratio(
                amount, sum(positive.values()), "percent", basis="gross", denominator_not_positive="no_expenditure"
            )
            for name, amount in positive.items()
        },
        sources={**receipts, OWN: total - sum(receipts.values()) - start.refunds},
        total=total,
        external=external,
        own=own,
        share=ratio(total - start.outside_share, start.budget_total, "per_mille", basis="budget_total"),
        per_inhabitant=ratio(total, start.population, "euro", basis="population"),
        leverage=ratio(external, own, "times", basis="own", denominator_not_positive="no_own_funds"),
        concentration=concentration(named),
        ceilings=_ceilings(start, receipts, schemes, rules),
    )


def _external(name: str, sources: Mapping[str, FundingSource]) -> bool:
    source = sources.get(name)
    return name != OWN and (source is None or name == "unknown" or (source.external and source.cash))


def _ceilings(
    start: Start, receipts: Mapping[str, int], schemes: Mapping[str, OnePercent], rules: BudgetRules
) -> tuple[Ceiling, ...]:
    moved = {name: receipts.get(name, 0) - start.sources.get(name, 0) for name in receipts}
    return tuple(_moved_ceiling(item, moved, schemes, rules) for item in start.ceilings)


def _moved_ceiling(
    item: Ceiling, moved: Mapping[str, int], schemes: Mapping[str, OnePercent], rules: BudgetRules
) -> Ceiling:
    scheme = schemes[item.scheme]
    change = moved.get(scheme.funding_source or scheme.id, 0)
    # Money moved to a scheme of several services cannot be tied to one: it stays unattributed, and says so.
    if len(scheme.observations) > 1:
        loose = item.unattributed + abs(change)
        return one_ceiling(scheme, item.service, item.base, item.committed, item.paid, unattributed=loose, rules=rules)
    used = max(item.used + change, 0)
    return one_ceiling(scheme, item.service, item.base, None, used, unattributed=item.unattributed, rules=rules)
