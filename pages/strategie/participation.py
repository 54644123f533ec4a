"""Participation: bodies with their meetings and opinions, the plan of awareness, training, several authorities together, promotion."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pandas as pd
import streamlit as st

from indicators.present.texts.evaluation.grids import level_sentence
from indicators.present.texts.markdown import escape
from indicators.present.texts.strategy.words import body_word, followed_word
from indicators.present.texts.translator import MISSING
from indicators.strategy.reading import MAKING
from pages.donnees.form import record_form
from pages.shared.folding import folded
from pages.shared.layout import empty_state
from pages.shared.tables import show_table
from pages.strategie.answers import show_answers
from pages.strategie.awareness import show_awareness, show_together, show_training
from pages.strategie.data import Writing
from pages.strategie.promotion import show_promotion


def show_participation(page: Writing) -> None:
    """The level first, then the bodies that prove it, then how the text is made, awareness, training, pooling, promotion."""
    t, found = page.context.t, page.strategy
    if found.participation is not None:
        st.markdown(escape(level_sentence(found.participation, t)))
    st.header(t("Les instances et leurs avis"), anchor=False)
    if found.bodies:
        lines = [
            " – ".join(part for part in (item.name, body_word(item.type, t), item.act, t.n("{count} membre", "{count} membres", item.members) if item.members else "") if part)
            for item in found.bodies
        ]  # fmt: skip
        st.markdown("\n".join(f"- {escape(line)}" for line in lines))
        _meetings(page)
    else:
        empty_state(t("Aucune instance n'est enregistrée."), t("Un conseil, un comité ou un forum, avec ses réunions et ses avis, prouve le niveau de participation."))  # fmt: skip
    if page.officer:
        _forms(page)
    show_answers(MAKING, found.making, t("Dire les phases et ce que le texte contient"), page)
    show_awareness(page)
    show_training(page)
    show_together(page)
    show_promotion(page)


def _meetings(page: Writing) -> None:
    """What the bodies were asked, what they said, what became of it."""
    t, found = page.context.t, page.strategy
    names = {item.id: item.name for item in found.bodies}
    if not found.meetings:
        st.caption(t("Aucune réunion n'est enregistrée."))
        return
    table = pd.DataFrame(
        {
            t("Date"): [t.date(item.date) for item in found.meetings],
            t("Instance"): [names.get(item.body, item.body) for item in found.meetings],
            t("Objet"): [item.subject for item in found.meetings],
            t("Avis"): [item.opinion or MISSING for item in found.meetings],
            t("Suite"): [f"{item.follow_up} ({followed_word(item.followed, t)})".strip() for item in found.meetings],
            t("Document"): [item.document or MISSING for item in found.meetings],
        }
    )
    show_table(table, t, alt=t("Réunions et avis"))


def _forms(page: Writing) -> None:
    t = page.context.t

    def form(kind: str) -> Callable[[], None]:
        return partial(record_form, page.context, kind, {}, batch=page.batch, snapshot=page.readout.snapshot)

    folded(t("Ajouter une instance"), form("body"), key="ecrire_instance", icon=":material/groups:")
    if page.strategy.bodies:
        folded(t("Ajouter une réunion et son avis"), form("meeting"), key="ecrire_reunion", icon=":material/event:")
