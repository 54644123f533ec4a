"""Correct on the screen: the rubrics to confirm, the grants to pick, the rows with a finding in an editable grid."""

from __future__ import annotations

import streamlit as st

from indicators.intake import operations
from indicators.intake.corrections import changed, to_correct
from indicators.intake.ledger import Ledger
from indicators.intake.reading import read_file
from indicators.intake.tables import RawTable
from indicators.store import drafts
from indicators.store.drafts import Batch
from pages.donnees.context import keep_file, kept_file, literal, workshop_of
from pages.donnees.grants import show_grants
from pages.donnees.rubrics import show_rubrics
from pages.shared.context import PageContext
from pages.shared.layout import empty_state

_ROWS = 200


def show_corrections(context: PageContext, batch: Batch, ledger: Ledger) -> None:
    """The grids that this batch calls for; none once it is handed over for approval."""
    if batch.state != drafts.OPEN:
        t = context.t
        empty_state(t("Ce dépôt attend une approbation."), t("Rouvrez-le pour le corriger."))
        return
    show_rubrics(context, batch)
    if ledger.format not in {"csv", "workbook"}:
        return
    content = _content(context, batch)
    if content is None:
        return
    work = workshop_of(context)
    reading = read_file(content, work.options(corrections=ledger.corrections), name=batch.file_name)
    if len(reading.candidates):
        show_grants(context, batch, content, reading)
    for table in reading.tables:
        _grid(context, batch, ledger, content, table)


def _content(context: PageContext, batch: Batch) -> bytes | None:
    t = context.t
    content = kept_file(batch)
    if content is not None:
        return content
    st.info(t("Déposez à nouveau le fichier « {file} » pour le corriger ici.", file=literal(batch.file_name)))
    dropped = st.file_uploader(t("Fichier d'origine"), key=f"again_{batch.id}")
    if dropped is not None:
        if keep_file(dropped.getvalue()) == batch.sha256:
            st.rerun()
        st.error(
            t("Ce n'est pas le fichier de ce dépôt : chargez cette version dans « Charger », comme un nouveau dépôt.")
        )
    return None


def _grid(context: PageContext, batch: Batch, ledger: Ledger, content: bytes, table: RawTable) -> None:
    """The rows of a sheet that have a finding, as texts; a change is a correction laid over the file."""
    t = context.t
    frame = to_correct(table, ledger.issues, _ROWS).rename_axis(t("Ligne"))
    st.header(literal(table.sheet or batch.file_name), anchor=False)
    if frame.empty:
        empty_state(t("Aucune ligne à corriger dans cette feuille."))
        return
    edited = st.data_editor(
        frame,
        num_rows="fixed",
        alt=t("Lignes à corriger"),
        key=f"grid_{batch.id}_{table.sheet}_{len(ledger.corrections)}",
    )
    if st.button(t("Enregistrer les corrections"), type="primary", key=f"save_{batch.id}_{table.sheet}"):
        operations.correct(workshop_of(context), batch, content, changed(table.sheet, frame, edited), context.user)
        st.rerun()
