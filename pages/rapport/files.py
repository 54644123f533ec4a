"""The files to hand out, each made when it is asked for."""

from __future__ import annotations

from functools import partial

import streamlit as st

from indicators.present.exports import XLSX
from indicators.present.reports.command import file_name
from pages.rapport.data import made, report_source
from pages.shared.context import PageContext

_MIME = {
    "pdf": "application/pdf",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "xlsx": XLSX,
    "zip": "application/zip",
    "html": "text/html",
}


def mime(name: str) -> str:
    """The type of a file by its extension."""
    return _MIME[name.rpartition(".")[2]]


def show_files(context: PageContext) -> None:
    """One card a file: what it is, for whom, and the button."""
    t = context.t
    cards = (
        ("pdf", t("Rapport annuel"), t("PDF accessible : actions par objectif, ouverture, budget, évaluation, effets indésirables, partenariats, méthode, sources."), "picture_as_pdf"),
        ("pptx", t("Présentation"), t("PPTX modifiable : graphiques et tableaux de PowerPoint, lecture et sources en commentaire de chaque page."), "slideshow"),
        ("fiche", t("Fiche pour la presse"), t("Une page : quatre chiffres, la carte, les résultats, les limites."), "newspaper"),
        ("xlsx", t("Classeur des chiffres"), t("XLSX : un onglet par graphique du rapport, avec sa lecture et ses sources."), "table_view"),
        ("zip", t("Données ouvertes"), t("ZIP : les enregistrements en CSV, décrits par un datapackage.json, avec leur licence."), "folder_zip"),
        ("apd", t("Préparation de l'e-APD"), t("XLSX : les versements de l'année, ligne à ligne, et ce qui manque pour les déclarer."), "fact_check"),
    )  # fmt: skip
    source = report_source(context)
    for start in range(0, len(cards), 3):
        for column, (kind, title, detail, icon) in zip(st.columns(3), cards[start : start + 3], strict=True):
            name = file_name(source, kind)
            with column, st.container(border=True, height="stretch"):
                st.header(title, anchor=False)
                st.caption(detail)
                st.space("stretch")
                st.download_button(
                    t("Télécharger : {title}", title=title[:1].lower() + title[1:]),
                    data=partial(made, context, kind),
                    file_name=name,
                    mime=mime(name),
                    icon=f":material/{icon}:",
                    on_click="ignore",
                    key=f"file_{kind}",
                )
    st.caption(t("La nuit, sans navigateur : {command}", command=f"`ouverture report {context.territory.code} --type tout --edition {context.edition.number} --out rapports`"))  # fmt: skip
