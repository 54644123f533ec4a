"""Whose turn it is to be drawn: a process draws a few pages at a time, in the order they were asked for.

Python runs one thread at a time. Thirty pages drawn together are all late, hold thirty times what one needs and keep
the server from answering; a few at a time, the first ones are there while the last ones wait no longer than before.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore

#: One computes while others wait for the database.
_PLACES = 3
#: Seconds after which a page is drawn all the same: somebody who loads a large file keeps a place for long.
_PATIENCE = 0.5


class Turns:
    """A few places; who finds none waits for one, but not for ever."""

    def __init__(self, places: int = _PLACES, patience: float = _PATIENCE) -> None:
        self._gate, self._patience = BoundedSemaphore(places), patience

    @contextmanager
    def mine(self) -> Iterator[bool]:
        """Hold a place to the end of the block; whether there was one in time."""
        held = self._gate.acquire(timeout=self._patience)
        try:
            yield held
        finally:
            if held:
                self._gate.release()


TURNS = Turns()
