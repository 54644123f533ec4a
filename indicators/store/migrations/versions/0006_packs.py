"""Large drafts as columns, and lighter indexes of the published rows: each one was paid at every row published."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_WITH_TERRITORY = (
    "activity", "actor", "budget_line", "community", "envelope", "externality_measure", "membership", "objective",
    "observation", "partnership", "self_assessment", "target",
)  # fmt: skip


def _renew(name: str, kind: str, columns: list[str], **where: Any) -> None:
    op.drop_index(f"ix_{kind}_{name}", table_name=kind)
    op.create_index(f"ix_{kind}_{name}", kind, columns, unique=False, **where)


def upgrade() -> None:
    op.create_table(
        "draft_pack",
        sa.Column("row_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("batch", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["batch"], ["import_batch.id"], name=op.f("fk_draft_pack_batch_import_batch")),
        sa.PrimaryKeyConstraint("row_id", name=op.f("pk_draft_pack")),
    )
    op.create_index("ix_draft_pack_batch", "draft_pack", ["batch", "kind"], unique=False)
    op.drop_index("ix_observation_indicator", table_name="observation")
    closed = sa.text("to_edition IS NOT NULL")
    for kind in (*_WITH_TERRITORY, "territory"):
        _renew("closed", kind, ["to_edition"], sqlite_where=closed, postgresql_where=closed)
        _renew("validity", kind, [*(["territory"] if kind in _WITH_TERRITORY else []), "from_edition"])


def downgrade() -> None:
    for kind in (*_WITH_TERRITORY, "territory"):
        _renew("closed", kind, ["to_edition"])
        _renew("validity", kind, [*(["territory"] if kind in _WITH_TERRITORY else []), "from_edition", "to_edition"])
    op.create_index("ix_observation_indicator", "observation", ["indicator", "year", "from_edition"], unique=False)
    # The former program does not read columns: a batch that it would publish by half is given up, its file is kept.
    batch, pack = (
        sa.table("import_batch", sa.column("id"), sa.column("state")),
        sa.table("draft_pack", sa.column("batch")),
    )
    under_way = batch.c.state.in_(("open", "submitted")) & batch.c.id.in_(sa.select(pack.c.batch))
    op.execute(batch.update().where(under_way).values(state="discarded"))
    op.drop_table("draft_pack")
