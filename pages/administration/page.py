"""Administration: the collectivity, accounts and roles, open sessions, the audit, the state of the installation."""

from __future__ import annotations

import streamlit as st

from pages.administration.accounts import show_accounts
from pages.administration.audit import show_audit, show_health
from pages.administration.collectivity import show_collectivity
from pages.shared.context import page_context


def render() -> None:
    """The page; one section at a time, so that only the one that is read asks the database."""
    context = page_context("administrator")
    t = context.t
    st.title(t("Administration"), anchor=False)
    sections = {
        "collectivity": (t("Ma collectivité"), show_collectivity),
        "accounts": (t("Comptes et rôles"), show_accounts),
        "audit": (t("Journal"), show_audit),
        "health": (t("État de l'installation"), show_health),
    }
    chosen = st.segmented_control(
        t("Section"),
        list(sections),
        format_func=lambda key: sections[key][0],
        default="collectivity",
        required=True,
        label_visibility="collapsed",
        key="section_administration",
    )
    sections[chosen or "collectivity"][1](context)
