"""The tree of the index: indicators, the nodes that gather them, up to one root.

Step 1 of the OECD/JRC ten steps. A framework is data and may be wrong; ``check_framework`` says everything that is
wrong with it at once, and ``require_sound`` turns that list into a refusal.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

import numpy as np

from indicators.composite.arrays import Places
from indicators.composite.errors import FrameworkError, listed, nearest
from indicators.errors import Part, marked, together

Kind = Literal["indicator", "aggregate"]
Scale = Literal["linear", "log"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """An indicator or an aggregate.

    ``weight`` is relative to the siblings. ``target``, ``low`` and ``high`` (goalposts) are in the unit of the
    indicator once divided by its ``denominator``. ``scale`` is ``log`` when the value is read on a logarithm.
    ``column`` is the column of the data it is read in, its code unless said: one column may enter an index twice.
    """

    code: str
    name: str = ""
    parent: str = ""
    kind: Kind = "indicator"
    direction: int = 1
    weight: float = 1.0
    level: int | None = None
    unit: str = ""
    denominator: str = ""
    target: float | None = None
    low: float | None = None
    high: float | None = None
    scale: Scale = "linear"
    source: str = ""
    year: str = ""
    licence: str = ""
    column: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault of a framework: the node, the French sentence and what fills it."""

    node: str
    template: str
    values: dict[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        return str(self.part)

    @property
    def part(self) -> Part:
        """The sentence, which can be said again in another language."""
        return Part(self.template, node=self.node, **self.values)


@dataclass(frozen=True, repr=False)
class Framework:
    """Nodes in the order of the file, with the names of the size variables and of the grouping variables."""

    nodes: tuple[Node, ...]
    denominators: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()

    def __repr__(self) -> str:
        if not self.indicators or not self.aggregates:
            return f"Framework({len(self.nodes)} nodes)"
        tree = f"{len(self.indicators)} indicators in {len(self.dimensions)} groups, {self.levels} levels"
        return f"Framework({self.root!r}: {tree})"

    @cached_property
    def by_code(self) -> dict[str, Node]:
        """The nodes by code."""
        return {node.code: node for node in self.nodes}

    @cached_property
    def indicators(self) -> tuple[str, ...]:
        """Codes of the indicators, in the order of the file."""
        return tuple(node.code for node in self.nodes if node.kind == "indicator")

    @cached_property
    def aggregates(self) -> tuple[str, ...]:
        """Codes of the aggregates from the lowest level up; the root comes last."""
        codes = [node.code for node in self.nodes if node.kind == "aggregate"]
        return tuple(sorted(codes, key=lambda code: self.height(code)))

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """Indicators then aggregates: the columns of every table of scores, the index last."""
        return self.indicators + self.aggregates

    @cached_property
    def root(self) -> str:
        """Code of the index itself."""
        return self.aggregates[-1]

    @cached_property
    def _children(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, list[str]] = {}
        for node in self.nodes:
            found.setdefault(node.parent, []).append(node.code)
        return {parent: tuple(codes) for parent, codes in found.items()}

    def children(self, code: str) -> tuple[str, ...]:
        """Codes directly under a node, in the order of the file."""
        return self._children.get(code, ())

    def column(self, code: str) -> str:
        """The column of the data that an indicator or a denominator is read in."""
        return (self.by_code[code].column or code) if code in self.by_code else code

    def leaves(self, code: str) -> tuple[str, ...]:
        """Codes of the indicators under a node; the node itself when it is an indicator."""
        if self.by_code[code].kind == "indicator":
            return (code,)
        return tuple(leaf for child in self.children(code) for leaf in self.leaves(child))

    def ancestors(self, code: str) -> Iterator[str]:
        """Codes from the parent of a node up to the root."""
        parent = self.by_code[code].parent
        while parent:
            yield parent
            parent = self.by_code[parent].parent

    @cached_property
    def _heights(self) -> dict[str, int]:
        heights: dict[str, int] = {}

        def measure(code: str) -> int:
            if code not in heights:
                heights[code] = 1 + max((measure(child) for child in self.children(code)), default=0)
            return heights[code]

        for node in self.nodes:
            measure(node.code)
        return heights

    def height(self, code: str) -> int:
        """Level of a node: 1 for an indicator, one more than its highest child for an aggregate."""
        return self._heights[code]

    @cached_property
    def levels(self) -> int:
        """Number of levels, that of the indicators included."""
        return self.height(self.root)

    @cached_property
    def dimensions(self) -> tuple[str, ...]:
        """Aggregates that hold at least one indicator directly: what coverage is counted on."""
        return tuple(c for c in self.aggregates if any(self.by_code[k].kind == "indicator" for k in self.children(c)))

    @cached_property
    def places(self) -> tuple[Places, ...]:
        """For each aggregate, the positions of its children in ``codes``."""
        position = {code: place for place, code in enumerate(self.codes)}
        return tuple(np.array([position[child] for child in self.children(code)]) for code in self.aggregates)

    def node(self, code: str) -> Node:
        """The node of a code, or a refusal naming the nearest one."""
        if code not in self.by_code:
            raise FrameworkError(
                marked("Le nœud « {node} » n’existe pas dans le cadre ; le plus proche est « {nearest} »."),
                node=code,
                nearest=nearest(code, self.by_code),
            )
        return self.by_code[code]


def check_framework(framework: Framework) -> list[Problem]:
    """Everything that is wrong with a framework, in the order of its nodes; empty when it is sound."""
    found = [*_duplicates(framework), *_empty(framework)]
    for node in framework.nodes:
        found += _node_problems(framework, node)
    if not found:
        found += _roots(framework)
    return found


def require_sound(framework: Framework) -> None:
    """Refuse a framework that has a problem, naming every one of them."""
    problems = check_framework(framework)
    if problems:
        raise FrameworkError(marked("Le cadre est refusé : {problems}"), problems=together(p.part for p in problems))


def _duplicates(framework: Framework) -> Iterator[Problem]:
    counts = Counter(node.code for node in framework.nodes)
    for code, count in counts.items():
        if count > 1:
            template = marked(
                "Le code « {node} » est donné {count} fois : un code désigne un seul nœud, renommez les autres."
            )
            yield Problem(code, template, {"count": count})
    for code in (set(framework.denominators) | set(framework.groups)) & set(counts):
        yield Problem(
            code, marked("« {node} » est à la fois un nœud et un dénominateur ou un groupe : renommez l’un des deux.")
        )


def _empty(framework: Framework) -> Iterator[Problem]:
    if not framework.indicators:
        yield Problem(
            "", marked("Le cadre ne contient aucun indicateur : donnez au moins une ligne de type Indicator.")
        )


def _node_problems(framework: Framework, node: Node) -> Iterator[Problem]:
    yield from _value_problems(node)
    yield from _parent_problems(framework, node)
    if node.kind == "aggregate" and not framework.children(node.code):
        yield Problem(
            node.code, marked("Le nœud « {node} » n’a aucun enfant : rattachez-lui un indicateur ou retirez-le.")
        )
    if node.denominator and node.denominator not in framework.denominators:
        template = marked(
            "Le dénominateur « {received} » de « {node} » est inconnu ; le plus proche est « {nearest} »."
        )
        near = nearest(node.denominator, framework.denominators)
        yield Problem(node.code, template, {"received": node.denominator, "nearest": near})


def _value_problems(node: Node) -> Iterator[Problem]:
    if not node.code.strip():
        yield Problem(
            node.code, marked("Un nœud n’a pas de code (nom : « {name} ») : donnez-lui un code."), {"name": node.name}
        )
    if node.direction not in (1, -1):
        template = marked("Le sens de « {node} » est {received} : écrivez 1 (plus est mieux) ou -1 (moins est mieux).")
        yield Problem(node.code, template, {"received": node.direction})
    if not (math.isfinite(node.weight) and node.weight > 0):
        template = marked(
            "Le poids de « {node} » est {received} : écrivez un nombre strictement positif, ou retirez le nœud."
        )
        yield Problem(node.code, template, {"received": node.weight})


def _parent_problems(framework: Framework, node: Node) -> Iterator[Problem]:
    parent = framework.by_code.get(node.parent)
    if not node.parent:
        if node.kind == "indicator":
            yield Problem(
                node.code, marked("L’indicateur « {node} » n’a pas de parent : rattachez-le à un nœud du cadre.")
            )
        return
    if parent is None:
        template = marked("Le parent « {received} » de « {node} » n’existe pas ; le plus proche est « {nearest} ».")
        near = nearest(node.parent, _aggregates(framework.nodes))
        yield Problem(node.code, template, {"received": node.parent, "nearest": near})
    elif parent.kind == "indicator":
        template = marked(
            "Le parent « {received} » de « {node} » est un indicateur : seul un nœud agrégé a des enfants."
        )
        yield Problem(node.code, template, {"received": node.parent})
    elif _in_cycle(framework, node):
        yield Problem(node.code, marked("« {node} » est son propre ancêtre : corrigez la colonne des parents."))
    elif node.level is not None and parent.level is not None and parent.level <= node.level:
        template = marked(
            "« {node} » est au niveau {level} et son parent « {parent} » au niveau {above} : le parent est plus haut."
        )
        yield Problem(node.code, template, {"level": node.level, "parent": parent.code, "above": parent.level})


def _aggregates(nodes: Iterable[Node]) -> Sequence[str]:
    return [node.code for node in nodes if node.kind == "aggregate"]


def _in_cycle(framework: Framework, node: Node) -> bool:
    seen: set[str] = set()
    current: Node | None = node
    while current is not None and current.parent and current.code not in seen:
        seen.add(current.code)
        current = framework.by_code.get(current.parent)
    return current is not None and current.code == node.code and node.code in seen


def _roots(framework: Framework) -> Iterator[Problem]:
    roots = [node.code for node in framework.nodes if not node.parent]
    if len(roots) != 1:
        template = marked("Le cadre a {count} sommets ({roots}) : un seul nœud, l’indice, n’a pas de parent.")
        yield Problem("", template, {"count": len(roots), "roots": listed(roots)})
