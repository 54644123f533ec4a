"""The migrations build the very schema that the tables declare."""

from __future__ import annotations

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, Text

from indicators.store.engine import database_url, migrate
from indicators.store.tables import JsonText, metadata


def test_migrations_and_tables_agree(engine: Engine) -> None:
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection,
            opts={
                "compare_type": lambda _c, _i, _m, found, wanted: (
                    not (isinstance(wanted, JsonText) or isinstance(found, Text)) and None
                )
            },
        )
        assert compare_metadata(context, metadata) == []


def test_migrating_twice_changes_nothing(engine: Engine) -> None:
    migrate(engine)


def test_the_environment_names_the_database(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OUVERTURE_DATABASE_URL", "postgresql://u@h/d")
    assert database_url().drivername == "postgresql+psycopg"
    monkeypatch.delenv("OUVERTURE_DATABASE_URL")
    monkeypatch.setenv("OUVERTURE_DATA_DIR", "/tmp/somewhere")
    assert database_url().database == "/tmp/somewhere/ouverture.sqlite"
