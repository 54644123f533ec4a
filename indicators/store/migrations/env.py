"""Alembic's entry: run the migrations on the connection that the program hands over, one process at a time."""

from __future__ import annotations

from alembic import context

from indicators.store.engine import lock_editions
from indicators.store.tables import metadata


def run() -> None:
    """Upgrade inside one transaction, under the same lock as publications."""
    connection = context.config.attributes["connection"].execution_options(ouverture_write=True)
    with connection.begin():
        lock_editions(connection)
        context.configure(connection=connection, target_metadata=metadata, transactional_ddl=True)
        with context.begin_transaction():
            context.run_migrations()


run()
