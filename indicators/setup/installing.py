"""Make a collectivity the dashboard's own: its record, its references and its peers in an edition, then its settings.

Like anything else that is published, the records go through a draft, its checks and, where the settings ask for one, a
second person. Official figures follow in a draft of their own: a doubt about one of them holds none of the rest back.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from indicators.access import User, require
from indicators.catalogue import Catalogue
from indicators.errors import ToldError, marked
from indicators.geography.keys import TerritoryKey, find
from indicators.intake import ledger as ledgers
from indicators.intake import operations, publishing
from indicators.intake.entering import enter
from indicators.intake.official import offers
from indicators.intake.workshop import Workshop
from indicators.official.library import Library
from indicators.official.observations import observation
from indicators.present.texts import Translator
from indicators.records import Observation, Record, Territory
from indicators.settings import Settings
from indicators.setup.choosing import change_settings
from indicators.setup.finding import Found, described
from indicators.store import drafts, editions, reading
from indicators.store.drafts import Batch


class NoPlaceError(ToldError):
    """A city is drawn where it is, or not at all: somebody says where."""

    code = "no_place"


@dataclass(frozen=True)
class Wish:
    """What a person asks for: who, where (latitude, longitude), read against whom, and the choices of the collectivity.

    ``choices`` are settings by dotted key (name, office, language, logo); ``references`` and ``peers`` are codes.
    """

    found: Found
    place: tuple[float, float]
    references: tuple[str, ...]
    peers: tuple[Found, ...] = ()
    choices: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Installed:
    """What was done. ``waiting`` is the draft that a second person has still to approve; ``asked`` one to be read first."""

    settings: Settings
    code: str
    waiting: str = ""
    asked: str = ""
    figures: int = 0


def install(
    work: Workshop, written: Settings, catalogue: Catalogue, library: Library, wish: Wish, user: User, t: Translator
) -> Installed:
    """Publish the records, keep the settings, then take over what official statistics say of all of them.

    ``written`` are the settings of the file. Raises AccessDenied, :class:`NoPlaceError`, what the checks of any file
    say of the rows, and what :func:`change_settings` raises; nothing is then the collectivity's.
    """
    require(user, "administrator")
    latitude, longitude = wish.place
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180) or (latitude, longitude) == (0.0, 0.0):
        raise NoPlaceError(
            marked("{name} : dites où la placer sur la carte, par une ville ou par ses coordonnées."),
            name=wish.found.name,
        )
    known = _known(work)
    types = {code: item.type for code, item in known.items()}
    code = find(wish.found.code, types) or wish.found.code
    at_home = work.at(code)
    wanted = _records(wish, code, known, t)
    name = t("Installation de {name}", name=wish.found.name)
    waiting = ""
    if fresh := [row for row in wanted if known.get(row.code) != row]:
        waiting = _publish(at_home, enter(at_home, name, "territory", fresh, user), name, user)
    settings = change_settings(work.store, written, catalogue, _choices(wish, code, work.settings), user)
    if waiting:
        return Installed(settings, code, waiting)
    asked, figures = _official(replace(at_home, settings=settings), library, wanted, user, t)
    return Installed(settings, code, asked=asked, figures=figures)


def _known(work: Workshop) -> dict[str, Territory]:
    latest = editions.latest(work.store)
    return {item.code: item for item in reading.territories(work.store, latest.number)} if latest else {}


def _records(wish: Wish, code: str, known: Mapping[str, Territory], t: Translator) -> list[Territory]:
    """The rows to publish: the home as the person placed it, the references and peers that the edition has not yet."""
    fresh = replace(wish.found.record(wish.place), code=code)
    before = known.get(code)
    home = fresh if before is None else _completed(before, fresh)
    types = {item.code: item.type for item in known.values()}
    references = [_reference(item, t) for item in wish.references if find(item, types) is None]
    peers = [item.record(_place_of(item), "peer") for item in wish.peers if find(item.code, types) is None]
    return [home, *references, *peers]


def _completed(before: Territory, fresh: Territory) -> Territory:
    """A record of before as the person places it now: what it said more is kept."""
    return replace(
        before,
        role="home",
        latitude=fresh.latitude,
        longitude=fresh.longitude,
        siren=before.siren or fresh.siren,
        populations={**fresh.populations, **before.populations},
        source=before.source or fresh.source,
        url=before.url or fresh.url,
    )


def _place_of(found: Found) -> tuple[float, float] | None:
    return (found.places[0].latitude, found.places[0].longitude) if found.sure else None


def _reference(code: str, t: Translator) -> Territory:
    """A région, France or another country that a territory is read against."""
    key = TerritoryKey.parse(code)
    if key.level in {"FR", "ISO"}:
        return Territory(code=key.stored, name=t.country(key.code), type="country", role="reference", country=key.code)
    found = described(key)
    if found is None:
        raise ToldError(marked("Référence inconnue : {code}."), code=code)
    return found.record(None, "reference")


def _choices(wish: Wish, code: str, settings: Settings) -> dict[str, Any]:
    """The settings of a new collectivity: an office of one starts with the essential indicators."""
    already = settings.territory_chosen and settings.collectivity.territory == code
    first = {} if already or settings.indicators.model_fields_set else {"indicators.set": "essential_and_loaded"}
    territory = {} if already else {"collectivity.territory": code}
    return {
        **territory,
        **first,
        "references.by_territory": {code: list(wish.references)},
        "references.peers": [item.code for item in wish.peers],
        **wish.choices,
    }


def _publish(work: Workshop, batch: Batch, name: str, user: User) -> str:
    """Publish a draft, or hand it over to the second person; the draft that waits for her, "" when it is published."""
    seen = [ledgers.read(work.store, drafts.get_batch(work.store, batch.id))]
    if work.settings.publication.second_person:
        publishing.submit(work, seen, user)
        return batch.id
    publishing.publish(work, seen, name, user)
    return ""


def _official(
    work: Workshop, library: Library, about: Sequence[Territory], user: User, t: Translator
) -> tuple[str, int]:
    """Take over what the official files say of the home, its references and its peers.

    Returns the draft that asks for a person's word (or for her approval), and the number of figures.
    """
    rows: list[Record] = [row for item in about for row in _figures(work, library, item)]
    if not rows:
        return "", 0
    name = t("Statistiques officielles de {name}", name=about[0].name)
    batch = enter(work, name, "observation", rows, user)
    ledger = ledgers.read(work.store, drafts.get_batch(work.store, batch.id))
    if ledger.ready:
        return _publish(work, batch, name, user), len(rows)
    # A doubt about a peer's figure does not keep the city's own from being read.
    doubtful = {issue.row - 1 for issue in ledger.issues if issue.severity == "confirm"}
    operations.discard(work, ledger, user)
    asked = enter(work, t("{name}, à vérifier", name=name), "observation", [rows[at] for at in sorted(doubtful)], user)
    sure = [row for at, row in enumerate(rows) if at not in doubtful]
    if sure:
        _publish(work, enter(work, name, "observation", sure, user), name, user)
    return asked.id, len(sure)


def _figures(work: Workshop, library: Library, item: Territory) -> list[Observation]:
    """What the edition lacks; a value that somebody typed stays."""
    return [
        observation(library, item, figure)
        for offer in offers(work, library, item)
        for figure in offer.figures
        if figure.year in offer.fresh
    ]
