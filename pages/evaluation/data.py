"""What the evaluation page computes once for an edition, a territory and a year, and shares between readers."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from indicators.evaluation import Evaluation, evaluate
from indicators.evaluation.chain import Chain, evaluation_chain
from indicators.evaluation.externalities import ExternalityPanel, read_externalities
from indicators.evaluation.rules import rules_of
from indicators.present.figure import Figure
from indicators.progress.goal import Method
from indicators.store.plans import ever_targeted
from pages.budget.data import book
from pages.shared.context import PageContext

Key = tuple[object, ...]


def current_evaluation(context: PageContext, method: Method | None = None) -> Evaluation:
    """The evaluation that the page shows; ``method`` replaces the one of every target."""
    return _evaluation(context.cache_key[:-1], method, context)


@st.cache_resource(max_entries=24, show_spinner=False)
def _evaluation(key: Key, method: Method | None, _context: PageContext) -> Evaluation:
    snapshot = _context.snapshot
    held = ever_targeted(_context.engine, _context.edition.number, _context.territory.code)
    plans = {target.plan for target in snapshot.targets} or set(held)
    return evaluate(
        snapshot,
        _context.catalogue,
        _context.year,
        chosen=[item.id for item in _context.settings.selected_indicators(_context.catalogue)],
        frozen=frozenset().union(*(names for plan, names in held.items() if plan in plans)),
        rules=rules_of(_context.settings),
        method=method,
    )


@st.cache_resource(max_entries=24, show_spinner=False)
def _chain(key: Key, _context: PageContext) -> Chain:
    return evaluation_chain(_context.snapshot, _context.year, book(_context))


def current_chain(context: PageContext) -> Chain:
    """The chain of the year."""
    return _chain(context.cache_key[:-1], context)


def current_panel(context: PageContext) -> ExternalityPanel:
    """The externalities followed, against the council's thresholds."""
    return _panel(context.cache_key[:-1], context)


@st.cache_resource(max_entries=24, show_spinner=False)
def _panel(key: Key, _context: PageContext) -> ExternalityPanel:
    settings = _context.settings
    return read_externalities(
        _context.snapshot,
        _context.catalogue,
        _context.year,
        chosen=[item.id for item in settings.selected_indicators(_context.catalogue)],
        thresholds=settings.externalities.alerts,
        bands=settings.externalities.bands,
    )


@st.cache_resource(max_entries=256, show_spinner=False)
def _figure(key: Key, name: str, _build: Callable[[], Figure]) -> Figure:
    return _build()


def cached_figure(context: PageContext, name: str, build: Callable[[], Figure]) -> Figure:
    """A figure built once for what is shown and in the reader's language; ``name`` tells it from the others."""
    return _figure(context.cache_key, name, build)
