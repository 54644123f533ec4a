"""Officers assign the lines that say nothing of an aim: a table to fill, a draft to publish."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from indicators.budget import Aim, BudgetView, RubricError, assigned, proposed, unassigned_lines
from indicators.budget.rubrics import LineKey
from indicators.present.texts import Translator
from indicators.present.texts.budget.aims import aim_name
from indicators.present.texts.budget.lines import line_label
from indicators.present.texts.errors import error_message
from indicators.present.texts.translator import MISSING
from pages.budget.drafting import Draft, drafted, prepare
from pages.shared import choices
from pages.shared.context import PageContext
from pages.shared.links import link_to
from pages.shared.tables import numbers, written


def show_assignment(view: BudgetView, aim: Aim, context: PageContext) -> None:
    """The lines left, the largest first, what is proposed for them if asked, and what is chosen for each."""
    t = context.t
    st.header(t("Affecter les lignes"), anchor=False)
    every = choices.switch(t("Toutes les années, et non la seule année lue"), key="toutes_annees")
    draft = drafted(context)
    ready = draft.put[draft.put[aim].astype(str) != ""]
    rows = unassigned_lines(view.book, aim, None if every else view.year)
    rows = draft.without(rows, ready)
    if len(ready):
        _tell_drafted(len(ready), context)
    if rows.empty:
        st.success(t("Chaque ligne est affectée, ou l'est dans le brouillon."), icon=":material/task_alt:")
        return
    chosen = _chosen(rows, view, aim, context)
    label = t.n("Préparer le brouillon : {count} ligne", "Préparer le brouillon : {count} lignes", len(chosen))
    if st.button(label, disabled=not chosen, type="primary", icon=":material/edit_document:", key=f"assign_{aim}"):
        _stage(chosen, aim, draft, context)


def _tell_drafted(count: int, context: PageContext) -> None:
    st.success(
        context.t.n(
            "Brouillon prêt : {count} ligne. Elle paraîtra affectée à la publication de la prochaine édition.",
            "Brouillon prêt : {count} lignes. Elles paraîtront affectées à la publication de la prochaine édition.",
            count,
        ),
        icon=":material/task_alt:",
    )
    link_to("donnees", context.t("Relire et publier le brouillon"))


def _chosen(rows: pd.DataFrame, view: BudgetView, aim: Aim, context: PageContext) -> dict[LineKey, str]:
    """What the officer chose for each line; an empty cell leaves the line as it is."""
    t = context.t
    names = _names(view, aim, context)
    st.markdown(
        t.n(
            "{count} ligne ne le dit pas. Choisissez dans la dernière colonne ; une case laissée vide ne change rien.",
            "{count} lignes ne le disent pas. Choisissez dans la dernière colonne ; une case laissée vide ne change rien.",
            len(rows),
        )
    )
    told = view.book.cash[(view.book.cash[aim].astype(str) != "").to_numpy()]
    guesses = proposed(rows, told, context.snapshot.activities, aim)
    keys: list[LineKey] = [(int(year), str(line)) for year, line in zip(rows["year"], rows["line"], strict=True)]
    found = sum(key in guesses for key in keys)
    use = bool(found) and st.toggle(
        t.n("Reprendre {count} proposition", "Reprendre {count} propositions", found), key=f"assign_use_{aim}",
        help=t("Celle de la même ligne une autre année, sinon celle des actions du même projet."),
    )  # fmt: skip
    column = aim_name(aim, t).removeprefix(t("par ")).capitalize()
    table = pd.DataFrame(
        {
            t("Année"): [str(year) for year, _ in keys],
            t("Libellé"): line_label(rows),
            t("Payé (€)"): (rows["paid"] / 100).to_numpy(),
            t("Voté (€)"): (rows["voted"] / 100).to_numpy(),
            column: [names.get(guesses[key], guesses[key]) if use and key in guesses else None for key in keys],
        }
    )
    widget = f"assign_{aim}_{len(rows)}_{int(use)}_{keys[0]}"
    said = _editor(table, column, list(names.values()) if aim != "service" else None, widget, t)
    codes = {name: code for code, name in names.items()}
    texts = [str(value).strip() if isinstance(value, str) else "" for value in said[column]]
    return {key: codes.get(text, text) for key, text in zip(keys, texts, strict=True) if text}


def _names(view: BudgetView, aim: Aim, context: PageContext) -> dict[str, str]:
    """The words of each code that may be chosen; a service is any name, those that are known first."""
    lang = context.t.lang
    if aim == "purpose":
        return {code: entry.label.get(lang) for code, entry in view.catalogue.objective_purposes.items()}
    if aim == "policy":
        return {code: entry.label.get(lang) for code, entry in view.catalogue.themes.items()}
    known = sorted({str(name) for name in view.book.cash[aim].astype(str).unique()} - {""})
    return {name: name for name in known}


def _editor(table: pd.DataFrame, column: str, options: list[str] | None, key: str, t: Translator) -> pd.DataFrame:
    chosen = st.column_config.TextColumn(width=330) if options is None else st.column_config.SelectboxColumn(options=options, width=330)  # fmt: skip
    edited: pd.DataFrame = st.data_editor(
        written(table, t),
        hide_index=True,
        disabled=[name for name in table.columns if name != column],
        column_config={**numbers(table, t), column: chosen},
        alt=t("Lignes à affecter"),
        placeholder=MISSING,
        key=key,
    )
    return edited


def _stage(chosen: dict[LineKey, str], aim: Aim, draft: Draft, context: PageContext) -> None:
    t = context.t
    raw = draft.told(context)
    wanted = pd.MultiIndex.from_arrays([raw["year"].astype(int), raw["line"].astype(str)]).isin(list(chosen))
    keys = {"purpose": context.catalogue.objective_purposes, "policy": context.catalogue.themes}.get(aim, ())
    try:
        records = assigned(raw[wanted], chosen, aim, keys)
    except RubricError as error:
        st.error(error_message(error, t))
        return
    if prepare(context, records):
        st.rerun()
