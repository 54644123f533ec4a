"""The yearly declaration of development assistance: when, what the form would refuse, and the receipt that comes back."""

from __future__ import annotations

from datetime import date

import streamlit as st

from indicators.documents import gather
from indicators.present.reports.declaration import campaign, declared_lines, faults
from indicators.present.reports.model import Declared
from indicators.present.texts import declaration as words
from indicators.present.texts.markdown import escape
from pages.rapport.data import report_source
from pages.shared.context import PageContext
from pages.shared.failures import refusals_told
from pages.shared.held import Seen, read_again, seen, show_newer


def show_declaration(context: PageContext) -> None:
    """The campaign, the check, then the form of the receipt, kept with the edition."""
    t, source = context.t, report_source(context)
    days = campaign(context.settings, source.budget.year)
    st.markdown(escape(words.campaign(days, t)))
    lines = declared_lines(source)
    found = faults(source, lines)
    if found:
        count = len({item.line for item in found})
        st.markdown(t.n("Le formulaire refuserait {count} ligne : l'onglet « Contrôle » du fichier dit pourquoi.", "Le formulaire refuserait {count} lignes : l'onglet « Contrôle » du fichier dit pourquoi.", count))  # fmt: skip
    else:
        st.markdown(t("Chaque colonne du fichier est acceptée."))
    _receipt(context, source.declared)


def _receipt(context: PageContext, found: Declared | None) -> None:
    t, code, number = context.t, context.territory.code, context.edition.number
    if found is not None:
        st.success(escape(words.declared(found, t)), icon=":material/check_circle:")
    key = f"declared_seen_{number}_{code}"
    version = gather.declared_version(context.engine, code, number)
    now = Seen(version, found.number, found.author, found.at) if found else Seen(version)
    newer = show_newer(context, key, now)
    with st.form(f"declared_{number}_{code}"):
        day = st.date_input(t("Déclaré le"), date.fromisoformat(found.day) if found else None, format="DD/MM/YYYY")
        receipt = st.text_input(t("Numéro du récépissé (vide : la déclaration n'est plus notée)"), seen(key, now).text)
        over = newer and st.checkbox(t("J'ai lu l'autre version, et je la remplace par la mienne"))
        saved = st.form_submit_button(t("Enregistrer"), type="primary", icon=":material/save:")
    if not saved:
        return
    if receipt.strip() and not isinstance(day, date):
        st.warning(t("Choisissez le jour de la déclaration."))
        return
    with refusals_told(t):
        told = Declared(day.isoformat() if isinstance(day, date) else "", receipt)
        read = version if over else seen(key, now).version
        gather.save_declared(context.engine, code, number, told, context.user, seen=read)
        read_again(key)
        st.rerun()
