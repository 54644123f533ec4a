"""How a series moves, in a sentence that never says more than its points allow.

The word « significatif » appears in one place only: a rank test on five points or more.
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
    parts = [_change(trend, reading.definition, t), _chance(trend, reading.definition, t)]
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


def _chance(trend: Trend, definition: Indicator, t: Translator) -> str:
    if trend.basis == "survey":
        if trend.significant:
            return t("les intervalles de confiance des deux enquêtes ne se chevauchent pas")
        return t("les intervalles de confiance des deux enquêtes se chevauchent : l'écart n'est pas établi")
    if trend.basis == "small_count":
        if trend.significant:
            return t("effectif faible, mais les intervalles de Poisson à 95 % ne se chevauchent pas")
        return t("effectif faible : l'écart n'est pas établi")
    if trend.basis == "gap" or trend.test is None:
        return t("moins de cinq années comparables : on ne distingue pas une tendance du hasard") if trend.n < 5 else ""
    numbers = t(
        "Mann-Kendall {kind}, n = {n}, p {p} ; pente médiane {slope} par an",
        kind=t("exact") if trend.test.exact else t("approché"),
        n=trend.test.n,
        p=f"= {t.number(trend.test.p, 3)}" if trend.test.p >= 0.001 else f"< {t.number(0.001, 3)}",
        slope=change(trend.slope or 0.0, definition, t),
    )
    if trend.significant:
        return t("tendance statistiquement significative ({numbers})", numbers=numbers)
    return t("aucune tendance établie ({numbers})", numbers=numbers)
