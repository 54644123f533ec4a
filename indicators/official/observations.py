"""An official figure as the records keep it: its publisher, its title and vintage, its page, and the place it describes."""

from __future__ import annotations

from collections.abc import Mapping

from indicators.catalogue import Catalogue
from indicators.errors import marked
from indicators.geography.keys import name_of
from indicators.official import flags
from indicators.official.profile import Figure
from indicators.records import Observation, Quality, Territory

BANDS: Mapping[str, str] = {
    "head_office": marked("Étudiants comptés au siège de l'établissement, même s'ils étudient ailleurs."),
    "15+": marked("Personnes de 15 ans ou plus, et non de 15 à 64 ans."),
    "15+, CS 1+2": marked("Agriculteurs, artisans, commerçants et chefs d'entreprise de 15 ans ou plus."),
    "25-54": marked("Personnes de 25 à 54 ans."),
    "mainland": marked("France métropolitaine."),
}


def observation(catalogue: Catalogue, territory: Territory, figure: Figure, *, broken: bool = False) -> Observation:
    """A figure as the store keeps it, with its publisher, its title and vintage, its page and the place it describes.

    ``broken``: the year before stays another value, whose series this one does not follow.
    """
    sources = [catalogue.official_sources[name] for name in figure.sources]
    vintages = figure.vintage.split("+")
    titles = [f"{source.title}, {vintages[min(at, len(vintages) - 1)]}" for at, source in enumerate(sources)]
    own = figure.scale == "own"
    return Observation(
        territory=territory.code,
        indicator=figure.indicator,
        year=figure.year,
        value=figure.value,
        numerator=figure.numerator,
        denominator=figure.denominator,
        unit=str(catalogue.indicators[figure.indicator].unit),
        geo_level=territory.type if own else figure.place.geo_level,
        geo_name=territory.name if own else name_of(figure.place) or str(figure.place),
        quality=_quality(figure, own),
        reliability="A",
        series_break=broken or flags.has(figure.flag, flags.BREAK),
        publisher=" ; ".join(dict.fromkeys(str(source.publisher) for source in sources)),
        source=" ; ".join(titles),
        url=sources[0].page if sources else "",
        note=BANDS.get(figure.band, ""),
    )


def _quality(figure: Figure, own: bool) -> Quality:
    if not own:
        return "proxy"
    if flags.has(figure.flag, flags.PROVISIONAL):
        return "provisional"
    return "estimated" if flags.has(figure.flag, flags.ESTIMATED) else "final"
