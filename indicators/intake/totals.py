"""The rows of a table that are sums of others, whatever they say: chapters, partial sums, a total above or below.

A sum is looked for among the rows that come just before (or just after): any number of them, so that the sums of
chapters and the sum of the whole are both found. Sure when two different amounts agree, or when the row says less than
every row that it sums up since the first one or the last sum; else only likely, and asked: 100, 200 and 300 may well
be three grants.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from operator import add, sub
from typing import Any

import numpy as np

from indicators.intake.schemas import Column
from indicators.intake.tables import RawTable, encoded
from indicators.intake.values import Unreadable, cents

_LEAST, _LEAST_ASKED = 2, 3
Mask = np.ndarray[Any, Any]


@dataclass(frozen=True)
class Sums:
    """The rows that are surely the sum of others, those among them whose rows stand below, and those that may be one."""

    sure: Mask
    below: Mask
    likely: Mask


def sums(table: RawTable, matched: Mapping[int, Column], keep: Mask, filled: list[Mask]) -> Sums:
    """The sums among the rows to ``keep``. Official exports of accounts hold no total of their own.

    ``filled`` tells the cells that are not empty, by column.
    """
    found = Sums(*(np.zeros(len(keep), dtype=bool) for _ in range(3)))
    places = [place for place, column in matched.items() if column.reads == "money"]
    if not places or any(column.gaps for column in matched.values()):
        return found
    amounts = list(zip(*(_cents(table, place) for place in places), strict=True))
    reading = _Reading(amounts, np.array(filled).T, found)
    rows = np.flatnonzero(keep).tolist()
    # A second time: the sum of one row is known by the sums of several, wherever these stand.
    for _ in range(2):
        reading.read(rows, below=False)
        reading.read(rows[::-1], below=True)
        if not found.sure.any():
            break
    return replace(found, likely=found.likely & ~found.sure)


class _Reading:
    """The rows read from the top or from the bottom: what they add up to so far, and what the sums found look like."""

    def __init__(self, amounts: list[tuple[int, ...]], cells: Mask, found: Sums) -> None:
        self.amounts, self.cells, self.found = amounts, cells, found
        self.width: list[int] = cells.sum(axis=1).tolist()
        self.known: set[bytes] = set()

    def read(self, rows: Sequence[int], *, below: bool) -> None:
        """Mark the sums among ``rows``, in their order."""
        done: list[int] = []
        total = (0,) * len(self.amounts[0]) if self.amounts else ()
        # What the rows added up to before each of them: the last one that leaves a sum is the nearest.
        before: dict[tuple[int, ...], int] = {}
        # Where a group begins: at the first row, and after each sum.
        edges = {0}
        for row in rows:
            here = self.amounts[row]
            if self.found.sure[row]:
                edges.add(len(done))
                continue
            start = before.get(tuple(map(sub, total, here)), -1) if any(here) else -1
            if start >= 0 and self._is_sum(row, done[start:], below=below, edge=start in edges):
                edges.add(len(done))
                continue
            before[total] = len(done)
            done.append(row)
            total = tuple(map(add, total, here))

    def _is_sum(self, row: int, of: list[int], *, below: bool, edge: bool) -> bool:
        """Whether a row is surely the sum ``of`` others, marked; one that may be is only marked as likely."""
        told = [other for other in of if any(self.amounts[other])]
        narrower = all(self.width[other] > self.width[row] for other in told)
        amounts = [amount for amount in self.amounts[row] if amount]
        shape = self.cells[row].tobytes()
        two = len(set(amounts)) > 1
        if len(told) < _LEAST:
            # A single row is summed up only by a row like the sums already found: « Chapitre 011 » beside its one line.
            sure, asked = narrower and shape in self.known, False
        else:
            sure = (narrower and (edge or two)) or (two and not below)
            asked = narrower or (edge and not below and (len(told) >= _LEAST_ASKED or len(amounts) > 1))
        if sure:
            self.known.add(shape)
            self.found.sure[row], self.found.below[row] = True, below
        else:
            self.found.likely[row] |= asked
        return sure


def _cents(table: RawTable, place: int) -> list[int]:
    """The amounts of a column, 0 where none can be read: only their sums are compared."""
    cells = encoded(table.data.column(place))
    values = [_cents_or_zero(text) for text in cells.dictionary.to_pylist()]
    return [values[index] for index in cells.indices.to_pylist()]


def _cents_or_zero(text: str) -> int:
    try:
        return cents(text) if text else 0
    except Unreadable:
        return 0
