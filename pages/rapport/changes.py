"""What changed since the edition before: values, targets, sources, statuses, corrections with their reason."""

from __future__ import annotations

import streamlit as st

from indicators.present.changes import changes_figure
from indicators.present.texts import reports as words
from indicators.present.texts.markdown import escape
from pages.rapport.data import report_source
from pages.shared.context import PageContext
from pages.shared.figure_files import show_files
from pages.shared.figures import show_details


def show_changes(context: PageContext) -> None:
    """The sentence, the table by kind of change, and its download."""
    t = context.t
    source = report_source(context)
    if source.changes is None:
        st.markdown(escape(words.first_edition(source, t)))
        return
    figure = changes_figure(source.changes, context.catalogue, t)
    st.markdown(escape(figure.sentence))
    st.caption(escape(figure.note))
    if not figure.table.empty:
        show_details(figure, t)
        show_files(figure, context)
