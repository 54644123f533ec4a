"""A database as a source: one read-only query, within a time and a number of rows, read like a file.

Three fences, because a query is text that somebody typed: only one SELECT (or WITH) is let through, the transaction
is read-only for the database itself, and whatever happened is rolled back.
"""

from __future__ import annotations

import os
import re
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from decimal import Decimal
from typing import Any, Protocol

import numpy as np
from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, InterfaceError, OperationalError, SQLAlchemyError
from sqlalchemy.pool import NullPool

from indicators.intake.issues import Refusal, refuse
from indicators.intake.limits import Cancelled, Progress, silent
from indicators.intake.readers.workbook import cell_text
from indicators.intake.schemas import load_schemas
from indicators.intake.tables import RawTable, find_header, texts
from indicators.intake.text import simplify

# A text or a name between quotes (doubled inside), or a text between dollars of PostgreSQL: what looks like a comment
# or like the end of a query is neither there.
_QUOTED = r"""'(?:[^']|'')*'|"(?:[^"]|"")*"|`[^`]*`|\$(?P<tag>\w*)\$.*?\$(?P=tag)\$"""
_PARTS = re.compile(rf"(?P<quoted>{_QUOTED})|--[^\n]*|/\*.*?\*/", re.DOTALL)
_READ_ONLY = {
    "mysql": "SET TRANSACTION READ ONLY",
    "mariadb": "SET TRANSACTION READ ONLY",
    "oracle": "SET TRANSACTION READ ONLY",
}
_WOULD_WRITE = "25006"
_BATCH = 5000
_GLANCE = 0.2


class Source(Protocol):
    """What an administrator declares in config.toml; the address itself stays in an environment variable."""

    @property
    def name(self) -> str: ...
    @property
    def url_env(self) -> str: ...
    @property
    def query(self) -> str: ...
    @property
    def schema_name(self) -> str: ...
    @property
    def timeout_seconds(self) -> int: ...
    @property
    def row_limit(self) -> int: ...


def read_source(source: Source, environ: Mapping[str, str] = os.environ, *, progress: Progress = silent) -> RawTable:
    """Run the query of a source and return its rows as a table.

    ``progress`` hears the share of the time allowed that is spent, a few times a second; when it stops the work, the
    database is told to stop too. Raises :class:`Refusal` when the address is missing, the database does not answer,
    the query is not a single reading, takes too long or gives too many rows, and when its columns are not those of the
    schema.
    """
    query = single_reading(source)
    address = environ.get(source.url_env, "")
    if not address:
        raise refuse("source_unconfigured", value=source.name, variable=source.url_env)
    try:
        engine = create_engine(_read_only_url(make_url(address)), poolclass=NullPool)
    except (ArgumentError, ModuleNotFoundError):
        raise refuse("source_unreachable", value=source.name) from None
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", lambda connection, _: connection.execute("PRAGMA query_only=ON"))
    with _answers(source), _reading(engine, source.timeout_seconds, progress) as connection:
        names, rows = _fetch(connection, query, source)
    return _table(source, names, rows)


def single_reading(source: Source) -> str:
    """The query without comments nor final semicolon; :class:`Refusal` unless it is one SELECT or WITH."""
    plain = _PARTS.sub(lambda part: part["quoted"] or " ", source.query).strip().rstrip(";").strip()
    outside = _PARTS.sub(" ", plain)
    if ";" in outside or not re.match(r"(select|with)\b", plain, re.IGNORECASE):
        raise refuse("source_refused", value=source.name)
    return plain


def _read_only_url(url: URL) -> URL:
    if url.get_backend_name() == "sqlite" and url.database and not url.database.startswith("file:"):
        return url.set(database=f"file:{url.database}", query={"mode": "ro", "uri": "true"})
    return url


@contextmanager
def _answers(source: Source) -> Iterator[None]:
    """Turn what a database says into a refusal; its own words stay short and never carry the address."""
    started = time.monotonic()
    try:
        yield
    except Refusal:
        raise
    except SQLAlchemyError as error:
        if time.monotonic() - started >= source.timeout_seconds * 0.98:
            raise refuse("source_timeout", value=source.name, seconds=source.timeout_seconds) from None
        lost = isinstance(error, InterfaceError) or (isinstance(error, DBAPIError) and error.connection_invalidated)
        if lost or (isinstance(error, OperationalError) and error.statement is None):
            raise refuse("source_unreachable", value=source.name) from None
        if _writes(error):
            raise refuse("source_refused", value=source.name) from None
        reason = str(error.orig if isinstance(error, DBAPIError) else error).splitlines()[0][:160]
        raise refuse("source_failed", value=source.name, reason=reason) from None


def _writes(error: SQLAlchemyError) -> bool:
    """Whether the database refused because the query would have written: PostgreSQL's code or words, SQLite's words."""
    said = str(getattr(error, "orig", error))
    return getattr(getattr(error, "orig", None), "sqlstate", "") == _WOULD_WRITE or any(
        words in said for words in ("data-modifying", "readonly database", "read only transaction", "READ ONLY")
    )


@contextmanager
def _reading(engine: Engine, seconds: int, progress: Progress) -> Iterator[Connection]:
    """A connection in a read-only transaction that is cut after some seconds and always rolled back."""
    with engine.connect().execution_options(postgresql_readonly=True) as connection:
        if statement := _READ_ONLY.get(engine.dialect.name):
            connection.execute(text(statement))
        if engine.dialect.name == "postgresql":
            connection.execute(text(f"SET LOCAL statement_timeout = {int(seconds) * 1000}"))
        driver: Any = connection.connection.driver_connection
        cut = getattr(driver, "interrupt", None) or getattr(driver, "cancel", None) or driver.close
        over, stopped = threading.Event(), threading.Event()
        watch = threading.Thread(target=_watch, args=(cut, seconds, progress, over, stopped), daemon=True)
        watch.start()
        try:
            yield connection
        except SQLAlchemyError:
            if stopped.is_set():
                raise Cancelled from None
            raise
        finally:
            over.set()
            watch.join()
            connection.rollback()


def _watch(
    cut: Callable[[], object], seconds: int, progress: Progress, over: threading.Event, stopped: threading.Event
) -> None:
    """Cut a reading that lasts too long, or that the person stops."""
    started = time.monotonic()
    while not over.wait(_GLANCE):
        spent = time.monotonic() - started
        try:
            progress("source", spent / seconds)
        except Cancelled:
            stopped.set()
        if stopped.is_set() or spent >= seconds:
            cut()
            return


def _fetch(connection: Connection, query: str, source: Source) -> tuple[list[str], list[Sequence[Any]]]:
    statement = text(query.replace(":", r"\:"))
    with connection.execution_options(stream_results=True).execute(statement) as result:
        names, rows = list(map(str, result.keys())), list[Sequence[Any]]()
        while batch := result.fetchmany(_BATCH):
            rows.extend(batch)
            if len(rows) > source.row_limit:
                raise refuse("source_row_limit", value=source.name, limit=source.row_limit)
    return names, rows


def kind_of(schema_name: str) -> str:
    """The record kind that a schema name of the configuration means, by kind or French title; "" when unknown."""
    wanted = simplify(schema_name)
    return next(
        (kind for kind, schema in load_schemas().items() if wanted in {simplify(kind), simplify(schema.title)}), ""
    )


def _table(source: Source, names: list[str], rows: Sequence[Sequence[Any]]) -> RawTable:
    kind = kind_of(source.schema_name)
    header = find_header([names], kind=kind) if kind else None
    if header is None:
        raise refuse("no_header", value=source.name)
    columns = [[_text(row[place]) for row in rows] for place in range(len(names))]
    numbers = np.arange(2, len(rows) + 2)
    return RawTable(source.name, "", tuple(names), 1, header.schema, texts(columns), numbers)


def _text(value: Any) -> str:
    return format(value, "f") if isinstance(value, Decimal) else cell_text(value)
