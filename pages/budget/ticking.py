"""The table of lines to tick, each with its rubric: what an officer marked stays when the lines to tick change."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from indicators.budget import UNASSIGNED
from indicators.budget.rubrics import LineKey
from indicators.present.texts.budget.lines import line_label
from indicators.present.texts.translator import MISSING
from pages.shared.choices import distinct
from pages.shared.context import PageContext
from pages.shared.tables import numbers, written

#: What the officer ticked (or not) and the rubric chosen, by line; kept when the lines to tick change.
Marks = dict[LineKey, tuple[bool, str]]


def choose_rubrics(rows: pd.DataFrame, names: Mapping[str, str], key: str, context: PageContext) -> dict[LineKey, str]:
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
            t("Payé (€)"): (rows["paid"] / 100).to_numpy(),
            t("Voté (€)"): (rows["voted"] / 100).to_numpy(),
            t("Nature"): rows["nature"].astype(str).to_numpy(),
            t("Libellé"): line_label(rows),
        }
    )


def _editor(table: pd.DataFrame, options: list[str], key: str, context: PageContext) -> pd.DataFrame:
    t = context.t
    edited: pd.DataFrame = st.data_editor(
        written(table, t),
        hide_index=True,
        disabled=[name for name in table.columns if name not in {t("Confirmer"), t("Rubrique")}],
        column_config={
            **numbers(table, t),
            t("Rubrique"): st.column_config.SelectboxColumn(options=options, required=True, width=330),
        },
        alt=t("Lignes dont la rubrique est à confirmer"),
        placeholder=MISSING,
        key=key,
    )
    return edited
