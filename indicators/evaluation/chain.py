"""The chain of evaluation on one screen: action → operational → programmatic → territorial objective, with the euros.

Each euro and each action is attached to one objective at most, and each objective serves one other: sums climb the
tree without double count. Both ends are watched: money and actions that serve no objective, objectives that have
neither money nor action. The three stages of the budget stay apart at every step.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

import pandas as pd

from indicators.budget import Book, BudgetContext, account_years
from indicators.records import STAGES, Activity, Level, Objective, Snapshot, Stage

OrphanKind = Literal["no_parent", "unknown_parent", "loop", "no_means", "no_indicator"]
TOP: Level = "territorial"


@dataclass(frozen=True, slots=True)
class Euros:
    """Expenditure by stage in cents; None where no line gives that stage. ``lines`` counts the lines behind it."""

    voted: int | None = None
    committed: int | None = None
    paid: int | None = None
    lines: int = 0

    def at(self, stage: Stage) -> int | None:
        """The amount at a stage."""
        return {"voted": self.voted, "committed": self.committed, "paid": self.paid}[stage]

    def __add__(self, other: Euros) -> Euros:
        """Add stage by stage; a missing amount adds nothing and stays missing on both sides only."""
        return Euros(
            _plus(self.voted, other.voted),
            _plus(self.committed, other.committed),
            _plus(self.paid, other.paid),
            self.lines + other.lines,
        )


NO_EUROS = Euros()


@dataclass(frozen=True)
class Node:
    """An objective with what serves it: ``own`` is attached to it directly, ``euros`` also counts what is below."""

    objective: Objective
    children: tuple[Node, ...]
    actions: tuple[Activity, ...]
    own: Euros

    @cached_property
    def euros(self) -> Euros:
        """The euros of the objective and of all that serve it."""
        return sum((child.euros for child in self.children), start=self.own)

    @cached_property
    def all_actions(self) -> tuple[Activity, ...]:
        """The actions of the objective and of all that serve it."""
        return (*self.actions, *(action for child in self.children for action in child.all_actions))

    @property
    def has_means(self) -> bool:
        """Whether any euro or any action serves the objective, directly or from below."""
        return bool(self.all_actions) or self.euros.lines > 0

    def walk(self) -> Iterator[tuple[int, Node]]:
        """The node and all below it with their depth, top down."""
        yield 0, self
        for child in self.children:
            yield from ((depth + 1, node) for depth, node in child.walk())


@dataclass(frozen=True, slots=True)
class ObjectiveOrphan:
    """An objective that the chain does not hold: what is missing above or below it."""

    objective: Objective
    kind: OrphanKind


@dataclass(frozen=True, kw_only=True)
class Chain:
    """The territorial objectives with what serves them, and everything that stays outside the chain.

    ``loose`` are lower objectives that reach no territorial one; ``orphan_euros`` is the expenditure of the year
    without a known objective, ``total`` all of it. ``lines`` are those of :class:`~indicators.budget.Book` with the
    objective that each serves, an empty text for none. ``accounts`` are the years whose accounts are loaded.
    """

    year: int
    roots: tuple[Node, ...]
    loose: tuple[Node, ...] = ()
    orphans: tuple[ObjectiveOrphan, ...] = ()
    orphan_actions: tuple[Activity, ...] = ()
    orphan_euros: Euros = NO_EUROS
    lines: pd.DataFrame = field(default_factory=pd.DataFrame)
    total: Euros = NO_EUROS
    accounts: tuple[int, ...] = ()

    @property
    def loaded(self) -> bool:
        """Whether the accounts of the year are loaded: without them nothing is known of its euros."""
        return self.year in self.accounts

    @property
    def linked(self) -> bool:
        """Whether any euro of the year is attached to an objective."""
        return self.orphan_euros.lines < self.total.lines

    @property
    def example(self) -> bool:
        """Whether an objective, an action or a line of expenditure that it holds was invented for the example."""
        acted = (action for node in self.nodes() for action in node.actions)
        marks = (*(node.objective.example for node in self.nodes()), *(action.example for action in acted))
        return any(marks) or bool(self.lines["example"].any())

    @property
    def orphan_lines(self) -> pd.DataFrame:
        """The lines of expenditure that serve no known objective."""
        return self.lines[(self.lines["objective"] == "").to_numpy()]

    def lines_of(self, node: Node) -> pd.DataFrame:
        """The lines behind the euros of a node: its own and those of all that serve it."""
        served = [below.objective.id for _, below in node.walk()]
        return self.lines[self.lines["objective"].isin(served).to_numpy()]

    def nodes(self) -> Iterator[Node]:
        """Every node of the chain and outside it, top down."""
        for root in (*self.roots, *self.loose):
            yield from (node for _, node in root.walk())

    def node(self, objective: str) -> Node | None:
        """The node of an objective, None when unknown."""
        return next((node for node in self.nodes() if node.objective.id == objective), None)


def evaluation_chain(snapshot: Snapshot, year: int, book: Book) -> Chain:
    """Build the chain of a year: actions carried out or planned in it, expenditure booked in it.

    A budget line belongs to its own objective, else to that of the action it names as project. The lines are the cash
    of ``book``, so that both pages give the same total. An unknown objective code is treated as none.
    """
    known = {objective.id: objective for objective in snapshot.objectives}
    actions = [action for action in snapshot.activities if action.year == year and action.status != "dropped"]
    lines = _serving(book.lines(year, "expenditure"), actions, known)
    euros = {str(name): _euros(group) for name, group in lines.groupby("objective")}
    parents = {name: _parent(objective, known) for name, objective in known.items()}
    tops = [name for name in known if parents[name] is None]
    build = _Builder(known, parents, actions, euros)
    nodes = [build.node(name) for name in tops]
    roots = tuple(node for node in nodes if node.objective.level == TOP)
    loose = tuple(node for node in nodes if node.objective.level != TOP)
    return Chain(
        year=year,
        roots=roots,
        loose=loose,
        orphans=tuple(_orphans((*roots, *loose), known)),
        orphan_actions=tuple(action for action in actions if action.objective not in known),
        orphan_euros=_euros(lines[(lines["objective"] == "").to_numpy()]),
        lines=lines,
        total=_euros(lines),
        accounts=account_years(book, BudgetContext.of(snapshot.observations, snapshot.territory.code)),
    )


@dataclass(frozen=True)
class _Builder:
    known: Mapping[str, Objective]
    parents: Mapping[str, str | None]
    actions: Sequence[Activity]
    euros: Mapping[str, Euros]

    def node(self, name: str) -> Node:
        return Node(
            objective=self.known[name],
            children=tuple(self.node(child) for child, parent in self.parents.items() if parent == name),
            actions=tuple(action for action in self.actions if action.objective == name),
            own=self.euros.get(name, NO_EUROS),
        )


def _parent(objective: Objective, known: Mapping[str, Objective]) -> str | None:
    """The parent to hang an objective from; None for a top, an unknown parent, or a loop (cut where it closes)."""
    if objective.parent not in known:
        return None
    seen, step = {objective.id}, objective.parent
    while step in known:
        if step in seen:
            return None
        seen.add(step)
        step = known[step].parent
    return objective.parent


def _orphans(nodes: Sequence[Node], known: Mapping[str, Objective]) -> Iterator[ObjectiveOrphan]:
    for top in nodes:
        objective = top.objective
        if objective.parent and objective.parent not in known:
            yield ObjectiveOrphan(objective, "unknown_parent")
        elif objective.parent:
            yield ObjectiveOrphan(objective, "loop")
        elif objective.level != TOP:
            yield ObjectiveOrphan(objective, "no_parent")
        for _, node in top.walk():
            if not node.has_means:
                yield ObjectiveOrphan(node.objective, "no_means")
            if not node.objective.indicators:
                yield ObjectiveOrphan(node.objective, "no_indicator")


def _serving(lines: pd.DataFrame, actions: Sequence[Activity], known: Mapping[str, Objective]) -> pd.DataFrame:
    """The lines with ``objective`` resolved to a known code or an empty text."""
    through = {action.id: action.objective for action in actions}
    own = lines["objective"].astype(str)
    by_project = pd.Series([through.get(name, "") for name in lines["project"].astype(str)], lines.index, dtype=object)
    resolved = own.where(own.isin(list(known)), by_project)
    return lines.assign(objective=resolved.where(resolved.isin(list(known)), ""))


def _euros(lines: pd.DataFrame) -> Euros:
    if lines.empty:
        return NO_EUROS
    sums = {stage: pd.to_numeric(lines[stage]).dropna() for stage in STAGES}
    cents = {stage: int(column.sum()) if len(column) else None for stage, column in sums.items()}
    return Euros(cents["voted"], cents["committed"], cents["paid"], len(lines))


def _plus(left: int | None, right: int | None) -> int | None:
    return left if right is None else right if left is None else left + right
