"""The tables of what reaches a reader: visits, alerts, mail, comments. None of them holds a figure of an edition."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Index, Integer, Table, Text

from indicators.store.base import JsonText, RowId, metadata

# One row an account: the edition that it reads, and the one that it knew before (``since``).
reader_visit = Table(
    "reader_visit",
    metadata,
    Column("login", Text, primary_key=True),
    Column("edition", Integer, nullable=False),
    Column("since", Integer, nullable=False),
    Column("read_at", Text, nullable=False),
)

# What an edition asks on a day, computed once: the alerts of a territory, as raw facts.
alert_list = Table(
    "alert_list",
    metadata,
    Column("id", RowId, primary_key=True, autoincrement=True),
    Column("territory", Text, nullable=False),
    Column("edition", Integer, nullable=False),
    Column("day", Text, nullable=False),
    Column("rules", Integer, nullable=False),
    Column("found", JsonText("tuple"), nullable=False),
    Index("uq_alert_list_day", "territory", "edition", "day", "rules", unique=True),
)

# A row an act: an alert set aside with its reason, or taken back. ``mark`` is what it said: another one is another alert.
alert_dismissal = Table(
    "alert_dismissal",
    metadata,
    Column("id", RowId, primary_key=True, autoincrement=True),
    Column("at", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("office", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("territory", Text, nullable=False),
    Column("mark", Text, nullable=False),
    Column("edition", Integer, nullable=False),
    Column("restored", Boolean, nullable=False),
    Index("ix_alert_dismissal_territory", "territory", "mark"),
)

# Who asked to be written to, of what, and what was last told. ``secret`` signs the link that ends it.
mail_subscription = Table(
    "mail_subscription",
    metadata,
    Column("id", Text, primary_key=True),
    Column("login", Text, nullable=False),
    Column("address", Text, nullable=False),
    Column("lang", Text, nullable=False),
    Column("territory", Text, nullable=False),
    Column("editions", Boolean, nullable=False),
    Column("alerts", JsonText("tuple"), nullable=False),
    Column("report", Boolean, nullable=False),
    Column("secret", Text, nullable=False),
    Column("edition", Integer, nullable=False),
    Column("told", JsonText("tuple"), nullable=False),
    Column("created_at", Text, nullable=False),
    Column("ended_at", Text),
    Column("refused_at", Text),
    Index("ix_mail_subscription_login", "login"),
)

# The queue. A message holds whom it is for and why; its words are made when it leaves.
mail_message = Table(
    "mail_message",
    metadata,
    Column("id", Text, primary_key=True),
    Column("subscription", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("key", Text, nullable=False),
    Column("payload", JsonText("mapping"), nullable=False),
    Column("state", Text, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("due_at", Text, nullable=False),
    Column("claimed_at", Text),
    Column("created_at", Text, nullable=False),
    Column("ended_at", Text),
    Column("error", Text, nullable=False),
    Index("uq_mail_message_key", "subscription", "kind", "key", unique=True),
    Index("ix_mail_message_due", "state", "due_at"),
)

# What somebody says of a figure, in the edition where it was read; closed with a reason, never erased. ``address`` is
# the page and its choices, without the frame's.
figure_comment = Table(
    "figure_comment",
    metadata,
    Column("id", RowId, primary_key=True, autoincrement=True),
    Column("at", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("account", Text, nullable=False),
    Column("territory", Text, nullable=False),
    Column("edition", Integer, nullable=False),
    Column("year", Integer, nullable=False),
    Column("subject", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("address", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("closed_at", Text),
    Column("closed_by", Text, nullable=False),
    Column("closed_reason", Text, nullable=False),
    Index("ix_figure_comment_territory", "territory", "edition"),
)
