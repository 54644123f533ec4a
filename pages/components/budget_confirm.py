"""Officers confirm rubrics, in bulk or line by line; the result is a draft to publish, with author and date."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

import pandas as pd
import streamlit as st

from indicators.access import require
from indicators.budget import UNASSIGNED, BudgetView, RubricError, confirm_rubrics, waiting
from indicators.budget.rubrics import LineKey
from indicators.store import drafts
from pages.components.budget_lines import line_label
from pages.components.context import PageContext
from pages.components.links import link_to

KIND = "budget_line"


def show_confirmation(view: BudgetView, context: PageContext) -> None:
    """The lines that wait, largest first, with the rubric that their nature suggests."""
    t = context.t
    user = require(context.user, "officer", context.territory.code)
    rows = waiting(view.book, view.year)
    if rows.empty:
        st.success(t("Toutes les lignes de {year} ont une rubrique confirmée.", year=view.year))
        return
    names = {key: rubric.label.get(t.lang) for key, rubric in context.catalogue.rubrics.items()}
    st.markdown(
        t.n(
            "{count} ligne de {year} attend une rubrique. La proposition vient de la nature comptable : corrigez-la, cochez, puis préparez le brouillon.",
            "{count} lignes de {year} attendent une rubrique. La proposition vient de la nature comptable : corrigez-la, cochez, puis préparez le brouillon.",
            len(rows),
            year=view.year,
        )
    )
    proposed = sorted(set(rows["assigned"].astype(str)) - {UNASSIGNED}, key=list(names).index)
    ticked = st.multiselect(
        t("Cocher d'un coup toutes les lignes proposées en"),
        proposed,
        format_func=names.__getitem__,
        placeholder=t("Choisir des rubriques"),
        key=f"bulk_{view.year}",
    )
    edited = _editor(rows, names, ticked, view, context)
    choices = _choices(edited, rows, names, context)
    label = t.n("Préparer le brouillon : {count} ligne", "Préparer le brouillon : {count} lignes", len(choices))
    if st.button(label, disabled=not choices, type="primary", icon=":material/edit_document:"):
        _stage(choices, user.name, context)


def _editor(
    rows: pd.DataFrame, names: Mapping[str, str], ticked: list[str], view: BudgetView, context: PageContext
) -> pd.DataFrame:
    t = context.t
    table = pd.DataFrame(
        {
            t("Confirmer"): rows["assigned"].astype(str).isin(ticked).to_numpy(),
            t("Rubrique"): [names.get(key, key) for key in rows["assigned"].astype(str)],
            t("Mandaté (€)"): (rows["paid"] / 100).to_numpy(),
            t("Voté (€)"): (rows["voted"] / 100).to_numpy(),
            t("Nature"): rows["nature"].astype(str).to_numpy(),
            t("Libellé"): line_label(rows),
        }
    )
    return st.data_editor(
        table,
        hide_index=True,
        disabled=[name for name in table.columns if name not in {t("Confirmer"), t("Rubrique")}],
        column_config={
            t("Rubrique"): st.column_config.SelectboxColumn(
                options=list(names.values()), required=True, width="medium"
            ),
            t("Mandaté (€)"): st.column_config.NumberColumn(format="localized"),
            t("Voté (€)"): st.column_config.NumberColumn(format="localized"),
        },
        alt=t("Lignes à confirmer en {year}", year=view.year),
        key=f"confirm_{context.territory.code}_{view.year}_{'_'.join(ticked)}",
    )


def _choices(
    edited: pd.DataFrame, rows: pd.DataFrame, names: Mapping[str, str], context: PageContext
) -> dict[LineKey, str]:
    t = context.t
    keys = {label: key for key, label in names.items()}
    chosen = edited[t("Confirmer")].to_numpy(dtype=bool)
    return {
        (int(year), str(line)): keys[label]
        for year, line, label, kept in zip(rows["year"], rows["line"], edited[t("Rubrique")], chosen, strict=True)
        if kept
    }


def _stage(choices: dict[LineKey, str], author: str, context: PageContext) -> None:
    t = context.t
    raw = context.snapshot.budget_lines
    wanted = pd.MultiIndex.from_arrays([raw["year"], raw["line"].astype(str)]).isin(list(choices))
    today = datetime.now(UTC).date().isoformat()
    try:
        records = confirm_rubrics(raw[wanted], choices, author, today, context.catalogue.rubrics)
    except RubricError as error:
        st.error(str(error))
        return
    batch = drafts.open_batch(
        context.engine, author, territory=context.territory.code, file_name=t("Rubriques confirmées")
    )
    drafts.stage(context.engine, batch.id, KIND, records)
    st.success(
        t.n(
            "Brouillon prêt : {count} ligne confirmée par {author}. Elle paraîtra à la publication de la prochaine édition.",
            "Brouillon prêt : {count} lignes confirmées par {author}. Elles paraîtront à la publication de la prochaine édition.",
            len(records),
            author=author,
        ),
        icon=":material/task_alt:",
    )
    link_to("donnees", t("Relire et publier le brouillon"))
