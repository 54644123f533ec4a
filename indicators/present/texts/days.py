"""The day that a word like « active », « récent » or « à renouveler » is true of, printed wherever one stands."""

from __future__ import annotations

from datetime import date

from indicators.languages import LANGUAGES
from indicators.present.texts.translator import Translator, translator
from indicators.records import Edition


def read_on(day: date, t: Translator) -> str:
    """« Lecture au 31 décembre 2025. »"""
    return t("Lecture au {day}.", day=t.date(day.isoformat()))


def is_whole(day: str) -> bool:
    """Whether a partial ISO date says the day: « le 18 mars 2021 », where « mars 2021 » and « 2021 » take no article."""
    return len(day) == len("2021-03-18")


def elides(said: str) -> bool:
    """Whether a partial date in words takes « d' »: « avril 2017 », « août », « octobre »."""
    return said[:1] in ("a", "o")


def day_of(document: str, day: str, t: Translator) -> str:
    """The words of the partial ISO date of a document, to stand beside its name.

    Empty when there is none, or when the name already says it: « Délibération du 18 mars 2021 ».
    """
    said = not day or any(translator(lang).date(day) in document for lang in LANGUAGES)
    return "" if said else t.date(day)


def of_edition(edition: Edition, t: Translator) -> str:
    """An edition by its name and the day it was published: how fresh what is read is."""
    return t("{name}, {date}", name=t(edition.name), date=t.day(edition.published_at))
