"""Make a database ready to serve: schema up to date, and the demonstration published when nothing is yet."""

from __future__ import annotations

from sqlalchemy import Engine

from indicators.demo import load_demo
from indicators.records import Edition
from indicators.settings import Settings
from indicators.store import drafts, editions
from indicators.store.abandoned import purge_abandoned
from indicators.store.engine import database_url, migrate, open_engine

AUTHOR = "Ouverture"
EDITION_NAME = "Démonstration"


def open_migrated(settings: Settings) -> Engine:
    """Open the database of the settings and bring its schema up to date."""
    engine = open_engine(database_url(settings.database.url, settings.database.folder))
    migrate(engine)
    return engine


def prepare(settings: Settings) -> Engine:
    """Open the database of the settings, migrate it, and publish the demonstration in an empty one.

    The drafts given up longer ago than ``[uploads] keep_days`` are erased on the way; the trail says which.
    """
    engine = open_migrated(settings)
    purge_abandoned(engine, settings.uploads.keep_days, AUTHOR)
    if editions.latest(engine) is None:
        publish_demonstration(engine, settings)
    return engine


def publish_demonstration(engine: Engine, settings: Settings) -> Edition | None:
    """Publish the demonstration as an edition; None when the database already says all of it.

    Several processes may start at once on one database: the first to publish wins and the others find its edition.
    """
    rows = load_demo(fictional=settings.demonstration.fictional)
    batch = drafts.open_batch(engine, AUTHOR, file_name="data/demo")
    for kind, records in rows.items():
        drafts.stage(engine, batch.id, kind, records)
    try:
        return editions.publish(engine, [batch.id], EDITION_NAME, AUTHOR)
    except (editions.ConflictError, editions.NothingToPublishError):
        drafts.discard(engine, batch.id, AUTHOR)
        return None
