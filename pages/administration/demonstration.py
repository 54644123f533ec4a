"""« Retirer la démonstration » and « La remettre », each a step that is confirmed and can be undone."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from indicators.intake.workshop import Workshop
from indicators.present.texts.markdown import escape
from indicators.setup.demonstration import demonstration_cities, put_back, withdraw
from pages.shared.context import PageContext, forget_choices
from pages.shared.failures import refusals_told


def show_demonstration(context: PageContext, work: Workshop) -> None:
    """What is there of it, and the button that does the other thing."""
    t = context.t
    cities = demonstration_cities(work)
    if cities:
        st.markdown(
            t(
                "La démonstration est là : {names}. La retirer publie une édition sans elle ; vos propres lignes restent.",
                names=escape(t.join(cities)),
            )
        )
        _act(
            context,
            work,
            withdraw,
            t("Retirer la démonstration"),
            t("Sans la démonstration"),
            ":material/visibility_off:",
        )
    else:
        st.markdown(
            t("La démonstration n'est pas là. La remettre publie une édition avec elle, à côté de vos données.")
        )
        _act(context, work, put_back, t("La remettre"), t("Avec la démonstration"), ":material/visibility:")


def _act(context: PageContext, work: Workshop, act: Callable[..., str], label: str, edition: str, icon: str) -> None:
    t = context.t
    if st.button(label, icon=icon, key="demonstration_act"):
        with refusals_told(t), st.spinner(t("Publication…")):
            waiting = act(work, edition, context.user)
            st.session_state["collectivity_done"] = (
                t("La demande attend l'approbation d'une autre personne, dans « Charger des données ».")
                if waiting
                else t("C'est fait : « {name} » est publiée.", name=edition)
            )
            forget_choices()
            st.rerun()
