"""The source of the reports for the page's choices, and the documents made from it, kept in memory."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from indicators.documents import gather
from indicators.documents.reader import Reader
from indicators.present.everybody import known_answers, still_open
from indicators.present.figure import Figure, Source
from indicators.present.maps.paper import SCREEN
from indicators.present.reports import ReportSource, Session
from indicators.present.reports.command import make_one
from indicators.present.reports.model import IMAGE
from indicators.present.reports.public import page_parts, public_sources
from indicators.present.reports.still_map import map_figure
from indicators.present.synthesis import Answer
from indicators.prospecting import public_wishes
from indicators.store import workspace
from pages.shared import runtime
from pages.shared.context import PageContext


def reader(context: PageContext) -> Reader:
    """The database with the configuration; what it reads is kept in memory, as for the other pages."""
    return runtime.Remembering(context.engine, context.catalogue, context.settings)


def report_source(context: PageContext, session: Session | None = None, *, drafts: bool = False) -> ReportSource:
    """What a report of the chosen territory is made of: the session's edition and year, else the frame's.

    Gathered once until somebody saves a document; ``drafts`` have their own.
    """
    return _source((*context.cache_key, runtime.written_mark(), repr(session)), drafts, context, session)


@st.cache_resource(max_entries=8, show_spinner=False)
def _source(key: tuple[object, ...], drafts: bool, _context: PageContext, _session: Session | None) -> ReportSource:
    return gather.source_of(
        reader(_context),
        _context.territory.code,
        _context.t,
        edition=_session.edition if _session else _context.edition.number,
        year=_session.year if _session else _context.year,
        session=_session,
        drafts=drafts,
    )


@st.cache_data(max_entries=24, show_spinner=False)
def _made(key: tuple[object, ...], kind: str, _context: PageContext, _session: Session | None) -> bytes:
    source = report_source(_context, _session)
    return make_one(source, kind, lambda: gather.package_tables(reader(_context), source.snapshot))


def made(context: PageContext, kind: str, session: Session | None = None) -> bytes:
    """One report as bytes; made again only when an officer has written something since."""
    number = session.edition if session else context.edition.number
    written = (
        repr(gather.narratives(context.engine, context.territory.code, number)),
        repr(gather.overrides(context.engine, context.territory.code, number)),
        repr(gather.declared(context.engine, context.territory.code, number)),
        repr(public_wishes(context.engine, context.territory.code)),
        repr([(item.key, item.version) for item in workspace.latest(context.engine, IMAGE, context.territory.code)]),
    )
    return _made((*context.cache_key, repr(session), *written), kind, context, session)


@st.cache_resource(max_entries=24, show_spinner=False)
def _map(key: tuple[object, ...], size: tuple[int, int], _context: PageContext) -> Figure:
    return map_figure(report_source(_context), size=size)


@dataclass(frozen=True)
class Told:
    """What the public page says of an edition, before any word of an officer."""

    answers: tuple[Answer, ...]
    still_open: tuple[str, ...]
    parts: tuple[tuple[str, list[str]], ...]
    sources: tuple[Source, ...]


@st.cache_resource(max_entries=24, show_spinner=False)
def _told(key: tuple[object, ...], _source: ReportSource) -> Told:
    return Told(
        known_answers(_source.answers),
        still_open(_source.answers, _source.t),
        page_parts(_source),
        tuple(public_sources(_source)),
    )


def told(context: PageContext, source: ReportSource) -> Told:
    """The public page's figures, lines and sources."""
    return _told((*context.cache_key, repr(source.sought)), source)


def report_map(context: PageContext, size: tuple[int, int] = SCREEN) -> Figure:
    """The map of paper for the page's choices, at a size in pixels."""
    return _map(context.cache_key, size, context)
