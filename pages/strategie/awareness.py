"""The plan of awareness by theme and kind of action, the training of elected officials and staff, what is done together."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from indicators.present.texts.translator import MISSING
from indicators.records import Activity
from pages.donnees.entry import record_form
from pages.shared.tables import show_table
from pages.strategie.data import Writing


def show_awareness(page: Writing) -> None:
    """The awareness actions of the year: theme × kind, public, rubric, euros, people, result."""
    t, catalogue = page.context.t, page.context.catalogue
    st.header(t("Le plan de sensibilisation"), anchor=False)
    rows = [item for item in _year(page) if item.awareness]
    if rows:
        table = pd.DataFrame(
            {
                t("Action"): [item.title for item in rows],
                t("Sorte"): [catalogue.awareness_actions[item.awareness].label.get(t.lang) if item.awareness in catalogue.awareness_actions else item.awareness for item in rows],
                t("Thème"): [catalogue.awareness_themes[item.theme].label.get(t.lang) if item.theme in catalogue.awareness_themes else MISSING for item in rows],
                t("Public"): [item.audience or MISSING for item in rows],
                t("Rubrique"): [catalogue.rubrics[item.rubric].label.get(t.lang) if item.rubric in catalogue.rubrics else MISSING for item in rows],
                t("Montant"): [t.money(item.amount) for item in rows],
                t("Personnes"): [t.number(item.beneficiaries) if item.beneficiaries is not None else MISSING for item in rows],
                t("Résultat"): [item.results or MISSING for item in rows],
            }
        )  # fmt: skip
        show_table(table, t, alt=t("Plan de sensibilisation de l'année"))
        spent = sum(item.amount or 0 for item in rows)
        told = [t.money(spent), t.money(_rubric(page))]
        st.caption(t("Les actions du plan valent {plan} ; la rubrique « Sensibilisation » du budget porte {rubric}.", plan=told[0], rubric=told[1]))  # fmt: skip
    else:
        st.caption(t("Aucune action de sensibilisation n'est enregistrée cette année."))
    if page.officer:
        with st.expander(t("Ajouter une action de sensibilisation ou une formation"), icon=":material/campaign:"):
            record_form(
                page.context, "activity", {}, batch=page.batch, snapshot=page.readout.snapshot, place="sensibilisation"
            )


def _rubric(page: Writing) -> int:
    """The cents of the year's lines in the rubric of awareness, paid or else voted."""
    lines = page.readout.budget().book.lines(page.context.year, "expenditure", assigned="r6_awareness")
    amounts = lines["paid"] if lines["paid"].notna().any() else lines["voted"]
    return int(amounts.fillna(0).sum())


def show_training(page: Writing) -> None:
    """Who was trained in the year, elected officials and staff."""
    t = page.context.t
    st.header(t("Élus et agents formés"), anchor=False)
    rows = [item for item in _year(page) if item.trained_elected is not None or item.trained_staff is not None]
    if not rows:
        st.caption(t("Aucune formation n'est enregistrée cette année avec ses participants."))
        return
    table = pd.DataFrame(
        {
            t("Formation"): [item.title for item in rows],
            t("Élus"): [t.number(item.trained_elected) if item.trained_elected is not None else MISSING for item in rows],
            t("Agents"): [t.number(item.trained_staff) if item.trained_staff is not None else MISSING for item in rows],
            t("Heures par personne"): [t.number(item.training_hours, 1) if item.training_hours else MISSING for item in rows],
        }
    )  # fmt: skip
    show_table(table, t, alt=t("Formations de l'année"))


def show_together(page: Writing) -> None:
    """Relations and actions of several French authorities: who leads, who takes part, who pays."""
    t = page.context.t
    st.header(t("À plusieurs collectivités françaises"), anchor=False)
    shared = [item for item in page.readout.snapshot.partnerships if item.authorities or item.lead]
    paid = [item for item in _year(page) if item.lead or item.contributions]
    if not shared and not paid:
        st.caption(t("Aucune coopération n'est menée à plusieurs, d'après ce qui est enregistré."))
        return
    ours = t("nous")
    rows = [(item.partner, item.lead or ours, t.join(item.authorities) or MISSING, MISSING) for item in shared]
    rows += [
        (item.title, item.lead or ours, t.join(list(item.contributions)) or MISSING, _payers(item, page))
        for item in paid
    ]
    headers = (t("Coopération ou action"), t("Chef de file"), t("Avec"), t("Qui paie"))
    show_table(pd.DataFrame(rows, columns=list(headers)), t, alt=t("Coopérations à plusieurs collectivités françaises"))


def _payers(item: Activity, page: Writing) -> str:
    t = page.context.t
    return (
        t.typeset(" ; ".join(f"{name}{t(' : ')}{t.money(cents)}" for name, cents in item.contributions.items()))
        or MISSING
    )


def _year(page: Writing) -> list[Activity]:
    return [item for item in page.readout.snapshot.activities if item.year == page.context.year]
