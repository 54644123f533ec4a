"""Beside similar collectivities: the group, its size and its coverage in every sentence, never a rank."""

from __future__ import annotations

from indicators.catalogue.model import Indicator
from indicators.peers.comparison import Comparison
from indicators.present.texts.evaluation.values import quantity
from indicators.present.texts.translator import Translator


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
