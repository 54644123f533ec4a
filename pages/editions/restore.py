"""Editions: the way back to an earlier one."""

from __future__ import annotations

import streamlit as st

from indicators.access import allowed
from indicators.intake import operations
from indicators.present.texts import Translator
from indicators.records import Edition
from pages.donnees.context import workshop_of
from pages.shared.context import PageContext
from pages.shared.failures import refusals_told
from pages.shared.layout import empty_state


def show_restore(context: PageContext, known: list[Edition]) -> None:
    """Go back: a new edition equal to an older one; nothing is erased."""
    t = context.t
    role = "approver" if context.settings.publication.second_person else "officer"
    if not allowed(context.user, role):
        empty_state(
            t("Le retour à une édition antérieure est réservé aux personnes qui approuvent.")
            if context.settings.publication.second_person
            else t("Le retour à une édition antérieure est réservé aux agents qui publient.")
        )
        return
    if len(known) < 2:
        empty_state(t("Il n'y a qu'une édition : rien à quoi revenir."))
        return
    if mine := _own(context):
        st.info(
            t(
                "Vos droits portent sur {places} : seules leurs lignes reviendront à l'édition choisie, celles des autres territoires restent telles quelles. Aucune édition n'est effacée.",
                places=mine,
            ),
            icon=":material/location_on:",
        )  # fmt: skip
    else:
        st.markdown(t("Le retour publie une nouvelle édition égale à l'ancienne : aucune édition n'est effacée."))
    _restore_form(context, known, t)


def _own(context: PageContext) -> str:
    """The territories that a person with limits may take back, by name; nothing for a person without limits."""
    names = {item.code: item.called for item in context.territories}
    return context.t.join([names.get(code, code) for code in context.user.territories])


def _restore_form(context: PageContext, known: list[Edition], t: Translator) -> None:
    labels = {item.number: f"{item.number} – {item.name}" for item in known[1:]}
    # Outside the form: the name that is proposed and what is confirmed are those of the edition that is chosen.
    number = st.selectbox(t("Revenir à"), list(labels), format_func=labels.__getitem__, key="restore_number")
    proposed, fresh = t("Retour à l'édition {number}", number=number), known[0].number
    with st.form("intake_restore"):
        name = st.text_input(
            t("Nom de la nouvelle édition (vide : « {proposed} »)", proposed=proposed), key=f"restore_name_{fresh}"
        )
        mine = _own(context)
        wanted = (
            t("Je veux que tout le monde lise à nouveau les lignes de cette édition pour {places}", places=mine)
            if mine
            else t("Je veux que tout le monde lise à nouveau cette édition")
        )
        sure = st.checkbox(wanted, key=f"restore_sure_{fresh}")
        if st.form_submit_button(t("Revenir à cette édition"), icon=":material/undo:"):
            if not sure:
                st.error(t("Cochez la case pour confirmer."))
            else:
                with refusals_told(t):
                    _restore(context, int(number), name.strip() or proposed, mine)
                    st.rerun()


def _restore(context: PageContext, number: int, name: str, mine: str) -> None:
    t = context.t
    note = t("Retour à l'édition {number} pour {places} seulement.", number=number, places=mine) if mine else ""
    made = operations.restore(workshop_of(context), number, name, context.user, note=note)
    said = t("Édition {number} publiée : {name}.", number=made.number, name=made.name)
    if mine:
        said += " " + t("Seules les lignes de {places} sont revenues à l'édition {former} ; celles des autres territoires sont restées telles quelles.", places=mine, former=number)  # fmt: skip
    st.session_state["intake_published"] = said
