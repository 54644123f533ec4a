"""Beside those that resemble the territory, in the official files: the middle of a group, its members, a rank if asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pandas as pd
import streamlit as st

from indicators.geography.keys import key_of
from indicators.official.comparing import Compared, compared
from indicators.official.groups import LIKENESSES, fits
from indicators.present.charts.evaluation_beside import comparison_figure
from indicators.present.figure import Source
from indicators.present.texts.evaluation.values import quantity
from indicators.present.texts.markdown import escape
from indicators.present.texts.official import likeness_word, place_word, rank_sentence, sources_of
from pages.shared import runtime
from pages.shared.choices import select, select_many, switch
from pages.shared.context import PageContext
from pages.shared.figures import show_figure
from pages.shared.layout import empty_state
from pages.shared.tables import show_table


def show_compare(context: PageContext) -> None:
    """Choose what the group shares, then the middle of it on every indicator, then the members on one."""
    t, territory = context.t, context.territory
    key = None if territory.fictional else key_of(territory.code, territory.type)
    if key is None:
        empty_state(t("Ce territoire est inventé : aucun fichier officiel ne parle de lui."))
        return
    library = runtime.library()
    offered = [name for name in LIKENESSES if fits(library, key, name)]
    by = select_many(
        t("Le groupe partage"), offered, key="semblables", default=["population"],
        format_func=lambda name: likeness_word(name, t),
    )  # fmt: skip
    found = compared(library, key, [name for name in LIKENESSES if name in by])
    if not found:
        empty_state(t("Les fichiers officiels ne disent rien de ce territoire."))
        return
    _all(context, found, sources_of(found, library, t))
    _one(context, found)


def _all(context: PageContext, found: Mapping[str, Compared], sources: tuple[Source, ...]) -> None:
    t = context.t
    group = {name: item.comparison for name, item in found.items()}
    figure = comparison_figure(group, context.catalogue, t, home=t.place(context.territory.name), sources=sources)
    table = figure.table.assign(**{t("Lieu comparé"): [place_word(item, t) for item in found.values()]})
    note = t(
        "Chaque indicateur est comparé à l'échelle où il est publié, d'après les fichiers officiels : un département l'est"
        " avec d'autres départements. La médiane situe, elle ne juge pas."
    )
    show_figure(replace(figure, key="official_comparison", table=table, note=note), context)


def _one(context: PageContext, found: Mapping[str, Compared]) -> None:
    """The members of one group by name, with their values; the rank is told when it is asked for."""
    t, catalogue = context.t, context.catalogue
    st.header(t("Les membres du groupe"), anchor=False)
    chosen = select(
        t("Indicateur"),
        list(found),
        key="compare",
        format_func=lambda name: catalogue.indicators[name].label.get(t.lang),
    )
    item, indicator = found[chosen], catalogue.indicators[chosen]
    values = {value.territory.code: value for value in item.comparison.values}
    members = [*(value.territory for value in item.comparison.values), *item.comparison.missing]
    st.markdown(
        escape(f"{place_word(item, t)}{t(' : ')}{quantity(item.latest.value, indicator, t)} ({item.latest.year})")
    )
    if switch(t("Dire le rang"), key="rang"):
        st.markdown(escape(rank_sentence(item, t)))
    rows = [
        {
            t("Membre"): t.place(member.name),
            t("Valeur"): quantity(values[member.code].value, indicator, t)
            if member.code in values
            else t("sans valeur"),
            t("Année"): str(values[member.code].year) if member.code in values else "",
        }
        for member in sorted(members, key=lambda member: member.name)
    ]
    show_table(pd.DataFrame(rows), t, alt=t("Les membres du groupe"))
