"""The choice of how progress is read, the same wherever a status is shown."""

from __future__ import annotations

import streamlit as st

from indicators.progress.goal import Method
from pages.shared.choices import select
from pages.shared.context import PageContext


def choose_method(context: PageContext) -> Method | None:
    """The method that replaces the one of every target, or None to keep the plan's."""
    t = context.t
    labels = {
        "plan": t("celle du plan"),
        "linear": t("linéaire"),
        "cagr": t("taux de croissance"),
        "extrapolated": t("extrapolée"),
    }
    with st.popover(t("Méthode de progression"), icon=":material/tune:"):
        chosen = select(
            t("Lire le rythme selon la méthode"), list(labels), format_func=labels.__getitem__, key="methode"
        )
        st.caption(
            t(
                "La méthode linéaire est celle par défaut : elle s'explique en séance et vaut dans les deux sens. Les deux autres peuvent donner un autre verdict sur les mêmes chiffres."
            )
        )
    methods: dict[str, Method] = {"linear": "linear", "cagr": "cagr", "extrapolated": "extrapolated"}
    return methods.get(chosen)
