"""The log of corrective measures in sentences."""

from __future__ import annotations

from collections.abc import Sequence

from indicators.evaluation.corrective import Correction
from indicators.present.texts.translator import Translator


def log_sentence(log: Sequence[Correction], t: Translator) -> str:
    """How many indicators are behind, and how many of them nothing answers."""
    behind = sum(item.behind for item in log)
    if not behind:
        return t("Aucun indicateur évalué n'est en retard sur sa cible.")
    text = t.n("{count} indicateur en difficulté", "{count} indicateurs en difficulté", behind)
    without = sum(item.unanswered for item in log)
    if not without:
        return text + t(" : chacun a une mesure en vigueur.")
    return text + t.n(", dont {count} sans réponse.", ", dont {count} sans réponse.", without)


def correction_sentence(item: Correction, t: Translator) -> str:
    """What is done about one indicator."""
    if item.unanswered and not item.measures:
        return t("⚑ **Sans réponse** : aucune mesure enregistrée.")
    if item.unanswered:
        return t("⚑ **Sans réponse** : aucune mesure n'est encore en vigueur.")
    return t.n("{count} mesure en vigueur.", "{count} mesures en vigueur.", len(item.in_force))
