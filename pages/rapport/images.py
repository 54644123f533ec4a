"""The pictures of the report: its cover and the actions that it shows, each with its words and its credit."""

from __future__ import annotations

import streamlit as st

from indicators.documents import images
from indicators.present.reports import cards, cover
from pages.rapport.data import report_source
from pages.shared.choices import select
from pages.shared.context import PageContext
from pages.shared.failures import refusals_told


def edit_images(context: PageContext) -> None:
    """Choose a place, see what stands there, give another picture or take it away."""
    t, code = context.t, context.territory.code
    source = report_source(context)
    places = {cover.PLACE: t("Couverture")}
    places |= {f"{cards.PLACE}{item.id}": f"{item.title} ({item.year})" for item in cards.chosen(source)}
    place = select(t("Place de l'image"), list(places), key="image", format_func=places.__getitem__)
    standing = source.images.get(place)
    if standing is not None:
        st.image(standing.data, caption=standing.alt, width=360)
        if st.button(t("Retirer cette image"), icon=":material/delete:"):
            with refusals_told(t):
                images.remove_image(context.engine, code, place, context.user)
                st.rerun()
    with st.form(f"image_{place}", clear_on_submit=True):
        given = st.file_uploader(t("Image (PNG, JPEG ou WebP)"), ["png", "jpg", "jpeg", "webp"])
        alt = st.text_input(t("Description, pour qui ne voit pas l'image"))
        credit = st.text_input(t("Crédit (auteur, droits)"))
        saved = st.form_submit_button(t("Enregistrer"), type="primary", icon=":material/save:")
    if saved and given is not None:
        with refusals_told(t):
            images.save_image(context.engine, code, place, given.getvalue(), alt, credit, context.user)
            st.rerun()
