"""The paper for the vote, its summary on one page and its slides, made from the published edition."""

from __future__ import annotations

from functools import partial

import streamlit as st

from indicators.documents.attachments import STRATEGY, Place
from indicators.present.reports.command import file_name, offered
from indicators.present.texts.strategy.sentences import promises_sentence
from pages.rapport.data import made, report_source
from pages.rapport.files import mime
from pages.shared.attached import show_attached
from pages.shared.layout import empty_state
from pages.strategie.data import Writing, publish_button


def show_paper(page: Writing) -> None:
    """The files, once something is published; where the promises stand; the documents attached to the strategy."""
    _papers(page)
    show_attached(Place(page.context.territory.code, STRATEGY), page.context)


def _papers(page: Writing) -> None:
    context, t = page.context, page.context.t
    source = report_source(context)
    cards = (
        ("strategie_docx", t("Projet de stratégie à finir"), t("DOCX : les dix chapitres, la matrice, les priorités, le plan et son suivi, en styles de Word."), ":material/description:"),
        ("strategie", t("Projet de stratégie"), t("PDF accessible, pour la délibération : ce qui n'est pas écrit y est dit « Non écrit »."), ":material/picture_as_pdf:"),
        ("strategie_page", t("La stratégie en une page"), t("PDF d'une page : vision, priorités, stratégies, grands objectifs, niveaux."), ":material/newspaper:"),
        ("strategie_pptx", t("Diapositives de la stratégie"), t("PPTX : vision et priorités, matrice, promesses, auto-évaluations."), ":material/slideshow:"),
    )  # fmt: skip
    ready = [card for card in cards if card[0] in offered(source)]
    if not ready:
        empty_state(t("Rien n'est encore publié de la stratégie."), t("Écrivez un chapitre, une priorité ou un énoncé de vision, puis publiez : le document se fait ici."))  # fmt: skip
        if page.draft:
            publish_button(page, "_document")
        return
    for start in range(0, len(ready), 2):
        for column, (kind, title, detail, icon) in zip(st.columns(2), ready[start : start + 2], strict=False):
            name = file_name(source, kind)
            with column, st.container(border=True, height="stretch"):
                st.header(title, anchor=False)
                st.caption(detail)
                st.space("stretch")
                st.download_button(
                    t("Télécharger : {title}", title=title[:1].lower() + title[1:]), data=partial(made, context, kind),
                    file_name=name, mime=mime(name), icon=icon, on_click="ignore", key=f"strategie_{kind}",
                )  # fmt: skip
    if source.strategy.promises:
        st.header(t("Le suivi"), anchor=False)
        st.markdown(promises_sentence(source.strategy, t))
        st.caption(
            t("Le suivi se lit dans « Le plan », dans le rapport annuel et dans la séance, édition après édition.")
        )
