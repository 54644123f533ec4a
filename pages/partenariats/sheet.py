"""The sheet of one relation: identity, agreement, what was done, what was spent, what both sides gain, what hinders."""

from __future__ import annotations

import streamlit as st

from indicators.budget.relations import relation_money
from indicators.documents.attachments import Place
from indicators.geography.checks import check_place
from indicators.partnerships import Relation
from indicators.present.charts.partnerships import money
from indicators.present.texts import Translator
from indicators.present.texts.markdown import escape
from indicators.present.texts.partnerships import places, sentences
from indicators.present.texts.partnerships import sheet as words
from indicators.present.texts.partnerships.words import state_mark
from indicators.present.texts.strategy.words import inside_word
from indicators.present.typed import typed_line
from indicators.records import STAGES, Partnership
from pages.partenariats.actions import show_actions
from pages.partenariats.agreement import show_agreement
from pages.partenariats.amend import show_amend
from pages.partenariats.answers import show_benefits, show_quality
from pages.partenariats.data import SHEET, Portfolio
from pages.partenariats.story import show_story
from pages.shared import choices
from pages.shared.attached import show_attached
from pages.shared.back import back_button
from pages.shared.context import PageContext
from pages.shared.explaining import explain_button
from pages.shared.figures import show_figure
from pages.shared.layout import example_note


def show_sheet(item: Relation, folio: Portfolio, context: PageContext, view: str = "carte") -> None:
    """One relation by parts, the first open, in the ``view`` where it was asked for."""
    t, partner = context.t, item.partnership
    with st.container(border=True):
        back_button("partenariats", view, t, closing={SHEET: ""})
        st.header(escape(partner.partner), anchor=False)
        st.markdown(f"{state_mark(item.state)} {sentences.relation(item, folio.kind(item), t)}")
        if word := inside_word(context.readout.strategy.priorities.holds(partner), t):
            st.markdown(f":material/flag: {word[:1].upper()}{word[1:]}")
        if item.example:
            example_note(context)
        explain_button([("relation_state", item.id)], context, "relation")
        _doubts(item, context)
        parts = {
            "identite": t("Identité et convention"),
            "histoire": t("Histoire"),
            "actions": t("Actions et résultats"),
            "euros": t("Euros"),
            "benefices": t("Bénéfices et réciprocité"),
            "qualite": t("Qualité et obstacles"),
            "convention": t("Ce que l'on vérifie"),
        }
        if context.user.may("officer", context.territory.code):
            parts["modifier"] = t("Mettre à jour")
        part = choices.segments(
            t("Partie de la fiche"),
            list(parts),
            key="partie_fiche",
            format_func=parts.__getitem__,
            label_visibility="collapsed",
        )
        if part == "identite":
            _identity(item, folio, context)
        else:
            _PARTS[part](item, context)


def _doubts(item: Relation, context: PageContext) -> None:
    """What is doubtful about the place, for a person to settle."""
    partner = item.partnership
    if partner.coordinate_origin == "hand":
        return
    for doubt in check_place(
        partner.city or partner.partner, partner.country, partner.latitude, partner.longitude,
        home_country=context.territory.country,
    ):  # fmt: skip
        st.warning(escape(places.finding(doubt, context.t)), icon=":material/wrong_location:")


def _identity(item: Relation, folio: Portfolio, context: PageContext) -> None:
    t = context.t
    left, right = st.columns(2, gap="large")
    with left:
        _facts(words.identity(item, folio.kind(item), context.catalogue, t), t)
    with right:
        _facts(words.agreement(item, t), t)
        if item.documents:
            st.markdown(f"**{t('Documents')}**\n" + "\n".join(f"- {words.document(name)}" for name in item.documents))
    show_attached(Place(context.territory.code, Partnership.kind, item.id), context)
    if item.partnership.indicators:
        st.markdown(t.typeset(f"**{t('Indicateurs servis')}** : {words.indicators(item, context.catalogue, t)}"))
    if item.partnership.note:
        st.html(typed_line(t("Remarque"), item.partnership.note, context.settings.languages.default, t))


def _facts(rows: list[tuple[str, str]], t: Translator) -> None:
    """A two-column list that a screen reader reads in order."""
    st.markdown(t.typeset("\n".join(f"- **{name}** : {value}" for name, value in rows)))


def _euros(item: Relation, context: PageContext) -> None:
    t = context.t
    names = {"voted": t("voté"), "committed": t("engagé"), "paid": t("payé")}
    stage = choices.segments(t("Montants"), STAGES, key="stade", default="paid", format_func=names.__getitem__)
    chosen = next(name for name in STAGES if name == stage)
    catalogue = context.catalogue
    for direction in ("expenditure", "income"):
        found = relation_money(
            context.readout.budget().book, item.id, chosen, "expenditure" if direction == "expenditure" else "income"
        )
        if direction == "expenditure" or found.total is not None:
            show_figure(
                money(found, f"{item.id}_{direction}", catalogue.rubrics, catalogue.funding_sources, t), context
            )
    st.caption(
        t("La valeur d'une relation ne se mesure pas en euros : ces montants ne servent pas à classer les partenaires.")
    )


_PARTS = {
    "histoire": show_story,
    "actions": show_actions,
    "euros": _euros,
    "benefices": show_benefits,
    "qualite": show_quality,
    "convention": show_agreement,
    "modifier": show_amend,
}
