"""Scores rolled up the tree, for one recipe or for thousands of sets of weights at once.

The leaves are shared by all replicates, so the lowest level is one matrix product; only the upper levels, much
smaller, are kept a replicate. That, and the stages kept by prefix, is what makes a robustness analysis a matter of
tenths of seconds.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

import numpy as np

from indicators.composite import weigh
from indicators.composite.aggregate import BATCHED, Refused, Setting, apply
from indicators.composite.ahp import weights_compared
from indicators.composite.arrays import Array, Flags, Places, frozen
from indicators.composite.errors import FrameworkError, MethodError
from indicators.composite.factor_analysis import weights_factor
from indicators.composite.framework import Framework
from indicators.composite.means import each_child
from indicators.composite.recipe import ACROSS, Recipe
from indicators.errors import marked

MARGIN = 1e-12


def node_rules(recipe: Recipe, framework: Framework) -> tuple[str, ...]:
    """The rule of each aggregate, in the order of ``framework.aggregates``.

    A list gives one rule a level from the lowest aggregates up and must have as many names as there are such levels;
    ``aggregate_nodes`` overrides it node by node.
    """
    levels = framework.levels - 1
    named = recipe.aggregate or "arithmetic"
    if isinstance(named, tuple) and len(named) != levels:
        raise FrameworkError(
            marked(
                "Recette : la liste aggregate est de longueur {count}, or le nombre de niveaux à agréger est {levels} : donnez un "
                "nom par niveau, du plus bas à l’indice, ou un seul nom."
            ),
            count=len(named),
            levels=levels,
        )
    for code in recipe.aggregate_nodes:
        if framework.node(code).kind == "indicator":
            raise FrameworkError(
                marked(
                    "Recette, [aggregate_nodes] : « {node} » est un indicateur, il n’agrège rien ; nommez l’un de : {nodes}."
                ),
                node=code,
                nodes=", ".join(framework.aggregates),
            )
    rules = tuple(_rule(recipe, framework, code) for code in framework.aggregates)
    return tuple("bod" if recipe.weights == "bod" and rule == "arithmetic" else rule for rule in rules)


def _rule(recipe: Recipe, framework: Framework, code: str) -> str:
    named = recipe.aggregate_nodes.get(code) or recipe.aggregate or "arithmetic"
    if named == ACROSS:
        return "geometric" if code == framework.root else "arithmetic"
    return named if isinstance(named, str) else named[framework.height(code) - 2]


def resolve_weights(
    recipe: Recipe, framework: Framework, leaves: Array, setting: Setting, labels: Sequence[str]
) -> Array:
    """Weights of every node, in the order of ``framework.codes``; those of ``node_weights`` are set last and win.

    Principal components and balanced weights are read in the data: node by node from the bottom up, each node being
    scored before its parent is weighed.
    """
    start = weigh.weights_equal(framework) if recipe.weights == "equal" else weigh.weights_given(framework)
    weights = np.array([start[code] for code in framework.codes])
    rotate = recipe.rotation != "none"
    method = {
        "pca": weigh.weights_pca,
        "factor": lambda values, population: weights_factor(values, population, rotate=rotate),
        "balanced": weigh.weights_balanced,
    }.get(recipe.weights)
    if method is not None:
        rules = node_rules(recipe, framework)
        table = np.column_stack([leaves, np.empty((leaves.shape[0], len(rules)))])
        for place, children in enumerate(framework.places):
            weights[children] = method(table[:, children], setting.population)
            with _named(framework, place, rules[place], labels):
                own = at_node(setting, framework, place)
                score = node_score(table[:, children], weights[children], rules[place], recipe.min_share, own)
            table[:, leaves.shape[1] + place] = score
    if recipe.weights == "ahp":
        for code, weight in weights_compared(framework, recipe.comparisons).items():
            weights[framework.codes.index(code)] = weight
    for code, weight in recipe.node_weights.items():
        framework.node(code)
        weights[framework.codes.index(code)] = weight
    return frozen(weights)


def roll_up(
    framework: Framework,
    leaves: Array,
    weights: Array,
    rules: Sequence[str],
    min_share: float,
    setting: Setting,
    labels: Sequence[str],
) -> Array:
    """Scores of every aggregate: (n × a), or (r × n × a) when ``weights`` is (r × nodes).

    ``leaves`` is (n × indicators), ``weights`` follows ``framework.codes``. A node with less than ``min_share`` of the
    weight of its children is missing. Raises ``MethodError`` naming the node, the unit and the value that a mean
    cannot take.
    """
    base = len(framework.indicators)
    nodes: Array = np.empty((len(framework.aggregates), *weights.shape[:-1], leaves.shape[0]))
    scores = np.moveaxis(nodes, 0, -1)
    for place, children in enumerate(framework.places):
        values = _children(leaves, nodes, children, base)
        with _named(framework, place, rules[place], labels):
            own = at_node(setting, framework, place)
            nodes[place] = node_score(values, weights[..., children], rules[place], min_share, own)
    if np.isinf(nodes).any():
        raise MethodError(marked("Un score dépasse ce qu’un nombre peut tenir : changez l’échelle de normalisation."))
    return scores


def at_node(setting: Setting, framework: Framework, place: int) -> Setting:
    """The setting of a node: what the recipe says of its children, or of all of them when it names the node."""
    if not (setting.shares or setting.direction):
        return setting
    node = framework.aggregates[place]
    children = framework.children(node)
    shares = {code: setting.shares.get(code, setting.shares.get(node)) for code in children}
    known = {code: limits for code, limits in shares.items() if limits is not None}
    return replace(setting, shares=known, children=children)


def _children(leaves: Array, nodes: Array, children: Places, base: int) -> Array:
    """The children of a node: shared leaves when it has only indicators, one table a replicate otherwise.

    ``nodes`` is (a × n) or (a × r × n): each score lies in one piece, which the rules then read in its order.
    """
    own = children < base
    if own.all():
        return leaves[:, children]
    if not own.any():
        first, last = int(children[0]) - base, int(children[-1]) - base + 1
        together = last - first == children.size and bool((np.diff(children) == 1).all())
        return np.moveaxis(nodes[first:last] if together else nodes[children - base], 0, -1)
    parts = np.empty((children.size, *nodes.shape[1:]))
    for part, child in zip(parts, children.tolist(), strict=True):
        part[...] = leaves[:, child] if child < base else nodes[child - base]
    return np.moveaxis(parts, 0, -1)


def node_score(values: Array, weights: Array, rule: str, min_share: float, setting: Setting) -> Array:
    """Score of one node for each row: missing under ``min_share`` of the weight of its children."""
    enough = available_share(values, weights) >= min_share - MARGIN
    if rule in BATCHED or weights.ndim == 1:
        return _guarded(values, weights, rule, setting, enough)
    tables = np.broadcast_to(values, (*weights.shape[:-1], *values.shape[-2:]))
    rows = [_guarded(tables[r], weights[r], rule, setting, enough[r]) for r in range(weights.shape[0])]
    return np.stack(rows)


def _guarded(values: Array, weights: Array, rule: str, setting: Setting, enough: Flags) -> Array:
    """Apply a rule; where it compares units, those without enough data are taken out of the comparison first."""
    if rule not in BATCHED:
        values = np.where(enough[:, None], values, np.nan)
    with np.errstate(over="ignore", divide="ignore", invalid="ignore"):
        scores = apply(rule, values, weights, setting)
    return scores if enough.all() else np.where(enough, scores, np.nan)


def available_share(values: Array, weights: Array) -> Array:
    """Share of the weight of the children that is present in each row: (n) or (r × n); 0 when nothing weighs."""
    total = weights.sum(axis=-1)[..., None]
    present = ~np.isnan(values)
    if present.all():
        return np.broadcast_to(np.where(total > 0, 1.0, -1.0), (*weights.shape[:-1], values.shape[-2]))
    if weights.ndim == 1:
        summed = present @ weights
    elif values.ndim == 2:
        summed = weights @ present.T
    else:
        summed = each_child(present, weights)
    safe = np.where(total > 0, total, 1.0)
    return np.where((total > 0) & (summed > 0), summed / safe, -1.0)


@contextmanager
def _named(framework: Framework, place: int, rule: str, labels: Sequence[str]) -> Iterator[None]:
    """Give their names to the values that a rule refuses."""
    try:
        yield
    except Refused as error:
        node = framework.aggregates[place]
        raise MethodError(
            error.template,
            rule=rule,
            value=error.value,
            column=framework.children(node)[error.child],
            unit=labels[error.row],
            node=node,
        ) from error
