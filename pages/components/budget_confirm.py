"""Officers confirm rubrics, in bulk or line by line; the result is a draft to publish, with author and date."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

import pandas as pd
import streamlit as st

from indicators.access import require
from indicators.budget import UNASSIGNED, BudgetView, RubricError, confirm_rubrics, waiting
from indicators.budget.rubrics import LineKey
from indicators.intake import operations
from indicators.present.texts.translator import MISSING
from indicators.store import drafts
from pages.components import choices
from pages.components.budget_lines import line_label
from pages.components.budget_split import show_split
from pages.components.choices import distinct
from pages.components.context import PageContext
from pages.components.intake_context import enter, workshop_of
from pages.components.links import link_to

KIND = "budget_line"
#: What the officer ticked (or not) and the rubric chosen, by line; kept when the lines to tick change.
Marks = dict[LineKey, tuple[bool, str]]


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
    chosen = _choose(rows, names, f"confirm_{context.territory.code}_{'all' if every else view.year}", context)
    label = t.n("Préparer le brouillon : {count} ligne", "Préparer le brouillon : {count} lignes", len(chosen))
    if st.button(label, disabled=not chosen, type="primary", icon=":material/edit_document:"):
        _stage(chosen, context)
    show_split(rows, names, context)


def _left(rows: pd.DataFrame, context: PageContext) -> tuple[pd.DataFrame, int]:
    """The lines that no draft of the officer holds yet, and how many it holds."""
    batch = operations.entered_by(workshop_of(context), context.t("Rubriques confirmées"), context.user)
    if batch is None or rows.empty:
        return rows, 0
    held = drafts.rows_of(context.engine, batch.id, KIND)
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


def _choose(rows: pd.DataFrame, names: Mapping[str, str], key: str, context: PageContext) -> dict[LineKey, str]:
    """The table to correct and tick; returns the rubric of each line that is ticked."""
    t = context.t
    proposed = sorted(set(rows["assigned"].astype(str)) - {UNASSIGNED}, key=list(names).index)
    ticked = st.multiselect(
        t("Cocher d'un coup toutes les lignes proposées en"),
        proposed,
        format_func=distinct(proposed, names.__getitem__),
        placeholder=t("Choisir des rubriques"),
        key=f"{key}_bulk",
    )
    marks: Marks = st.session_state.setdefault(f"{key}_marks", {})
    widget = f"{key}_{len(rows)}_{'_'.join(ticked)}"
    # The editor keeps its own edits over a table that must not move; another choice of lines starts from the marks.
    start: Marks = st.session_state.setdefault(f"{widget}_start", dict(marks))
    keys: list[LineKey] = [
        (int(year), str(line)) for year, line in zip(rows["year"], rows["line"].astype(str), strict=True)
    ]
    table = _table(rows, keys, set(ticked), start, names, context)
    edited = _editor(table, list(names.values()), widget, context)
    kept, labels = edited[t("Confirmer")].astype(bool), edited[t("Rubrique")].astype(str)
    for line, before, label, tick in zip(keys, table[t("Rubrique")], labels, kept, strict=True):
        if label != before or line in marks:
            marks[line] = (bool(tick), label)
    codes = {label: code for code, label in names.items()}
    return {line: codes[label] for line, label, tick in zip(keys, labels, kept, strict=True) if tick}


def _table(
    rows: pd.DataFrame,
    keys: list[LineKey],
    ticked: set[str],
    marks: Marks,
    names: Mapping[str, str],
    context: PageContext,
) -> pd.DataFrame:
    t = context.t
    proposed = rows["assigned"].astype(str).tolist()
    return pd.DataFrame(
        {
            t("Confirmer"): [
                code in ticked or marks.get(key, (False, ""))[0] for key, code in zip(keys, proposed, strict=True)
            ],
            t("Rubrique"): [
                marks[key][1] if key in marks else names.get(code, code)
                for key, code in zip(keys, proposed, strict=True)
            ],
            t("Année"): [str(year) for year, _ in keys],
            t("Mandaté (€)"): (rows["paid"] / 100).to_numpy(),
            t("Voté (€)"): (rows["voted"] / 100).to_numpy(),
            t("Nature"): rows["nature"].astype(str).to_numpy(),
            t("Libellé"): line_label(rows),
        }
    )


def _editor(table: pd.DataFrame, options: list[str], key: str, context: PageContext) -> pd.DataFrame:
    t = context.t
    return st.data_editor(
        table,
        hide_index=True,
        disabled=[name for name in table.columns if name not in {t("Confirmer"), t("Rubrique")}],
        column_config={
            t("Rubrique"): st.column_config.SelectboxColumn(options=options, required=True, width=330),
            t("Mandaté (€)"): st.column_config.NumberColumn(format="localized"),
            t("Voté (€)"): st.column_config.NumberColumn(format="localized"),
        },
        alt=t("Lignes dont la rubrique est à confirmer"),
        placeholder=MISSING,
        key=key,
    )


def _stage(chosen: dict[LineKey, str], context: PageContext) -> None:
    t = context.t
    raw = context.snapshot.budget_lines
    wanted = pd.MultiIndex.from_arrays([raw["year"].astype(int), raw["line"].astype(str)]).isin(list(chosen))
    today = datetime.now(UTC).date().isoformat()
    try:
        records = confirm_rubrics(raw[wanted], chosen, context.user.name, today, context.catalogue.rubrics)
    except RubricError as error:
        st.error(str(error))
        return
    enter(context, t("Rubriques confirmées"), KIND, records)
    st.rerun()
