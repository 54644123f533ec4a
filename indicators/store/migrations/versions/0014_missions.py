"""What the office does between two councils: missions, what follows them, calls for projects; feeds of the calendar."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

#: Each new kind: its columns in order with their type; all are keyed by territory and identifier.
_KINDS: dict[str, dict[str, str]] = {
    "mission": dict.fromkeys(
        ("territory", "id", "title", "starts", "ends", "type", "status", "partnership", "city", "country", "objective",
         "expected", "travellers"), "text"
    )
    | {"people": "integer"}
    | dict.fromkeys(("rubric", "costs", "transport"), "text")
    | dict.fromkeys(("distance", "factor", "emissions"), "number")
    | dict.fromkeys(
        ("factor_source", "deliberation", "reported", "conclusions", "lessons", "document", "note"), "text"
    )
    | {"example": "boolean"},
    "follow_up": dict.fromkeys(
        ("territory", "id", "mission", "step", "owner", "due", "status", "done", "note"), "text"
    )
    | {"example": "boolean"},
    "call": dict.fromkeys(("territory", "id", "title", "closes", "funder", "opens"), "text")
    | {"amount": "integer"}
    | dict.fromkeys(("objective", "decision", "url", "note"), "text")
    | {"example": "boolean"},
}  # fmt: skip
_KEY = ("territory", "id")
_TYPES: dict[str, Any] = {
    "text": sa.Text(),
    "integer": sa.BigInteger(),
    "number": sa.Float(53),
    "boolean": sa.Boolean(),
}


def upgrade() -> None:
    for kind, columns in _KINDS.items():
        _published(kind, columns, _KEY)
        _draft(kind, columns, _KEY)
    op.create_table(
        "calendar_feed",
        sa.Column("token_hash", sa.Text(), nullable=False),
        sa.Column("login", sa.Text(), nullable=False),
        sa.Column("territory", sa.Text(), nullable=False),
        sa.Column("created_at", sa.Text(), nullable=False),
        sa.Column("revoked_at", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_calendar_feed")),
    )
    op.create_index("ix_calendar_feed_login", "calendar_feed", ["login"], unique=False)


def _published(kind: str, columns: dict[str, str], key: tuple[str, ...]) -> None:
    op.create_table(
        kind,
        _row_id(),
        sa.Column("from_edition", sa.Integer(), nullable=False),
        sa.Column("to_edition", sa.Integer(), nullable=True),
        sa.Column("batch", sa.Text(), nullable=False),
        sa.Column("place", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        *(sa.Column(name, _TYPES[form], nullable=form in {"integer", "number"}) for name, form in columns.items()),
        sa.ForeignKeyConstraint(["from_edition"], ["edition.number"], name=op.f(f"fk_{kind}_from_edition_edition")),
        sa.ForeignKeyConstraint(["to_edition"], ["edition.number"], name=op.f(f"fk_{kind}_to_edition_edition")),
        sa.PrimaryKeyConstraint("row_id", name=op.f(f"pk_{kind}")),
    )
    live, closed = sa.text("to_edition IS NULL"), sa.text("to_edition IS NOT NULL")
    op.create_index(f"uq_{kind}_live", kind, list(key), unique=True, sqlite_where=live, postgresql_where=live)
    op.create_index(f"ix_{kind}_validity", kind, ["territory", "from_edition"], unique=False)
    op.create_index(
        f"ix_{kind}_closed", kind, ["to_edition"], unique=False, sqlite_where=closed, postgresql_where=closed
    )
    op.create_index(f"ix_{kind}_opened", kind, ["from_edition"], unique=False)


def _draft(kind: str, columns: dict[str, str], key: tuple[str, ...]) -> None:
    name = f"draft_{kind}"
    op.create_table(
        name,
        _row_id(),
        sa.Column("batch", sa.Text(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        *(sa.Column(column, _TYPES[form], nullable=True) for column, form in columns.items()),
        sa.ForeignKeyConstraint(["batch"], ["import_batch.id"], name=op.f(f"fk_{name}_batch_import_batch")),
        sa.PrimaryKeyConstraint("row_id", name=op.f(f"pk_{name}")),
    )
    op.create_index(f"uq_{name}", name, ["batch", *key], unique=True)


def _row_id() -> sa.Column[int]:
    return sa.Column("row_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False)


def downgrade() -> None:
    op.drop_table("calendar_feed")
    for kind in reversed(_KINDS):
        op.drop_table(f"draft_{kind}")
        op.drop_table(kind)
