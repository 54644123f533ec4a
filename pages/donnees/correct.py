"""Correct on the screen: the rubrics to confirm, the grants to pick, the rows with a finding in an editable grid."""

from __future__ import annotations

import streamlit as st

from indicators.intake import operations
from indicators.intake.formats import is_annotated
from indicators.intake.ledger import Ledger
from indicators.intake.reading import read_file
from indicators.store import drafts
from indicators.store.drafts import Batch
from pages.donnees.cells import show_cells
from pages.donnees.context import keep_file, kept_file, literal, workshop_of
from pages.donnees.grants import show_grants
from pages.donnees.rubrics import show_rubrics
from pages.shared.context import PageContext
from pages.shared.layout import empty_state


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
        show_cells(context, batch, ledger, content, table)


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
