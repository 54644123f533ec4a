"""Load the year's data: take a template, drop files, see what is wrong and what it would change, publish."""

from __future__ import annotations

import streamlit as st

from indicators.access import allowed
from indicators.intake.operations import prepared_by
from indicators.store import drafts
from pages.donnees.batches import show_batches
from pages.donnees.entry import show_entry
from pages.donnees.official import show_official
from pages.donnees.public_lists import show_public_lists
from pages.donnees.sources import show_sources
from pages.donnees.upload import show_upload
from pages.shared.context import PageContext, page_context
from pages.shared.layout import page_header
from pages.shared.views import choose_view


def render() -> None:
    """Six sections, one at a time."""
    context = page_context("officer")
    t = context.t
    page_header(t("Charger des données"), "", context)
    if said := st.session_state.pop("intake_published", None):
        st.success(said, icon=":material/check_circle:")
    sections = {
        "upload": show_upload,
        "entry": show_entry,
        "official": show_official,
        "lists": show_public_lists,
        "batches": show_batches,
        "sources": show_sources,
    }
    if asked := st.session_state.pop("intake_section", None):
        st.session_state["depot"] = asked
    chosen = choose_view("donnees", context)
    if chosen != "batches":
        _approval_asked(context)
    sections[chosen](context)


def _approval_asked(context: PageContext) -> None:
    """Tell the second person what waits for them."""
    t, user = context.t, context.user
    two = context.settings.publication.second_person
    if not two or not allowed(user, "approver", context.territory.code):
        return
    waiting = [
        batch
        for batch in drafts.batches(context.engine, states=(drafts.SUBMITTED,))
        if batch.territory == context.territory.code and not prepared_by([batch], user)
    ]
    if waiting:
        said = t.n(
            "{count} dépôt attend votre approbation, dans « Vérifier et publier ».",
            "{count} dépôts attendent votre approbation, dans « Vérifier et publier ».",
            len(waiting),
        )
        st.info(said, icon=":material/hourglass:")
