"""What a server keeps in memory: the configuration, the database and the editions that were read."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from threading import Lock
from typing import Any

import streamlit as st
from sqlalchemy import Engine
from streamlit.runtime.scriptrunner import get_script_run_ctx

from indicators.catalogue import Catalogue
from indicators.documents.reader import Reader
from indicators.intake.vocabulary import Vocabulary
from indicators.official.library import Library
from indicators.operations.startup import prepare, settings_in
from indicators.readout import Readout
from indicators.records import Edition, Snapshot, Territory
from indicators.settings import Settings
from indicators.store import editions, kept_settings, reading, state
from indicators.store.engine import official_folder
from pages.shared import files

log = logging.getLogger("ouverture")
_STATE = "state"
_SEEN: ContextVar[state.State | None] = ContextVar("seen", default=None)


def look() -> None:
    """See what the database has come to, at the beginning of each drawing, so that all replicas see a change at once.

    What is drawn from here to the end rests on the same state, even when somebody publishes meanwhile.
    """
    st.session_state[_STATE] = _now()


@contextmanager
def looking() -> Iterator[state.State]:
    """The same for what is made outside a drawing, to the end of the block."""
    token = _SEEN.set(_now())
    try:
        yield _state()
    finally:
        _SEEN.reset(token)


def _now() -> state.State:
    now = state.read(engine())
    if ERASED.forgotten(now.erasures):
        st.cache_data.clear()
        st.cache_resource.clear()
    return now


def _state() -> state.State:
    """The state that is being drawn, or looked at; elsewhere, the one of this instant."""
    drawn: state.State | None = st.session_state.get(_STATE) if get_script_run_ctx(suppress_warning=True) else None
    return drawn or _SEEN.get() or state.read(engine())


def settings_version() -> int:
    """The number of the last choice made in the browser."""
    return _state().settings


def written_mark() -> str:
    """What names the last working document that somebody saved, of any territory."""
    return _state().written


def kept() -> dict[str, Any]:
    """What was chosen in the browser, by dotted key."""
    return kept_settings.latest(engine())


@st.cache_resource(max_entries=4, show_spinner=False)
def _configuration(version: int) -> tuple[Catalogue, Settings]:
    catalogue, said = files.written()
    settings = settings_in(engine(), said, catalogue)
    return settings.extend(catalogue), settings


def configuration() -> tuple[Catalogue, Settings]:
    """The same with what was chosen in the browser: the settings that pages read."""
    return _configuration(settings_version())


@st.cache_resource(show_spinner=False)
def vocabulary() -> Vocabulary:
    """The words that files may use for the entries of the catalogue, made once a process."""
    return Vocabulary(files.written()[0])


@st.cache_resource(show_spinner="Préparation des données…", on_release=Engine.dispose)
def engine() -> Engine:
    """The database, migrated; the demonstration is published when it is empty."""
    return prepare(files.written()[1])


@st.cache_resource(show_spinner=False)
def library() -> Library:
    """The official figures of this machine: those delivered, and those of the files read since."""
    catalogue, settings = files.written()
    return Library(catalogue, official_folder(settings.database.folder))


class _Erased:
    """The persons that were erased from the database when this process last read it."""

    def __init__(self) -> None:
        self.known: int | None = None
        self._lock = Lock()

    def forgotten(self, erased: int) -> bool:
        """Whether somebody was erased since the last time this was asked."""
        with self._lock:
            before, self.known = self.known, erased
        return before not in (None, erased)


ERASED = _Erased()


@st.cache_resource(max_entries=2, show_spinner=False)
def _editions(number: int) -> tuple[Edition, ...]:
    return tuple(editions.list_editions(engine()))


def all_editions() -> list[Edition]:
    """Every edition, newest first."""
    return list(_editions(_state().edition))


@st.cache_resource(max_entries=8, show_spinner=False)
def territories(number: int) -> tuple[Territory, ...]:
    """The territories of an edition."""
    return reading.territories(engine(), number)


@st.cache_resource(max_entries=256, show_spinner=False)
def own_edition(number: int, territory: str) -> Edition:
    """The last edition up to ``number`` that changed something of a territory."""
    with engine().connect() as connection:
        return reading.own_edition(connection, number, territory)


@st.cache_resource(max_entries=24, show_spinner=False)
def _snapshot(number: int, territory: str, also: tuple[str, ...]) -> Snapshot:
    """An edition never changes, so its snapshot is shared by all sessions; nobody writes in it."""
    return reading.snapshot(engine(), number, territory, also)


@st.cache_resource(max_entries=24, show_spinner=False)
def _latest_readout(number: int, territory: str, version: int) -> Readout:
    catalogue, settings = _configuration(version)
    return Remembering(engine(), catalogue, settings).readout_of(number, territory)


@st.cache_resource(max_entries=48, show_spinner=False)
def _readout(number: int, territory: str, year: int, version: int) -> Readout:
    latest = _latest_readout(number, territory, version)
    return latest if year == latest.year else latest.at(year)


def latest_readout(number: int, territory: str) -> Readout:
    """An edition's readout of a territory in the latest year with data."""
    return _latest_readout(number, territory, settings_version())


def readout(number: int, territory: str, year: int) -> Readout:
    """The readout of an edition, a territory and a year, shared by all sessions and all pages."""
    return _readout(number, territory, year, settings_version())


class Remembering(Reader):
    """What the editions say, and all that is computed from it, is kept in memory for every reader."""

    def territories(self, number: int) -> tuple[Territory, ...]:
        """The territories of an edition, kept."""
        return territories(number)

    def snapshot(self, number: int, territory: str, also: tuple[str, ...]) -> Snapshot:
        """The snapshot, kept."""
        return _snapshot(number, territory, also)

    def readout(self, number: int, territory: str, year: int | None = None) -> Readout:
        """The readout, kept."""
        latest = latest_readout(number, territory)
        return latest if year is None else readout(number, territory, year)

    def readout_of(self, number: int, territory: str) -> Readout:
        """The readout that is kept, made once."""
        return super().readout(number, territory)


def incident(error: BaseException) -> str:
    """Log an unforeseen error with a reference, and return the reference for the screen."""
    reference = uuid.uuid4().hex[:8]
    log.error("incident %s", reference, exc_info=error)
    return reference
