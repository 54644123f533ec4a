"""What a strategy rests on: findings, priorities, bodies and meetings; horizons of a vision, plan of awareness, French partners."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

#: Each new kind: its columns in order with their type, and its key.
_KINDS: dict[str, tuple[dict[str, str], tuple[str, ...]]] = {
    "finding": (
        dict.fromkeys(("territory", "id", "box", "text", "indicator", "evidence", "crosses", "objective", "date", "note"), "text")
        | {"example": "boolean"},
        ("territory", "id"),
    ),
    "priority": (
        dict.fromkeys(("territory", "scope", "subject", "reason", "since", "until", "note"), "text") | {"example": "boolean"},
        ("territory", "scope", "subject"),
    ),
    "body": (
        dict.fromkeys(("territory", "id", "name", "type", "act", "since", "until"), "text")
        | {"members": "integer"}
        | dict.fromkeys(("groups", "url", "note"), "text")
        | {"example": "boolean"},
        ("territory", "id"),
    ),
    "meeting": (
        dict.fromkeys(("territory", "id", "body", "date", "subject"), "text")
        | {"participants": "integer"}
        | dict.fromkeys(("opinion", "follow_up", "followed", "document", "note"), "text")
        | {"example": "boolean"},
        ("territory", "id"),
    ),
}  # fmt: skip
#: The columns that known kinds gain: their type, and what a row of before holds; None: it does not say.
_ADDED: tuple[tuple[str, str, str, str | None], ...] = (
    *(("self_assessment", name, "text", "") for name in ("horizon", "document", "owner")),
    ("partnership", "lead", "text", ""),
    ("partnership", "authorities", "text", "[]"),
    *(("activity", name, "text", "") for name in ("rubric", "awareness", "theme", "audience", "lead")),
    ("activity", "contributions", "text", "{}"),
    ("activity", "trained_elected", "integer", None),
    ("activity", "trained_staff", "integer", None),
    ("activity", "training_hours", "number", None),
)
_TYPES: dict[str, Any] = {
    "text": sa.Text(),
    "integer": sa.BigInteger(),
    "number": sa.Float(53),
    "boolean": sa.Boolean(),
}


def upgrade() -> None:
    for kind, (columns, key) in _KINDS.items():
        _published(kind, columns, key)
        _draft(kind, columns, key)
    for kind, name, form, empty in _ADDED:
        op.add_column(kind, sa.Column(name, _TYPES[form], nullable=empty is None, server_default=empty))
        # A draft of before is published as it is: it needs the empty values too.
        op.add_column(f"draft_{kind}", sa.Column(name, _TYPES[form], nullable=True, server_default=empty))


def _published(kind: str, columns: dict[str, str], key: tuple[str, ...]) -> None:
    op.create_table(
        kind,
        _row_id(),
        sa.Column("from_edition", sa.Integer(), nullable=False),
        sa.Column("to_edition", sa.Integer(), nullable=True),
        sa.Column("batch", sa.Text(), nullable=False),
        sa.Column("place", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        *(sa.Column(name, _TYPES[form], nullable=form == "integer") for name, form in columns.items()),
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
    for kind in dict.fromkeys(kind for kind, *_ in _ADDED):
        for name in (f"draft_{kind}", kind):
            with op.batch_alter_table(name) as table:
                for owner, column, *_ in _ADDED:
                    if owner == kind:
                        table.drop_column(column)
    for kind in reversed(_KINDS):
        op.drop_table(f"draft_{kind}")
        op.drop_table(kind)
