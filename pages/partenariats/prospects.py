"""The office's prospects: where each stands, its contacts by function, its letters, its decision; then what is announced."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import streamlit as st

from indicators.access import require
from indicators.partnerships.prospects import DECISIONS, STEPS, Contact, Decision, Prospect
from indicators.present.texts.markdown import escape
from indicators.present.texts.partnerships import prospects as words
from indicators.prospecting import become_planned, forget_prospect, save_prospect, the_prospects
from pages.donnees.context import workshop_of
from pages.partenariats.announced import show_announced
from pages.partenariats.letters import show_letters
from pages.partenariats.shortlist import OPEN, add_by_hand
from pages.shared import choices
from pages.shared.context import PageContext
from pages.shared.failures import refusals_told
from pages.shared.layout import empty_state, example_note
from pages.shared.links import link_to


def show_prospects(context: PageContext) -> None:
    """The list, the prospect that is open, then the wishes that may be announced."""
    t, code = context.t, context.territory.code
    require(context.user, "officer", code)
    found = the_prospects(context.engine, code, context.user)
    st.markdown(t("Ces pistes ne sont vues que du service : aucune surface publique, aucun export, aucune édition ne les montre."))  # fmt: skip
    add_by_hand(context)
    if not found:
        empty_state(t("Aucune piste n'est gardée."), t("« Chercher un partenaire » en propose, avec leurs raisons."))
    else:
        for item, _ in found.values():
            country = t.country(item.country)
            name = f"**{escape(item.partner)}**" + ("" if item.partner == country else f" ({country})")
            st.markdown(t.typeset(f"{name} : {escape(words.state_line(item, t))}"))
        _opened(found, context)
    show_announced(context)


def _opened(found: Mapping[str, tuple[Prospect, int]], context: PageContext) -> None:
    t = context.t
    chosen = choices.select(
        t("Piste ouverte"), ["", *found], key=OPEN,
        format_func=lambda code: found[code][0].partner if code else t("aucune : choisissez ici"),
    )  # fmt: skip
    if chosen not in found:
        return
    item, seen = found[chosen]
    with st.container(border=True):
        st.header(escape(item.partner), anchor=False)
        if item.example:
            example_note(context)
        _known(item, context)
        _follow(item, seen, context)
        show_letters(item, context)
        _end(item, seen, context)


def _known(item: Prospect, context: PageContext) -> None:
    """What is known, what is not, whom was met."""
    t = context.t
    parts = (
        (t("Pour quoi faire"), (item.purpose,) if item.purpose else ()),
        (t("Raisons"), item.reasons),
        (t("Reste à savoir"), item.unknown),
        (t("Contacts"), tuple(_contact(found, context) for found in item.contacts)),
    )
    for title, lines in parts:
        if lines:
            st.markdown(f"**{title}**\n" + "\n".join(f"- {escape(line)}" for line in lines))


def _contact(found: Contact, context: PageContext) -> str:
    t = context.t
    return f"{t.date(found.date)}, {found.role}" + (f"{t(' : ')}{found.said}" if found.said else "")


def _follow(item: Prospect, seen: int, context: PageContext) -> None:
    """A step that was made, somebody met, what was decided: one form, one version."""
    t, today = context.t, date.today().isoformat()
    steps, decisions = words.step_words(t), words.decision_words(t)
    st.markdown(f"**{t('Étapes faites (manuel, encadré 64)')}**")
    with st.form(f"suivre_{item.id}_{seen}", border=False):
        purpose = st.text_input(t("Pour quoi faire"), item.purpose)
        made = {step: st.checkbox(_step(step, steps[step], item, context), step in item.steps, key=f"etape_{item.id}_{seen}_{step}") for step in STEPS}  # fmt: skip
        left, right = st.columns(2)
        role = left.text_input(t("Nouveau contact : sa fonction, jamais son nom"))
        said = right.text_input(t("Ce qui a été dit"))
        decision: Decision = st.radio(
            t("Décision"), DECISIONS, DECISIONS.index(item.decision), format_func=decisions.__getitem__, horizontal=True,
            disabled=item.decision == "planned",
        ) or item.decision  # fmt: skip
        why = st.text_input(t("Raison de la décision"), item.why)
        if not st.form_submit_button(t("Garder"), icon=":material/save:", type="primary"):
            return
    contacts = (
        (*item.contacts, Contact(today, role.strip(), said.strip())) if role.strip() or said.strip() else item.contacts
    )
    changed = replace(
        item, purpose=purpose.strip(), contacts=contacts, decision=decision, why=why.strip(),
        steps={step: item.steps.get(step, today) for step in STEPS if made[step]},
        decided_on=(item.decided_on or today) if decision != "open" else "",
    )  # fmt: skip
    with refusals_told(t):
        if decision == "planned" and item.decision != "planned":
            become_planned(
                workshop_of(context), context.territory.code, replace(changed, decision="open"), context.user, seen=seen
            )
            st.success(
                t("La relation prévue attend dans un brouillon : relisez-la et publiez-la."), icon=":material/task_alt:"
            )
            link_to("donnees", t("Relire et publier le brouillon"))
            return
        save_prospect(context.engine, context.territory.code, changed, context.user, seen=seen)
        st.rerun()


def _step(step: str, name: str, item: Prospect, context: PageContext) -> str:
    when = item.steps.get(step)
    return f"{name} ({context.t.date(when)})" if when else name


def _end(item: Prospect, seen: int, context: PageContext) -> None:
    t = context.t
    if st.button(t("Oublier cette piste"), type="tertiary", icon=":material/close:", key=f"oublier_{item.id}"):
        forget_prospect(context.engine, context.territory.code, item.id, context.user, seen=seen)
        st.rerun()
