"""What is being done when the accident comes: run in a process of its own, which the test kills.

Everything here is importable by a fresh process and takes plain arguments only.
"""

from __future__ import annotations

import hashlib
import resource
import signal
from pathlib import Path

import pandas as pd
from sqlalchemy import Engine

from indicators.operations import startup
from indicators.operations.backup import backup
from indicators.operations.restore import restore
from indicators.settings import Settings
from indicators.store import drafts, editions, reading
from indicators.store.engine import migrate, open_engine

KINDS = ("territory", "observation", "budget_line")


def observations(rows: int, value: float) -> pd.DataFrame:
    """``rows`` observations of one territory, all of the same value."""
    return pd.DataFrame(
        {
            "territory": "38185",
            "indicator": [f"indicator{number % 50}" for number in range(rows)],
            "year": [1000 + number // 50 for number in range(rows)],
            "value": value,
        }
    )


def prepare(engine: Engine, rows: int, value: float, name: str = "") -> str:
    """A batch of observations, staged; published too when a name is given. Returns the batch."""
    batch = drafts.open_batch(engine, "Ada", file_name="valeurs.csv")
    drafts.stage(engine, batch.id, "observation", observations(rows, value))
    if name:
        editions.publish(engine, [batch.id], name, "Ada")
    return batch.id


def digest(engine: Engine, number: int) -> str:
    """What an edition says, to the byte."""
    found = hashlib.sha256()
    for kind in KINDS:
        found.update(reading.frame(engine, kind, number).to_csv(index=False).encode())
    return found.hexdigest()


def digests(engine: Engine, last: int = 1000) -> dict[int, str]:
    """Every edition with what it says; for those before the ``last``, only that they are there."""
    numbers = [item.number for item in editions.list_editions(engine)]
    return {number: digest(engine, number) if place < last else "" for place, number in enumerate(numbers)}


def nothing() -> None:
    """Nothing: the first process waits for the modules, the next ones do not."""


def import_scene(url: str, rows: int) -> None:
    """Open a batch and stage a file's rows in it."""
    prepare(open_engine(url), rows, 9.0)


def cramped_import_scene(url: str, rows: int) -> None:
    """The same in a process whose files may hardly grow."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    size = Path(url.removeprefix("sqlite:///")).stat().st_size + 100_000
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
    import_scene(url, rows)


def publish_scene(url: str, batch: str) -> None:
    """Publish a staged batch."""
    editions.publish(open_engine(url), [batch], "publiée", "Ada")


def rollback_scene(url: str, number: int) -> None:
    """Publish an older edition again."""
    editions.restore(open_engine(url), number, "retour", "Ada")


def backup_scene(url: str, path: str) -> None:
    """Back the database up over a former backup."""
    backup(open_engine(url), Path(path))


def migrate_scene(url: str) -> None:
    """Bring the schema from nothing to this version."""
    migrate(open_engine(url))


def first_start_scene(url: str) -> None:
    """The first start of an installation: schema, then demonstration."""
    start(url)


def start(url: str) -> None:
    """Start on a database, as the server does."""
    settings = Settings()
    startup.prepare(
        settings.model_copy(update={"database": settings.database.model_copy(update={"url": url})})
    ).dispose()


def restore_scene(url: str, path: str) -> None:
    """Restore a backup into an empty database."""
    restore(open_engine(url), Path(path))
