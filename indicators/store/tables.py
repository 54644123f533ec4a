"""The tables, derived from the records so that a field is declared once.

Each record kind has two tables of the same columns: the published rows, valid from an edition up to another
(``from_edition`` ≤ n < ``to_edition``), and the draft rows of the batches that officers prepare. A published row is
never changed nor deleted: an edition only closes the validity of the rows it replaces and adds its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from functools import cache
from typing import Any, get_args, get_origin, get_type_hints

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ColumnElement,
    Float,
    ForeignKey,
    Index,
    Integer,
    Table,
    Text,
    func,
)
from sqlalchemy.types import TypeEngine

from indicators.records import RECORD_TYPES, Record
from indicators.store.base import JsonText as JsonText
from indicators.store.base import RowId as RowId
from indicators.store.base import encode_json as encode_json
from indicators.store.base import metadata as metadata
from indicators.store.reader_tables import alert_dismissal as alert_dismissal
from indicators.store.reader_tables import alert_list as alert_list
from indicators.store.reader_tables import figure_comment as figure_comment
from indicators.store.reader_tables import mail_message as mail_message
from indicators.store.reader_tables import mail_subscription as mail_subscription
from indicators.store.reader_tables import reader_visit as reader_visit


def column_kinds(record: type[Record]) -> Mapping[str, str]:
    """The storage kind of each field: text, integer, number, boolean, tuple or mapping."""
    return _column_kinds(record.kind)


@cache
def _column_kinds(kind: str) -> Mapping[str, str]:
    record = RECORD_TYPES[kind]
    hints = get_type_hints(record)
    return {item.name: _kind_of(hints[item.name]) for item in fields(record)}


def _kind_of(hint: Any) -> str:
    members = [item for item in get_args(hint) if item is not type(None)] or [hint]
    origin = get_origin(hint) or hint
    if origin is tuple:
        return "tuple"
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return "mapping"
    for kind, python_type in (("boolean", bool), ("number", float), ("integer", int)):
        if python_type in members:
            return kind
    return "text"


_SQL: dict[str, TypeEngine[Any]] = {
    "text": Text(),
    "integer": BigInteger(),
    "number": Float(53),
    "boolean": Boolean(),
    "tuple": JsonText("tuple"),
    "mapping": JsonText("mapping"),
}


def _record_columns(record: type[Record], *, draft: bool) -> list[Column[Any]]:
    return [
        Column(name, _SQL[kind], nullable=draft or (name not in record.key and kind in {"integer", "number"}))
        for name, kind in column_kinds(record).items()
    ]


def owner_of(kind: str, table: Table) -> Column[Any]:
    """The column that says whose a row is: the territory it is about, its own code for a territory."""
    return table.c.code if kind == "territory" else table.c.territory


def in_order(table: Table) -> ColumnElement[int]:
    """What the rows of a published table are sorted by: the order of entry, which a roll back gives again.

    ``place`` is the row number of the first entry, kept by the rows that a roll back writes again; empty for the rows
    that were entered where they stand.
    """
    return func.coalesce(table.c.place, table.c.row_id)


def _published_table(record: type[Record]) -> Table:
    table = Table(
        record.kind,
        metadata,
        Column("row_id", RowId, primary_key=True, autoincrement=True),
        Column("from_edition", Integer, ForeignKey("edition.number"), nullable=False),
        Column("to_edition", Integer, ForeignKey("edition.number")),
        Column("batch", Text, nullable=False),
        Column("place", RowId),
        *_record_columns(record, draft=False),
    )
    live = table.c.to_edition.is_(None)
    Index(
        f"uq_{record.kind}_live",
        *(table.c[name] for name in record.key),
        unique=True,
        sqlite_where=live,
        postgresql_where=live,
    )
    # Each index costs as much as the row at a publication: none names to_edition but those that closing must move.
    Index(f"ix_{record.kind}_validity", *_leading(table), table.c.from_edition)
    closed = table.c.to_edition.is_not(None)
    Index(f"ix_{record.kind}_closed", table.c.to_edition, sqlite_where=closed, postgresql_where=closed)
    Index(f"ix_{record.kind}_opened", table.c.from_edition)
    return table


def _leading(table: Table) -> list[Column[Any]]:
    return [table.c.territory] if "territory" in table.c else []


def _draft_table(record: type[Record]) -> Table:
    table = Table(
        f"draft_{record.kind}",
        metadata,
        Column("row_id", RowId, primary_key=True, autoincrement=True),
        Column("batch", Text, ForeignKey("import_batch.id"), nullable=False),
        Column("action", Text, nullable=False),
        *_record_columns(record, draft=True),
    )
    Index(f"uq_draft_{record.kind}", table.c.batch, *(table.c[name] for name in record.key), unique=True)
    return table


edition = Table(
    "edition",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("name", Text, nullable=False),
    Column("published_at", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("approver", Text, nullable=False, default=""),
    Column("note", Text, nullable=False, default=""),
    Column("restores", Integer),
)

import_batch = Table(
    "import_batch",
    metadata,
    Column("id", Text, primary_key=True),
    Column("territory", Text, nullable=False, default=""),
    Column("created_at", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("file_name", Text, nullable=False, default=""),
    Column("sha256", Text, nullable=False, default=""),
    Column("base_edition", Integer, nullable=False),
    Column("state", Text, nullable=False),
    Column("edition", Integer, ForeignKey("edition.number")),
    Column("issues", Text, nullable=False, default="[]"),
    Column("approval_author", Text, nullable=False, default=""),
    Column("accounts", JsonText("tuple"), nullable=False, default=()),
)

# The rows of a large draft as columns: each part is a Parquet file in base 64, that a backup writes as any other text.
draft_pack = Table(
    "draft_pack",
    metadata,
    Column("row_id", RowId, primary_key=True, autoincrement=True),
    Column("batch", Text, ForeignKey("import_batch.id"), nullable=False),
    Column("kind", Text, nullable=False),
    Column("rows", Integer, nullable=False),
    Column("payload", Text, nullable=False),
    Index("ix_draft_pack_batch", "batch", "kind"),
)

audit_entry = Table(
    "audit_entry",
    metadata,
    Column("id", RowId, primary_key=True, autoincrement=True),
    Column("at", Text, nullable=False),
    Column("actor", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("subject", Text, nullable=False, default=""),
    Column("details", JsonText("mapping"), nullable=False),
    Index("ix_audit_entry_at", "at"),
)

document = Table(
    "document",
    metadata,
    Column("id", RowId, primary_key=True, autoincrement=True),
    Column("kind", Text, nullable=False),
    Column("territory", Text, nullable=False, default=""),
    Column("key", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("created_at", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("payload", JsonText("mapping"), nullable=False),
    Index("uq_document_version", "kind", "territory", "key", "version", unique=True),
)

# A file beside a record: its content in base 64, that a backup writes as any other text; empty once it is erased.
attachment = Table(
    "attachment",
    metadata,
    Column("id", Text, primary_key=True),
    Column("territory", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("record", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("description", Text, nullable=False),
    Column("media_type", Text, nullable=False),
    Column("size", Integer, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("payload", Text, nullable=False),
    Column("added_at", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("ended_at", Text),
    Index("ix_attachment_territory", "territory", "kind", "record"),
)

#: What the collectivity chose in the browser: a row a change, the last one of a key counts (``null``: no choice any more).
setting_change = Table(
    "setting_change",
    metadata,
    Column("id", RowId, primary_key=True, autoincrement=True),
    Column("at", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("key", Text, nullable=False),
    Column("value", Text, nullable=False),
)

account = Table(
    "account",
    metadata,
    Column("login", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("territories", JsonText("tuple"), nullable=False),
    Column("origin", Text, nullable=False),
    Column("password_hash", Text, nullable=False, default=""),
    Column("active", Boolean, nullable=False),
    Column("created_at", Text, nullable=False),
)

access_session = Table(
    "access_session",
    metadata,
    Column("token_hash", Text, primary_key=True),
    Column("login", Text, nullable=False),
    Column("opened_at", Text, nullable=False),
    Column("expires_at", Text, nullable=False),
    Column("ended_at", Text),
    Index("ix_access_session_login", "login"),
)

# What lets a program read in the name of an account: the print of a token, never the token.
api_token = Table(
    "api_token",
    metadata,
    Column("token_hash", Text, primary_key=True),
    Column("login", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("territories", JsonText("tuple"), nullable=False),
    Column("created_at", Text, nullable=False),
    Column("expires_at", Text, nullable=False),
    Column("revoked_at", Text),
    Index("ix_api_token_login", "login"),
)

# What lets a calendar program read in the name of an account: the print of the secret in the address, never the secret.
calendar_feed = Table(
    "calendar_feed",
    metadata,
    Column("token_hash", Text, primary_key=True),
    Column("login", Text, nullable=False),
    Column("territory", Text, nullable=False),
    Column("created_at", Text, nullable=False),
    Column("revoked_at", Text),
    Index("ix_calendar_feed_login", "login"),
)

sign_in_throttle = Table(
    "sign_in_throttle",
    metadata,
    Column("key", Text, primary_key=True),
    Column("failures", Integer, nullable=False),
    Column("last_at", Text, nullable=False),
)

PUBLISHED: Mapping[str, Table] = {kind: _published_table(record) for kind, record in RECORD_TYPES.items()}
DRAFTS: Mapping[str, Table] = {kind: _draft_table(record) for kind, record in RECORD_TYPES.items()}
