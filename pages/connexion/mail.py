"""What a person asks to receive by mail, on « Mon compte »: each edition, chosen alerts, the report; or nothing more."""

from __future__ import annotations

import streamlit as st

from indicators.access import User
from indicators.present.texts import Translator
from indicators.readers.alerts import KINDS
from indicators.readers.mail import subscriptions
from indicators.readers.mail.subscriptions import Subscription
from indicators.readers.wording import kind_name
from indicators.settings import Settings
from indicators.settings.mail import ADDRESS
from indicators.store import editions
from pages.shared import runtime
from pages.shared.choices import distinct
from pages.shared.failures import refusals_told


def show_mail(user: User, settings: Settings, t: Translator) -> None:
    """The form, filled with what is asked already; nothing where the collectivity has not turned mail on."""
    if not settings.mail.enabled:
        return
    st.header(t("Recevoir par courriel"), anchor=False)
    held = subscriptions.of_account(runtime.engine(), user.login)
    held = held if held is not None and held.ended_at is None else None
    if held is not None and held.refused_at is not None:
        st.error(
            t("Le serveur de courriel a refusé cette adresse le {day} : vérifiez-la, puis enregistrez.", day=t.day(held.refused_at)),
            icon=":material/mark_email_unread:",
        )  # fmt: skip
    elif held is not None:
        st.markdown(t("Les messages partent à **{address}**.", address=held.address))
    _form(user, held, settings, t)
    if held is not None and st.button(t("Ne plus rien recevoir"), icon=":material/unsubscribe:", key="mail_end"):
        subscriptions.end(runtime.engine(), held)
        st.rerun()


def _form(user: User, held: Subscription | None, settings: Settings, t: Translator) -> None:
    latest = editions.latest(runtime.engine())
    number = latest.number if latest else 0
    names = {item.code: item.name for item in runtime.territories(number) if item.role == "home"} if latest else {}
    kinds = [kind for kind in KINDS if kind != "batch_waiting" or user.may("officer")]
    codes = list(names)
    own = held.territory if held else settings.collectivity.territory
    with st.form("mail_form", border=True):
        address = st.text_input(
            t("Adresse électronique"), held.address if held else user.login if ADDRESS.fullmatch(user.login) else "",
            autocomplete="email", max_chars=254,
        )  # fmt: skip
        territory = st.selectbox(
            t("Territoire"),
            codes,
            codes.index(own) if own in codes else 0,
            format_func=distinct(codes, names.__getitem__),
        )
        wants = st.checkbox(t("À chaque édition : ce qui a changé, en trois phrases"), held.editions if held else True)
        report = st.checkbox(t("Joindre le rapport annuel (PDF)"), held.report if held else False)
        alerts = st.multiselect(
            t("Alertes à recevoir"), kinds, [kind for kind in kinds if held and kind in held.alerts],
            format_func=lambda kind: kind_name(kind, t), placeholder=t("Aucune"), select_all=False,
        )  # fmt: skip
        st.caption(
            t("Un clic dans chaque message suffit pour ne plus rien recevoir. Rien ne dit qui a ouvert un message.")
        )
        if st.form_submit_button(t("Enregistrer"), type="primary", icon=":material/mail:"):
            with refusals_told(t):
                subscriptions.subscribe(
                    runtime.engine(), user, address, lang=t.lang, territory=territory or own, edition=number,
                    editions=wants, alerts=alerts, report=report,
                )  # fmt: skip
                st.rerun()
