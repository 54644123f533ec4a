"""How the two documents of a council are made from an edition; those already made are kept, as an edition never changes
but when somebody's name is erased from it.

Both are given piece by piece: a session is shown from its first slide on, while the others are drawn.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
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


class Making:
    """The documents of one database, in the reader's language."""

    def __init__(self, engine: Engine, settings: Settings) -> None:
        self.settings = settings
        self._reader = Keeping(engine, settings.extend(load_catalogue()), settings)
        self._made: OrderedDict[tuple[object, ...], tuple[str, ...]] = OrderedDict()
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
            if key in self._made:
                self._made.move_to_end(key)
                return iter(self._made[key])
        return self._keeping(key, make)

    def _keeping(self, key: tuple[object, ...], make: Callable[[], Iterable[str]]) -> Iterator[str]:
        made = []
        for part in make():
            made.append(part)
            yield part
        with self._lock:
            self._made[key] = tuple(made)
            while len(self._made) > _KEPT:
                self._made.popitem(last=False)
