"""How a series moves, in a sentence that never says more than its points allow.

« Régulière » is said only after a rank test on five points or more; the test itself stands behind « En savoir plus ».
"""

from __future__ import annotations

from indicators.catalogue.model import Indicator
from indicators.evaluation import IndicatorReading
from indicators.present.texts.evaluation.values import change
from indicators.present.texts.translator import Translator
from indicators.progress.trend import Pace, Trend

ARROWS: dict[Pace, str] = {"rising": "↑", "slight": "↗", "flat": "→", "falling": "↓"}


def trend_sentence(reading: IndicatorReading, t: Translator) -> str:
    """The change since the first comparable year, its pace, and what may be said of chance."""
    trend = reading.trend
    if trend is None:
        return _one_point(reading, t)
    if trend.test is not None and trend.significant and trend.slope:
        text = _steady(trend.slope, reading.definition, t)
    else:
        parts = [_change(trend, reading.definition, t), _chance(trend, t)]
        text = t.typeset(" ; ".join(part for part in parts if part)) + "."
    if trend.cut_at is not None:
        text += " " + t("Série rompue en {year} : les années d'avant ne sont pas comparées.", year=trend.cut_at)
    if reading.constant_base is not None:
        text += " " + t("Montants comparés en euros constants de {year}.", year=reading.constant_base)
    return text


def pace_word(trend: Trend | None, t: Translator) -> str:
    """The verdict on a series without target, with its arrow: « ↗ légère progression »; empty when there is none."""
    if trend is None or trend.pace is None:
        return ""
    words = {
        "rising": t("nette progression"),
        "slight": t("légère progression"),
        "flat": t("quasi stable"),
        "falling": t("évolution défavorable"),
    }
    return f"{ARROWS[trend.pace]} {words[trend.pace]}"


def _one_point(reading: IndicatorReading, t: Translator) -> str:
    if not reading.points:
        return ""
    if len(reading.points) > 1:
        return t("Série rompue en {year} : une seule année comparable.", year=reading.points[-1].year)
    return t("Une seule année connue : pas encore d'évolution.")


def _steady(slope: float, definition: Indicator, t: Translator) -> str:
    """A change that a rank test on five years or more tells from chance."""
    told = change(slope, definition, t)
    if slope > 0:
        return t("En hausse régulière : {change} par an.", change=told)
    return t("En baisse régulière : {change} par an.", change=told)


def _change(trend: Trend, definition: Indicator, t: Translator) -> str:
    moved = trend.last.value - trend.first.value
    text = t(
        "{change} entre {first} et {last}",
        change=change(moved, definition, t),
        first=trend.first.year,
        last=trend.last.year,
    )
    if trend.growth is not None and not definition.unit.startswith(("%", "‰")):
        return text + t(", soit {rate} par an en moyenne", rate=t.percent(100 * trend.growth, 1, signed=True))
    if trend.last.year - trend.first.year > 1:
        return text + t(", soit {rate} par an en moyenne", rate=change(trend.mean_change, definition, t))
    return text


def _chance(trend: Trend, t: Translator) -> str:
    """Whether the change is more than chance, in plain words; nothing where there are too few years to say."""
    if trend.basis == "survey":
        if trend.significant:
            return t("l'écart entre les deux enquêtes est établi")
        return t("l'écart entre les deux enquêtes n'est pas établi")
    if trend.basis == "small_count":
        if trend.significant:
            return t("petits nombres, mais l'écart est établi")
        return t("petits nombres : l'écart n'est pas établi")
    return t("aucune tendance établie") if trend.test is not None and not trend.significant else ""


def few_years(reading: IndicatorReading) -> bool:
    """Whether an indicator has too few comparable years for a trend to be told from chance."""
    return reading.trend is not None and reading.trend.basis == "gap" and reading.trend.n < 5


def few_years_sentence(t: Translator) -> str:
    """Said once above the indicators that :func:`few_years` picks."""
    return t("Sans cinq années comparables, l'évolution est montrée sans parler de tendance.")


def trend_proof(reading: IndicatorReading, t: Translator) -> str:
    """The statistics behind what is said of chance, for whoever opens « En savoir plus »; empty without any."""
    trend = reading.trend
    if trend is None:
        return ""
    if trend.basis == "survey":
        return t("Les intervalles de confiance des deux enquêtes sont comparés : ils se chevauchent ou non.")
    if trend.basis == "small_count":
        return t("Les intervalles de Poisson à 95 % des deux effectifs sont comparés.")
    if trend.test is None:
        return ""
    return t(
        "Test de Mann-Kendall {kind}, n = {n}, p {p} ; pente médiane {slope} par an.",
        kind=t("exact") if trend.test.exact else t("approché"),
        n=trend.test.n,
        p=f"= {t.number(trend.test.p, 3)}" if trend.test.p >= 0.001 else f"< {t.number(0.001, 3)}",
        slope=change(trend.slope or 0.0, reading.definition, t),
    )
