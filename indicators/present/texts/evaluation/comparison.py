"""Beside similar collectivities: the group, its size and its coverage in every sentence, never a rank."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from indicators.catalogue.model import Indicator
from indicators.peers.comparison import Comparison
from indicators.present.figure import Source, unique_sources
from indicators.present.texts.evaluation.values import quantity
from indicators.present.texts.translator import Translator
from indicators.records import origins_of
from indicators.records.origin import Cells, first_address


def comparison_sentence(found: Comparison, definition: Indicator, t: Translator) -> str:
    """The territory's value and the middle of the group, or why the group is not shown."""
    group = group_words(found, t)
    if found.size == 0:
        return t("Aucune collectivité semblable n'est enregistrée.")
    if not found.publishable:
        return t(
            "Comparaison non publiée : {group}, il en faut plus de {threshold}.",
            group=group,
            threshold=t.percent(100 * found.threshold, 0),
        )
    middle = t("médiane du groupe : {median}", median=quantity(found.median, definition, t))
    if found.quartiles is not None:
        low, high = (quantity(value, definition, t, bare=True) for value in found.quartiles)
        middle += t(" (la moitié entre {low} et {high})", low=low, high=high)
    if found.home is None:
        return t("Pas de valeur pour le territoire ; {middle} ; {group}.", middle=middle, group=group)
    own = t("{value} en {year}", value=quantity(found.home.value, definition, t), year=found.home.year)
    return t("{own} ; {middle} ; {group}.", own=own, middle=middle, group=group)


def group_words(found: Comparison, t: Translator) -> str:
    """The size of the group and how many of its members have the figure."""
    return t(
        "{known} collectivités renseignées sur {size} ({coverage})",
        known=len(found.values),
        size=found.size,
        coverage=t.percent(100 * found.coverage, 0),
    )


def compared_sources(observations: pd.DataFrame, found: Mapping[str, Comparison], t: Translator) -> tuple[Source, ...]:
    """What the values of a territory and of its group rest on, each origin once a year (columns of Observation)."""
    values = [(value, name) for name, item in found.items() for value in (*item.values, *filter(None, [item.home]))]
    keys = pd.MultiIndex.from_tuples([(value.territory.code, name, value.year) for value, name in values])
    rows = observations.set_index(["territory", "indicator", "year"])
    told = rows[rows.index.isin(keys)].reset_index()[["year", *Cells._fields]].drop_duplicates()
    return unique_sources(
        Source(cells.publisher or cells.source, first_address(cells.url), str(year), origins=origins_of(cells))
        for year, *said in told.itertuples(index=False, name=None)
        if any((cells := Cells(*said))[:3])
    )
