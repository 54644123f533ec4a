"""The order of entry of the rows that a roll back writes again: an edition restored reads as it did."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_TABLES = (
    "activity", "actor", "budget_line", "community", "envelope", "externality_measure", "membership", "objective",
    "observation", "partnership", "self_assessment", "target", "territory",
)  # fmt: skip


def upgrade() -> None:
    for name in _TABLES:
        op.add_column(name, sa.Column("place", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True))


def downgrade() -> None:
    for name in _TABLES:
        op.drop_column(name, "place")
