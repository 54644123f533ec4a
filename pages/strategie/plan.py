"""The plan: objectives, indicators, targets and actions, typed here and linked; then what was promised, where it stands."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from indicators.present.texts.evaluation.levels import level_name
from indicators.present.texts.strategy.sentences import promise_words, promises_sentence
from indicators.present.texts.translator import MISSING
from pages.donnees.entry import record_form
from pages.shared.choices import segments
from pages.shared.layout import empty_state
from pages.shared.links import link_to
from pages.shared.tables import show_table
from pages.strategie.data import Writing


def show_plan(page: Writing) -> None:
    """What is promised with where it stands, then the forms that add to it."""
    t, found = page.context.t, page.strategy
    if found.promises:
        st.markdown(f"**{promises_sentence(found, t)}**")
        table = pd.DataFrame(
            {
                t("Objectif"): [item.objective.label for item in found.promises],
                t("Niveau"): [level_name(item.objective.level, t) for item in found.promises],
                t("Échéance"): [t.date(item.objective.deadline) if item.objective.deadline else MISSING for item in found.promises],
                t("Responsable"): [item.objective.owner or MISSING for item in found.promises],
                t("Où cela en est"): [promise_words(item, t) + (t(" (exemple)") if item.example else "") for item in found.promises],
            }
        )  # fmt: skip
        show_table(table, t, alt=t("Ce qui a été promis, où cela en est"))
        link_to("evaluation", t("Suivre les euros, de l'action à l'objectif"))
    else:
        empty_state(t("Aucun objectif n'est écrit."), t("Une stratégie de la matrice devient un objectif en un clic ; ou écrivez-le ici."))  # fmt: skip
    if page.officer:
        _forms(page)


def _forms(page: Writing) -> None:
    """One form at a time: an objective, its target, an action that serves it, a relation."""
    t = page.context.t
    st.header(t("Ajouter au plan"), anchor=False)
    kinds = {
        "objective": t("Un objectif"),
        "target": t("Une cible"),
        "activity": t("Une action"),
        "partnership": t("Un partenariat"),
    }
    chosen = segments(t("Ajouter au plan"), list(kinds), format_func=kinds.__getitem__, label_visibility="collapsed", key="plan_sorte")  # fmt: skip
    record_form(page.context, str(chosen), {}, batch=page.batch, place="plan")
