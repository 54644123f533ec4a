"""Administration: the collectivity, accounts and roles, open sessions, the audit, the state of the installation."""

from __future__ import annotations

import streamlit as st

from pages.administration.accounts import show_accounts
from pages.administration.audit import show_audit, show_health
from pages.administration.collectivity import show_collectivity
from pages.shared.context import page_context
from pages.shared.views import choose_view


def render() -> None:
    """The page; one section at a time, so that only the one that is read asks the database."""
    context = page_context("administrator")
    t = context.t
    st.title(t("Administration"), anchor=False)
    sections = {
        "collectivity": show_collectivity,
        "accounts": show_accounts,
        "audit": show_audit,
        "health": show_health,
    }
    sections[choose_view("administration", context)](context)
