"""Several children into one score: every rule, one signature.

Step 6 of the OECD/JRC ten steps. A rule takes the children of a node and their weights and returns one score a row:

    rule(values, weights, setting) -> scores

``values`` is (n × k), or (r × n × k) for r replicates; ``weights`` is (k), or (r × k); scores are (n), or (r × n). A
rule belongs to a node, never to a level. Means are in ``means``, formulas and the user's functions in ``formulas``; what
compares units is in ``distances``, ``mazziotta``, ``outrank`` and ``bod``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeAlias

import numpy as np

from indicators.composite import distances, formulas, mazziotta, means, outrank
from indicators.composite.arrays import Array, Places
from indicators.composite.bod import bod, bod_moved
from indicators.composite.errors import RecipeError
from indicators.composite.rule import Refused, Rule, Setting
from indicators.errors import marked

__all__ = [
    "BATCHED",
    "FORMULAS",
    "MOVED",
    "RULES",
    "Refused",
    "Rule",
    "Setting",
    "apply",
    "moves",
    "register",
    "rule_of",
]

RULES: Mapping[str, Rule] = {
    "arithmetic": means.arithmetic,
    "geometric": means.geometric,
    "harmonic": means.harmonic,
    "power": means.power,
    "owa": means.owa,
    "mean_min": means.mean_min,
    "product": formulas.product,
    "ratio": formulas.ratio,
    "complement": formulas.complement,
    "reciprocal": formulas.reciprocal,
    "wroclaw": distances.wroclaw,
    "mpi": mazziotta.mpi,
    "ampi": mazziotta.ampi,
    "copeland": outrank.copeland,
    "kemeny": outrank.kemeny,
    "bod": bod,
}
BATCHED = frozenset({"arithmetic", "geometric", "harmonic", "power", "owa", "mean_min"})
"""Rules that take many replicates at once; the others are given one table at a time.

These are means: a score never leaves the range of its children.
"""

FORMULAS = frozenset({"product", "ratio", "complement", "reciprocal"})
"""Rules without weights: the value of a unit depends on its own children and on nothing else."""

Moved: TypeAlias = Callable[[Array, Places, Array, Array, Setting], Array]

MOVED: Mapping[str, Moved] = {
    "copeland": outrank.copeland_moved,
    "wroclaw": distances.wroclaw_moved,
    "bod": bod_moved,
}
"""For rules that compare units: the score of each of ``rows`` when its own children move (m × k), the others as they are.

Such a score never falls when a child rises.
"""


def register(name: str, function: formulas.Function, moves: formulas.Moves = "unknown") -> None:
    """Give a function a name that ``aggregate`` and ``aggregate_nodes`` accept, until the end of the process.

    ``moves`` says how the score goes when a child rises (``up`` or ``down``): bounds are then established through it.
    The name of a rule of the engine is refused.
    """
    if name in RULES or not name.isidentifier():
        raise RecipeError(
            marked("« {name} » ne peut pas nommer une fonction : prenez un nom d’un seul mot qui n’est pas une règle."),
            name=name,
        )
    formulas.NAMED[name] = formulas.Named(function, moves)


def rule_of(name: str) -> Rule:
    """The rule of a name: one of the engine, or a function of the user."""
    return RULES[name] if name in RULES else formulas.NAMED[name]


def moves(name: str) -> formulas.Moves:
    """How the score of a unit goes when one of its children rises: ``up``, ``down`` or ``unknown`` (it depends)."""
    if name in formulas.NAMED:
        return formulas.NAMED[name].moves
    if name in ("complement", "reciprocal"):
        return "down"
    return "up" if name in BATCHED or name in MOVED or name == "product" else "unknown"


def apply(rule: str, values: Array, weights: Array, setting: Setting) -> Array:
    """Scores of a node under a rule; a mean is held between the least and the greatest of its children.

    Without that, rounding gives 100.00000000000004 to a unit that is at 100 everywhere. A floor for zeros lifts the
    range with the values.
    """
    scores = rule_of(rule)(values, weights, setting)
    if rule not in BATCHED:
        return scores
    low, high = np.fmin.reduce(values, axis=-1), np.fmax.reduce(values, axis=-1)
    if setting.zero == "floor":
        high = np.maximum(high, setting.floor)
    held: Array = np.minimum(np.maximum(scores, low), high)
    return held
