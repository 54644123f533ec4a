"""What the official files say of the territory, beside what the edition says: take one over, or all; what is due."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import streamlit as st

from indicators.access import require
from indicators.intake.newcomer import adopt
from indicators.intake.official import Offer, offers
from indicators.intake.wording.official import due_word, replaced_word, said_in_files, state_word, years_word
from indicators.official.calendar import calendar
from indicators.present.texts.markdown import escape
from indicators.present.texts.official import official_source
from pages.donnees.context import workshop_of
from pages.donnees.official_references import show_references
from pages.donnees.seen import read_again
from pages.shared import runtime
from pages.shared.context import PageContext
from pages.shared.failures import refusals_told
from pages.shared.figures import show_citation
from pages.shared.layout import empty_state

_COLOURS = {
    "new": "blue", "more_recent": "blue", "same": "gray", "elsewhere": "orange", "different": "orange",
    "finer": "gray", "older": "gray",
}  # fmt: skip


def show_official(context: PageContext) -> None:
    """A line an indicator, « Reprendre » beside each and for all, then the calendar."""
    t = context.t
    require(context.user, "officer", context.territory.code)
    st.markdown(
        t(
            "Ce que les fichiers officiels disent de {name}, tels que leurs éditeurs les publient. « Reprendre » prépare"
            " un brouillon : rien n'est publié sans vous, et aucune valeur saisie n'est remplacée si vous ne le cochez pas.",
            name=f"**{escape(context.territory.name)}**",
        )
    )
    found = offers(workshop_of(context), runtime.library(), context.territory)
    if found:
        _all(context, found)
        for offer in found:
            _line(context, offer)
    else:
        empty_state(
            t("Les fichiers officiels ne disent rien de ce territoire."),
            t(
                "Ils couvrent les communes, intercommunalités, départements et régions de France, et les régions d'Europe."
            ),
        )
    show_references(context)
    _calendar(context)


def _all(context: PageContext, found: Sequence[Offer]) -> None:
    t = context.t
    fresh = [offer for offer in found if offer.fresh or _replaces(offer)]
    said = t.n(
        "{count} indicateur à reprendre.", "{count} indicateurs à reprendre.", len(fresh)
    ) if fresh else t("L'édition a déjà tout ce que disent les fichiers, aux différences près signalées ci-dessous.")  # fmt: skip
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(said)
        if st.button(
            t("Tout reprendre"), type="primary", icon=":material/playlist_add:", disabled=not fresh, key="official_all"
        ):
            _take(context, fresh)


def _line(context: PageContext, offer: Offer) -> None:
    t, indicator = context.t, context.catalogue.indicators[offer.indicator]
    with st.container(border=True, key=f"official_{offer.indicator}"):
        st.markdown(
            f"**{escape(indicator.label.get(t.lang))}**  \n{escape(said_in_files(offer, context.catalogue, t))}  \n"
            f":{_COLOURS[offer.state]}-badge[{escape(state_word(offer, t))}]"
        )
        if offer.fresh:
            st.caption(years_word(offer, t))
        if offer.replaced:
            st.checkbox(
                escape(t("Remplacer aussi : {what}", what=replaced_word(offer, context.catalogue, t))),
                key=_replacing(offer),
            )
        with st.container(horizontal=True):
            if offer.takes and st.button(
                t("Reprendre"), icon=":material/add:", key=f"official_take_{offer.indicator}",
                disabled=not offer.fresh and not _replaces(offer),
            ):  # fmt: skip
                _take(context, [offer])
            source = official_source(runtime.library(), offer.latest, offer.latest.year, t)
            show_citation([source], f"official_{offer.indicator}", t)


def _replacing(offer: Offer) -> str:
    return f"official_replace_{offer.indicator}"


def _replaces(offer: Offer) -> bool:
    return bool(offer.replaced and st.session_state.get(_replacing(offer)))


def _take(context: PageContext, chosen: Sequence[Offer]) -> None:
    """A draft of the years that the edition lacks, and of those whose box is ticked; then it is read like a file."""
    replacing = {(offer.indicator, item.year) for offer in chosen if _replaces(offer) for item in offer.replaced}
    with refusals_told(context.t):
        work = workshop_of(context)
        batch = adopt(work, runtime.library(), context.territory, chosen, context.user, replacing=replacing)
        st.session_state["intake_section"], st.session_state["intake_batch"] = "batches", batch.id
        read_again(batch.id)
        st.rerun()


def _calendar(context: PageContext) -> None:
    """Which vintage is out or expected, and what it would refresh."""
    t, today = context.t, date.today()
    due = calendar(runtime.library(), today)
    st.header(t("Calendrier des publications"), anchor=False)
    for title, wanted in (
        (t("Parues ou qui devraient l'être"), [item for item in due if item.out(today)]),
        (t("Attendues"), [item for item in due if not item.out(today)]),
    ):
        if wanted:
            st.subheader(title, anchor=False)
            st.markdown("\n".join(f"- {due_word(item, context.catalogue, t, today)}" for item in wanted))
