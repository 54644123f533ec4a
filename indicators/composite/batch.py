"""The index under many sets of weights at once: replicates of a robustness analysis, or removals.

Means read one unit at a time, so territories are taken by blocks: the tables of a block stay in the cache of one
processor, their logarithms are taken once for all the sets of weights, and their products are too small for the
linear algebra to wake other threads, which costs more than it saves where processors are shared. A rule that compares
units needs them all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from indicators.composite.aggregate import BATCHED, Setting
from indicators.composite.arrays import Array, Places
from indicators.composite.framework import Framework
from indicators.composite.hierarchy import roll_up

REPLICATES = 128
"""Sets of weights taken together, at most."""

CELLS = 2**15
"""Largest table of a block (sets of weights × units), in cells: 256 KiB."""

PRODUCTS = 2**18
"""Most products of one matrix multiplication (sets of weights × units × children): OpenBLAS shares larger ones out."""

WHOLE = 8_000_000
"""Largest table rolled up at once (sets of weights × units × nodes) where a rule needs every unit, in cells."""


def index_scores(
    framework: Framework,
    leaves: Array,
    weights: Array,
    rules: Sequence[str],
    min_share: float,
    setting: Setting,
    labels: Sequence[str],
    *,
    result: Array,
    places: Places,
) -> None:
    """Scores of the index under each row of ``weights`` (r × nodes), written in the rows ``places`` (r) of ``result``; see ``roll_up``."""
    for rows, units in _blocks(framework, leaves.shape[0], weights.shape[0], set(rules) <= BATCHED):
        found = roll_up(framework, leaves[units], weights[rows], rules, min_share, setting, labels[units])
        result[places[rows], units] = found[..., -1]


def _blocks(framework: Framework, units: int, sets: int, apart: bool) -> Iterator[tuple[slice, slice]]:
    """Slices of the sets of weights and of the units; every unit at once unless they can be read ``apart``."""
    together = max(1, min(sets, REPLICATES if apart else WHOLE // (units * len(framework.codes))))
    widest = max(children.size for children in framework.places)
    size = max(1, min(CELLS, PRODUCTS // widest) // together) if apart else units
    for row in range(0, sets, together):
        for unit in range(0, units, size):
            yield slice(row, row + together), slice(unit, unit + size)
