"""Each status in words, and the sentence that explains it with its numbers."""

from __future__ import annotations

from indicators.catalogue.model import Indicator
from indicators.evaluation import IndicatorReading
from indicators.present.texts.days import read_on
from indicators.present.texts.evaluation.reasons import goal_fault, not_computed
from indicators.present.texts.evaluation.values import quantity
from indicators.present.texts.translator import Translator
from indicators.progress import SYMBOLS, Assessment, Status, goal_problems
from indicators.rounding import rounded


def status_word(status: Status, t: Translator) -> str:
    """The word of a status, shown beside its symbol."""
    return {
        "missing": t("Donnée manquante"),
        "no_target": t("Sans cible"),
        "no_baseline": t("Non évaluable"),
        "achieved": t("Atteint"),
        "missed": t("Non atteint à l'échéance"),
        "stale": t("Donnée ancienne"),
        "too_early": t("Trop tôt"),
        "regression": t("Recul"),
        "on_track": t("En bonne voie"),
        "acceleration": t("À accélérer"),
        "limited": t("Progrès limité"),
    }[status]


def status_label(status: Status, t: Translator) -> str:
    """A status as it is always written: its symbol, then its word."""
    return f"{SYMBOLS[status]} {status_word(status, t)}"


def method_name(method: str, t: Translator) -> str:
    """The name of a method of progress."""
    return {
        "linear": t("méthode linéaire"),
        "cagr": t("méthode des taux de croissance"),
        "extrapolated": t("méthode extrapolée"),
    }[method]


def explain(reading: IndicatorReading, today: int, t: Translator) -> str:
    """Why a reading has its status, in one sentence with its numbers; ``today`` is the year of the reading."""
    text = _explain(reading, today, t)
    if reading.origin == "computed" and reading.computed is not None and reading.computed.as_of is not None:
        text += " " + read_on(reading.computed.as_of, t)
    return text[:1].upper() + text[1:]


def against_target(reading: IndicatorReading, today: int, t: Translator) -> str:
    """The value and what is aimed at, for a reader who checks no method: « 55,6 % pour une cible de 100 % en 2026 »."""
    assessment, definition = reading.assessment, reading.definition
    value = _dated(assessment, definition, today, t)
    return t("{value} pour {target}", value=value, target=target_words(assessment, definition, t))


def _explain(reading: IndicatorReading, today: int, t: Translator) -> str:
    assessment, definition = reading.assessment, reading.definition
    if assessment.status == "missing":
        return _missing(reading, t)
    if assessment.status == "no_target":
        return t("{value} ; aucune cible fixée.", value=_dated(assessment, definition, today, t))
    text = _SENTENCES[assessment.status](assessment, definition, today, t)
    if assessment.stale and assessment.status != "stale":
        text += " " + t("La donnée est ancienne ({year}).", year=assessment.year)
    return text


def target_words(assessment: Assessment, definition: Indicator, t: Translator) -> str:
    """What is aimed at: « une cible de 20 en 2030 », « une bande de 90 à 105 % »."""
    goal = assessment.goal
    when = t(" en {year}", year=goal.target_year) if goal.target_year is not None else ""
    if goal.kind == "band":
        return _band_words(assessment, definition, t) + when
    if goal.kind == "maintain":
        return t(
            "un niveau à maintenir de {target} (tolérance {tolerance})",
            target=quantity(goal.target_value, definition, t, bare=True),
            tolerance=t.number(goal.tolerance or 0),
        )
    return t("une cible de {target}", target=quantity(goal.target_value, definition, t, bare=True)) + when


def _band_words(assessment: Assessment, definition: Indicator, t: Translator) -> str:
    low, high = assessment.goal.band_low, assessment.goal.band_high
    if low is None:
        return t("un plafond de {high}", high=quantity(high, definition, t, bare=True))
    if high is None:
        return t("un plancher de {low}", low=quantity(low, definition, t, bare=True))
    return t("une bande de {low} à {high}", low=t.number(low), high=quantity(high, definition, t, bare=True))


def _dated(assessment: Assessment, definition: Indicator, today: int, t: Translator) -> str:
    value = quantity(assessment.value, definition, t)
    if assessment.goal.exists and definition.unit.startswith("pour ") and assessment.value is not None:
        # « 8,4 pour 1 000 hab. pour une cible de 12 » would trip the reader: the unit stands between brackets.
        number = quantity(assessment.value, definition, t, bare=True)
        value = t("{name} ({unit})", name=number, unit=definition.short_unit(t.lang))
    return value if assessment.year == today else t("{value} en {year}", value=value, year=assessment.year)


def _missing(reading: IndicatorReading, t: Translator) -> str:
    row = reading.observation
    if reading.assessment.reason == "invalid_value":
        return t("La valeur enregistrée n'est pas un nombre.")
    if row is not None and row.value is None and row.quality == "secret":
        return t("Valeur de {year} couverte par le secret statistique.", year=row.year)
    if reading.computed is not None:
        return t("Calcul impossible : {reason}.", reason=not_computed(reading.computed, t))
    if row is not None and row.note:
        return t("Aucune valeur pour {year} : {note}", year=row.year, note=row.note)
    return t("Aucune valeur saisie.")


def _no_baseline(assessment: Assessment, definition: Indicator, today: int, t: Translator) -> str:
    why = {
        "no_baseline": t("aucune valeur de départ n'est enregistrée"),
        "no_deadline": t("aucune échéance n'est fixée"),
        "invalid_goal": t.join([goal_fault(problem, t) for problem in goal_problems(assessment.goal)])
        or t("une réponse oui ou non ne peut être partielle"),
    }.get(assessment.reason, "")
    return t(
        "{value} pour {target} ; non évaluable : {why}.",
        value=_dated(assessment, definition, today, t),
        target=target_words(assessment, definition, t),
        why=why,
    )


def _achieved(assessment: Assessment, definition: Indicator, today: int, t: Translator) -> str:
    value, target = _dated(assessment, definition, today, t), target_words(assessment, definition, t)
    kept = assessment.goal.kind in ("band", "maintain")
    if kept:
        return t("{value} pour {target} : objectif tenu.", value=value, target=target)
    return t("{value} pour {target} : cible atteinte.", value=value, target=target)


def _missed(assessment: Assessment, definition: Indicator, today: int, t: Translator) -> str:
    text = t(
        "{value} pour {target} : non atteint à l'échéance",
        value=_dated(assessment, definition, today, t),
        target=target_words(assessment, definition, t),
    )
    done = assessment.measure.progress
    if done is None or assessment.goal.kind == "binary":
        return text + "."
    return text + t(" ; {done} du chemin parcouru.", done=t.percent(100 * done, 0))


def _stale(assessment: Assessment, definition: Indicator, today: int, t: Translator) -> str:
    return t.n(
        "{value} pour {target} ; donnée vieille de {count} an : trop ancienne pour conclure.",
        "{value} pour {target} ; donnée vieille de {count} ans : trop ancienne pour conclure.",
        today - (assessment.year or today),
        value=_dated(assessment, definition, today, t),
        target=target_words(assessment, definition, t),
    )


def _too_early(assessment: Assessment, definition: Indicator, today: int, t: Translator) -> str:
    why = t("rien n'est encore attendu à cette date")
    if assessment.year == assessment.goal.baseline_year:
        why = t("c'est l'année de départ")
    return t(
        "{value} pour {target} ; trop tôt pour conclure : {why}.",
        value=_dated(assessment, definition, today, t),
        target=target_words(assessment, definition, t),
        why=why,
    )


def _regression(assessment: Assessment, definition: Indicator, today: int, t: Translator) -> str:
    value, target = _dated(assessment, definition, today, t), target_words(assessment, definition, t)
    if assessment.reason == "gap":
        return t("{value} pour {target} : écart.", value=value, target=target)
    if assessment.reason == "left_band":
        return t("{value} pour {target} : sortie de la bande.", value=value, target=target)
    goal = assessment.goal
    return t(
        "{value} pour {target} ; recul par rapport à la valeur de départ ({baseline} en {year}).{expected}",
        value=value,
        target=target,
        baseline=quantity(goal.baseline_value, definition, t, bare=True),
        year=goal.baseline_year,
        expected=_expected(assessment, definition, today, t),
    )


def _paced(assessment: Assessment, definition: Indicator, today: int, t: Translator) -> str:
    projected = assessment.measure.projected_value
    ahead = ""
    if projected is not None:
        ahead = t(
            " Au rythme observé, {value} à l'échéance.",
            value=quantity(float(rounded(projected, 1)), definition, t, bare=True),
        )
    if assessment.measure.method == "linear":
        verdict = t("{verdict}.", verdict=status_word(assessment.status, t))
    else:
        method = method_name(assessment.measure.method, t)
        verdict = t("{verdict} selon la {method}.", verdict=status_word(assessment.status, t), method=method)
    return t(
        "{value} pour {target}.{expected}{ahead} {verdict}",
        value=_dated(assessment, definition, today, t),
        target=target_words(assessment, definition, t),
        expected=_expected(assessment, definition, today, t),
        ahead=ahead,
        verdict=verdict,
    )


def _expected(assessment: Assessment, definition: Indicator, today: int, t: Translator) -> str:
    expected = assessment.measure.expected_value
    if expected is None:
        return ""
    words = quantity(round(expected, 6), definition, t, bare=True)
    if assessment.year == today:
        return t(" Attendu à cette date : {expected}.", expected=words)
    return t(" Attendu en {year} : {expected}.", year=assessment.year, expected=words)


_SENTENCES = {
    "no_baseline": _no_baseline,
    "achieved": _achieved,
    "missed": _missed,
    "stale": _stale,
    "too_early": _too_early,
    "regression": _regression,
    "on_track": _paced,
    "acceleration": _paced,
    "limited": _paced,
}
