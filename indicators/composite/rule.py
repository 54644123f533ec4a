"""What every aggregation rule shares: its signature, what it reads besides values, and how it refuses."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from indicators.composite.arrays import Array, Flags, Places
from indicators.errors import marked


@dataclass(frozen=True, eq=False)
class Setting:
    """What a rule reads besides values: the population, the range of the scale and the parameters of the recipe.

    ``periods`` holds the rows of each year of a panel: units are only matched against those of the same year. ``zero``
    says what a zero becomes under a mean that it annuls (see ``means``), ``floor`` what it is lifted to. ``bod_shares``
    and ``bod_direction`` are (k × 2) and (k) for the children of the node, when the recipe gives them.
    """

    population: Flags
    bounds: tuple[float, float] = (0.0, 1.0)
    power: float = 0.5
    owa: float | str | tuple[float, ...] = 1.0
    mean_min: tuple[float, float] = (0.5, 0.0)
    mpi_penalty: str = "negative"
    zero: str = "zero"
    floor: float = 0.0
    periods: tuple[Places, ...] = ()
    shares: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    direction: Mapping[str, float] = field(default_factory=dict)
    children: tuple[str, ...] = ()


Rule: TypeAlias = Callable[[Array, Array, Setting], Array]

NOT_POSITIVE = marked(
    "Une moyenne « {rule} » ne prend pas {value:g} : « {column} » de « {unit} », sous « {node} » ; écrivez "
    'range = [1, 100] avec normalise = "minmax", ou aggregate = "arithmetic" pour ce nœud.'
)
CONSTANT_CHILD = marked(
    "La règle « {rule} » standardise les parties de « {node} », et « {column} » y est constant ({value:g}) : écrivez "
    'aggregate = "arithmetic" pour ce nœud.'
)
NOTHING_APART = marked(
    "La règle « {rule} » compare des unités à la meilleure : sous « {node} », il en faut deux au moins, et qui diffèrent ; "
    'écrivez aggregate = "arithmetic" pour ce nœud.'
)


class Refused(Exception):
    """A rule met values it cannot take: the French sentence, and which child, row and value it is about.

    The sentence may also name the rule and the node, which the caller knows.
    """

    def __init__(self, template: str, child: int = 0, row: int = 0, value: float = 0.0) -> None:
        super().__init__(template, child, row, value)
        self.template, self.child, self.row, self.value = template, child, row, value
