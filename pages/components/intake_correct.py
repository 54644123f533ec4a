"""Correct on the screen: the rows with a finding in an editable grid, the grants to pick, the rubrics to confirm."""

from __future__ import annotations

from datetime import date

import pandas as pd
import streamlit as st

from indicators.budget import UNASSIGNED, confirm_rubrics, suggest
from indicators.intake import operations
from indicators.intake.corrections import Correction
from indicators.intake.ledger import Ledger
from indicators.intake.reading import Reading, read_file
from indicators.intake.tables import RawTable
from indicators.store import drafts
from indicators.store.drafts import Batch
from pages.components.context import PageContext
from pages.components.intake_context import keep_file, kept_file, literal, workshop_of
from pages.components.layout import empty_state

_ROWS = 200


def show_corrections(context: PageContext, batch: Batch, ledger: Ledger) -> None:
    """The grids that this batch calls for; none once it is handed over for approval."""
    if batch.state != drafts.OPEN:
        t = context.t
        empty_state(t("Ce dépôt attend une approbation."), t("Rouvrez-le pour le corriger."))
        return
    _rubrics(context, batch)
    if ledger.format not in {"csv", "workbook"}:
        return
    content = _content(context, batch)
    if content is None:
        return
    work = workshop_of(context)
    reading = read_file(content, work.options(corrections=ledger.corrections), name=batch.file_name)
    if len(reading.candidates):
        _grants(context, batch, content, reading)
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
    wrong = {issue.row for issue in ledger.issues if issue.sheet == table.sheet and issue.severity != "information"}
    places = [place for place, row in enumerate(table.rows) if int(row) in wrong][:_ROWS]
    st.header(literal(table.sheet or batch.file_name), anchor=False)
    if not places:
        empty_state(t("Aucune ligne à corriger dans cette feuille."))
        return
    frame = pd.DataFrame(
        {name: [table.data.column(at)[place].as_py() for place in places] for at, name in enumerate(table.header)},
        index=pd.Index([int(table.rows[place]) for place in places], name=t("Ligne")),
    )
    found = {issue.column for issue in ledger.issues if issue.sheet == table.sheet and issue.row in wrong}
    useful = [str(name) for name in frame.columns if name in found or (frame[name] != "").any()]
    frame = frame[sorted(useful, key=lambda name: (name not in found, useful.index(str(name))))]
    edited = st.data_editor(
        frame,
        num_rows="fixed",
        alt=t("Lignes à corriger"),
        key=f"grid_{batch.id}_{table.sheet}_{len(ledger.corrections)}",
    )
    if st.button(t("Enregistrer les corrections"), type="primary", key=f"save_{batch.id}_{table.sheet}"):
        changed = [
            Correction(table.sheet, int(row), str(name), str(edited.at[row, name] or ""))
            for name in frame.columns
            for row in frame.index[(frame[name] != edited[name].fillna("")).to_numpy()]
        ]
        operations.correct(workshop_of(context), batch, content, changed, context.user)
        st.rerun()


def _grants(context: PageContext, batch: Batch, content: bytes, reading: Reading) -> None:
    """Every grant of the file; a person ticks those of international action, a word is only a hint."""
    t = context.t
    st.header(t("Subventions de l'action internationale"), anchor=False)
    st.caption(t("Un mot du libellé attire l'attention, il ne classe rien : cochez ce qui relève de l'international."))
    only = st.toggle(t("Montrer d'abord les libellés à regarder"), value=True, key=f"hints_{batch.id}")
    found = reading.candidates
    found = found[found["hint"] != ""] if only else found
    shown = pd.DataFrame(
        {
            t("Retenir"): False,
            t("Bénéficiaire et objet"): found["label"],
            t("Montant (€)"): found["committed"] / 100,
            t("Année"): found["year"],
            t("Mot repéré"): found["hint"],
        }
    ).set_index(pd.Index(found["row"].astype(int), name=t("Ligne")))
    edited = st.data_editor(
        shown,
        disabled=[name for name in shown.columns if name != t("Retenir")],
        column_config={t("Montant (€)"): st.column_config.NumberColumn(format="localized")},
        alt=t("Subventions à choisir"),
        key=f"grants_{batch.id}_{only}",
    )
    picked = edited.index[edited[t("Retenir")].to_numpy(dtype=bool)]
    if st.button(t("Retenir les subventions cochées"), disabled=not len(picked), type="primary"):
        marks = [Correction(reading.tables[0].sheet, int(row), "international", "oui") for row in picked]
        operations.correct(workshop_of(context), batch, content, marks, context.user)
        st.rerun()


def _rubrics(context: PageContext, batch: Batch) -> None:
    """The rubric that a nature suggests for each staged line; confirmed with author and date."""
    t = context.t
    lines = drafts.rows_of(context.engine, batch.id, "budget_line")
    lines = lines[(lines["action"] == "put") & (lines["direction"] == "expenditure")]
    lines = lines[lines["rubric_status"] != "confirmed"].drop(columns="action").head(_ROWS)
    if lines.empty:
        return
    rubrics = context.catalogue.rubrics
    labels = {name: entry.label.get(t.lang) for name, entry in rubrics.items()}
    proposed = [
        written or suggest(nature, instruction, rubrics) or UNASSIGNED
        for written, nature, instruction in zip(lines["rubric"], lines["nature"], lines["instruction"], strict=True)
    ]
    st.header(t("Rubriques à confirmer"), anchor=False)
    st.caption(t("La nature comptable suggère une rubrique ; elle ne vaut qu'une fois confirmée par vous."))
    names = [t("Confirmer"), t("Ligne"), t("Nature"), t("Mandaté (€)"), t("Rubrique")]
    shown = pd.DataFrame(
        {
            names[0]: False,
            names[1]: lines["label"].where(lines["label"] != "", lines["nature_label"]),
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
            names[3]: st.column_config.NumberColumn(format="localized"),
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
