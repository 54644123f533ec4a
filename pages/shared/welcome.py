"""What stands in the place of a page while the collectivity of the settings is not in the edition that is read."""

from __future__ import annotations

import streamlit as st

from indicators.access import User, allowed
from indicators.present.texts import Translator
from indicators.present.texts.markdown import escape
from indicators.records import Edition, Territory
from indicators.settings import Settings
from pages.shared.links import go_to


def show_welcome(territory: Territory, edition: Edition, settings: Settings, user: User, t: Translator) -> None:
    """Say what is missing and what to do; never another city's figures in its place."""
    chosen = settings.territory_chosen
    st.title(
        t("{name} : à installer", name=escape(territory.called)) if chosen else t("Quelle est votre collectivité ?"),
        anchor=False,
    )
    if chosen:
        st.markdown(
            t(
                "Les réglages désignent le territoire **{code}**, que l'édition « {edition} » ne contient pas.",
                code=escape(territory.code),
                edition=escape(edition.name),
            )
        )
    if allowed(user, "administrator"):
        st.markdown(
            t(
                "Donnez son nom : son code, ses coordonnées, sa population et ses statistiques officielles sont proposés."
            )
        )
        if st.button(t("Installer ma collectivité (3 min)"), type="primary", icon=":material/home_pin:"):
            go_to("administration")
    else:
        st.markdown(t("La personne qui administre le tableau de bord l'installe depuis la page « Administration »."))
