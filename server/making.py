"""How the two documents of a council are made from an edition; those already made are kept, as an edition never changes."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock

from sqlalchemy import Engine

from indicators import council
from indicators.catalogue import load_catalogue
from indicators.present.reports.public_page import public_document
from indicators.present.reports.viewer import viewer
from indicators.present.texts import Translator
from indicators.settings import Settings
from indicators.store.reading import UnknownEditionError

USUAL = "usuelle"
_KEPT = 16


class Making:
    """The documents of one database, in the reader's language."""

    def __init__(self, engine: Engine, settings: Settings) -> None:
        self._reader = council.Reader(engine, settings.extend(load_catalogue()), settings)
        self._made: OrderedDict[tuple[object, ...], str] = OrderedDict()
        self._lock = Lock()

    def session(self, t: Translator, territory: str, key: str, edition: int | None, year: int | None) -> str:
        """A prepared session, or the usual one. Raises UnknownEditionError."""
        session = None if key == USUAL else council.session_of(self._reader.engine, territory, key)
        if session is None and key != USUAL:
            raise UnknownEditionError(f"no session {key!r} for {territory!r}")
        source = council.source_of(self._reader, territory, t, edition=edition, year=year, session=session)
        mark = (session, source.overrides, source.narratives)
        return self._once(("session", territory, source.snapshot.edition.number, source.year, t.lang, repr(mark)), lambda: viewer(source))  # fmt: skip

    def public(self, t: Translator, territory: str, edition: int | None) -> str:
        """The public page. Raises UnknownEditionError."""
        source = council.source_of(self._reader, territory, t, edition=edition)
        told = repr((source.narratives, source.overrides))
        return self._once(("public", territory, source.snapshot.edition.number, t.lang, told), lambda: public_document(source))  # fmt: skip

    def _once(self, key: tuple[object, ...], make: Callable[[], str]) -> str:
        with self._lock:
            if key in self._made:
                self._made.move_to_end(key)
                return self._made[key]
        text = make()
        with self._lock:
            self._made[key] = text
            while len(self._made) > _KEPT:
                self._made.popitem(last=False)
        return text
