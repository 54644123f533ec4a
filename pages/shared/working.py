"""Which session is at work on each page open in a browser, and the files that its page was left with."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from threading import Lock


@dataclass(frozen=True)
class At:
    """The session at work on a page, empty when nobody signed in, and the files that the last drawing left there.

    ``made`` are those that a click made since: they are kept until the next drawing is over (``pages/shared/drawn.py``).
    """

    session: str
    files: frozenset[str] = frozenset()
    made: frozenset[str] = frozenset()


class Working:
    """Which signed-in session is at work on each page open in a browser, for the last ten thousand of them."""

    def __init__(self, most: int = 10_000) -> None:
        self._pages: OrderedDict[str, At] = OrderedDict()
        self._most, self._lock = most, Lock()

    def note(self, page: str, session: str) -> None:
        """Remember the session of a page; what another one left there is not hers."""
        with self._lock:
            known = self._pages.get(page)
            self._pages[page] = known if known and known.session == session else At(session)
            self._pages.move_to_end(page)
            while len(self._pages) > self._most:
                self._pages.popitem(last=False)

    def leave(self, page: str, files: Iterable[str], *, whole: bool) -> None:
        """Remember the files that a drawing leaves on a page, beside the former ones when it did not go to its end."""
        with self._lock:
            if known := self._pages.get(page):
                former = known.made if whole else known.files
                self._pages[page] = At(known.session, former | frozenset(files), frozenset() if whole else known.made)

    def make(self, page: str, file: str) -> None:
        """Remember a file that a click made for the reader of a page."""
        with self._lock:
            if known := self._pages.get(page):
                self._pages[page] = replace(known, made=known.made | {file})

    def made_on(self, page: str) -> frozenset[str]:
        """The files that clicks made on a page since its last drawing ended."""
        with self._lock:
            return self._pages[page].made if page in self._pages else frozenset()

    def session_of(self, page: str) -> str:
        """The session of a page, empty when nobody signed in there."""
        with self._lock:
            return self._pages[page].session if page in self._pages else ""

    def pages_left_with(self, file: str) -> list[str]:
        """The pages on which the last drawing left a file, or a click made it."""
        with self._lock:
            return [page for page, at in self._pages.items() if file in at.files | at.made]


WORKING = Working()
