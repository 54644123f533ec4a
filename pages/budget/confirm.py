"""Officers confirm rubrics, in bulk or line by line; the result is a draft to publish, with author and date."""

from __future__ import annotations

from datetime import UTC, datetime

import pandas as pd
import streamlit as st

from indicators.access import require
from indicators.budget import BudgetView, RubricError, confirm_rubrics, waiting
from indicators.budget.rubrics import LineKey
from indicators.present.texts.errors import error_message
from pages.budget.drafting import Draft, drafted, prepare
from pages.budget.split import show_split
from pages.budget.ticking import choose_rubrics
from pages.shared import choices
from pages.shared.context import PageContext
from pages.shared.links import link_to


def show_confirmation(view: BudgetView, context: PageContext) -> None:
    """The lines that wait, largest first, with the rubric that their nature suggests."""
    t = context.t
    require(context.user, "officer", context.territory.code)
    every = choices.switch(t("Toutes les années, et non la seule année lue"), key="toutes_annees")
    draft = drafted(context)
    rows, ready = _left(waiting(view.book, None if every else view.year), draft)
    if ready:
        _tell_drafted(ready, context)
    if rows.empty:
        if not ready:
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
        _stage(chosen, draft, context)
    show_split(rows, names, context)


def _left(rows: pd.DataFrame, draft: Draft) -> tuple[pd.DataFrame, int]:
    """The lines whose rubric no draft of the officer confirms yet, and how many it confirms."""
    ready = draft.put[draft.put["rubric_status"].astype(str) == "confirmed"]
    return draft.without(rows, ready), len(ready)


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


def _stage(chosen: dict[LineKey, str], draft: Draft, context: PageContext) -> None:
    t = context.t
    raw = draft.told(context)
    wanted = pd.MultiIndex.from_arrays([raw["year"].astype(int), raw["line"].astype(str)]).isin(list(chosen))
    today = datetime.now(UTC).date().isoformat()
    try:
        records = confirm_rubrics(raw[wanted], chosen, context.user.name, today, context.catalogue.rubrics)
    except RubricError as error:
        st.error(error_message(error, t))
        return
    if prepare(context, records):
        st.rerun()
