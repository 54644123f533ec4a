"""The origin of an observation, whole: its vintage, its dates, its licence, and how its publisher asks to be cited."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_COLUMNS = ("vintage", "published", "accessed", "licence", "citation")


def upgrade() -> None:
    for name in _COLUMNS:
        op.add_column("observation", sa.Column(name, sa.Text(), nullable=False, server_default=""))
        # A draft of before is published as it is: it needs the empty texts too.
        op.add_column("draft_observation", sa.Column(name, sa.Text(), nullable=True, server_default=""))


def downgrade() -> None:
    for kind in ("draft_observation", "observation"):
        with op.batch_alter_table(kind) as table:
            for name in _COLUMNS:
                table.drop_column(name)
