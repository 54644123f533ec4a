"""Who else of our country works where the city does, and which partners of European projects are twin cities."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from indicators.geography.names import normalise
from indicators.public_lists.model import Aid, Home, Project, PublicList, bare, same_city
from indicators.records import Partnership


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """In one partner country: the authorities of our country with AFD's help, the cities that lists link there.

    ``same_city`` are those linked to the very city of one of our partners.
    """

    country: str
    aids: tuple[Aid, ...]
    cities: tuple[str, ...]
    same_city: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Overlap:
    """A relation whose city also sits in European projects with us: the organisations and their projects."""

    relation: Partnership
    projects: tuple[tuple[Project, str], ...]


def elsewhere(lists: Sequence[PublicList], home: Home, relations: Sequence[Partnership]) -> tuple[Elsewhere, ...]:
    """One line a country of the relations that are not ended, those where somebody else is known, by country."""
    mine = [item for item in relations if item.status != "ended"]
    countries = sorted({item.country for item in mine} - {home.country})
    found = (_in_country(code, lists, home, [item for item in mine if item.country == code]) for code in countries)
    return tuple(item for item in found if item.aids or item.cities)


def _in_country(code: str, lists: Iterable[PublicList], home: Home, mine: Sequence[Partnership]) -> Elsewhere:
    aids, cities, same = list[Aid](), dict[str, str](), dict[tuple[str, str], None]()
    for item in lists:
        aids += [aid for aid in item.aids if aid.local and aid.country == code and "beneficiary" not in aid.where]
        for link in item.links:
            if link.country == code and not home.is_called(link.who):
                cities.setdefault(bare(link.who), link.who)
                if (partner := next((one for one in mine if same_city(one, link.partner, code)), None)) is not None:
                    same[cities[bare(link.who)], partner.partner] = None
    ordered = tuple(sorted(cities.values(), key=normalise))
    return Elsewhere(code, tuple(aids), ordered, tuple(sorted(same, key=lambda pair: normalise(pair[0]))))


def overlaps(lists: Iterable[PublicList], relations: Sequence[Partnership]) -> tuple[Overlap, ...]:
    """The relations whose city takes part in a European project with an organisation of ours."""
    projects = [project for item in lists for project in item.projects]
    found = []
    for relation in relations:
        shared = {
            (project, name): None
            for project in projects
            for name, city, country in project.partners
            if city and same_city(relation, city, country)
        }
        if shared:
            found.append(Overlap(relation, tuple(shared)))
    return tuple(found)
