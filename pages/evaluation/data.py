"""What the evaluation page computes once for an edition, a territory and a year, and shares between readers."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from indicators.evaluation import Evaluation
from indicators.evaluation.chain import Chain
from indicators.evaluation.externalities import ExternalityPanel
from indicators.present.figure import Figure
from indicators.progress.goal import Method
from pages.shared.context import PageContext

Key = tuple[object, ...]


def current_evaluation(context: PageContext, method: Method | None = None) -> Evaluation:
    """The evaluation that the page shows; ``method`` replaces the one of every target."""
    return context.readout.evaluation(method)


def current_chain(context: PageContext) -> Chain:
    """The chain of the year."""
    return context.readout.chain


def current_panel(context: PageContext) -> ExternalityPanel:
    """The externalities followed, against the council's thresholds."""
    return context.readout.externalities


@st.cache_resource(max_entries=256, show_spinner=False)
def _figure(key: Key, name: str, _build: Callable[[], Figure]) -> Figure:
    return _build()


def cached_figure(context: PageContext, name: str, build: Callable[[], Figure]) -> Figure:
    """A figure built once for what is shown and in the reader's language; ``name`` tells it from the others."""
    return _figure(context.cache_key, name, build)
