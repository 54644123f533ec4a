"""Partnerships: with whom, since when, for what; a map that leads to the life of each relation."""

from __future__ import annotations

import streamlit as st

from indicators.present.texts.markdown import escape
from indicators.present.texts.partnerships import sentences
from pages.partenariats.around import show_actors, show_communities, show_money
from pages.partenariats.data import portfolio
from pages.partenariats.lists import VIEW, show_lists
from pages.partenariats.map import show_map
from pages.partenariats.networks import show_networks
from pages.partenariats.search import show_search
from pages.shared.choices import segments
from pages.shared.context import page_context
from pages.shared.layout import empty_state, page_header
from pages.shared.links import link_to


def render() -> None:
    """One view at a time; the view is kept in the address."""
    context = page_context("reader")
    t, folio = context.t, portfolio(context)
    page_header(t("Partenariats"), "", context)
    st.markdown(f"## {sentences.portfolio(folio.told, t)}")
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
        "carte": (t("Carte et fiches"), show_map),
        "afaire": (t("À faire"), show_lists),
        "reseaux": (t("Réseaux"), show_networks),
        "acteurs": (t("Acteurs"), show_actors),
        "communautes": (t("Communautés"), show_communities),
        "chercher": (t("Chercher un partenaire"), show_search),
    }
    view = segments(
        t("Vue"), list(views), format_func=lambda name: views[name][0], label_visibility="collapsed", key=VIEW
    )
    if view == "carte" and not folio.relations:
        empty_state(
            t("Aucune relation n'est enregistrée pour ce territoire."),
            t("Un agent peut charger un tableau de partenariats depuis « Charger des données »."),
        )
        link_to("donnees", t("Charger des données"))
    views[view][1](context)
    if view == "afaire":
        show_money(context)
