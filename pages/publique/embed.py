"""The public page elsewhere: its address, and the line that shows it, or one figure alone, in a frame of another site."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from urllib.parse import quote

import streamlit as st

from indicators.present.embeddable import ANSWERS, CHART, FIGURE
from indicators.present.texts import Translator
from pages.rapport.data import report_source
from pages.seance.list import site
from pages.shared.context import PageContext
from pages.shared.folding import folded
from pages.shared.permanent import embed_code, embedded_address


def show_embed(context: PageContext) -> None:
    """The address of the document without menu, to send or to embed."""
    folded(context.t("Montrer cette page ailleurs"), partial(_lines, context), key="ailleurs", icon=":material/code:")


def _lines(context: PageContext) -> None:
    t = context.t
    path = f"/publique/{quote(context.territory.code)}?langue={t.lang}"
    st.markdown(t("La même page, sans menu et sans script, se lit seule ou dans une page de votre site. Elle suit la dernière édition publiée."))  # fmt: skip
    st.link_button(t("Ouvrir la page seule"), path, icon=":material/open_in_new:")
    title = t("{name} et le monde", name=context.territory.called)
    st.code(f'<iframe src="{site()}{path}" title="{title}" width="100%" height="1600" loading="lazy"></iframe>', language="html")  # fmt: skip
    st.caption(t("Le public ne la voit que si l'accès est ouvert (access.mode = public) ; sinon il faut se connecter."))  # fmt: skip
    _show_one(context)


def _show_one(context: PageContext) -> None:
    """One figure alone: a key figure of the summary, an indicator that has a value, or its chart."""
    t = context.t
    if not context.settings.api.frame_origins:
        st.caption(t("Un chiffre ou un graphique seul peut aussi y être montré : le service informatique nomme les sites qui le peuvent."))  # fmt: skip
        return
    names = _names(context, t)
    st.markdown(f"**{t('Un chiffre seul')}**")
    chosen = st.selectbox(t("Chiffre"), list(names), format_func=names.__getitem__, key="embedded")
    if address := embedded_address(chosen):
        st.link_button(t("Ouvrir le chiffre seul"), address, icon=":material/open_in_new:")
        st.code(embed_code(chosen, names[chosen]), language="html", wrap_lines=True)
    st.caption(t("Chaque graphique donne aussi sa ligne à copier, dans « Citer ». Le chiffre suit la dernière édition publiée."))  # fmt: skip


def _names(context: PageContext, t: Translator) -> Mapping[str, str]:
    """What may be shown alone, by its name in the address."""
    answers = report_source(context).answers
    names = {name: answer.question for name, answer in zip(ANSWERS, answers, strict=True) if answer.sources}
    profile = (item.indicator for item in context.readout.profile().readings if item.point is not None)
    names |= {f"{FIGURE}{item.id}": item.label.get(t.lang) for item in profile}
    for reading in context.readout.evaluation().readings:
        if reading.points:
            label = reading.definition.label.get(t.lang)
            names |= {f"{FIGURE}{reading.definition.id}": label, f"{CHART}{reading.definition.id}": t("{name} (graphique)", name=label)}  # fmt: skip
    return names
