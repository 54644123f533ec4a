"""The GEII-type profile: how open is the territory, on six dimensions, and what the data allow to say."""

from __future__ import annotations

import streamlit as st

from indicators.present.aims import aims
from indicators.present.charts.geii import profile_figure
from indicators.present.texts import geii as words
from indicators.present.texts.markdown import escape
from pages.profil_geii import data
from pages.profil_geii.compare import show_compare
from pages.profil_geii.composite import show_composite
from pages.profil_geii.dimension import show_dimension
from pages.profil_geii.map import show_map
from pages.profil_geii.options import choose_options
from pages.shared.context import page_context
from pages.shared.figures import show_figure
from pages.shared.layout import empty_state, headline, page_header
from pages.shared.links import link_to
from pages.shared.views import choose_view


def render() -> None:
    """Sentence, then the profile with the optional composite, or one dimension opened."""
    context = page_context("reader")
    t = context.t
    page_header(t("Ouverture du territoire"), "", context)
    choice = choose_options(context)
    profile = context.readout.profile(choice.references, choice.base_year)
    told = words.time_headline if choice.against == "base" else words.headline
    headline(escape(told(profile, t)), context)
    view = choose_view("profil-geii", context)
    if view == "dimension":
        show_dimension(profile, context)
        return
    if view == "comparer":
        show_compare(context)
        return
    if view == "france":
        show_map(context)
        return
    if not any(item.point for item in profile.readings) and not any(item.published for item in profile.dimensions):
        empty_state(
            t("Aucun indicateur d'ouverture n'est encore chargé pour {name}.", name=profile.territory.called),
            t(
                "Les statistiques officielles en donnent plusieurs : « Charger des données », « Statistiques officielles »."
            ),
        )
        link_to("donnees", t("Charger des données"))
        return
    against = choice.against
    aimed = aims(context.readout, t)
    drawn = data.figure(context, profile, against, lambda: profile_figure(profile, t, against=against, aims=aimed))
    show_figure(drawn, context)
    st.divider()
    show_composite(profile, context)
