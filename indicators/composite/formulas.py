"""Nodes that are a formula rather than a mean, and the functions that a user names.

A product, a ratio, a complement or a reciprocal has a meaning only with all of its parts: where one is missing, the
node is missing. With them an index is written as it is published: UNDP's IHDI is a product, its GDI a ratio.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np

from indicators.composite.arrays import Array
from indicators.composite.means import require
from indicators.composite.rule import Refused, Setting
from indicators.errors import marked

Function: TypeAlias = Callable[[Array, Array], Array]
Moves: TypeAlias = Literal["up", "down", "unknown"]

ONE_PART = marked(
    "La règle « {rule} » prend une seule partie, et « {node} » en réunit {value:g} : donnez-lui un nœud entre elles et lui."
)
TWO_PARTS = marked(
    "La règle « {rule} » divise la première partie par la seconde, et « {node} » en réunit {value:g} : donnez-lui-en deux."
)
WRONG_SHAPE = marked(
    "La fonction « {rule} » doit rendre un nombre par unité sous « {node} » : elle en rend {value:g} de trop ou de moins."
)


def product(values: Array, weights: Array, setting: Setting) -> Array:
    """∏x; a negative value is refused, weights are not read."""
    require(values, weights)
    result: Array = np.prod(values, axis=-1)
    return result


def ratio(values: Array, weights: Array, setting: Setting) -> Array:
    """The first child over the second, in the order of the framework; not available over a zero."""
    _count(values, 2, TWO_PARTS)
    require(values, weights)
    top, under = values[..., 0], values[..., 1]
    result: Array = np.divide(top, under, out=np.full(top.shape, np.nan), where=under != 0)
    return result


def complement(values: Array, weights: Array, setting: Setting) -> Array:
    """What is left to the top of the range: low + high − x, that is 1 − x on a scale of 0 to 1."""
    _count(values, 1, ONE_PART)
    result: Array = sum(setting.bounds) - values[..., 0]
    return result


def reciprocal(values: Array, weights: Array, setting: Setting) -> Array:
    """1/x; not available for a zero."""
    _count(values, 1, ONE_PART)
    require(values, weights)
    result: Array = np.divide(1.0, values[..., 0], out=np.full(values.shape[:-1], np.nan), where=values[..., 0] != 0)
    return result


def _count(values: Array, wanted: int, template: str) -> None:
    if values.shape[-1] != wanted:
        raise Refused(template, value=float(values.shape[-1]))


@dataclass(frozen=True, slots=True)
class Named:
    """A function of the user: (n × k) values and (k) weights in, (n) scores out; how its score moves with a child."""

    function: Function
    moves: Moves = "unknown"

    def __call__(self, values: Array, weights: Array, setting: Setting) -> Array:
        result = np.full(values.shape[0], np.nan)
        whole = ~np.isnan(values).any(axis=1)
        found = np.asarray(self.function(values[whole], weights), dtype=np.float64)
        if found.shape != (int(whole.sum()),):
            raise Refused(WRONG_SHAPE, value=float(abs(found.size - whole.sum())))
        result[whole] = np.where(np.isfinite(found), found, np.nan)
        return result


NAMED: dict[str, Named] = {}
"""Functions that this process knows by name; a recipe holds the name alone."""
