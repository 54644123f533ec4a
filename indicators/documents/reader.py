"""From the database to a readout: which territories are read beside one, what its plans ever held, in which year."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Engine

from indicators.catalogue import Catalogue
from indicators.errors import marked
from indicators.readout import Readout, latest_year
from indicators.records import Snapshot, Territory
from indicators.settings import Settings
from indicators.store import reading
from indicators.store.plans import ever_targeted
from indicators.store.reading import UnknownEditionError

_MOST_PEERS = 200


@dataclass(frozen=True)
class Reader:
    """The database with the configuration that reads it; whoever keeps what an edition says in memory overrides it."""

    engine: Engine
    catalogue: Catalogue
    settings: Settings

    def territories(self, number: int) -> tuple[Territory, ...]:
        """The territories of an edition."""
        return reading.territories(self.engine, number)

    def snapshot(self, number: int, territory: str, also: tuple[str, ...]) -> Snapshot:
        """What an edition says of a territory and of those beside it. Raises UnknownEditionError."""
        return reading.snapshot(self.engine, number, territory, also)

    def readout(self, number: int, territory: str, year: int | None = None) -> Readout:
        """An edition's readout of a territory, in the latest year with data unless told. Raises UnknownEditionError."""
        known = {item.code: item for item in self.territories(number)}
        if territory not in known:
            raise UnknownEditionError(
                marked(
                    "Le territoire {code} n'est pas dans l'édition {number}. Territoires de cette édition : {accepted}."
                ),
                code=territory,
                number=number,
                accepted=", ".join(sorted(known)),
            )
        references = references_of(self.settings, known, territory)
        peers = peers_of(self.settings, known, territory)
        beside = tuple(dict.fromkeys([*references, *peers]))
        snapshot = self.snapshot(number, territory, beside)
        return Readout(
            snapshot=snapshot,
            catalogue=self.catalogue,
            settings=self.settings,
            year=year or latest_year(snapshot, self.settings),
            held=ever_targeted(self.engine, number, territory),
            references=references,
        )


def references_of(settings: Settings, known: dict[str, Territory], territory: str) -> tuple[str, ...]:
    """The references named for a territory in config.toml, else its own, else those of every territory.

    Those that the edition does not know are left out; ``known`` are its territories by code.
    """
    named = settings.references.by_territory.get(territory, ())
    codes = named or known[territory].references or settings.references.default
    return tuple(code for code in codes if code in known and code != territory)


def peers_of(settings: Settings, known: dict[str, Territory], territory: str) -> tuple[str, ...]:
    """The peers named in config.toml, else those of the edition: real with real, fictional with fictional."""
    named = [code for code in settings.references.peers if code in known]
    home = known[territory]
    peers = named or [item.code for item in known.values() if item.role == "peer" and item.fictional == home.fictional]
    return tuple(code for code in peers[:_MOST_PEERS] if code != territory)
