"""The communities that live on the territory, laid beside the countries of its partners.

A community is not a reason in itself to sign, nor its absence a fault: the two lists open a conversation. Communities
known by their rank only are counted, never given a size.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from indicators.partnerships.life import Relation
from indicators.records import Community


@dataclass(frozen=True, slots=True)
class Overlap:
    """Communities of one year beside partner countries, by ISO code.

    ``rate`` is the share of known communities whose country has a living relation; ``population_rate`` the same
    weighted by residents, None unless every community has its number. Both are between 0 and 1.
    """

    year: int | None
    communities: tuple[Community, ...]
    with_partner: tuple[Community, ...]
    without_partner: tuple[Community, ...]
    partner_countries: tuple[str, ...]
    partners_without_community: tuple[str, ...]

    @property
    def rate(self) -> float | None:
        """None when no community is known."""
        return len(self.with_partner) / len(self.communities) if self.communities else None

    @property
    def population_rate(self) -> float | None:
        """None when a number of residents is missing, or when they sum to zero."""
        known = [item.population for item in self.communities if item.population is not None]
        if len(known) < len(self.communities) or not sum(known):
            return None
        return sum(item.population or 0 for item in self.with_partner) / sum(known)


def latest_communities(communities: Iterable[Community], year: int | None = None) -> tuple[Community, ...]:
    """The communities of the latest year known (not after ``year``), the largest or best ranked first."""
    rows = [item for item in communities if year is None or item.year <= year]
    newest = max((item.year for item in rows), default=None)
    return tuple(sorted((item for item in rows if item.year == newest), key=_size))


def overlap(communities: Iterable[Community], relations: Sequence[Relation], year: int | None = None) -> Overlap:
    """Compare the communities of a year with the countries of the living relations."""
    latest = latest_communities(communities, year)
    countries = tuple(sorted({relation.partnership.country for relation in relations if relation.living}))
    origins = {item.country for item in latest}
    return Overlap(
        year=latest[0].year if latest else None,
        communities=latest,
        with_partner=tuple(item for item in latest if item.country in countries),
        without_partner=tuple(item for item in latest if item.country not in countries),
        partner_countries=countries,
        partners_without_community=tuple(country for country in countries if country not in origins),
    )


def _size(item: Community) -> tuple[float, int, str]:
    population = -item.population if item.population is not None else 0.0
    return population, item.rank if item.rank is not None else 10_000, item.country
