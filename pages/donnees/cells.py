"""The faulty cells of a sheet, in colour where they stand, then a grid to write them again.

A grid that can be edited takes no colour of its own: the cells to look at are shown above it, as they are in the file,
marked by a sign as well as by a colour.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pandas as pd
import streamlit as st
from pandas.io.formats.style import Styler

from indicators.intake.corrections import changed, to_correct
from indicators.intake.issues import Issue
from indicators.intake.ledger import Ledger
from indicators.intake.tables import RawTable
from indicators.intake.wording import word
from indicators.present.texts import Translator
from indicators.store.drafts import Batch
from pages.donnees.context import literal
from pages.donnees.pending import correct
from pages.shared.context import PageContext
from pages.shared.layout import empty_state

_ROWS = 200
_MARK = "⚠ "
# Seen on white and on the dark ground alike: what stops first, what is to confirm after.
_COLOURS = {
    "blocking": "background-color: rgba(220, 60, 60, 0.28)",
    "confirm": "background-color: rgba(230, 160, 20, 0.28)",
}
# In pixels: a table of many rows, a row of four lines, what is wrong beside the first cells on a telephone.
_TALL, _WRAPPED, _WIDE = 300, 88, 280


def show_cells(context: PageContext, batch: Batch, ledger: Ledger, content: bytes, table: RawTable) -> None:
    """The rows of a sheet that have a finding, as texts; a change is a correction laid over the file."""
    t = context.t
    frame = to_correct(table, ledger.issues, _ROWS).rename_axis(t("Ligne"))
    st.header(literal(table.sheet or batch.file_name), anchor=False)
    if frame.empty:
        empty_state(t("Aucune ligne à corriger dans cette feuille."))
        return
    faulty = _faulty(table, ledger.issues, frame)
    st.caption(
        t(
            "Les cellules en couleur, marquées « ⚠ », sont à revoir : en rouge ce qui bloque, en jaune ce qui se confirme."
        )
    )
    st.dataframe(
        _coloured(frame, faulty), height=_TALL if len(frame) > _TALL // 40 else "auto", alt=t("Cellules à revoir"),
        key=f"seen_{batch.id}_{table.sheet}_{ledger.version}",
    )  # fmt: skip
    st.caption(t("Écrivez ici les bonnes valeurs, puis enregistrez."))
    review = t("À revoir")
    edited = st.data_editor(
        frame.assign(**{review: _review(table, ledger.issues, frame, t)})[[review, *frame.columns]],
        disabled=["_index", review],
        column_config={
            review: st.column_config.TextColumn(width=_WIDE),
            **{name: st.column_config.TextColumn(_MARK + name) for name in {column for _, column in faulty}},
        },
        num_rows="fixed",
        row_height=_WRAPPED,
        alt=t("Lignes à corriger"),
        key=f"grid_{batch.id}_{table.sheet}_{ledger.version}",
    )
    if st.button(t("Enregistrer les corrections"), type="primary", key=f"save_{batch.id}_{table.sheet}"):
        correct(context, ledger, content, changed(table.sheet, frame, edited[frame.columns]))


def _faulty(table: RawTable, issues: Iterable[Issue], frame: pd.DataFrame) -> dict[tuple[int, str], str]:
    """The gravest finding of each cell of the grid, by its row and its column."""
    found: dict[tuple[int, str], str] = {}
    for issue in issues:
        place = (issue.row, issue.column)
        if issue.sheet != table.sheet or issue.severity not in _COLOURS or issue.row not in frame.index:
            continue
        if issue.column in frame.columns and found.get(place) != "blocking":
            found[place] = issue.severity
    return found


def _coloured(frame: pd.DataFrame, faulty: Mapping[tuple[int, str], str]) -> Styler:
    """The cells as the file has them, those to look at coloured and marked."""
    marked, colours = frame.copy(), pd.DataFrame("", index=frame.index, columns=frame.columns)
    for (row, column), severity in faulty.items():
        marked.loc[row, column] = _MARK + str(frame.loc[row, column])
        colours.loc[row, column] = _COLOURS[severity]
    return marked.style.apply(lambda _: colours, axis=None)


def _review(table: RawTable, issues: Iterable[Issue], frame: pd.DataFrame, t: Translator) -> list[str]:
    """What is wrong on each row of the grid: the cell, by its column, and the finding."""
    found: dict[int, list[str]] = {int(row): [] for row in frame.index}
    for issue in issues:
        if issue.sheet == table.sheet and issue.row in found and issue.severity != "information":
            found[issue.row].append(t("{column} : {what}", column=issue.column, what=t.typeset(word(issue, t).message)))
    return [_MARK + f" {_MARK}".join(said) if said else "" for said in found.values()]
