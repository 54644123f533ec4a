"""The migrations build the very schema that the tables declare."""

from __future__ import annotations

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, Text, text

from indicators.store import editions, reading
from indicators.store.engine import alembic_config, database_url, migrate
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


def test_a_territory_prepared_before_its_linking_word_was_kept_is_published(engine: Engine) -> None:
    with engine.connect() as connection:
        command.downgrade(alembic_config(connection), "0003")
    with engine.begin() as connection:
        connection.execute(text(
            "INSERT INTO import_batch (id, territory, created_at, author, file_name, sha256, base_edition, state, issues, "
            "approval_author, accounts) VALUES ('1', '', '2026', 'Ada', '', '', 0, 'open', '[]', '', '[\"ada\"]')"
        ))  # fmt: skip
        connection.execute(text(
            "INSERT INTO draft_territory (batch, action, code, name, type, role, country, parent, siren, fictional, note, "
            "source, url, populations, \"references\") "
            "VALUES ('1', 'put', 'ITC1', 'Piémont', 'region', 'home', 'IT', '', '', false, '', '', '', '{}', '[]')"
        ))  # fmt: skip
    migrate(engine)
    editions.publish(engine, ["1"], "Une", "Ada")
    assert reading.snapshot(engine, 1, "ITC1").territory.called.linking == ""
