"""The official statistics in words: what the files say, where it was measured, its state against the edition, what is due."""

from __future__ import annotations

from datetime import date

from indicators.catalogue import Catalogue
from indicators.geography.keys import name_of
from indicators.intake.official import Offer
from indicators.official import flags
from indicators.official.calendar import Due
from indicators.official.profile import Figure
from indicators.present.texts.evaluation.values import geo_level, quantity
from indicators.present.texts.translator import Translator

_TOLD = 3


def place_word(figure: Figure, t: Translator) -> str:
    """The place that a figure describes: « département Isère »."""
    return f"{geo_level(figure.place.geo_level, t)} {name_of(figure.place)}".strip()


def publisher_word(figure: Figure, catalogue: Catalogue, t: Translator) -> str:
    """The publishers of a figure."""
    names = [catalogue.official_sources[name].publisher.get(t.lang) for name in figure.sources]
    return t.typeset(" ; ".join(dict.fromkeys(names)))


def said_in_files(offer: Offer, catalogue: Catalogue, t: Translator) -> str:
    """What the files say in their last year, where it was measured and by whom."""
    figure = offer.latest
    return t(
        "{value} en {year} · {place} · {publisher}",
        value=quantity(figure.value, catalogue.indicators[offer.indicator], t),
        year=figure.year,
        place=place_word(figure, t),
        publisher=publisher_word(figure, catalogue, t),
    )


def state_word(offer: Offer, t: Translator) -> str:
    """The state of an offer against the edition."""
    return {
        "new": t("nouveau : l'édition n'a pas cet indicateur"),
        "more_recent": t("plus récent que l'édition, qui s'arrête à {year}", year=offer.held_year),
        "same": t("identique à l'édition"),
        "elsewhere": t("même valeur dans l'édition, mesurée ailleurs"),
        "different": t("différent de ce que dit l'édition"),
        "finer": t("l'édition est plus précise : sa valeur est celle d'un lieu plus petit"),
        "older": t("l'édition va jusqu'à {year}, plus loin que les fichiers", year=offer.held_year),
    }[offer.state]


def years_word(offer: Offer, t: Translator) -> str:
    """The years that can be taken without replacing anything."""
    return t.n(
        "{count} année à reprendre : {years}.",
        "{count} années à reprendre : {years}.",
        len(offer.fresh),
        years=_spans(offer.fresh, t),
    )


def replaced_word(offer: Offer, catalogue: Catalogue, t: Translator) -> str:
    """What would be replaced, the last years first: the value of the edition, then the official one."""
    indicator = catalogue.indicators[offer.indicator]
    first, others = offer.replaced[: -_TOLD - 1 : -1], offer.replaced[:-_TOLD]
    said = " ; ".join(
        t(
            "{year} : {held} (édition, {place}) → {official}",
            year=item.year,
            held=quantity(item.held, indicator, t),
            place=item.place or t("lieu non précisé"),
            official=quantity(item.official, indicator, t),
        )
        for item in first
    )
    more = t("et de même {years}", years=_spans(tuple(item.year for item in others), t))
    return t.typeset(f"{said} ; {more}" if others else said)


def due_word(due: Due, catalogue: Catalogue, t: Translator, today: date) -> str:
    """What is out or expected, what this machine has, and which indicators would be refreshed."""
    source = due.source
    when = t.date(f"{due.expected:%Y-%m}")
    said = (
        t("l'année {year} devrait être parue depuis {when}", year=due.year, when=when)
        if due.out(today)
        else t("l'année {year} est attendue en {when}", year=due.year, when=when)
    )
    held = t("dernière année ici : {year}", year=due.held) if due.held else t("aucun fichier lu ici")
    refreshed = t.join([catalogue.indicators[name].label.get(t.lang) for name in due.indicators])
    effect = t("Elle rafraîchirait : {indicators}.", indicators=refreshed) if refreshed else ""
    title = f"[{source.title.get(t.lang)}]({source.page})"
    return f"**{source.publisher.get(t.lang)}**, {title}{t(' : ')}{said} ({held}). {effect}".strip()


def _spans(years: tuple[int, ...], t: Translator) -> str:
    """Years in order, those that follow one another as a span: « 2006 à 2011, 2020 »."""
    spans: list[list[int]] = []
    for year in years:
        if spans and year == spans[-1][1] + 1:
            spans[-1][1] = year
        else:
            spans.append([year, year])
    return ", ".join(
        t("{low} à {high}", low=low, high=high) if high > low + 1 else ", ".join(map(str, range(low, high + 1)))
        for low, high in spans
    )


def said_of_value(flag: str, t: Translator) -> str:
    """What a publisher says of a value, in the reader's words: « provisoire », « rupture de série et estimé »."""
    words = {
        flags.SECRET: t("secret statistique"),
        flags.ABSENT: t("non publié"),
        flags.BREAK: t("rupture de série"),
        flags.ESTIMATED: t("estimé"),
        flags.PROVISIONAL: t("provisoire"),
        flags.UNRELIABLE: t("peu fiable"),
        flags.DEFINITION: t("autre définition"),
    }
    return t.join([words[word] for word in flag.split("+")])
