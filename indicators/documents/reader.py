"""From the database to a readout: which territories are read beside one, what its plans ever held, in which year."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import Engine

from indicators.catalogue import Catalogue
from indicators.errors import marked
from indicators.geography.keys import TerritoryKey, TerritoryKeyError, find
from indicators.official.library import Library
from indicators.official.snapshot import official_snapshot
from indicators.readout import Readout, latest_year
from indicators.records import GeoLevel, Snapshot, Territory
from indicators.settings import Settings
from indicators.store import reading
from indicators.store.engine import official_folder
from indicators.store.plans import ever_targeted
from indicators.store.reading import UnknownEditionError

_MOST_PEERS = 200


@dataclass(frozen=True)
class Reader:
    """The database with the configuration that reads it; whoever keeps what an edition says in memory overrides it."""

    engine: Engine
    catalogue: Catalogue
    settings: Settings

    @property
    def library(self) -> Library:
        """The official figures of this machine."""
        return Library(self.catalogue, official_folder(self.settings.database.folder))

    def territories(self, number: int) -> tuple[Territory, ...]:
        """The territories of an edition."""
        return reading.territories(self.engine, number)

    def snapshot(self, number: int, territory: str, also: tuple[str, ...]) -> Snapshot:
        """What an edition says of a territory and of those beside it. Raises UnknownEditionError."""
        return reading.snapshot(self.engine, number, territory, also)

    def stored(self, territory: str, number: int) -> str:
        """What an edition calls a territory, however a person, a link or a file of settings names it.

        Raises UnknownEditionError, and TerritoryKeyError for a code that two of its territories can mean.
        """
        known = {item.code: item for item in self.territories(number)}
        found = find(territory, types_of(known))
        if found is None:
            raise UnknownEditionError(
                marked(
                    "Le territoire {code} n'est pas dans l'édition {number}. Territoires de cette édition : {accepted}."
                ),
                code=territory,
                number=number,
                accepted=", ".join(sorted(known)),
            )
        return found

    def readout(self, number: int, territory: str, year: int | None = None) -> Readout:
        """An edition's readout of a territory, in the latest year with data unless told.

        A territory of France that the edition does not know is read in the official files. Raises what
        :meth:`stored` raises.
        """
        try:
            territory = self.stored(territory, number)
        except UnknownEditionError:
            snapshot = self.official(number, territory)
            if snapshot is None:
                raise
            return self._read(snapshot, year, snapshot.territory.references)
        known = {item.code: item for item in self.territories(number)}
        references = references_of(self.settings, known, territory)
        peers = peers_of(self.settings, known, territory)
        beside = tuple(dict.fromkeys([*references, *peers]))
        snapshot = self.snapshot(number, territory, beside)
        return self._read(snapshot, year, references)

    def official(self, number: int, territory: str) -> Snapshot | None:
        """What the official files say of a territory that the edition does not know; None when they do not either."""
        try:
            key = TerritoryKey.parse(territory)
        except TerritoryKeyError:
            return None
        return official_snapshot(self.library, key, reading.edition(self.engine, number))

    def _read(self, snapshot: Snapshot, year: int | None, references: tuple[str, ...]) -> Readout:
        return Readout(
            snapshot=snapshot,
            catalogue=self.catalogue,
            settings=self.settings,
            year=year or latest_year(snapshot, self.settings),
            held=ever_targeted(self.engine, snapshot.edition.number, snapshot.territory.code),
            references=references,
        )


def references_of(settings: Settings, known: dict[str, Territory], territory: str) -> tuple[str, ...]:
    """The references named for a territory in config.toml, else its own, else those of every territory.

    Those that the edition does not know are left out; ``known`` are its territories by code.
    """
    types = types_of(known)
    told = settings.references.by_territory
    named = next((codes for code, codes in told.items() if find(code, types) == territory), ())
    codes = named or known[territory].references or settings.references.default
    return _found(codes, types, territory)


def peers_of(settings: Settings, known: dict[str, Territory], territory: str) -> tuple[str, ...]:
    """The peers named in config.toml, else those of the edition: real with real, fictional with fictional."""
    named = _found(settings.references.peers, types_of(known), "")
    home = known[territory]
    peers = named or tuple(
        item.code for item in known.values() if item.role == "peer" and item.fictional == home.fictional
    )
    return tuple(code for code in peers[:_MOST_PEERS] if code != territory)


def types_of(known: Mapping[str, Territory]) -> dict[str, GeoLevel]:
    """The type of each territory by its stored code: what a name of a territory is looked for among."""
    return {code: item.type for code, item in known.items()}


def _found(named: Iterable[str], types: Mapping[str, GeoLevel], but: str) -> tuple[str, ...]:
    """The stored codes of those that are named, without ``but``."""
    codes = dict.fromkeys(find(code, types) for code in named)
    return tuple(code for code in codes if code and code != but)
