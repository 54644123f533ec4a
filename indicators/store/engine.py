"""Open the database: SQLite in the user's data folder by default, PostgreSQL when a URL says so."""

from __future__ import annotations

import os
from contextlib import AbstractContextManager, nullcontext
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from platformdirs import user_data_path
from sqlalchemy import (
    Column,
    Connection,
    Engine,
    MetaData,
    String,
    Table,
    create_engine,
    event,
    inspect,
    make_url,
    select,
    text,
)
from sqlalchemy.engine import URL
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from indicators.errors import ToldError, marked

if TYPE_CHECKING:
    from alembic.config import Config

URL_VARIABLE = "OUVERTURE_DATABASE_URL"
FOLDER_VARIABLE = "OUVERTURE_DATA_DIR"
# What is raised when the database is away, has no room left, or has no connection free.
ABSENT = (InterfaceError, OperationalError, PoolTimeout)
MIGRATIONS = Path(__file__).parent / "migrations"
# An arbitrary constant of the project: every writer of an edition takes this PostgreSQL advisory lock.
PUBLISH_LOCK = 0x0A5E
# Another one for accounts and sign-ins: nobody waits for a long publication to sign in.
ACCESS_LOCK = 0x0A5F
# Alembic's own table: a context of its own would make another one at each check, which fills the memory of statements.
_REVISION = Table("alembic_version", MetaData(), Column("version_num", String(32), nullable=False))


def data_folder(configured: str = "") -> Path:
    """The folder of the user's data: the environment variable, else the setting, else the platform's place."""
    chosen = os.environ.get(FOLDER_VARIABLE) or configured
    return Path(chosen).expanduser() if chosen else user_data_path("ouverture", appauthor=False)


def official_folder(configured: str = "") -> Path:
    """Where the facts of the official files read on this machine are kept, and the cube made of them."""
    return data_folder(configured) / "official"


def database_url(configured: str = "", folder: str = "") -> URL:
    """The database to open: the environment variable, else the setting, else SQLite in :func:`data_folder`."""
    chosen = os.environ.get(URL_VARIABLE) or configured
    if not chosen:
        return URL.create("sqlite", database=str(data_folder(folder) / "ouverture.sqlite"))
    url = make_url(chosen)
    if url.drivername in {"postgres", "postgresql"}:
        return url.set(drivername="postgresql+psycopg")
    if url.get_backend_name() not in {"sqlite", "postgresql"}:
        raise ToldError(
            marked("Adresse de base « {scheme} » refusée ; accepté : sqlite:///… ou postgresql://…"),
            scheme=url.drivername,
        )
    return url


#: A machine that vanishes without a word is given up after these, in place of the minutes of the system and of libpq:
#: connection in seconds, silence of an idle connection (30 s, then 3 times 10 s), unanswered data in milliseconds.
#: What the address itself says wins.
PATIENCE = {
    "connect_timeout": 10,
    "keepalives_idle": 30,
    "keepalives_interval": 10,
    "keepalives_count": 3,
    "tcp_user_timeout": 60_000,
}


def open_engine(url: str | URL | None = None) -> Engine:
    """An engine on the database, its folder made when needed; the schema is left as it is (see :func:`migrate`).

    Values stay out of its errors, which are logged: they may be names.
    """
    target = make_url(url) if url is not None else database_url()
    if target.get_backend_name() == "sqlite":
        return _sqlite(target)
    bounded = {name: value for name, value in PATIENCE.items() if name not in target.query}
    return create_engine(
        target,
        hide_parameters=True,
        pool_pre_ping=True,
        pool_size=5,
        max_overflow=15,
        pool_recycle=1800,
        connect_args=bounded,
    )


def _sqlite(url: URL) -> Engine:
    if url.database and url.database != ":memory:":
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url, hide_parameters=True, connect_args={"timeout": 30, "check_same_thread": False})

    @event.listens_for(engine, "connect")
    def _configure(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # the driver's own transactions would commit before DDL
        for pragma in (
            # Of a new file only, before anything is written in it: a publication of a million rows writes fewer pages.
            "page_size=16384",
            "cache_size=-16000",
            "journal_mode=WAL",
            "synchronous=FULL",
            "foreign_keys=ON",
            "busy_timeout=30000",
            "temp_store=MEMORY",
        ):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        options = connection.get_execution_options()
        if options.get("ouverture_trusting", False):
            connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if options.get("ouverture_write", False) else "BEGIN")

    @event.listens_for(engine, "checkin")
    def _look_up_again(connection: Any, _record: Any) -> None:
        if connection is not None:  # lost meanwhile
            connection.execute("PRAGMA foreign_keys=ON")

    return engine


def writing(engine: Engine, *, trusting: bool = False) -> AbstractContextManager[Connection]:
    """A transaction that may write; on SQLite it takes the write lock at once, so that two writers queue.

    ``trusting`` is for publications, whose million rows all name the edition that the same transaction makes: SQLite
    does not look it up for each of them.
    """
    return engine.execution_options(ouverture_write=True, ouverture_trusting=trusting).begin()


def reading_from(source: Engine | Connection) -> AbstractContextManager[Connection]:
    """A connection to read with: the caller's own, to see what its transaction has done, or one of the engine."""
    return nullcontext(source) if isinstance(source, Connection) else source.connect()


def lock_editions(connection: Connection) -> None:
    """Let one publication at a time go on, whatever the number of processes."""
    _lock(connection, PUBLISH_LOCK)


def lock_access(connection: Connection) -> None:
    """Let one change of accounts or one count of failed sign-ins at a time go on, whatever the number of processes."""
    _lock(connection, ACCESS_LOCK)


def _lock(connection: Connection, key: int) -> None:
    """Wait for a lock until the end of the transaction; installations in other schemas of the database do not."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key, hashtext(current_schema()))"), {"key": key})


def migrate(engine: Engine) -> None:
    """Bring the schema to the version of this program; nothing happens when it is already there."""
    with engine.connect() as connection:
        found = schema_of(connection)
    if found == expected_schema():
        return
    from alembic import command  # with its templates behind it: only when there is something to bring up

    with engine.connect() as connection:  # of its own: the migrations begin the transaction
        command.upgrade(alembic_config(connection), "head")


@cache
def expected_schema() -> str:
    """The schema revision that this program works with: each file of a migration begins with the name of its revision."""
    return max(path.name.partition("_")[0] for path in (MIGRATIONS / "versions").glob("[0-9]*_*.py"))


def schema_of(connection: Connection) -> str:
    """The schema revision of a database, empty in a new one."""
    if not inspect(connection).has_table(_REVISION.name):
        return ""
    return connection.scalar(select(_REVISION.c.version_num)) or ""


def alembic_config(connection: Connection) -> Config:
    """Alembic's configuration for a connection."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    return config
