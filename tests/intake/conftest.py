"""What the tests of the intake share: the catalogue, a reading of bytes, and a small database of one territory."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pandas as pd
import pytest
from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest

from indicators.access import User
from indicators.catalogue import Catalogue, load_catalogue
from indicators.intake import ledger as ledgers
from indicators.intake import operations as op
from indicators.intake import staging
from indicators.intake.checks.around import Around
from indicators.intake.ledger import Ledger
from indicators.intake.reading import Options, Reading, read_file
from indicators.intake.vocabulary import Vocabulary
from indicators.intake.workshop import Workshop, workshop
from indicators.records import Observation, Target, Territory
from indicators.settings import Settings
from indicators.store import drafts, editions, reading
from tests.conftest import SYSTEMS, configured_database
from tests.intake.screens import Runner, script

DATA = Path(__file__).parent / "data"
OFFICER = User(name="Agente", role="officer", mode="account", login="agente")
APPROVER = User(name="Approbateur", role="approver", mode="account", login="approbateur")
READER = User(name="Lecteur", role="reader", mode="account", login="lecteur")

HEADER = "Indicateur;Année;Valeur;Source\n"

Read = Callable[..., Reading]


@contextmanager
def kept(way: str) -> Iterator[None]:
    """Keep drafts as rows or, whatever their size, as columns."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(staging, "_MANY", 10**9 if way == "rows" else 0)
        yield


@pytest.fixture(autouse=True)
def cells_of_ordinary_size() -> Iterator[None]:
    """The limit that Python sets to a cell of CSV: a library of the tests lifts it, the application does not have it."""
    lifted = csv.field_size_limit(131_072)
    yield
    csv.field_size_limit(lifted)


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    """The catalogue of the application."""
    return load_catalogue()


@pytest.fixture(scope="session")
def vocabulary(catalogue: Catalogue) -> Vocabulary:
    """Its words."""
    return Vocabulary(catalogue)


@pytest.fixture
def read(vocabulary: Vocabulary) -> Read:
    """Read a text (UTF-8) or bytes as a file of Grenoble."""

    def read_text(content: str | bytes, name: str = "fichier.csv", **options: object) -> Reading:
        raw = content.encode() if isinstance(content, str) else content
        return read_file(raw, Options(territory="38185", vocabulary=vocabulary, **options), name=name)  # type: ignore[arg-type]  # passed through

    return read_text


@pytest.fixture
def around(catalogue: Catalogue) -> Around:
    """What the checks see of an empty database, in 2026."""
    return Around(catalogue, this_year=2026)


@pytest.fixture
def work(engine: Engine, catalogue: Catalogue) -> Workshop:
    """The operations on a database whose first edition holds Grenoble, two values and a target."""
    batch = drafts.open_batch(engine, "essai", territory="38185")
    drafts.stage(engine, batch.id, "territory", [Territory(code="38185", name="Grenoble")])
    drafts.stage(
        engine,
        batch.id,
        "observation",
        [
            Observation(
                territory="38185",
                indicator="d4_immigrant_share",
                year=2021,
                value=18.9,
                source="Insee",
                note="Recensement",
            ),
            Observation(territory="38185", indicator="t_sdg_tagging", year=2024, value=60.0, source="Service"),
        ],
    )
    drafts.stage(
        engine,
        batch.id,
        "target",
        [
            Target(
                territory="38185", indicator="t_sdg_tagging", plan="Plan", baseline_year=2022, baseline_value=40.0,
                target_year=2028, target_value=90.0,
            )
        ],
    )  # fmt: skip
    editions.publish(engine, [batch.id], "Départ", "essai")
    return workshop(engine, catalogue, Settings(), "38185")


def codes(reading: Reading) -> dict[str, int]:
    """How many findings of each code."""
    found: dict[str, int] = {}
    for issue in reading.issues:
        found[issue.code] = found.get(issue.code, 0) + 1
    return found


def load(work: Workshop, text: str, name: str = "valeurs.csv", user: User = OFFICER) -> op.Imported:
    """Load one CSV."""
    [imported] = op.import_files(work, [(name, text.encode())], user)
    return imported


def as_read(work: Workshop, *batches: str) -> list[Ledger]:
    """Batches as a person reads them now, before she decides what becomes of them."""
    return [ledgers.read(work.store, drafts.get_batch(work.store, batch)) for batch in batches]


def published(work: Workshop, kind: str = "observation") -> pd.DataFrame:
    """The rows of a kind in the latest edition, observations by indicator and year."""
    latest = editions.latest(work.store)
    assert latest is not None
    return (
        reading.frame(work.store, kind, latest.number).set_index(["indicator", "year"])
        if kind == "observation"
        else reading.frame(work.store, kind, latest.number)
    )


@pytest.fixture(scope="module", params=SYSTEMS)
def folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """An installation of its own, on each of the two systems, filled with the demonstration by the first run."""
    made = tmp_path_factory.mktemp("donnees")
    with configured_database(request.param, made):
        yield made


@pytest.fixture
def open_page(folder: Path) -> Runner:
    def run(path: str, lang: str = "fr", **query: str) -> AppTest:
        app = AppTest.from_function(script, kwargs={"path": path, "lang": lang}, default_timeout=60)
        for name, value in query.items():
            app.query_params[name] = value
        app.run()
        assert not app.exception, app.exception[0].value
        return app

    return run
