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
from indicators.errors import marked
from indicators.geography.keys import TerritoryKey, key_of
from indicators.intake.entering import enter
from indicators.intake.workshop import Workshop
from indicators.official.library import Library
from indicators.official.observations import observation
from indicators.official.profile import Figure, best, figures
from indicators.official.snapshot import fed
from indicators.records import Observation, Territory
from indicators.store import editions, reading
from indicators.store.drafts import Batch

State: TypeAlias = Literal["new", "more_recent", "same", "elsewhere", "different", "finer", "older"]
#: The draft that gathers what is taken over.
DRAFT = marked("Statistiques officielles")
_WIDTH: Mapping[str, int] = {"commune": 0, "epci": 1, "department": 2, "region": 3, "country": 4, "other": 5}
_FIGURES = 1e-4


@dataclass(frozen=True, slots=True)
class Replaced:
    """A value of the edition beside the official one of the same year; ``place`` is where the edition's was measured.

    ``elsewhere``: the number is the same, for another place.
    """

    year: int
    held: float
    official: float
    place: str
    elsewhere: bool


@dataclass(frozen=True, slots=True)
class Offer:
    """An indicator in the official files: its years with a value, and its ``state`` against the edition.

    ``fresh`` are the years that the edition lacks, ``replaced`` those where it says something else. ``held_year`` is
    the latest year of the edition. ``finer`` are its years measured in a smaller place than the official ones: a value
    of the territory itself is never offered that of its département in its stead, nor before it.
    """

    indicator: str
    figures: tuple[Figure, ...]
    state: State
    held_year: int | None
    fresh: tuple[int, ...]
    replaced: tuple[Replaced, ...]
    finer: tuple[int, ...] = ()

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
    found = best(figures(library, key, fed(library)))
    return tuple(
        _offer(name, valued, held[held["indicator"] == name])
        for name in library.catalogue.indicators
        if name in found and (valued := tuple(figure for figure in found[name] if figure.value is not None))
    )


def _held(work: Workshop, code: str) -> pd.DataFrame:
    """The observations of the latest edition that have a value."""
    latest = editions.latest(work.store)
    number = latest.number if latest else 0
    rows = reading.frame(work.store, "observation", number, territories=[code])
    return rows[rows["value"].notna()]


def _offer(name: str, valued: tuple[Figure, ...], held: pd.DataFrame) -> Offer:
    rows: list[Any] = list(held.itertuples(index=False))
    known = {int(row.year): row for row in rows}
    finer = [year for year, row in known.items() if _WIDTH[row.geo_level] < _WIDTH[valued[-1].place.geo_level]]
    replaced = tuple(
        found for figure in valued if figure.year not in finer and (found := _beside(known.get(figure.year), figure))
    )
    first = max(finer, default=0)
    fresh = tuple(figure.year for figure in valued if figure.year not in known and figure.year > first)
    last = max(known, default=None)
    return Offer(
        name, valued, _state(valued[-1].year, last, known, finer, replaced), last, fresh, replaced, tuple(finer)
    )


def _beside(row: Any, figure: Figure) -> Replaced | None:
    """A value of the edition that is not the official one, to the decimals that were typed, or not of the same place."""
    if row is None or figure.value is None:
        return None
    typed = float(row.value)
    decimals = len(f"{typed:.10f}".rstrip("0").partition(".")[2])
    near = isclose(typed, figure.value, rel_tol=_FIGURES) or round(figure.value, decimals) == round(typed, decimals)
    if near and row.geo_level == figure.place.geo_level:
        return None
    return Replaced(figure.year, typed, figure.value, str(row.geo_name), near)


def _state(
    year: int, last: int | None, known: Collection[int], finer: Collection[int], replaced: Sequence[Replaced]
) -> State:
    if last is None:
        return "new"
    if year > last:
        return "more_recent"
    if year in finer:
        return "finer"
    if year not in known:
        return "older"
    other = next((item for item in replaced if item.year == year), None)
    return "same" if other is None else "elsewhere" if other.elsewhere else "different"


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
    rows = [row for offer in chosen for row in _rows(library, territory, offer, replacing)]
    return enter(work, DRAFT, "observation", rows, user)


def _rows(
    library: Library, territory: Territory, offer: Offer, replacing: Collection[tuple[str, int]]
) -> list[Observation]:
    wanted = {*offer.fresh, *(item.year for item in offer.replaced if (offer.indicator, item.year) in replacing)}
    apart = {*offer.finer, *(item.year for item in offer.replaced)} - wanted
    years = sorted({*apart, *(figure.year for figure in offer.figures)})
    before = dict(zip(years[1:], years, strict=False))
    return [
        observation(library, territory, figure, broken=before.get(figure.year) in apart)
        for figure in offer.figures
        if figure.year in wanted
    ]
