"""The files to hand out, each made when it is asked for."""

from __future__ import annotations

from functools import partial

import streamlit as st

from indicators.access import allowed
from indicators.documents import gather
from indicators.present.exports import XLSX
from indicators.present.reports import ReportSource
from indicators.present.reports.command import file_name, offered
from indicators.present.reports.parts import pending
from pages.rapport.data import made, report_source
from pages.shared.context import PageContext
from pages.shared.layout import know_more

_MIME = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "xlsx": XLSX,
    "zip": "application/zip",
    "html": "text/html",
    "xml": "application/xml",
}


def mime(name: str) -> str:
    """The type of a file by its extension."""
    return _MIME[name.rpartition(".")[2]]


def _waiting(context: PageContext, source: ReportSource) -> None:
    """What keeps the two volumes drafts, for those who can write it."""
    t = context.t
    waiting = pending(source)
    if not waiting or not allowed(context.user, "officer", context.territory.code):
        return
    drafts = gather.narratives(context.engine, context.territory.code, context.edition.number, drafts=True)
    lines = [
        f"- {item.name}{t(' : ')}{t('brouillon à relire') if item.key in drafts else t('à écrire')}" for item in waiting
    ]
    said = t.n(
        "Le rapport et ses annexes portent « PROJET » : {count} partie reste à écrire, dans « Parties écrites ».",
        "Le rapport et ses annexes portent « PROJET » : {count} parties restent à écrire, dans « Parties écrites ».",
        len(waiting),
    )
    st.info("\n".join((said, "", *lines)), icon=":material/edit_note:")


def show_files(context: PageContext) -> None:
    """One card a file: what it is, for whom, and the button."""
    t = context.t
    cards: tuple[tuple[str, str, str, str], ...] = (
        ("pdf", t("Rapport"), t("PDF accessible, que l'on lit et que l'on signe : avant-propos, quatre chiffres, carte, actions, budget, évaluation, ce qui est à décider."), ":material/picture_as_pdf:"),
        ("docx", t("Rapport à mettre en page"), t("DOCX : les mêmes chapitres en styles de Word, pour le service de la communication."), ":material/description:"),
        ("imprimable", t("Rapport à lire dans le navigateur"), t("HTML : les mêmes chapitres en une page qui s'envoie, se lit sur un téléphone et s'imprime."), ":material/print:"),
        ("annexes", t("Annexes"), t("PDF accessible : actions par objectif, ouverture, budget, évaluation, effets indésirables, partenariats, méthode, sources."), ":material/table_chart:"),
        ("pptx", t("Présentation"), t("PPTX modifiable : graphiques et tableaux de PowerPoint, lecture et sources en commentaire de chaque page."), ":material/slideshow:"),
        ("fiche", t("Fiche pour la presse"), t("Une page : quatre chiffres, la carte, les résultats, les limites."), ":material/newspaper:"),
        ("xlsx", t("Classeur des chiffres"), t("XLSX : un onglet par graphique du rapport, avec sa lecture et ses sources."), ":material/table_view:"),
        ("zip", t("Données ouvertes"), t("ZIP : les enregistrements en CSV, décrits par un datapackage.json, avec leur licence et une fiche de catalogue."), ":material/folder_zip:"),
        ("apd", t("Préparation de l'e-APD"), t("XLSX : les versements de l'année, ligne à ligne, ce qui manque, et le contrôle de chaque colonne."), ":material/fact_check:"),
        ("iati", t("Activités pour le registre IATI"), t("XML (IATI 2.03) : les actions menées avec un partenaire étranger, sous le SIREN de la collectivité."), ":material/code:"),
    )  # fmt: skip
    source = report_source(context)
    _waiting(context, source)
    cards = tuple(card for card in cards if card[0] in offered(source))
    for start in range(0, len(cards), 3):
        for column, (kind, title, detail, icon) in zip(st.columns(3), cards[start : start + 3], strict=False):
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
                    icon=icon,
                    on_click="ignore",
                    key=f"file_{kind}",
                )
    if allowed(context.user, "administrator"):
        command = (
            f"ouverture report {context.territory.code} --type tout --edition {context.edition.number} --out rapports"
        )
        with know_more("by_night", context):
            st.markdown(t("Pour les faire sans navigateur, la nuit par exemple : {command}", command=f"`{command}`"))
