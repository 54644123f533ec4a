"""Public lists kept beside the editions, and what a person takes from them: in a draft, like a file.

A list is read for one territory and kept as a working document, signed and dated; reading a newer one makes a version.
Nothing of it enters an edition by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy import Engine

from indicators.access import User
from indicators.errors import marked
from indicators.geography import gazetteer
from indicators.geography.collectivities import collectivities
from indicators.geography.names import normalise
from indicators.intake import guard
from indicators.intake.entering import enter
from indicators.intake.workshop import Workshop
from indicators.public_lists import Aid, Home, Project, PublicList, Twin, read_list
from indicators.public_lists.sources import SOURCES
from indicators.records import Activity, Partnership, Territory
from indicators.store import workspace
from indicators.store.drafts import Batch

#: The draft that gathers what is taken over.
DRAFT = marked("Listes publiques")
KIND = "public_list"


def home_of(territory: Territory) -> Home:
    """The territory as lists may name it."""
    return Home(territory.name, territory.country, territory.siren, _department(territory))


def _department(territory: Territory) -> str:
    """The département that the code of a French commune or of a département says; empty for any other territory."""
    code = territory.code.upper()
    if territory.country != "FR" or collectivities().of_code(code) is None:
        return ""
    if territory.type == "commune":
        return code[:3] if code.startswith("97") else code[:2]
    return code if territory.type == "department" else ""


def keep(work: Workshop, content: bytes, file: str, territory: Territory, user: User) -> PublicList:
    """Read a list for the territory and keep it in place of the former one of its kind.

    Raises :class:`AccessDenied`, and UnreadableListError with nothing changed.
    """
    guard.own(user, "officer", territory.code)
    found = replace(read_list(content, file, home_of(territory)), read_on=date.today().isoformat())
    former = next((item for item in kept(work.store, territory.code, user) if item.key == found.key), found)
    found = replace(found, postcodes=former.postcodes)
    workspace.put(work.store, KIND, territory.code, found.key, found.payload(), user.name)
    return found


def dated(work: Workshop, item: PublicList, when: str, territory: str, user: User) -> None:
    """Keep the date that a person gives to a list whose file says none."""
    guard.own(user, "officer", territory)
    workspace.put(work.store, KIND, territory, item.key, replace(item, dated=when).payload(), user.name)


def placed(work: Workshop, item: PublicList, postcodes: Iterable[str], territory: str, user: User) -> None:
    """Keep which postcodes of a list a person says to be the city's; the next reading of the list keeps them."""
    guard.own(user, "officer", territory)
    told = replace(item, postcodes=tuple(sorted(postcodes)))
    workspace.put(work.store, KIND, territory, item.key, told.payload(), user.name)


def forget(work: Workshop, item: PublicList, territory: str, user: User) -> None:
    """Leave a list out of what is shown; its former versions stay in the history."""
    guard.own(user, "officer", territory)
    workspace.put(work.store, KIND, territory, item.key, {"removed": True}, user.name)


def kept(engine: Engine, territory: str, user: User) -> tuple[PublicList, ...]:
    """The lists that were read for a territory, for those who may prepare its data; in the order of their sources."""
    guard.own(user, "officer", territory)
    found = [PublicList.from_payload(item.payload) for item in workspace.latest(engine, KIND, territory)]
    order = list(SOURCES)
    return tuple(sorted(found, key=lambda item: (order.index(item.kind), item.side)))


def take_twins(
    work: Workshop, territory: Territory, chosen: Iterable[Twin], lists: Sequence[PublicList], user: User
) -> Batch:
    """Put twinnings that no sheet of ours has in the user's draft, to be verified, with who says so and under which
    licence. Raises what :func:`indicators.intake.entering.enter` raises."""
    said: dict[str, PublicList] = {item.kind: item for item in lists}
    rows = [_relation(territory, twin, [said[kind] for kind, _ in twin.said]) for twin in chosen]
    return enter(work, DRAFT, Partnership.kind, rows, user)


def _relation(territory: Territory, twin: Twin, lists: Sequence[PublicList]) -> Partnership:
    told = " ; ".join(f"{item.source.name} ({item.source.licence}), {item.dated or item.read_on}" for item in lists)
    place = gazetteer().place(twin.partner, twin.country)
    return Partnership(
        id=f"{territory.code}-{normalise(twin.partner)}-{twin.country}".lower().replace(" ", "-"),
        territory=territory.code,
        partner=twin.partner,
        country=twin.country,
        city=place.name if place else twin.partner,
        latitude=place.latitude if place else None,
        longitude=place.longitude if place else None,
        coordinate_origin="gazetteer" if place else "",
        type="twinning_or_partnership",
        status="to_verify",
        reliability="C",
        publisher=" ; ".join(item.source.publisher for item in lists),
        source=told,
        url=lists[0].source.url,
    )


def take_aids(
    work: Workshop, territory: Territory, chosen: Iterable[Aid], relations: Sequence[Partnership], source: PublicList, user: User
) -> Batch:  # fmt: skip
    """Put fundings of AFD in the user's draft, as actions of their year; an action of a country where only one
    relation lives is tied to it."""
    rows = [_action(territory, aid, relations, source) for aid in chosen if aid.year]
    return enter(work, DRAFT, Activity.kind, rows, user)


def _action(territory: Territory, aid: Aid, relations: Sequence[Partnership], source: PublicList) -> Activity:
    there = [item.id for item in relations if item.country == aid.country and item.status != "ended"]
    return Activity(
        id=f"afd-{aid.id}".lower(),
        territory=territory.code,
        year=aid.year or 0,
        title=aid.title,
        partnership=there[0] if len(there) == 1 else "",
        external_amount=aid.euros,
        status="ongoing" if aid.state.startswith("Ex") else "done",
        source=f"{source.source.publisher}, {source.source.name}, {source.dated or source.read_on}",
        url=aid.url or source.source.url,
        note=aid.beneficiary,
    )


def take_projects(
    work: Workshop, territory: Territory, chosen: Iterable[Project], source: PublicList, user: User
) -> Batch:
    """Put European projects in the user's draft, as actions of the year when they began."""
    rows = [
        Activity(
            id=f"{source.kind}-{normalise(item.id)}-{normalise(item.organisation)}".replace(" ", "-"),
            territory=territory.code,
            year=item.year or 0,
            title=item.title or item.acronym,
            external_amount=item.euros,
            source=f"{source.source.publisher}, {source.source.name}, {source.dated or source.read_on}",
            url=source.source.url,
            note=f"{item.organisation} – {item.programme}".strip(" –"),
        )
        for item in chosen
        if item.year
    ]
    return enter(work, DRAFT, Activity.kind, rows, user)
