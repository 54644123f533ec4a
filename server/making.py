"""How the two documents of a council are made from an edition; those already made are kept, as an edition never changes
but when somebody's name is erased from it.

Both are given piece by piece: a session is shown from its first slide on, while the others are drawn.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import count
from threading import Lock

from sqlalchemy import Engine

from indicators.catalogue import load_catalogue
from indicators.documents import gather
from indicators.documents.reader import Reader
from indicators.errors import marked
from indicators.present.reports.public_page import public_document
from indicators.present.reports.viewer import viewer_parts
from indicators.present.texts import Translator
from indicators.readout import Readout
from indicators.settings import Settings
from indicators.store import state
from indicators.store.reading import UnknownEditionError

USUAL = "usuelle"
_KEPT = 16


@dataclass(frozen=True)
class Keeping(Reader):
    """A reader that reads an edition of a territory once, until somebody's name is erased from it."""

    made: OrderedDict[tuple[object, ...], Readout] = field(default_factory=OrderedDict, compare=False)

    def readout(self, number: int, territory: str, year: int | None = None) -> Readout:
        """The readout, kept: editions never change otherwise."""
        key = (state.read(self.engine).erasures, number, territory, year)
        found = self.made.get(key) or super().readout(number, territory, year)
        self.made[key] = found
        while len(self.made) > _KEPT:
            self.made.popitem(last=False)
        return found


class Parts:
    """The pieces of a document, made once: those who ask while it is being made are given what there is, then what comes.

    What fails while it is made fails for all of them.
    """

    def __init__(self, make: Callable[[], Iterable[str]]) -> None:
        self._make, self._lock = make, Lock()
        self._coming: Iterator[str] | None = None
        self._parts: list[str] = []
        self._ended: Exception | None = None

    def __iter__(self) -> Iterator[str]:
        for rank in count():
            if (part := self._part(rank)) is None:
                return
            yield part

    def _part(self, rank: int) -> str | None:
        """A piece, None after the last one."""
        if rank < len(self._parts):  # read without waiting for the piece that is being made
            return self._parts[rank]
        with self._lock:
            if rank == len(self._parts) and self._ended is None:
                try:
                    self._coming = iter(self._make()) if self._coming is None else self._coming
                    self._parts.append(next(self._coming))
                except Exception as ended:  # StopIteration: it is whole
                    self._ended = ended
            if rank < len(self._parts):
                return self._parts[rank]
        if isinstance(self._ended, StopIteration):
            return None
        assert self._ended is not None
        raise self._ended


class Making:
    """The documents of one database, in the reader's language."""

    def __init__(self, engine: Engine, settings: Settings) -> None:
        self.settings = settings
        self._reader = Keeping(engine, settings.extend(load_catalogue()), settings)
        self._made: OrderedDict[tuple[object, ...], Parts] = OrderedDict()
        self._lock = Lock()

    def session(self, t: Translator, territory: str, key: str, edition: int | None, year: int | None) -> Iterator[str]:
        """A prepared session, or the usual one. Raises UnknownEditionError."""
        session = None if key == USUAL else gather.session_named(self._reader, territory, key)
        if session is None and key != USUAL:
            raise UnknownEditionError(
                marked("Il n'y a pas de séance {name} pour le territoire {code}."), name=key, code=territory
            )
        source = gather.source_of(self._reader, territory, t, edition=edition, year=year, session=session)
        mark = (session, source.overrides, source.narratives, state.read(self._reader.engine).erasures)
        return self._once(("session", territory, source.snapshot.edition.number, source.year, t.lang, repr(mark)), lambda: viewer_parts(source))  # fmt: skip

    def public(self, t: Translator, territory: str, edition: int | None) -> Iterator[str]:
        """The public page. Raises UnknownEditionError."""
        source = gather.source_of(self._reader, territory, t, edition=edition)
        told = repr((source.narratives, source.overrides, state.read(self._reader.engine).erasures))
        return self._once(("public", territory, source.snapshot.edition.number, t.lang, told), lambda: (public_document(source),))  # fmt: skip

    def _once(self, key: tuple[object, ...], make: Callable[[], Iterable[str]]) -> Iterator[str]:
        with self._lock:
            parts = self._made.setdefault(key, Parts(make))
            self._made.move_to_end(key)
            while len(self._made) > _KEPT:
                self._made.popitem(last=False)
        return self._given(key, parts)

    def _given(self, key: tuple[object, ...], parts: Parts) -> Iterator[str]:
        try:
            yield from parts
        except Exception:  # the next to ask has it made again
            with self._lock:
                if self._made.get(key) is parts:
                    del self._made[key]
            raise
