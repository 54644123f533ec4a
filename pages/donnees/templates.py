"""The files to fill: templates, empty or with what is published, and what is published as it is."""

from __future__ import annotations

from functools import partial

import pandas as pd
import streamlit as st

from indicators.intake.exports import csv_file, published_rows, xlsx_file
from indicators.intake.schemas import load_schemas
from indicators.intake.templates import template_csv, template_xlsx
from indicators.present.exports import XLSX
from indicators.present.texts import Translator
from indicators.present.texts.markdown import escape
from pages.donnees.context import kind_title, workshop_of
from pages.shared.context import PageContext
from pages.shared.folding import folded

_USUAL = ["observation", "partnership"]


def show_templates(context: PageContext) -> None:
    t = context.t
    st.header(t("Partir d'un modèle"), anchor=False)
    st.markdown(t("Un classeur à remplir, avec ses listes, ses explications et un exemple par feuille."))
    kinds = st.multiselect(
        t("Données à saisir"),
        list(load_schemas()),
        default=_USUAL,
        format_func=lambda kind: kind_title(kind, t),
        placeholder=t("Choisissez une ou plusieurs données"),
        key="template_kinds",
    )
    filled = st.checkbox(
        t("Préremplir avec ce qui est publié pour {name}", name=escape(context.territory.called)), key="template_filled"
    )
    if not kinds:
        st.caption(t("Choisissez au moins une donnée."))
        return
    work = workshop_of(context)

    def rows() -> dict[str, pd.DataFrame]:
        return {kind: _published(context, kind) for kind in kinds} if filled else {}

    def template(kind: str) -> bytes:
        return template_csv(kind, work.vocabulary, rows=rows().get(kind))

    with st.container(horizontal=True):
        st.download_button(
            t("Modèle XLSX"),
            data=lambda: template_xlsx(kinds, work.vocabulary, rows=rows()),
            file_name="modele_ouverture.xlsx",
            mime=XLSX,
            icon=":material/download:",
            type="primary",
            on_click="ignore",
        )
        for kind in kinds[:4]:
            st.download_button(
                t("{kind} (CSV)", kind=kind_title(kind, t)),
                data=partial(template, kind),
                file_name=f"modele_{kind}.csv",
                mime="text/csv",
                on_click="ignore",
                key=f"template_csv_{kind}",
            )
    folded(t("Reprendre ce qui est publié"), partial(_exports, context, kinds, t), key="reprendre_publie")


def _published_csv(context: PageContext, kind: str) -> bytes:
    return csv_file(kind, _published(context, kind), workshop_of(context).vocabulary)


def _exports(context: PageContext, kinds: list[str], t: Translator) -> None:
    st.caption(t("Ces fichiers se rechargent tels quels : corrigez-les dans votre tableur, puis déposez-les."))
    vocabulary = workshop_of(context).vocabulary
    with st.container(horizontal=True):
        st.download_button(
            t("Tout en XLSX"),
            data=lambda: xlsx_file({kind: _published(context, kind) for kind in kinds}, vocabulary),
            file_name=f"ouverture_{context.territory.code}.xlsx",
            mime=XLSX,
            on_click="ignore",
        )
        for kind in kinds:
            st.download_button(
                t("{kind} (CSV)", kind=kind_title(kind, t)),
                data=partial(_published_csv, context, kind),
                file_name=f"{kind}_{context.territory.code}.csv",
                mime="text/csv",
                on_click="ignore",
                key=f"export_csv_{kind}",
            )


def _published(context: PageContext, kind: str) -> pd.DataFrame:
    return published_rows(context.engine, kind, context.edition.number, context.territory.code)
