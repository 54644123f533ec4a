"""What a server keeps in memory: the configuration, the database and the editions that were read."""

from __future__ import annotations

import logging
import uuid
from threading import Event

import streamlit as st
from sqlalchemy import Engine

from indicators.catalogue import Catalogue, load_catalogue
from indicators.intake.vocabulary import Vocabulary
from indicators.operations.startup import prepare
from indicators.records import Edition, Snapshot, Territory
from indicators.settings import Settings, load_settings
from indicators.store import editions, reading

log = logging.getLogger("ouverture")
#: Set when a first page was finished: what can wait until then waits.
SERVED = Event()


@st.cache_resource(show_spinner=False)
def configuration() -> tuple[Catalogue, Settings]:
    """The catalogue with the collectivity's own rubrics, and the settings, read once a process.

    Raises InvalidFile with every problem found.
    """
    catalogue = load_catalogue()
    settings = load_settings(catalogue=catalogue)
    return settings.extend(catalogue), settings


@st.cache_resource(show_spinner=False)
def vocabulary() -> Vocabulary:
    """The words that files may use for the entries of the catalogue, made once a process."""
    return Vocabulary(configuration()[0])


@st.cache_resource(show_spinner="Préparation des données…", on_release=Engine.dispose)
def engine() -> Engine:
    """The database, migrated; the demonstration is published when it is empty."""
    return prepare(configuration()[1])


def all_editions() -> list[Edition]:
    """Every edition, newest first; asked of the database at each run, so that all replicas see a publication."""
    return editions.list_editions(engine())


@st.cache_resource(max_entries=8, show_spinner=False)
def territories(number: int) -> tuple[Territory, ...]:
    """The territories of an edition."""
    return reading.territories(engine(), number)


@st.cache_resource(max_entries=24, show_spinner=False)
def snapshot(number: int, territory: str, also: tuple[str, ...]) -> Snapshot:
    """An edition never changes, so its snapshot is shared by all sessions; nobody writes in it."""
    return reading.snapshot(engine(), number, territory, also)


def incident(error: BaseException) -> str:
    """Log an unforeseen error with a reference, and return the reference for the screen."""
    reference = uuid.uuid4().hex[:8]
    log.error("incident %s", reference, exc_info=error)
    return reference
