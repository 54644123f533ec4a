"""The letters to a prospect."""

from __future__ import annotations

from functools import partial

import streamlit as st

from indicators.languages import LANGUAGES
from indicators.partnerships.prospects import Prospect
from indicators.present.reports.letter import paper
from indicators.present.texts import translator
from indicators.present.texts.partnerships import prospects as words
from pages.rapport.files import mime
from pages.shared.context import PageContext
from pages.shared.folding import folded


def show_letters(item: Prospect, context: PageContext) -> None:
    """The letters in the language of whoever receives them, as text to copy and as DOCX to finish."""
    folded(context.t("Lettres"), partial(_letters, item, context), key=f"lettres_{item.id}", icon=":material/mail:")


def _letters(item: Prospect, context: PageContext) -> None:
    t = context.t
    names = words.letter_names(t)
    with st.container(horizontal=True):
        kind = st.selectbox(t("Modèle"), words.LETTERS, format_func=names.__getitem__, key=f"lettre_{item.id}")
        lang = st.selectbox(
            t("Langue"), LANGUAGES, format_func=lambda code: LANGUAGES[code].name, key=f"langue_lettre_{item.id}"
        )
    other = translator(lang)
    lines = words.letter(kind, item, context.territory.name, context.settings.collectivity.office, other)
    st.code("\n\n".join(lines), language=None, wrap_lines=True)
    st.caption(t("Entre crochets : ce qu'une personne doit écrire."))
    file, made_at = f"{kind}_{item.id}_{lang}.docx", context.edition.published_at
    made = paper(words.letter_names(other)[kind], (("", lines),), other, made_at=made_at, heading=False)
    st.download_button(t("Télécharger la lettre (DOCX)"), made, file, mime(file), on_click="ignore", icon=":material/description:")  # fmt: skip
