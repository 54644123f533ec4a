"""What reaches a reader: visits, alerts and what became of them, subscriptions to mail and its queue, comments."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0014"
branch_labels = None
depends_on = None


def _row_id() -> sa.Column[Any]:
    kind: Any = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    return sa.Column("id", kind, autoincrement=True, nullable=False)


def _texts(*names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, sa.Text(), nullable=False) for name in names]


def _numbers(*names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, sa.Integer(), nullable=False) for name in names]


def _switches(*names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, sa.Boolean(), nullable=False) for name in names]


def _perhaps(*names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, sa.Text(), nullable=True) for name in names]


def upgrade() -> None:
    op.create_table(
        "reader_visit",
        *_texts("login"),
        *_numbers("edition", "since"),
        *_texts("read_at"),
        sa.PrimaryKeyConstraint("login", name=op.f("pk_reader_visit")),
    )
    op.create_table(
        "alert_list",
        _row_id(),
        *_texts("territory"),
        *_numbers("edition"),
        *_texts("day"),
        *_numbers("rules"),
        *_texts("found"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alert_list")),
    )
    op.create_index("uq_alert_list_day", "alert_list", ["territory", "edition", "day", "rules"], unique=True)
    op.create_table(
        "alert_dismissal",
        _row_id(),
        *_texts("at", "author", "office", "reason", "territory", "mark"),
        *_numbers("edition"),
        *_switches("restored"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alert_dismissal")),
    )
    op.create_index("ix_alert_dismissal_territory", "alert_dismissal", ["territory", "mark"], unique=False)
    op.create_table(
        "mail_subscription",
        *_texts("id", "login", "address", "lang", "territory"),
        *_switches("editions"),
        *_texts("alerts"),
        *_switches("report"),
        *_texts("secret"),
        *_numbers("edition"),
        *_texts("told", "created_at"),
        *_perhaps("ended_at", "refused_at"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mail_subscription")),
    )
    op.create_index("ix_mail_subscription_login", "mail_subscription", ["login"], unique=False)
    op.create_table(
        "mail_message",
        *_texts("id", "subscription", "kind", "key", "payload", "state"),
        *_numbers("tries"),
        *_texts("due_at"),
        *_perhaps("claimed_at"),
        *_texts("created_at"),
        *_perhaps("ended_at"),
        *_texts("error"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mail_message")),
    )
    op.create_index("uq_mail_message_key", "mail_message", ["subscription", "kind", "key"], unique=True)
    op.create_index("ix_mail_message_due", "mail_message", ["state", "due_at"], unique=False)
    op.create_table(
        "figure_comment",
        _row_id(),
        *_texts("at", "author", "account", "territory"),
        *_numbers("edition", "year"),
        *_texts("subject", "title", "address", "text"),
        *_perhaps("closed_at"),
        *_texts("closed_by", "closed_reason"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_figure_comment")),
    )
    op.create_index("ix_figure_comment_territory", "figure_comment", ["territory", "edition"], unique=False)


def downgrade() -> None:
    for name in (
        "figure_comment",
        "mail_message",
        "mail_subscription",
        "alert_dismissal",
        "alert_list",
        "reader_visit",
    ):
        op.drop_table(name)
