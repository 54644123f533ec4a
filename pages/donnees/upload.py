"""Load: a template to fill beside the files to drop, then their reading."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from indicators.intake import formats, operations
from indicators.intake.limits import Progress
from indicators.intake.pasted import pasted_table
from indicators.public_lists import recognises
from pages.donnees import job
from pages.donnees.context import keep_file, workshop_of
from pages.donnees.public_lists import keep_lists
from pages.donnees.templates import show_templates
from pages.shared.context import PageContext
from pages.shared.folding import folded

_LOADS = "intake_loads"


def show_upload(context: PageContext) -> None:
    """The two ways in: a template to fill, files as they are."""
    t = context.t
    done = job.collect(t)
    if done:
        st.session_state["intake_batch"] = done[0].batch.id
        st.session_state["intake_section"] = "batches"
        st.rerun()
    left, right = st.columns(2, gap="large")
    with left:
        show_templates(context)
    with right:
        _drop(context)


def _paste(context: PageContext) -> None:
    """A table copied from a spreadsheet or a web page, pasted as text: its cells are separated by tabs."""
    t = context.t
    with st.form(f"intake_paste_{st.session_state.get(_LOADS, 0)}", border=False):
        text = st.text_area(
            t("Tableau copié d'un tableur ou d'une page web, avec sa ligne de titres"),
            placeholder=t("Collez ici (Ctrl+V)"),
            height=160,
        )
        sent = st.form_submit_button(t("Lire le tableau"), icon=":material/content_paste:")
    if sent and not text.strip():
        st.info(t("Collez d'abord un tableau."))
    elif sent:
        _read(context, [(t("Tableau collé") + ".tsv", pasted_table(text))], keep_all=False)


def _read(context: PageContext, sources: Sequence[tuple[str, bytes]], *, keep_all: bool) -> None:
    """Public lists are kept beside and looked at in their own view; every other file is a deposit."""
    lists = [source for source in sources if recognises(source[1])]
    sources = [source for source in sources if source not in lists]
    if lists and not keep_lists(context, lists):
        return
    if not sources:
        st.session_state["intake_section"] = "lists"
        st.rerun()
    st.session_state[_LOADS] = st.session_state.get(_LOADS, 0) + 1  # the next load begins with no file
    work, user = workshop_of(context), context.user

    def load(progress: Progress) -> tuple[operations.Imported, ...]:
        done = operations.import_files(work, sources, user, keep_all=keep_all, progress=progress)
        for item in done:
            if isinstance(item.reading.source, bytes):
                keep_file(context, item.reading.source)
        return done

    job.start(load)
    st.rerun()


def _drop(context: PageContext) -> None:
    t = context.t
    st.header(t("Déposer des fichiers"), anchor=False)
    st.markdown(
        t(
            "Modèles remplis, tableaux CSV, XLSX ou ODS, comptes TotEM (XML, ou ZIP de plusieurs), budget et subventions SCDL. "
            "Rien n'est publié avant votre accord."
        )
    )
    limit = context.settings.uploads.max_megabytes
    files = st.file_uploader(
        t("Fichiers à charger ({size} Mo au plus chacun)", size=t.number(limit)),
        type=list(formats.extensions()),
        accept_multiple_files=True,
        max_upload_size=limit,
        key=f"intake_dropped_{st.session_state.get(_LOADS, 0)}",
    )
    keep_all = st.checkbox(
        t("Comptes : garder les lignes de toutes les fonctions"),
        help=t("Pour rattacher vous-même les dépenses internationales que d'autres services portent."),
        key="intake_keep_all",
    )
    if st.button(t("Lire les fichiers"), type="primary", disabled=not files, icon=":material/fact_check:"):
        _read(context, [(file.name, file.getvalue()) for file in files], keep_all=keep_all)
    pasting = bool(st.session_state.get("intake_pasting"))
    draw = partial(_paste, context)
    folded(t("Coller un tableau"), draw, key="coller", icon=":material/content_paste:", opened=pasting)
