"""Ask a colleague for a figure that is lacking: a message with a link to a short form, where mail is on."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import streamlit as st

from indicators.evaluation import Evaluation
from indicators.readers.mail import reminders
from indicators.readers.mail.reminders import Owed
from pages.shared.choices import distinct
from pages.shared.context import PageContext
from pages.shared.failures import refusals_told
from pages.shared.folding import behind_button


def show_reminder(evaluation: Evaluation, context: PageContext) -> None:
    """The form, for officers of the territory; only indicators that a person gives by a value are offered."""
    t, territory = context.t, context.territory.code
    if not context.settings.mail.enabled or not context.user.may("officer", territory):
        return
    people = {item.login: item.name for item in reminders.colleagues(context.engine, territory)}
    lacking = {
        item.definition.id: item.definition.label.get(t.lang)
        for item in evaluation.readings
        if item.assessment.status in ("missing", "stale") and not item.definition.computed_from
    }
    if not people or not lacking:
        return
    draw = partial(_form, people, lacking, context)
    behind_button(t("Demander un chiffre à un collègue"), draw, key="demander", icon=":material/outgoing_mail:")


def _form(people: Mapping[str, str], lacking: Mapping[str, str], context: PageContext) -> None:
    t, territory = context.t, context.territory.code
    with st.form("ask", border=False):
        name = st.selectbox(t("Chiffre"), list(lacking), format_func=distinct(list(lacking), lacking.__getitem__))
        year = st.number_input(t("Année"), 1900, 2100, context.year, step=1, format="%d")
        login = st.selectbox(t("Collègue"), list(people), format_func=distinct(list(people), people.__getitem__))
        if st.form_submit_button(t("Demander"), type="primary"):
            owed = Owed(territory, name, int(year))
            with refusals_told(t):
                sent = reminders.remind(context.engine, context.user, login, owed, lang=t.lang, edition=context.edition.number)  # fmt: skip
                st.success(
                    t("Le message part au prochain envoi.") if sent else t("Ce chiffre lui a déjà été demandé aujourd'hui."),
                    icon=":material/schedule_send:",
                )  # fmt: skip
