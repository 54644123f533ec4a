"""Databases for the tests: migrated once, then given again as new.

A test that changes the form of its database (a table, a column, a constraint, a trigger) is given the last one of its
kind: the next has a new one. On PostgreSQL what is given again has another name, so that nothing kept by address in the
application is met again.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, text
from sqlalchemy.exc import DBAPIError

from indicators.store.engine import migrate, open_engine

POSTGRES = os.environ.get("OUVERTURE_TEST_POSTGRES_URL", "")

#: Everything that makes the form of a schema, in one word.
_FORM = """
SELECT md5(string_agg(item, ' ' ORDER BY item)) FROM (
  SELECT concat_ws(' ', c.relname, c.relkind, a.attname, a.atttypid, a.attnotnull, a.atthasdef) AS item
    FROM pg_class c LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 WHERE c.relnamespace = to_regnamespace(:schema)
  UNION ALL SELECT concat_ws(' ', conname, contype, convalidated) FROM pg_constraint WHERE connamespace = to_regnamespace(:schema)
  UNION ALL SELECT concat_ws(' ', t.tgrelid::regclass, t.tgtype) FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
    WHERE c.relnamespace = to_regnamespace(:schema) AND NOT t.tgisinternal
  UNION ALL SELECT concat_ws(' ', proname, prosrc) FROM pg_proc WHERE pronamespace = to_regnamespace(:schema)
) AS form
"""
#: The tables that were written in: their files are no longer empty, or their numbers have begun. Those of our schema are
#: taken first: another test may be dropping its own meanwhile.
_USED = """
WITH ours AS MATERIALIZED (SELECT oid, relname, relkind FROM pg_class WHERE relnamespace = to_regnamespace(:schema)),
  begun AS MATERIALIZED (SELECT oid FROM ours WHERE CASE relkind WHEN 'S' THEN pg_sequence_last_value(oid) END IS NOT NULL)
SELECT relname FROM ours WHERE relkind = 'r' AND relname <> 'alembic_version'
  AND (CASE relkind WHEN 'r' THEN pg_relation_size(oid) END > 0 OR EXISTS (SELECT FROM pg_depend d JOIN begun ON begun.oid = d.objid WHERE d.refobjid = ours.oid))
"""


class Databases:
    """What one process lends to its tests."""

    def __init__(self) -> None:
        self._spare: list[tuple[str, str]] = []
        self._folder = tempfile.TemporaryDirectory(prefix="ouverture-tests-")

    @contextmanager
    def lent(self, system: str, folder: Path, *, empty: bool) -> Iterator[str]:
        """The URL of a database, ``empty`` of tables or migrated, gone at the end."""
        if system == "sqlite":
            folder.mkdir(parents=True, exist_ok=True)
            place = folder / "ouverture.sqlite"
            if not empty:
                shutil.copyfile(self._sqlite, place)
            yield f"sqlite:///{place}"
            return
        schema, form = self._schema(empty=empty)
        yield _url(schema)
        with self._server.connect() as connection:
            self._give_back(connection, schema, form)

    def close(self) -> None:
        """Nothing stays."""
        self._folder.cleanup()
        if POSTGRES:
            with self._server.connect() as connection:
                for schema, _ in self._spare:
                    connection.execute(text(f"DROP SCHEMA {schema} CASCADE"))
            self._spare.clear()
            self._server.dispose()

    def _schema(self, *, empty: bool) -> tuple[str, str]:
        """A schema and its form ("" when there is nothing to give again)."""
        schema = f"test_{uuid.uuid4().hex[:12]}"
        with self._server.connect() as connection:
            if self._spare and not empty:
                before, form = self._spare.pop()
                connection.execute(text(f"ALTER SCHEMA {before} RENAME TO {schema}"))
                return schema, form
            connection.execute(text(f"CREATE SCHEMA {schema}"))
            if empty:
                return schema, ""
            engine = open_engine(_url(schema))
            migrate(engine)
            engine.dispose()
            return schema, _form(connection, schema)

    def _give_back(self, connection: Connection, schema: str, form: str) -> None:
        if form and _form(connection, schema) == form:
            used = connection.scalars(text(_USED), {"schema": schema}).all()
            try:
                if used:
                    tables = ", ".join(f'{schema}."{name}"' for name in used)
                    connection.execute(text(f"TRUNCATE {tables} RESTART IDENTITY CASCADE"))
                self._spare.append((schema, form))
                return
            except DBAPIError:  # somebody still reads in it
                pass
        connection.execute(text(f"DROP SCHEMA {schema} CASCADE"))

    @cached_property
    def _server(self) -> Engine:
        # What a failed test left open is told, and not waited for.
        return create_engine(POSTGRES, isolation_level="AUTOCOMMIT", connect_args={"options": "-c lock_timeout=20s"})

    @cached_property
    def _sqlite(self) -> Path:
        """A migrated file, copied for each test."""
        place = Path(self._folder.name) / "migrated.sqlite"
        engine = open_engine(f"sqlite:///{place}")
        migrate(engine)
        engine.dispose()
        return place


def _url(schema: str) -> str:
    return f"{POSTGRES}{'&' if '?' in POSTGRES else '?'}options=-csearch_path%3D{schema}"


def _form(connection: Connection, schema: str) -> str:
    return str(connection.scalar(text(_FORM), {"schema": schema}))
