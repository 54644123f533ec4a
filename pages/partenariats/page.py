"""Partnerships: with whom, since when, for what; a map that leads to the life of each relation."""

from __future__ import annotations

import streamlit as st

from indicators.present.texts.markdown import escape
from indicators.present.texts.partnerships import sentences
from pages.partenariats.around import show_actors, show_communities, show_money
from pages.partenariats.data import portfolio
from pages.partenariats.lists import show_lists
from pages.partenariats.map import show_map
from pages.partenariats.networks import show_networks
from pages.partenariats.prospects import show_prospects
from pages.partenariats.search import show_search
from pages.shared.context import page_context
from pages.shared.layout import empty_state, headline, page_header
from pages.shared.links import link_to
from pages.shared.views import choose_view


def render() -> None:
    """One view at a time; the view is kept in the address."""
    context = page_context("reader")
    t, folio = context.t, portfolio(context)
    page_header(t("Partenariats"), "", context)
    headline(sentences.portfolio(folio.told, t), context)
    st.markdown(sentences.states(folio.told, t))
    if folio.scene.centre is None:
        st.warning(
            t(
                "{name} n'a pas de coordonnées : la carte ne montre pas où elle est, ni ses liens.",
                name=escape(context.territory.called),
            ),
            icon=":material/wrong_location:",
        )
        link_to("administration", t("La placer sur la carte"))
    views = {
        "carte": show_map,
        "afaire": show_lists,
        "reseaux": show_networks,
        "acteurs": show_actors,
        "communautes": show_communities,
        "chercher": show_search,
        "pistes": show_prospects,
    }
    view = choose_view("partenariats", context)
    if view == "carte" and not folio.relations:
        empty_state(
            t("Aucune relation n'est enregistrée pour ce territoire."),
            t("Un agent peut charger un tableau de partenariats depuis « Charger des données »."),
        )
        link_to("donnees", t("Charger des données"))
    views[view](context)
    if view == "afaire":
        show_money(context)
