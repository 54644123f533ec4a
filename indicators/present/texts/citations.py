"""A source as a person cites it: publisher, title, vintage, dates, licence, address, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from indicators.present.figure import Figure, Source
from indicators.present.texts.days import is_whole
from indicators.present.texts.reports import invented
from indicators.present.texts.translator import Translator
from indicators.records import Origin


def citation(origin: Origin, t: Translator, years: str = "", *, address: bool = True) -> str:
    """« Eurostat, « Nuitées… », millésime 2024. Données de 2020–2024. Consulté le 3 mai 2026. Licence : … https://… »

    What is not known is not said. ``years`` are those of the figures that rest on it. A wording of the publisher's own
    is given as it is, followed by what it does not say: the day of the reading, and the address.
    """
    said = [origin.citation.rstrip(". ")] if origin.citation else _composed(origin, t, years)
    told = ". ".join(
        filter(None, [*said, _accessed(origin.accessed, t), *([] if origin.citation else [_licence(origin, t)])])
    )
    link = origin.url if address and origin.url not in told else ""
    return f"{told}. {link}".strip() if told else link


def _composed(origin: Origin, t: Translator, years: str) -> list[str]:
    named = (
        origin.publisher,
        t.quoted(origin.title) if origin.title else "",
        t("millésime {vintage}", vintage=origin.vintage) if origin.vintage else "",
    )
    return [
        ", ".join(filter(None, named)),
        t("Données de {years}", years=years) if years else "",
        _published(origin.published, t),
    ]


def _published(day: str, t: Translator) -> str:
    """« Publié le 17 mai 2024 », « Publié en mai 2024 »: of the precision that is known."""
    if not day:
        return ""
    said = t.date(day)
    return t("Publié le {day}", day=said) if is_whole(day) else t("Publié en {day}", day=said)


def _accessed(day: str, t: Translator) -> str:
    if not day:
        return ""
    said = t.date(day)
    return t("Consulté le {day}", day=said) if is_whole(day) else t("Consulté en {day}", day=said)


def _licence(origin: Origin, t: Translator) -> str:
    return t("Licence : {licence}", licence=origin.licence) if origin.licence else ""


def by_origin(sources: Iterable[Source]) -> dict[Origin, str]:
    """The publications behind some sources, each once, with the years of all that rests on it."""
    years: dict[Origin, list[str]] = {}
    for source in sources:
        for origin in source.origins or (Origin(publisher=source.publisher, url=source.url),):
            years.setdefault(origin, []).extend([source.year] if source.year else [])
    return {origin: spans(found) for origin, found in years.items()}


def cited(sources: Iterable[Source], t: Translator, *, address: bool = True) -> tuple[str, ...]:
    """The citations of some sources, each publication once."""
    said = (citation(origin, t, years, address=address) for origin, years in by_origin(sources).items())
    return tuple(dict.fromkeys(filter(None, said)))


def cited_table(figure: Figure, t: Translator, *, fictional: bool) -> pd.DataFrame:
    """The table of a figure as it leaves the application: on each row, what the figure rests on and what was invented.

    ``fictional`` is whether its territory is.
    """
    said = {
        t("Sources"): " | ".join(cited(figure.sources, t)),
        t("Mention"): " ".join(invented(t, fictional=fictional, example=figure.example)),
    }
    return figure.table.assign(**{name: text for name, text in said.items() if text})


def spans(years: Iterable[str]) -> str:
    """Years in order, those that follow one another as one span: « 2014–2018, 2021 ». Other words stay as they are."""
    found: list[list[str]] = []
    for year in sorted(set(years)):
        if found and year.isdecimal() and found[-1][-1].isdecimal() and int(year) == int(found[-1][-1]) + 1:
            found[-1].append(year)
        else:
            found.append([year])
    return ", ".join(span[0] if len(span) == 1 else f"{span[0]}–{span[-1]}" for span in found)
