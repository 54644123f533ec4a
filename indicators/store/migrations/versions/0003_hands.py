"""The accounts that had a hand in a batch: a second person is another account, whatever name it shows."""

from __future__ import annotations

import json

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_batch = sa.table("import_batch", sa.column("id"), sa.column("author"), sa.column("state"), sa.column("accounts"))
_account = sa.table("account", sa.column("login"), sa.column("name"))


def upgrade() -> None:
    op.add_column("import_batch", sa.Column("accounts", sa.Text(), nullable=False, server_default="[]"))
    connection = op.get_bind()
    under_way = sa.select(_batch.c.id, _batch.c.author).where(_batch.c.state.in_(("open", "submitted")))
    for batch, author in connection.execute(under_way).all():
        # Only the name was kept: every account that shows it may be the one, and none of them may approve.
        bearing = sa.select(_account.c.login).where(_account.c.name == author).order_by(_account.c.login)
        accounts = list(connection.scalars(bearing)) or [author]
        told = json.dumps(accounts, ensure_ascii=False, separators=(",", ":"))
        connection.execute(_batch.update().where(_batch.c.id == batch).values(accounts=told))


def downgrade() -> None:
    with op.batch_alter_table("import_batch") as table:
        table.drop_column("accounts")
