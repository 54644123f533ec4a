"""What the API keeps in memory: the state of the database for a moment, the readouts of an edition, the answers as bytes.

An edition never changes but when somebody's name is erased from it: the answers of one state of the database are kept
until there is another, and their mark (ETag) names it.
"""

from __future__ import annotations

import hashlib
import time
from collections import OrderedDict
from collections.abc import Callable
from functools import cached_property
from threading import Lock

from sqlalchemy import Engine

from indicators.catalogue import load_catalogue
from indicators.documents.reader import Reader
from indicators.operations.backup import program_version
from indicators.operations.startup import settings_in
from indicators.readout import Readout
from indicators.records import Territory
from indicators.settings import Settings
from indicators.store.state import State, read
from server.api.callers import KNOWN_FOR

_READOUTS, _EDITIONS = 12, 4
_ROOM = 64 * 2**20
_PROGRAM = program_version()


class KeptReader(Reader):
    """A reader of one state of the database, which keeps its latest readouts."""

    @cached_property
    def _kept(self) -> tuple[OrderedDict[tuple[int, str], Readout], OrderedDict[int, tuple[Territory, ...]], Lock]:
        return OrderedDict(), OrderedDict(), Lock()

    def territories(self, number: int) -> tuple[Territory, ...]:
        """The territories of an edition, kept."""
        _, kept, lock = self._kept
        with lock:
            if number not in kept:
                kept[number] = super().territories(number)
            while len(kept) > _EDITIONS:
                kept.popitem(last=False)
            return kept[number]

    def readout(self, number: int, territory: str, year: int | None = None) -> Readout:
        """The readout of a territory, kept; another year is read from it."""
        kept, _, lock = self._kept
        with lock:
            latest = kept.get((number, territory))
        if latest is None:
            latest = super().readout(number, territory)
            with lock:
                kept[number, territory] = latest
                while len(kept) > _READOUTS:
                    kept.popitem(last=False)
        return latest if year is None or year == latest.year else latest.at(year)


class Keeping:
    """The memory of one process on one database."""

    def __init__(self, engine: Engine, settings: Settings) -> None:
        self.engine, self.settings = engine, settings
        self._seen: tuple[float, State] | None = None
        self._reader: tuple[State, KeptReader] | None = None
        self._answers: OrderedDict[str, bytes] = OrderedDict()
        self._weight = 0
        self._lock = Lock()

    def state(self) -> State:
        """The state of the database, asked at most every :data:`KNOWN_FOR` seconds."""
        now = time.monotonic()
        seen = self._seen
        if seen is None or now - seen[0] >= KNOWN_FOR:
            seen = now, read(self.engine)
            self._seen = seen
        return seen[1]

    def fresh(self) -> bool:
        """Whether the state is known without asking the database."""
        return self._seen is not None and time.monotonic() - self._seen[0] < KNOWN_FOR

    def mark(self, now: State, edition: int, asked: str) -> str:
        """The ETag of an answer: its edition, the settings, the erasures, then what was asked and which program answers.

        It is weak: the same answer travels compressed or not.
        """
        digest = hashlib.sha256(f"{_PROGRAM} {asked}".encode()).hexdigest()[:16]
        return f'W/"e{edition}.{now.settings}.{now.erasures}-{digest}"'

    def reader(self, now: State) -> KeptReader:
        """A reader with the settings of a state of the database."""
        held = self._reader
        if held is None or held[0] != now:
            catalogue = load_catalogue()
            settings = settings_in(self.engine, self.settings, catalogue)
            held = now, KeptReader(self.engine, settings.extend(catalogue), settings)
            self._reader = held
        return held[1]

    def settings_now(self) -> Settings:
        """The settings of the file with what was chosen in the browser."""
        return self.reader(self.state()).settings

    def kept(self, key: str) -> bytes | None:
        """An answer already made; None when it is to be made."""
        with self._lock:
            if key in self._answers:
                self._answers.move_to_end(key)
            return self._answers.get(key)

    def keep(self, key: str, make: Callable[[], bytes]) -> bytes:
        """An answer, made and kept; the oldest ones make room for it."""
        made = make()
        with self._lock:
            self._weight += len(made) - len(self._answers.get(key, b""))
            self._answers[key] = made
            while self._weight > _ROOM:
                self._weight -= len(self._answers.popitem(last=False)[1])
        return made
