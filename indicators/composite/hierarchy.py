"""Scores rolled up the tree, for one recipe or for thousands of sets of weights at once.

The leaves are shared by all replicates, so the lowest level is one matrix product; only the upper levels, much
smaller, are kept a replicate. That, and the stages kept by prefix, is what makes a robustness analysis a matter of
tenths of seconds.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import numpy as np

from indicators.composite import weigh
from indicators.composite.aggregate import BATCHED, Refused, Setting, apply
from indicators.composite.arrays import Array, Flags, Places, frozen
from indicators.composite.errors import FrameworkError, MethodError
from indicators.composite.framework import Framework
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
    method = {"pca": weigh.weights_pca, "balanced": weigh.weights_balanced}.get(recipe.weights)
    if method is not None:
        rules = node_rules(recipe, framework)
        table = np.column_stack([leaves, np.empty((leaves.shape[0], len(rules)))])
        for place, children in enumerate(framework.places):
            weights[children] = method(table[:, children], setting.population)
            with _named(framework, place, rules[place], labels):
                score = node_score(table[:, children], weights[children], rules[place], recipe.min_share, setting)
            table[:, leaves.shape[1] + place] = score
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
    shape = (*weights.shape[:-1], leaves.shape[0], len(framework.aggregates))
    scores = np.empty(shape)
    for place, children in enumerate(framework.places):
        values = _children(leaves, scores, children, base)
        with _named(framework, place, rules[place], labels):
            scores[..., place] = node_score(values, weights[..., children], rules[place], min_share, setting)
    if np.isinf(scores).any():
        raise MethodError(marked("Un score dépasse ce qu’un nombre peut tenir : changez l’échelle de normalisation."))
    return scores


def _children(leaves: Array, scores: Array, children: Places, base: int) -> Array:
    """The children of a node: shared leaves when it has only indicators, one table a replicate otherwise."""
    own = children < base
    if own.all():
        return leaves[:, children]
    if not own.any():
        return scores[..., children - base]
    shared = np.broadcast_to(leaves, (*scores.shape[:-1], base))
    return np.concatenate([shared, scores], axis=-1)[..., children]


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
        return np.where(enough, apply(rule, values, weights, setting), np.nan)


def available_share(values: Array, weights: Array) -> Array:
    """Share of the weight of the children that is present in each row: (n) or (r × n); 0 when nothing weighs."""
    total = weights.sum(axis=-1)[..., None]
    present = ~np.isnan(values)
    if present.all():
        return np.where(total > 0, 1.0, -1.0) * np.ones((*weights.shape[:-1], values.shape[-2]))
    if weights.ndim == 1:
        summed = present @ weights
    elif values.ndim == 2:
        summed = weights @ present.T
    else:
        summed = np.matmul(present, weights[:, :, None])[:, :, 0]
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
