"""What French puts before the name of a territory: « du Piémont », « d'Hyères »."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("territory", sa.Column("linking", sa.Text(), nullable=False, server_default=""))
    # A draft of before is published as it is: it needs the empty text too.
    op.add_column("draft_territory", sa.Column("linking", sa.Text(), nullable=True, server_default=""))


def downgrade() -> None:
    for name in ("draft_territory", "territory"):
        with op.batch_alter_table(name) as table:
            table.drop_column("linking")
