"""What is shown of the territory abroad: the eighteen topics of a leaflet, then the prizes and recognitions."""

from __future__ import annotations

from functools import partial

import streamlit as st

from indicators.partnerships.prizes import PRIZE, prizes
from indicators.present.texts.markdown import escape
from indicators.present.texts.strategy.prizes import prize_words
from indicators.strategy.reading import PROMOTION
from pages.donnees.form import record_form
from pages.shared.folding import folded
from pages.strategie.answers import show_answers
from pages.strategie.data import Writing
from pages.strategie.plan import ELSEWHERE

#: What a prize seldom has: asked for under the other particulars.
_FOLDED = ELSEWHERE | {"rubric", "level", "indicators", "amount", "external_amount", "lead", "contributions", "status"}


def show_promotion(page: Writing) -> None:
    """The topics with their document, the prizes with their year, and their forms."""
    t, known = page.context.t, page.readout.snapshot
    show_answers(PROMOTION, page.strategy.promotion, t("Dire ce qui est présenté, et en combien de langues"), page)
    st.header(t("Prix et reconnaissances"), anchor=False)
    if held := prizes(known.activities, page.strategy.year):
        st.markdown("\n".join(f"- {escape(prize_words(item, t))}" for item in held))
    else:
        st.caption(t("Aucun prix n'est enregistré : c'est une action réalisée, de type « Prix »."))
    if page.officer:
        draw = partial(
            record_form, page.context, "activity", {}, batch=page.batch, place="prix", snapshot=known,
            fixed={"type": PRIZE}, folded=_FOLDED,
        )  # fmt: skip
        folded(t("Ajouter un prix ou une reconnaissance"), draw, key="ecrire_prix", icon=":material/add:")
