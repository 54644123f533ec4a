"""One step of a computation: what it is called, what it gives, how, and from what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from indicators.readout.figures import Answer


class RowOf(NamedTuple):
    """A published row by its kind and its key, as ``Record.identity`` gives it."""

    kind: str
    key: tuple[Any, ...]


@dataclass(frozen=True)
class Step:
    """``value`` in words and ``amount`` as it was computed; ``how`` is the operation, in words, on the ``steps`` below.

    A leaf names the ``row`` that says it, or is a threshold of the method.
    """

    name: str
    value: str
    how: str = ""
    steps: tuple[Step, ...] = ()
    row: RowOf | None = None
    amount: Answer = None


def rows_of(step: Step) -> Iterator[RowOf]:
    """Every row that a tree rests on, in its order."""
    if step.row is not None:
        yield step.row
    for below in step.steps:
        yield from rows_of(below)


def kept(steps: Iterable[Step | None]) -> tuple[Step, ...]:
    """The steps that there are."""
    return tuple(step for step in steps if step is not None)
