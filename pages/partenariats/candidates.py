"""The candidates that a search gives, in a table that sorts: what speaks for or against each, and what nobody knows."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from indicators.access import allowed
from indicators.catalogue import Theme
from indicators.geography.names import normalise
from indicators.partnerships import Candidate
from indicators.present.texts import Translator
from indicators.present.texts.markdown import escape
from indicators.present.texts.partnerships.reasons import criterion_words, match, reason
from indicators.present.texts.translator import MISSING
from pages.partenariats.shortlist import keep_candidate
from pages.shared.context import PageContext
from pages.shared.layout import empty_state
from pages.shared.sorting import Order, arranged


def orders(t: Translator) -> dict[str, Order[Candidate]]:
    """What candidates are sorted by."""
    return {
        "accord": Order(t("Accord au moins"), lambda item: (item.low, item.high), falling=True),
        "plus": Order(t("Accord au plus"), lambda item: (item.high, item.low), falling=True),
        "pays": Order(t("Pays"), lambda item: normalise(t.country(item.country))),
        "inconnus": Order(t("Nombre de critères non connus"), lambda item: len(item.unknown)),
    }


def city_orders(found: Sequence[Candidate], t: Translator) -> dict[str, Order[Candidate]]:
    """As they come, country by country, or otherwise."""
    chosen = list(dict.fromkeys(item.country for item in found))
    return {
        "choix": Order(t("Pays, dans l'ordre choisi"), lambda item: chosen.index(item.country)),
        "ville": Order(t("Ville"), lambda item: normalise(item.place.name) if item.place else None),
        **orders(t),
        "distance": Order(t("Distance"), lambda item: item.distance_km),
    }


def show_candidates(
    candidates: Sequence[Candidate], order: dict[str, Order[Candidate]], key: str, context: PageContext
) -> None:
    """A table that is read rather than scrolled: what speaks for or against each candidate, and what nobody knows."""
    t, themes = context.t, dict(context.catalogue.themes)
    if not candidates:
        empty_state(
            t("Rien n'est assez connu pour être proposé."),
            t("Choisissez au moins un pays, ou dites davantage de vos souhaits."),
        )
        return
    table = pd.DataFrame([_row(item, themes, t) for item in arranged(candidates, order, key=key, t=t)])
    st.table(table.set_index(table.columns[0]), alt=t("Candidats, avec ce qui parle pour ou contre chacun"))
    st.caption(
        t(
            "Accord avec vos critères : moyenne pondérée ; quand un critère n'est pas connu, la fourchette va de « pas du tout » à « tout à fait ». "
            "Aucun rang n'est donné : deux candidats dont les fourchettes se recouvrent ne se départagent pas."
        )
    )
    if allowed(context.user, "officer", context.territory.code):
        keep_candidate(candidates, context)


def _row(item: Candidate, themes: dict[str, Theme], t: Translator) -> dict[str, str]:
    words = criterion_words(t)
    row = {t("Ville"): escape(item.place.name)} if item.place else {}
    row |= {t("Pays"): t.country(item.country), t("Accord"): match(item, t)}
    if item.distance_km is not None:
        row[t("Distance")] = t("{count} km", count=t.number(item.distance_km, 0))
    row[t("Raisons")] = " · ".join(escape(reason(known, themes, t)) for known in item.reasons) or MISSING
    row[t("Non connu")] = t.join(words[name] for name in item.unknown) if item.unknown else MISSING
    return row
