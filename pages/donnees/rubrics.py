"""The rubrics to confirm in a batch: what a nature suggests for each staged line, confirmed by a person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import pandas as pd
import streamlit as st

from indicators.budget import confirm_rubrics
from indicators.budget.rubrics import LineKey
from indicators.budget.suggestions import with_suggestions
from indicators.intake import operations
from indicators.intake.ledger import Ledger
from indicators.present.texts.budget.lines import line_label
from indicators.records import BudgetLine
from indicators.store.drafts import Batch
from pages.donnees.context import workshop_of
from pages.donnees.seen import read_again, seen_rows
from pages.shared.context import PageContext
from pages.shared.failures import refusals_told, said_in_full
from pages.shared.tables import numbers, written

_ROWS = 200


def show_rubrics(context: PageContext, batch: Batch, ledger: Ledger) -> bool:
    """The rubric that a nature suggests for each staged line; confirmed with author and date; False when none waits.

    What a person had ticked when another one changed the batch is ticked again, line by line, on the rows of now.
    """
    t = context.t
    said, mine = _kept().get(batch.id, ("", {}))
    if said:
        st.warning(said, icon=":material/group:")
    lines = seen_rows(context, batch, "budget_line")
    lines = lines[(lines["action"] == "put") & (lines["direction"] == "expenditure")]
    lines = lines[lines["rubric_status"] != "confirmed"].drop(columns="action").head(_ROWS)
    if lines.empty:
        return False
    rubrics = context.catalogue.rubrics
    labels = {name: entry.label.get(t.lang) for name, entry in rubrics.items()}
    keys = _keys(lines)
    proposed = with_suggestions(lines, rubrics, context.catalogue.funding_sources)["assigned"].astype(str)
    st.header(t("Rubriques à confirmer"), anchor=False)
    st.caption(t("La nature comptable suggère une rubrique ; elle ne vaut qu'une fois confirmée par vous."))
    names = [t("Confirmer"), t("Ligne"), t("Nature"), t("Payé (€)"), t("Rubrique")]
    shown = pd.DataFrame(
        {
            names[0]: False,
            names[1]: line_label(lines),
            names[2]: lines["nature"],
            names[3]: lines["paid"].astype("float64") / 100,
            names[4]: [labels[mine.get(key, name)] for key, name in zip(keys, proposed, strict=True)],
        }
    )
    everything = st.checkbox(t("Tout cocher"), key=f"all_rubrics_{batch.id}")
    edited = st.data_editor(
        written(shown.assign(**{names[0]: [everything or key in mine for key in keys]}), t),
        hide_index=True,
        disabled=names[1:4],
        column_config={
            **numbers(shown, t),
            names[4]: st.column_config.SelectboxColumn(options=list(labels.values()), required=True),
        },
        alt=t("Rubriques à confirmer"),
        key=f"rubrics_{batch.id}_{ledger.version}_{everything}",
    )
    ticked = edited[edited[names[0]].to_numpy(dtype=bool)]
    if st.button(t("Confirmer les rubriques cochées"), disabled=ticked.empty, type="primary"):
        codes = {label: name for name, label in labels.items()}
        kept = lines.loc[ticked.index]
        choices = {key: codes[label] for key, label in zip(_keys(kept), ticked[names[4]], strict=True)}
        confirmed = confirm_rubrics(lines, choices, context.user.name, date.today().isoformat(), rubrics)
        _restage(context, ledger, confirmed, choices)
    return True


def _restage(
    context: PageContext, seen: Ledger, confirmed: Sequence[BudgetLine], choices: Mapping[LineKey, str]
) -> None:
    with refusals_told(context.t):
        try:
            operations.restage(workshop_of(context), seen, "budget_line", confirmed, context.user)
        except operations.ChangedMeanwhileError as error:
            _kept()[seen.batch] = (said_in_full(error, context.t), choices)
        else:
            _kept().pop(seen.batch, None)
        read_again(seen.batch)
        st.rerun()


def _kept() -> dict[str, tuple[str, Mapping[LineKey, str]]]:
    """For each batch, why the choices of this session were not saved, and the choices."""
    kept: dict[str, tuple[str, Mapping[LineKey, str]]] = st.session_state.setdefault("intake_rubrics_kept", {})
    return kept


def _keys(lines: pd.DataFrame) -> list[LineKey]:
    return [(int(year), str(line)) for year, line in zip(lines["year"], lines["line"], strict=True)]
