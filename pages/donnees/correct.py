"""Correct on the screen: the rubrics to confirm, the grants to pick, the rows with a finding in an editable grid."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd
import streamlit as st

from indicators.intake import operations
from indicators.intake.corrections import changed, to_correct
from indicators.intake.formats import is_annotated
from indicators.intake.issues import Issue
from indicators.intake.ledger import Ledger
from indicators.intake.reading import read_file
from indicators.intake.tables import RawTable
from indicators.intake.wording import word
from indicators.present.texts import Translator
from indicators.store import drafts
from indicators.store.drafts import Batch
from pages.donnees.context import keep_file, kept_file, literal, workshop_of
from pages.donnees.grants import show_grants
from pages.donnees.pending import correct
from pages.donnees.rubrics import show_rubrics
from pages.shared.context import PageContext
from pages.shared.layout import empty_state

_ROWS = 200


def show_corrections(context: PageContext, batch: Batch, ledger: Ledger) -> None:
    """The grids that this batch calls for; none once it is handed over for approval."""
    t = context.t
    if batch.state != drafts.OPEN:
        empty_state(t("Ce dépôt attend une approbation."), t("Rouvrez-le pour le corriger."))
        return
    asked = show_rubrics(context, batch, ledger)
    if not is_annotated(ledger.format):
        if not asked:
            empty_state(
                t("Rien à corriger ici."),
                t("Ce dépôt vient d'une saisie : modifiez-la dans « Saisir ».")
                if ledger.format == operations.ENTERED
                else t("Ce fichier se corrige dans l'application qui l'a produit, puis se dépose à nouveau."),
            )
        return
    content = _content(context, batch)
    if content is None:
        return
    work = workshop_of(context)
    if not ledger.complete:
        empty_state(t("Lecture interrompue."), t("Déposez à nouveau le fichier."))
        return
    reading = read_file(content, work.options(corrections=ledger.corrections), name=batch.file_name)
    if len(reading.candidates):
        show_grants(context, ledger, content, reading)
    if not reading.tables:
        empty_state(
            t("Ce fichier n'a pas pu être lu : il n'a pas de cellule à corriger ici."),
            t("Suivez ce que disent les constats, puis déposez-le à nouveau."),
        )
    for table in reading.tables:
        _grid(context, batch, ledger, content, table)


def _content(context: PageContext, batch: Batch) -> bytes | None:
    t = context.t
    content = kept_file(context, batch)
    if content is not None:
        return content
    st.info(t("Déposez à nouveau le fichier « {file} » pour le corriger ici.", file=literal(batch.file_name)))
    dropped = st.file_uploader(t("Fichier d'origine"), key=f"again_{batch.id}")
    if dropped is not None:
        if keep_file(context, dropped.getvalue()) == batch.sha256:
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
    st.caption(t("« À revoir » dit ce qui ne va pas ; « ⚠ » marque les colonnes qui ont une cellule à revoir."))
    said = _review(table, ledger.issues, frame, t)
    edited = st.data_editor(
        frame.assign(**{t("À revoir"): said})[[t("À revoir"), *frame.columns]],
        disabled=[t("À revoir")],
        column_config={
            t("À revoir"): st.column_config.TextColumn(width="large", pinned=True),
            **{name: st.column_config.TextColumn(f"⚠ {name}") for name in _wrong(table, ledger.issues)},
        },
        num_rows="fixed",
        alt=t("Lignes à corriger"),
        key=f"grid_{batch.id}_{table.sheet}_{ledger.version}",
    )
    if st.button(t("Enregistrer les corrections"), type="primary", key=f"save_{batch.id}_{table.sheet}"):
        correct(context, ledger, content, changed(table.sheet, frame, edited[frame.columns]))


def _wrong(table: RawTable, issues: Iterable[Issue]) -> set[str]:
    """The columns of a sheet that have a cell to look at again."""
    mine = {issue.column for issue in issues if issue.sheet == table.sheet and issue.severity != "information"}
    return mine & set(table.header)


def _review(table: RawTable, issues: Iterable[Issue], frame: pd.DataFrame, t: Translator) -> list[str]:
    """What is wrong on each row of the grid: the cell, by its column, and the finding."""
    found: dict[int, list[str]] = {int(row): [] for row in frame.index}
    for issue in issues:
        if issue.sheet == table.sheet and issue.row in found and issue.severity != "information":
            found[issue.row].append(t("{column} : {what}", column=issue.column, what=t.typeset(word(issue, t).message)))
    return ["⚠ " + " ⚠ ".join(said) if said else "" for said in found.values()]
