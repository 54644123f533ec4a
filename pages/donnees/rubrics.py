"""The rubrics to confirm in a batch: what a nature suggests for each staged line, confirmed by a person."""

from __future__ import annotations

from datetime import date

import pandas as pd
import streamlit as st

from indicators.budget import confirm_rubrics
from indicators.budget.suggestions import with_suggestions
from indicators.intake import operations
from indicators.present.texts.budget.lines import line_label
from indicators.store import drafts
from indicators.store.drafts import Batch
from pages.donnees.context import workshop_of
from pages.shared.context import PageContext

_ROWS = 200


def show_rubrics(context: PageContext, batch: Batch) -> bool:
    """The rubric that a nature suggests for each staged line, confirmed with author and date; False when none waits."""
    t = context.t
    lines = drafts.rows_of(context.engine, batch.id, "budget_line")
    lines = lines[(lines["action"] == "put") & (lines["direction"] == "expenditure")]
    lines = lines[lines["rubric_status"] != "confirmed"].drop(columns="action").head(_ROWS)
    if lines.empty:
        return False
    rubrics = context.catalogue.rubrics
    labels = {name: entry.label.get(t.lang) for name, entry in rubrics.items()}
    proposed = with_suggestions(lines, rubrics, context.catalogue.funding_sources)["assigned"].astype(str)
    st.header(t("Rubriques à confirmer"), anchor=False)
    st.caption(t("La nature comptable suggère une rubrique ; elle ne vaut qu'une fois confirmée par vous."))
    names = [t("Confirmer"), t("Ligne"), t("Nature"), t("Mandaté (€)"), t("Rubrique")]
    shown = pd.DataFrame(
        {
            names[0]: False,
            names[1]: line_label(lines),
            names[2]: lines["nature"],
            names[3]: lines["paid"].astype("float64") / 100,
            names[4]: [labels[name] for name in proposed],
        }
    )
    everything = st.checkbox(t("Tout cocher"), key=f"all_rubrics_{batch.id}")
    edited = st.data_editor(
        shown.assign(**{names[0]: everything}),
        hide_index=True,
        disabled=names[1:4],
        column_config={
            names[3]: st.column_config.NumberColumn(format="euro"),
            names[4]: st.column_config.SelectboxColumn(options=list(labels.values()), required=True),
        },
        alt=t("Rubriques à confirmer"),
        key=f"rubrics_{batch.id}_{everything}",
    )
    ticked = edited[edited[names[0]].to_numpy(dtype=bool)]
    if st.button(t("Confirmer les rubriques cochées"), disabled=ticked.empty, type="primary"):
        codes = {label: name for name, label in labels.items()}
        kept = lines.loc[ticked.index]
        choices = {
            (int(year), str(line)): codes[label]
            for year, line, label in zip(kept["year"], kept["line"], ticked[names[4]], strict=True)
        }
        confirmed = confirm_rubrics(lines, choices, context.user.name, date.today().isoformat(), rubrics)
        operations.restage(workshop_of(context), batch.id, "budget_line", confirmed, context.user)
        st.rerun()
    return True
