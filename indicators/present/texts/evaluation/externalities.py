"""The panel of externalities in words: alert or not, answered or not, never set against a benefit."""

from __future__ import annotations

from indicators.catalogue.model import Indicator
from indicators.evaluation.externalities import Externality, ExternalityPanel, State
from indicators.present.texts.evaluation.values import quantity
from indicators.present.texts.markdown import escape
from indicators.present.texts.translator import Translator
from indicators.records import ExternalityMeasure

SYMBOLS: dict[State, str] = {"alert": "⚠", "clear": "✓", "unknown": "∅", "no_threshold": "–"}


def state_word(state: State, t: Translator) -> str:
    """The word of a state, shown beside its symbol."""
    return {
        "alert": t("Alerte"),
        "clear": t("Sans alerte"),
        "unknown": t("Inconnu"),
        "no_threshold": t("Seuil non fixé"),
    }[state]


def panel_sentence(panel: ExternalityPanel, t: Translator) -> str:
    """How many unwanted effects are in alert, clear and not measured, and how many alerts have an answer."""
    total, silent = len(panel.items), panel.count("unknown")
    if silent == total:
        return t.n(
            "{count} effet indésirable suivi, non mesuré.", "Aucun des {count} effets indésirables n'est mesuré.", total
        )
    parts = [
        t.n("{count} en alerte", "{count} en alerte", panel.count("alert")),
        t.n("{count} sans alerte", "{count} sans alerte", panel.count("clear")),
    ]
    if loose := panel.count("no_threshold"):
        parts.append(t.n("{count} sans seuil fixé par le conseil", "{count} sans seuil fixé par le conseil", loose))
    if silent:
        parts.append(t.n("{count} non mesuré", "{count} non mesurés", silent))
    text = t("Effets indésirables : {counts}.", counts=t.join(parts))
    return f"{text} {told}" if (told := coverage_sentence(panel, t)) else text


def coverage_sentence(panel: ExternalityPanel, t: Translator) -> str:
    """How many alerts have a measure in force; empty when nothing is in alert."""
    if not panel.alerted:
        return ""
    answered = sum(bool(item.in_force) for item in panel.alerted)
    return t(
        "Alertes qui ont au moins une mesure en vigueur : {answered} sur {total}.",
        answered=answered,
        total=len(panel.alerted),
    )


def externality_sentence(item: Externality, t: Translator) -> str:
    """The value of an externality against its threshold, with both numbers."""
    row, definition = item.observation, item.definition
    if row is None or row.value is None:
        return t("Aucune valeur : on ne sait pas, ce qui ne veut pas dire que tout va bien.")
    value = t("{value} en {year}", value=quantity(row.value, definition, t), year=row.year)
    if item.state == "no_threshold":
        return t("{value} ; aucun seuil d'alerte n'est fixé.", value=value)
    if item.compared is None:
        return t("{value} ; la comparaison avec la référence manque pour conclure.", value=value)
    threshold = item.threshold if item.threshold is not None else definition.band_hi
    sentence = _against(item, value, threshold, t)
    if not item.threshold_set and definition.judgement:
        sentence += " " + t("Seuil indicatif, à fixer par le conseil.")
    return sentence


def _against(item: Externality, value: str, threshold: float | None, t: Translator) -> str:
    definition = item.definition
    limit, compared = t.number(threshold), t.number(item.compared, max(definition.decimals, 1))
    kind = definition.alert_on
    if kind not in ("value", "ratio_to_reference") and definition.unit.startswith("%"):
        limit, compared = t("{number} points", number=limit), t("{number} points", number=compared)
    if kind == "value":
        return t("{value} pour un seuil d'alerte de {limit}.", value=value, limit=quantity(threshold, definition, t))
    if kind == "ratio_to_reference":
        return t(
            "{value}, soit {compared} fois la référence ; seuil : {limit} fois.",
            value=value,
            compared=compared,
            limit=limit,
        )
    if kind == "difference_to_reference":
        return t(
            "{value}, soit {compared} d'écart avec la référence ; seuil : {limit}.",
            value=value,
            compared=compared,
            limit=limit,
        )
    return t(
        "{value} ; en cinq ans, {compared} de plus que la référence ; seuil : {limit}.",
        value=value,
        compared=compared,
        limit=limit,
    )


def answer_sentence(item: Externality, t: Translator) -> str:
    """What is done about it: the measures by status, or « sans réponse »."""
    if item.unanswered:
        if not item.measures:
            return t("⚑ **Sans réponse** : aucune mesure enregistrée.")
        return t("⚑ **Sans réponse** : aucune mesure n'est encore en vigueur.")
    if not item.measures:
        return t("Aucune mesure enregistrée.")
    if not item.in_force:
        return t("Aucune mesure n'est en vigueur.")
    return t.n("{count} mesure en vigueur.", "{count} mesures en vigueur.", len(item.in_force))


def measure_status(status: str, t: Translator) -> str:
    """The status of a measure, with its symbol."""
    return {
        "planned": t("○ prévue"),
        "in_force": t("● en vigueur"),
        "evaluated": t("✓ évaluée"),
        "dropped": t("✗ abandonnée"),
    }[status]


def measure_sentence(measure: ExternalityMeasure, t: Translator) -> str:
    """A measure on one line: what, where it stands, who, since when, what is expected of it."""
    parts = [
        escape(measure.label or measure.measure),
        measure_status(measure.status, t),
        escape(measure.owner) or t("sans responsable"),
    ]
    parts += [t.date(measure.date)] if measure.date else []
    parts += [t("effet attendu : {effect}", effect=escape(measure.expected_effect))] if measure.expected_effect else []
    return " · ".join(parts) + (f" :gray-badge[{t('exemple')}]" if measure.example else "")


def threshold_words(definition: Indicator, t: Translator) -> str:
    """What the catalogue says of the threshold; empty when it says nothing."""
    return definition.alert_note.get(t.lang) if definition.alert_note else ""
