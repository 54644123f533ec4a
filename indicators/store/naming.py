"""Every column that can hold somebody's name, declared once: what shows a name, and what erases it, read this list.

A name is typed wherever a text is: a new column is looked at by itself, unless it is declared here as technical.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, get_origin, get_type_hints

from sqlalchemy import Column, Table, Text

from indicators.records import RECORD_TYPES
from indicators.store.tables import JsonText, metadata

# Identifiers, prints, dates and words of the program: never typed by anybody.
_TECHNICAL: Mapping[str, frozenset[str]] = {
    "edition": frozenset({"published_at"}),
    "import_batch": frozenset({"id", "territory", "created_at", "sha256", "state"}),
    "audit_entry": frozenset({"at", "action"}),
    # Its payload holds the columns of the drafts of a kind: it is opened to look at them.
    "draft_pack": frozenset({"batch", "kind", "payload"}),
    "document": frozenset({"kind", "territory", "created_at"}),
    # Its payload is the file as it was given: only what is told of it can be rewritten.
    "attachment": frozenset(
        {"id", "territory", "kind", "record", "media_type", "sha256", "payload", "added_at", "ended_at"}
    ),
    "setting_change": frozenset({"at", "key"}),
    # The account of a person who is erased goes as a whole, with its sessions.
    "account": frozenset({"login", "role", "territories", "origin", "password_hash", "created_at"}),
    "access_session": frozenset({"token_hash", "login", "opened_at", "expires_at", "ended_at"}),
    # Its name is typed; the rest goes with the account.
    "api_token": frozenset({"token_hash", "login", "territories", "created_at", "expires_at", "revoked_at"}),
    "calendar_feed": frozenset({"token_hash", "login", "territory", "created_at", "revoked_at"}),
    "reader_visit": frozenset({"login", "read_at"}),
    "alert_list": frozenset({"territory", "day"}),
    "alert_dismissal": frozenset({"at", "territory", "mark"}),
    # Subscriptions and the messages of a person go with the account; what a message says was typed in part.
    "mail_subscription": frozenset(
        {
            "id",
            "login",
            "address",
            "lang",
            "territory",
            "alerts",
            "secret",
            "told",
            "created_at",
            "ended_at",
            "refused_at",
        }
    ),
    "mail_message": frozenset(
        {"id", "subscription", "kind", "key", "state", "due_at", "claimed_at", "created_at", "ended_at", "error"}
    ),
    "figure_comment": frozenset({"at", "territory", "subject", "closed_at"}),
    "sign_in_throttle": frozenset({"key", "last_at"}),
}
_OF_DRAFTS = frozenset({"batch", "action"})


def naming_columns(table: Table) -> tuple[Column[object], ...]:
    """The columns of a table that can hold a name: its texts, lists and mappings, but those that are technical."""
    aside = _TECHNICAL.get(table.name)
    if aside is None:
        record = RECORD_TYPES[table.name.removeprefix("draft_")]
        closed = {name for name, hint in get_type_hints(record).items() if get_origin(hint) is Literal}
        aside = _OF_DRAFTS | closed
    return tuple(item for item in table.c if isinstance(item.type, Text | JsonText) and item.name not in aside)


NAMING: Mapping[Table, tuple[Column[object], ...]] = {
    table: columns for table in metadata.sorted_tables if (columns := naming_columns(table))
}
