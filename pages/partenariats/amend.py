"""What an officer changes on a sheet: the life of the relation and its place. Everything goes to a draft to publish."""

from __future__ import annotations

from collections import Counter

import streamlit as st

from indicators.access import require
from indicators.geography import Place, gazetteer
from indicators.partnerships import Relation
from indicators.partnerships.amend import STATUSES, AmendmentError, Life, amend_life, place_at, place_by_hand
from indicators.present.texts.errors import error_message
from indicators.present.texts.partnerships import amend as words
from indicators.present.texts.partnerships import places
from indicators.present.texts.translator import Translator
from indicators.records import Partnership
from pages.donnees.context import enter
from pages.shared.context import PageContext
from pages.shared.links import link_to


def show_amend(item: Relation, context: PageContext) -> None:
    """Two short forms; nothing changes on the screen until an edition is published."""
    require(context.user, "officer", context.territory.code)
    left, right = st.columns(2, gap="large")
    with left:
        _life(item.partnership, context)
    with right:
        _place(item.partnership, context)


def _life(item: Partnership, context: PageContext) -> None:
    t, names = context.t, words.status_words(context.t)
    st.markdown(f"**{t('Vie de la relation')}**")
    with st.form(f"vie_{item.id}", border=False):
        status = st.selectbox(t("Statut"), STATUSES, index=STATUSES.index(item.status), format_func=names.__getitem__)
        signed = st.text_input(t("Signée le (AAAA, AAAA-MM ou AAAA-MM-JJ)"), item.signed)
        renewed = st.text_input(t("Renouvelée le"), item.renewed)
        ends = st.text_input(t("Échéance ou fin"), item.ends)
        reason = st.text_input(t("Raison de la fin, si elle est terminée"), item.end_reason)
        if not st.form_submit_button(t("Préparer le brouillon"), icon=":material/edit_document:"):
            return
    try:
        _stage(amend_life(item, Life(status or item.status, signed, renewed, ends, reason)), context)
    except AmendmentError as refused:
        for part in refused.parts:
            st.error(error_message(part, t))


def _place(item: Partnership, context: PageContext) -> None:
    """The gazetteer proposes, the person chooses; coordinates typed by hand are kept and marked."""
    t = context.t
    st.markdown(f"**{t('Lieu')}**")
    name = st.text_input(t("Ville à chercher dans le répertoire"), item.city or item.partner, key=f"ville_{item.id}")
    answer = gazetteer().find(name, item.country)
    st.caption(places.lookup(answer, t))
    offered = [answer.place] if answer.place else list(answer.candidates or answer.suggestions)
    by_hand = t("Coordonnées saisies à la main")
    options: list[Place | str] = [*offered, by_hand]
    names = {place: _told_apart(place, context) for place in offered}
    twice = {name for name, count in Counter(names.values()).items() if count > 1}
    chosen = st.radio(
        t("Placer la relation"), options, index=0 if answer.place else None, key=f"lieu_{item.id}_{name}",
        format_func=lambda option: option if isinstance(option, str) else _placed(option, names[option], twice, t),
    )  # fmt: skip
    latitude = longitude = 0.0
    if isinstance(chosen, str):
        latitude = st.number_input(t("Latitude"), value=item.latitude or 0.0, format="%.5f", key=f"lat_{item.id}")
        longitude = st.number_input(t("Longitude"), value=item.longitude or 0.0, format="%.5f", key=f"lon_{item.id}")
    if st.button(
        t("Préparer le brouillon"), icon=":material/edit_location:", key=f"placer_{item.id}", disabled=chosen is None
    ):
        try:
            _stage(
                place_at(item, chosen) if isinstance(chosen, Place) else place_by_hand(item, latitude, longitude),
                context,
            )
        except AmendmentError as refused:
            st.error(error_message(refused, t))


def _told_apart(place: Place, context: PageContext) -> str:
    """A homonym with the larger town nearby, which is how people tell them apart."""
    near = gazetteer().main_town(place)
    text = places.place_words(place, context.t)
    return text + context.t(", près de {town}", town=near.name) if near else text


def _placed(place: Place, name: str, twice: set[str], t: Translator) -> str:
    """The words of a place, with its coordinates where another has the same words: the browser sends words back."""
    point = t.typeset(f"{t.number(place.latitude, 3)} ; {t.number(place.longitude, 3)}")
    return f"{name} ({point})" if name in twice else name


def _stage(record: Partnership, context: PageContext) -> None:
    t = context.t
    name = t("Fiche : {partner}", partner=record.partner)
    if not enter(context, name, Partnership.kind, [record]):
        return
    st.success(
        t("Brouillon prêt. La fiche changera à la publication de la prochaine édition."), icon=":material/task_alt:"
    )
    link_to("donnees", t("Relire et publier le brouillon"))
