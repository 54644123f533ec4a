"""The database of the settings, opened at the schema of the program."""

from __future__ import annotations

from sqlalchemy import Engine, select

from indicators.settings import Settings
from indicators.store.engine import database_url, migrate, open_engine
from indicators.store.tables import edition


def open_migrated(settings: Settings) -> Engine:
    """Open the database of the settings and bring its schema up to date."""
    engine = open_engine(database_url(settings.database.url, settings.database.folder))
    migrate(engine)
    return engine


def nothing_published(engine: Engine) -> bool:
    """Whether the database holds no edition yet."""
    with engine.connect() as connection:
        return connection.execute(select(edition.c.number).limit(1)).first() is None
