"""What the yearly declaration of development assistance asks of a partnership: sector, channel, five markers."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_COLUMNS = (("sector", ""), ("channel", ""), ("markers", "{}"))


def upgrade() -> None:
    for name, empty in _COLUMNS:
        op.add_column("partnership", sa.Column(name, sa.Text(), nullable=False, server_default=empty))
        # A draft of before is published as it is: it needs the empty values too.
        op.add_column("draft_partnership", sa.Column(name, sa.Text(), nullable=True, server_default=empty))


def downgrade() -> None:
    for kind in ("draft_partnership", "partnership"):
        with op.batch_alter_table(kind) as table:
            for name, _ in _COLUMNS:
                table.drop_column(name)
