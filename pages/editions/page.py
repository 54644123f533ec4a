"""Editions: what was published, what each changed, and how to go back."""

from __future__ import annotations

import streamlit as st

from pages.editions.list import show_changes, show_editions
from pages.editions.restore import show_restore
from pages.shared import runtime
from pages.shared.context import page_context
from pages.shared.layout import page_header
from pages.shared.views import choose_view


def render() -> None:
    """The list, the changes, the way back."""
    context = page_context("reader")
    t = context.t
    page_header(t("Éditions"), "", context)
    if said := st.session_state.pop("intake_published", None):
        st.success(said, icon=":material/check_circle:")
    known = runtime.all_editions()
    sections = {
        "changes": show_changes,
        "list": show_editions,
        "restore": show_restore,
    }
    sections[choose_view("editions", context)](context, known)
