"""Enter or amend one record on the page: which one, then its form."""

from __future__ import annotations

import streamlit as st

from indicators.access import require
from indicators.intake.forms import ENTERED_KINDS, cells_of
from indicators.present.texts.schema_words import entry_word
from pages.donnees.context import literal, workshop_of
from pages.donnees.form import record_form
from pages.donnees.kept import tell_done
from pages.donnees.known import named, published
from pages.shared.choices import distinct
from pages.shared.context import PageContext

_NEW = ""


def show_entry(context: PageContext) -> None:
    """Choose what to enter, a new record or a published one to amend, then its form."""
    t = context.t
    require(context.user, "officer", context.territory.code)
    tell_done()
    if _asked_by_mail(context):
        return
    left, right = st.columns(2)
    with left:
        kind = st.selectbox(
            t("Que saisir ?"), ENTERED_KINDS, format_func=lambda name: entry_word(name, t), key="entry_kind"
        )
    known = published(context, kind)
    words = distinct(
        [_NEW, *known], lambda key: t("Nouvelle fiche") if key == _NEW else named(kind, known[key], context)
    )
    with right:
        chosen = st.selectbox(
            t("Fiche"), [_NEW, *sorted(known, key=words)], format_func=words, key=f"entry_record_{kind}"
        )
    record = known.get(chosen)
    start = cells_of(kind, record, workshop_of(context).vocabulary) if record is not None else {}
    record_form(context, kind, start, record, place=chosen)


def _asked_by_mail(context: PageContext) -> bool:
    """The short form that the mail of a colleague opens: one figure of one year, and the way back to all forms."""
    t, known = context.t, context.catalogue.indicators.get(st.query_params.get("chiffre", ""))
    year = st.query_params.get("annee_du_chiffre", "")
    if known is None or not (year.isascii() and year.isdigit() and len(year) == 4):
        return False
    label = workshop_of(context).vocabulary.of("indicators").labels.get(known.id, known.id)
    st.header(f"{literal(known.label.get(t.lang))}, {year}", anchor=False)
    st.markdown(literal(known.question.get(t.lang)))
    record_form(context, "observation", {"indicator": label, "year": year}, place=f"{known.id}_{year}")
    st.button(t("Saisir autre chose"), icon=":material/edit_note:", on_click=_all_forms)
    return True


def _all_forms() -> None:
    for key in ("chiffre", "annee_du_chiffre"):
        st.query_params.pop(key, None)
