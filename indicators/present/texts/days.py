"""The day that a word like « active », « récent » or « à renouveler » is true of, printed wherever one stands."""

from __future__ import annotations

from datetime import date

from indicators.present.texts.translator import Translator


def read_on(day: date, t: Translator) -> str:
    """« Lecture au 31 décembre 2025. »"""
    return t("Lecture au {day}.", day=t.date(day.isoformat()))
