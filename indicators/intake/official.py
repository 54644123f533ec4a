"""What the official files say beside what the edition says, and how a person takes it over: in a draft, like a file.

A value that somebody typed is never replaced without her word: what would replace one is listed apart
(:attr:`Offer.replaced`), and left out unless it is asked for by indicator and year.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import isclose
from typing import Any, Literal, TypeAlias

import pandas as pd

from indicators.access import User
from indicators.catalogue import Catalogue
from indicators.errors import marked
from indicators.geography.keys import TerritoryKey, key_of, name_of
from indicators.intake.entering import enter
from indicators.intake.workshop import Workshop
from indicators.official import flags
from indicators.official.library import Library
from indicators.official.profile import Figure, best, figures
from indicators.records import Observation, Quality, Territory
from indicators.store import editions, reading
from indicators.store.drafts import Batch

State: TypeAlias = Literal["new", "more_recent", "same", "different", "older"]
#: The draft that gathers what is taken over.
DRAFT = marked("Statistiques officielles")
BANDS: Mapping[str, str] = {
    "head_office": marked("Étudiants comptés au siège de l'établissement, même s'ils étudient ailleurs."),
    "15+": marked("Personnes de 15 ans ou plus, et non de 15 à 64 ans."),
}
_FIGURES = 1e-4


@dataclass(frozen=True, slots=True)
class Replaced:
    """A value of the edition beside the official one of the same year; ``place`` is where the edition's was measured."""

    year: int
    held: float
    official: float
    place: str


@dataclass(frozen=True, slots=True)
class Offer:
    """An indicator in the official files: its years with a value, and its ``state`` against the edition.

    ``fresh`` are the years that the edition lacks, ``replaced`` those where it says something else. ``held_year`` is
    the latest year of the edition.
    """

    indicator: str
    figures: tuple[Figure, ...]
    state: State
    held_year: int | None
    fresh: tuple[int, ...]
    replaced: tuple[Replaced, ...]

    @property
    def latest(self) -> Figure:
        """The figure of the last year."""
        return self.figures[-1]

    @property
    def takes(self) -> bool:
        """Whether something can be taken."""
        return bool(self.fresh or self.replaced)


def key_of_territory(territory: Territory) -> TerritoryKey | None:
    """The key by which the official files know a territory, None for an invented one."""
    return None if territory.fictional else key_of(territory.code, territory.type)


def offers(work: Workshop, library: Library, territory: Territory) -> tuple[Offer, ...]:
    """An offer an indicator of the catalogue that the official files know for the territory, in the catalogue's order."""
    key = key_of_territory(territory)
    if key is None:
        return ()
    held = _held(work, territory.code)
    found = best(figures(library, key, _fed(library.catalogue)))
    return tuple(
        _offer(name, valued, held[held["indicator"] == name])
        for name in library.catalogue.indicators
        if name in found and (valued := tuple(figure for figure in found[name] if figure.value is not None))
    )


def _fed(catalogue: Catalogue) -> list[str]:
    fed = dict.fromkeys(feed.indicator for feed in catalogue.official_feeds.values())
    return [name for name in fed if name in catalogue.indicators]


def _held(work: Workshop, code: str) -> pd.DataFrame:
    """The observations of the latest edition that have a value."""
    latest = editions.latest(work.store)
    number = latest.number if latest else 0
    rows = reading.frame(work.store, "observation", number, territories=[code])
    return rows[rows["value"].notna()]


def _offer(name: str, valued: tuple[Figure, ...], held: pd.DataFrame) -> Offer:
    known = {int(row.year): row for row in held.itertuples(index=False)}
    replaced = tuple(
        Replaced(figure.year, float(known[figure.year].value), figure.value, str(known[figure.year].geo_name))
        for figure in valued
        if figure.year in known and figure.value is not None and not _says(known[figure.year], figure)
    )
    fresh = tuple(figure.year for figure in valued if figure.year not in known)
    last = max(known, default=None)
    return Offer(name, valued, _state(valued[-1].year, last, known, replaced), last, fresh, replaced)


def _state(year: int, last: int | None, known: Collection[int], replaced: Sequence[Replaced]) -> State:
    if last is None:
        return "new"
    if year > last:
        return "more_recent"
    if year not in known:
        return "older"
    return "different" if any(item.year == year for item in replaced) else "same"


def _says(row: Any, figure: Figure) -> bool:
    """Whether a value of the edition is the official one, to the decimals that were typed, for the same kind of place."""
    typed, official = float(row.value), figure.value or 0.0
    decimals = len(f"{typed:.10f}".rstrip("0").partition(".")[2])
    near = isclose(typed, official, rel_tol=_FIGURES) or round(official, decimals) == round(typed, decimals)
    return near and row.geo_level == figure.place.geo_level


def take(
    work: Workshop,
    library: Library,
    territory: Territory,
    chosen: Iterable[Offer],
    user: User,
    *,
    replacing: Collection[tuple[str, int]] = (),
) -> Batch:
    """Put the years that the edition lacks in the user's draft, and those of ``replacing`` in place of what it says.

    Raises what :func:`indicators.intake.entering.enter` raises: the rights, and the checks of any file.
    """
    rows = [row for offer in chosen for row in _rows(library.catalogue, territory, offer, replacing)]
    return enter(work, DRAFT, "observation", rows, user)


def _rows(
    catalogue: Catalogue, territory: Territory, offer: Offer, replacing: Collection[tuple[str, int]]
) -> list[Observation]:
    wanted = {*offer.fresh, *(item.year for item in offer.replaced if (offer.indicator, item.year) in replacing)}
    kept = {item.year for item in offer.replaced} - wanted
    return [
        observation(catalogue, territory, figure, broken=figure.year - 1 in kept)
        for figure in offer.figures
        if figure.year in wanted
    ]


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
