"""Officers confirm rubrics, in bulk or line by line; the result is a draft to publish, with author and date."""

from __future__ import annotations

from datetime import UTC, datetime

import pandas as pd
import streamlit as st

from indicators.access import require
from indicators.budget import BudgetView, RubricError, confirm_rubrics, waiting
from indicators.budget.rubrics import LineKey
from indicators.intake import operations
from indicators.present.texts.errors import error_message
from indicators.store import staged
from pages.budget.split import show_split
from pages.budget.ticking import choose_rubrics
from pages.donnees.context import enter, workshop_of
from pages.shared import choices
from pages.shared.context import PageContext
from pages.shared.links import link_to

KIND = "budget_line"


def show_confirmation(view: BudgetView, context: PageContext) -> None:
    """The lines that wait, largest first, with the rubric that their nature suggests."""
    t = context.t
    require(context.user, "officer", context.territory.code)
    every = choices.switch(t("Toutes les années, et non la seule année lue"), key="toutes_annees")
    rows, drafted = _left(waiting(view.book, None if every else view.year), context)
    if drafted:
        _tell_drafted(drafted, context)
    if rows.empty:
        if not drafted:
            st.success(t("Aucune ligne n'attend de confirmation."))
        return
    st.markdown(
        t.n(
            "{count} ligne attend une rubrique. La proposition vient de la nature comptable : corrigez-la, cochez, puis préparez le brouillon.",
            "{count} lignes attendent une rubrique. La proposition vient de la nature comptable : corrigez-la, cochez, puis préparez le brouillon.",
            len(rows),
        )
    )
    names = {key: rubric.label.get(t.lang) for key, rubric in context.catalogue.rubrics.items()}
    chosen = choose_rubrics(rows, names, f"confirm_{context.territory.code}_{'all' if every else view.year}", context)
    label = t.n("Préparer le brouillon : {count} ligne", "Préparer le brouillon : {count} lignes", len(chosen))
    if st.button(label, disabled=not chosen, type="primary", icon=":material/edit_document:"):
        _stage(chosen, context)
    show_split(rows, names, context)


def _left(rows: pd.DataFrame, context: PageContext) -> tuple[pd.DataFrame, int]:
    """The lines that no draft of the officer holds yet, and how many it holds."""
    batch = operations.entered_by(workshop_of(context), context.t("Rubriques confirmées"), context.user)
    if batch is None or rows.empty:
        return rows, 0
    held = staged.rows_of(context.engine, batch.id, KIND)
    keys = pd.MultiIndex.from_arrays([held["year"].astype(int), held["line"].astype(str)])
    inside = pd.MultiIndex.from_arrays([rows["year"].astype(int), rows["line"].astype(str)]).isin(keys)
    return rows[~inside], int((held["action"] == "put").sum())


def _tell_drafted(count: int, context: PageContext) -> None:
    t = context.t
    st.success(
        t.n(
            "Brouillon prêt : {count} ligne confirmée par {author}. Elle paraîtra à la publication de la prochaine édition.",
            "Brouillon prêt : {count} lignes confirmées par {author}. Elles paraîtront à la publication de la prochaine édition.",
            count,
            author=context.user.name,
        ),
        icon=":material/task_alt:",
    )
    link_to("donnees", t("Relire et publier le brouillon"))


def _stage(chosen: dict[LineKey, str], context: PageContext) -> None:
    t = context.t
    raw = context.snapshot.budget_lines
    wanted = pd.MultiIndex.from_arrays([raw["year"].astype(int), raw["line"].astype(str)]).isin(list(chosen))
    today = datetime.now(UTC).date().isoformat()
    try:
        records = confirm_rubrics(raw[wanted], chosen, context.user.name, today, context.catalogue.rubrics)
    except RubricError as error:
        st.error(error_message(error, t))
        return
    if enter(context, t("Rubriques confirmées"), KIND, records):
        st.rerun()
