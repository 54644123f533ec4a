"""The day that a word like « active », « récent » or « à renouveler » is true of, printed wherever one stands."""

from __future__ import annotations

from datetime import date

from indicators.present.texts.translator import Translator
from indicators.records import Edition


def read_on(day: date, t: Translator) -> str:
    """« Lecture au 31 décembre 2025. »"""
    return t("Lecture au {day}.", day=t.date(day.isoformat()))


def of_edition(edition: Edition, t: Translator) -> str:
    """An edition by its name and the day it was published: how fresh what is read is."""
    return t("{name}, {date}", name=t(edition.name), date=t.day(edition.published_at))
