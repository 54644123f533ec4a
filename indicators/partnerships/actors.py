"""Who on the territory does what in which country: the six groups of actors beside the partner countries."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pandas as pd

from indicators.partnerships.life import Relation
from indicators.records import Actor


@dataclass(frozen=True, slots=True)
class ActorMatrix:
    """Actors by country and group.

    ``counts`` has countries (ISO codes) as rows and groups as columns, zero where no known actor works: the inventory
    says who was listed, not who exists. ``names`` gives the actors of a cell. ``example`` is whether one was invented.
    """

    counts: pd.DataFrame
    names: dict[tuple[str, str], tuple[str, ...]]
    partner_countries: frozenset[str]
    without_country: tuple[Actor, ...]
    example: bool = False

    @property
    def countries_without_partner(self) -> tuple[str, ...]:
        """Countries where actors work and the territory has no living relation."""
        return tuple(country for country in self.counts.index if country not in self.partner_countries)

    @property
    def partners_without_actor(self) -> tuple[str, ...]:
        """Partner countries where no actor is listed."""
        return tuple(sorted(self.partner_countries - set(self.counts.index)))


def actor_matrix(actors: Iterable[Actor], groups: Sequence[str], relations: Sequence[Relation]) -> ActorMatrix:
    """The matrix of the active actors; every group is a column, a group that the catalogue ignores comes last.

    Countries are sorted by number of actors, then by code.
    """
    active = [actor for actor in actors if actor.active]
    cells: dict[tuple[str, str], list[str]] = {}
    for actor in active:
        for country in dict.fromkeys(actor.countries):
            cells.setdefault((country, actor.group), []).append(actor.name)
    unknown = sorted({actor.group for actor in active} - set(groups))
    columns = [*groups, *unknown]
    countries = sorted({country for country, _ in cells})
    counts = pd.DataFrame(
        [[len(cells.get((country, group), ())) for group in columns] for country in countries],
        index=pd.Index(countries, name="country"),
        columns=columns,
        dtype=int,
    )
    order = counts.sum(axis=1).sort_values(ascending=False, kind="stable").index
    return ActorMatrix(
        counts=counts.loc[order],
        names={cell: tuple(sorted(names)) for cell, names in cells.items()},
        partner_countries=frozenset(relation.partnership.country for relation in relations if relation.living),
        without_country=tuple(actor for actor in active if not actor.countries),
        example=any(actor.example for actor in active),
    )
