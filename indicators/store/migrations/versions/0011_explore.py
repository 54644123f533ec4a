"""What a line and an action are for, beside their purpose: service and public policy; remarks on the charts of a year."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0009"
branch_labels = None
depends_on = None

_KINDS = ("activity", "budget_line")
_COLUMNS = ("service", "policy")
_KEY = ["territory", "year", "label"]


def _row_id() -> sa.Column[Any]:
    kind: Any = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    return sa.Column("row_id", kind, autoincrement=True, nullable=False)


def _said(*, draft: bool) -> list[sa.Column[Any]]:
    texts = ("label", "charts", "source", "url", "note")
    return [
        sa.Column("territory", sa.Text(), nullable=draft),
        sa.Column("year", sa.BigInteger(), nullable=draft),
        *(sa.Column(name, sa.Text(), nullable=draft) for name in texts),
        sa.Column("example", sa.Boolean(), nullable=draft),
    ]


def upgrade() -> None:
    for name in _COLUMNS:
        for kind in _KINDS:
            op.add_column(kind, sa.Column(name, sa.Text(), nullable=False, server_default=""))
            # A draft of before is published as it is: it needs the empty texts too.
            op.add_column(f"draft_{kind}", sa.Column(name, sa.Text(), nullable=True, server_default=""))
    op.create_table(
        "annotation",
        _row_id(),
        sa.Column("from_edition", sa.Integer(), nullable=False),
        sa.Column("to_edition", sa.Integer(), nullable=True),
        sa.Column("batch", sa.Text(), nullable=False),
        sa.Column("place", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        *_said(draft=False),
        sa.ForeignKeyConstraint(["from_edition"], ["edition.number"], name=op.f("fk_annotation_from_edition_edition")),
        sa.ForeignKeyConstraint(["to_edition"], ["edition.number"], name=op.f("fk_annotation_to_edition_edition")),
        sa.PrimaryKeyConstraint("row_id", name=op.f("pk_annotation")),
    )
    live, closed = sa.text("to_edition IS NULL"), sa.text("to_edition IS NOT NULL")
    op.create_index("uq_annotation_live", "annotation", _KEY, unique=True, sqlite_where=live, postgresql_where=live)
    op.create_index("ix_annotation_validity", "annotation", ["territory", "from_edition"], unique=False)
    op.create_index("ix_annotation_opened", "annotation", ["from_edition"], unique=False)
    op.create_index(
        "ix_annotation_closed", "annotation", ["to_edition"], unique=False, sqlite_where=closed, postgresql_where=closed
    )
    op.create_table(
        "draft_annotation",
        _row_id(),
        sa.Column("batch", sa.Text(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        *_said(draft=True),
        sa.ForeignKeyConstraint(["batch"], ["import_batch.id"], name=op.f("fk_draft_annotation_batch_import_batch")),
        sa.PrimaryKeyConstraint("row_id", name=op.f("pk_draft_annotation")),
    )
    op.create_index("uq_draft_annotation", "draft_annotation", ["batch", *_KEY], unique=True)


def downgrade() -> None:
    op.drop_table("draft_annotation")
    op.drop_table("annotation")
    for kind in (*(f"draft_{name}" for name in _KINDS), *_KINDS):
        with op.batch_alter_table(kind) as table:
            for name in _COLUMNS:
                table.drop_column(name)
