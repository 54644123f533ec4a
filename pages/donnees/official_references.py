"""What the territory is read against: the country, its région and its département come by themselves, in the same draft."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from indicators.intake.newcomer import Reference, adopt_references, references
from indicators.present.texts.markdown import escape
from pages.donnees.context import workshop_of
from pages.donnees.seen import read_again
from pages.shared import runtime
from pages.shared.context import PageContext
from pages.shared.failures import refusals_told


def show_references(context: PageContext) -> None:
    """The references of the official geography with what the edition lacks of each, and one button for all."""
    t = context.t
    found = references(workshop_of(context), runtime.library(), context.territory)
    if not found:
        return
    st.header(t("Références"), anchor=False)
    st.markdown("\n".join(f"- {_line(context, item)}" for item in found))
    listed = set(context.territory.references)
    missing = [item for item in found if item.offers or not item.published or item.territory.code not in listed]
    if missing and st.button(t("Reprendre ces références"), icon=":material/add:", key="official_references"):
        _take(context, missing)


def _line(context: PageContext, item: Reference) -> str:
    t = context.t
    years = sum(len(offer.fresh) for offer in item.offers)
    said = (
        t.n("{count} valeur à reprendre", "{count} valeurs à reprendre", years)
        if years
        else t("l'édition a tout ce que disent les fichiers")
    )
    return f"**{escape(item.territory.name)}**{t(' : ')}{said}"


def _take(context: PageContext, chosen: Sequence[Reference]) -> None:
    with refusals_told(context.t):
        batch = adopt_references(workshop_of(context), runtime.library(), context.territory, chosen, context.user)
        if batch is not None:
            st.session_state["intake_section"], st.session_state["intake_batch"] = "batches", batch.id
            read_again(batch.id)
            st.rerun()
