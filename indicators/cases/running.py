"""Try a case: publish what it gives in an empty database, read the edition as the pages do, compare figure by figure.

Nothing is asked of the installation's database but the territories that a case names, and nothing is written in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import Engine, delete

from indicators.cases.given import OWN, rows_of
from indicators.cases.model import Case, Check, Outcome
from indicators.catalogue import Catalogue
from indicators.catalogue.validation import as_tuples
from indicators.demo import load_demo
from indicators.documents.reader import Reader
from indicators.errors import ToldError, marked
from indicators.geography.keys import find
from indicators.readout import Readout
from indicators.records import Record, Territory
from indicators.settings import Settings
from indicators.store import drafts, editions
from indicators.store.engine import migrate, open_engine, writing
from indicators.store.tables import metadata

#: What is read of the territories around, beside a city of the demonstration.
_AROUND = ("territory", "observation")
_AUTHOR = "ouverture test"


@dataclass(frozen=True)
class Tally:
    """How many cases were tried, and how many said what was expected."""

    tried: int
    passed: int

    @property
    def failed(self) -> int:
        """How many did not."""
        return self.tried - self.passed


def tally(outcomes: Iterable[Outcome]) -> Tally:
    """Count outcomes."""
    found = list(outcomes)
    return Tally(len(found), sum(item.passed for item in found))


class Bench:
    """Tries cases under ``settings``, which a case may change; ``engine`` is the installation's database, if any.

    A context manager: the databases it makes go with it.
    """

    def __init__(self, catalogue: Catalogue, settings: Settings, engine: Engine | None = None) -> None:
        self.catalogue, self.settings, self.engine = catalogue, settings, engine
        self._stack = ExitStack()
        self.store: Engine

    def __enter__(self) -> Bench:
        folder = self._stack.enter_context(TemporaryDirectory(prefix="ouverture-test-"))
        self.store = open_engine(f"sqlite:///{Path(folder) / 'cases.sqlite'}")
        self._stack.callback(self.store.dispose)
        migrate(self.store)
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def under(self, settings: Settings, engine: Engine | None = None) -> Bench:
        """The same bench, for as long as this one is open, under other settings."""
        other = Bench(self.catalogue, settings, engine)
        other.store = self.store
        return other

    def run(self, case: Case) -> Outcome:
        """Try one case; a refusal of the program (a target that cannot be measured…) is its outcome."""
        try:
            with self.readout(case) as readout:
                return Outcome(case, checked(case, readout))
        except ToldError as refused:
            return Outcome(case, (), refused)

    @contextmanager
    def readout(self, case: Case) -> Iterator[Readout]:
        """What the case is read from, while its database is there."""
        settings = changed(self.settings, case.settings)
        catalogue = settings.extend(self.catalogue)
        if case.territory:
            yield self._installed(case, Reader(self._asked(), catalogue, settings))
            return
        territory = self._publish(case)
        yield Reader(self.store, catalogue, settings).readout(1, territory, case.year)

    def _asked(self) -> Engine:
        if self.engine is None:
            raise ToldError(marked("Aucune base n'est réglée : un cas de territoire se lit dans une installation."))
        return self.engine

    def _installed(self, case: Case, reader: Reader) -> Readout:
        latest = editions.latest(reader.engine)
        if latest is None:
            raise ToldError(marked("Rien n'est encore publié."))
        return reader.readout(case.edition or latest.number, case.territory, case.year)

    def _publish(self, case: Case) -> str:
        """Publish the case as the first edition of an empty database; returns the territory that it reads."""
        with writing(self.store) as connection:
            for table in reversed(metadata.sorted_tables):
                connection.execute(delete(table))
        territory, given = (OWN, case.given) if not case.demonstration else self._demonstrated(case.demonstration)
        batch = drafts.open_batch(self.store, _AUTHOR, file_name=case.file)
        for kind, rows in rows_of(given):
            drafts.stage(self.store, batch.id, kind, rows)
        editions.publish(self.store, [batch.id], case.name, _AUTHOR)
        return territory

    def _demonstrated(self, named: str) -> tuple[str, Mapping[str, Sequence[Record]]]:
        """A city of the demonstration, with the values of what it is read against."""
        places = {row.code: row for row in self._demonstration["territory"] if isinstance(row, Territory)}
        mine = find(named, {code: place.type for code, place in places.items()})
        if mine is None:
            raise ToldError(marked("La démonstration n’a pas de territoire {code} ; accepté : {accepted}."), code=named, accepted=", ".join(sorted(places)))  # fmt: skip
        around = {mine, *places[mine].references}
        return mine, {
            kind: [row for row in rows if _code(row) in (around if kind in _AROUND else {mine})]
            for kind, rows in self._demonstration.items()
        }

    @cached_property
    def _demonstration(self) -> Mapping[str, Sequence[Record]]:
        return load_demo()


def _code(row: Record) -> str:
    return row.code if isinstance(row, Territory) else str(getattr(row, "territory", ""))


def checked(case: Case, readout: Readout) -> tuple[Check, ...]:
    """Each expected figure with what the readout of the case says of it."""
    return tuple(Check(item, item.figure.read(readout, item.of)) for item in case.expected)


def changed(settings: Settings, said: Mapping[str, Any]) -> Settings:
    """The settings with those that a case changes, section by section; what it does not say stays."""
    asked = Settings.model_validate(as_tuples(said))
    sections: dict[str, Any] = {}
    for name in asked.model_fields_set:
        section, mine = getattr(asked, name), getattr(settings, name)
        told = getattr(section, "model_fields_set", None)
        sections[name] = section if told is None else mine.model_copy(update={key: getattr(section, key) for key in told})  # fmt: skip
    return settings.model_copy(update=sections)
