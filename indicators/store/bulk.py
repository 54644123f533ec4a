"""PostgreSQL's COPY, opened in one place: what the driver refuses there is an error of the database as any other."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError


@contextmanager
def copying(connection: Connection, statement: str) -> Iterator[Any]:
    """The driver's copy of a ``COPY`` statement, inside the transaction of the connection.

    Raises :class:`sqlalchemy.exc.DBAPIError` where the driver alone would raise its own: a full disk, a lost server.
    """
    driver = connection.connection.driver_connection
    assert driver is not None
    refused = connection.dialect.loaded_dbapi.Error
    try:
        with driver.cursor() as cursor, cursor.copy(statement) as copy:
            yield copy
    except refused as error:
        raise DBAPIError.instance(statement, (), error, refused, dialect=connection.dialect) from error
