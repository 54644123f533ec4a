"""An official figure as the records keep it: its publisher, its title and vintage, its page, and the place it describes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from indicators.catalogue.official import OfficialSource
from indicators.errors import marked
from indicators.geography.keys import name_of
from indicators.languages import SOURCE
from indicators.official import flags
from indicators.official.library import Library
from indicators.official.profile import Figure
from indicators.records import Observation, Origin, Quality, Territory
from indicators.records.origin import BETWEEN, cell

BANDS: Mapping[str, str] = {
    "head_office": marked("Étudiants comptés au siège de l'établissement, même s'ils étudient ailleurs."),
    "15+": marked("Personnes de 15 ans ou plus, et non de 15 à 64 ans."),
    "15+, CS 1+2": marked("Agriculteurs, artisans, commerçants et chefs d'entreprise de 15 ans ou plus."),
    "25-54": marked("Personnes de 25 à 54 ans."),
    "mainland": marked("France métropolitaine."),
}


def observation(library: Library, territory: Territory, figure: Figure, *, broken: bool = False) -> Observation:
    """A figure as the store keeps it, with the origin of its two sides and the place it describes.

    ``broken``: the year before stays another value, whose series this one does not follow.
    """
    own, found = figure.scale == "own", origins(library, figure)
    return Observation(
        territory=territory.code,
        indicator=figure.indicator,
        year=figure.year,
        value=figure.value,
        numerator=figure.numerator,
        denominator=figure.denominator,
        unit=str(library.catalogue.indicators[figure.indicator].unit),
        geo_level=territory.type if own else figure.place.geo_level,
        geo_name=territory.name if own else name_of(figure.place) or str(figure.place),
        quality=_quality(figure, own),
        reliability="A",
        series_break=broken or flags.has(figure.flag, flags.BREAK),
        publisher=_both(found, "publisher"),
        source=_both(found, "title"),
        url=BETWEEN.join(item.url for item in found),
        vintage=_both(found, "vintage"),
        published=_both(found, "published"),
        accessed=_both(found, "accessed"),
        licence=_both(found, "licence"),
        note=BANDS.get(figure.band, ""),
    )


class FromFiles(Protocol):
    """A figure, or a map of figures, with what files it was made of: two joined by « + » for a ratio of two."""

    @property
    def source(self) -> str: ...
    @property
    def vintage(self) -> str: ...
    @property
    def sha256(self) -> str: ...


def origins(library: Library, made: FromFiles, lang: str = SOURCE) -> tuple[Origin, ...]:
    """The publications behind a figure, in a language: that of its numerator, then that of its denominator."""
    known = library.catalogue.official_sources
    named = [known[name] for name in made.source.split("+") if name in known]
    vintages, files = made.vintage.split("+"), made.sha256.split("+")
    return tuple(
        origin(source, _at(vintages, at), library.accessed(_at(files, at)), lang) for at, source in enumerate(named)
    )


def origin(source: OfficialSource, vintage: str, accessed: str, lang: str = SOURCE) -> Origin:
    """A publication of the catalogue as a citation names it."""
    return Origin(
        publisher=source.publisher.get(lang),
        title=source.title.get(lang),
        url=source.page,
        vintage=vintage,
        published=source.published.get(vintage, ""),
        accessed=accessed,
        licence=source.licence.get(lang),
    )


def _at(said: Sequence[str], at: int) -> str:
    """What is said of a side; once when it is the same of both."""
    return said[min(at, len(said) - 1)]


def _both(found: Sequence[Origin], name: str) -> str:
    return cell([getattr(item, name) for item in found]) if found else ""


def _quality(figure: Figure, own: bool) -> Quality:
    if not own:
        return "proxy"
    if flags.has(figure.flag, flags.PROVISIONAL):
        return "provisional"
    return "estimated" if flags.has(figure.flag, flags.ESTIMATED) else "final"
