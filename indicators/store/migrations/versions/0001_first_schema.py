"""The first schema: editions, the records they hold, drafts, audit and working documents."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "audit_entry",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("details", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_entry")),
    )
    op.create_index("ix_audit_entry_at", "audit_entry", ["at"], unique=False)
    op.create_table(
        "document",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("territory", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.Text(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document")),
    )
    op.create_index("uq_document_version", "document", ["kind", "territory", "key", "version"], unique=True)
    op.create_table(
        "edition",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("published_at", sa.Text(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("approver", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("restores", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_edition")),
    )
    op.create_table(
        "activity",
        sa.Column("row_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("from_edition", sa.Integer(), nullable=False),
        sa.Column("to_edition", sa.Integer(), nullable=True),
        sa.Column("batch", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("territory", sa.Text(), nullable=False),
        sa.Column("year", sa.BigInteger(), nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("partnership", sa.Text(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("objective", sa.Text(), nullable=False),
        sa.Column("level", sa.Text(), nullable=False),
        sa.Column("indicators", sa.Text(), nullable=False),
        sa.Column("sdgs", sa.Text(), nullable=False),
        sa.Column("actors", sa.Text(), nullable=False),
        sa.Column("results", sa.Text(), nullable=False),
        sa.Column("conclusions", sa.Text(), nullable=False),
        sa.Column("lessons", sa.Text(), nullable=False),
        sa.Column("perspectives", sa.Text(), nullable=False),
        sa.Column("beneficiaries", sa.BigInteger(), nullable=True),
        sa.Column("amount", sa.BigInteger(), nullable=True),
        sa.Column("external_amount", sa.BigInteger(), nullable=True),
        sa.Column("planned", sa.Boolean(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("last_exchange", sa.Text(), nullable=False),
        sa.Column("documents", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("example", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["from_edition"], ["edition.number"], name=op.f("fk_activity_from_edition_edition")),
        sa.ForeignKeyConstraint(["to_edition"], ["edition.number"], name=op.f("fk_activity_to_edition_edition")),
        sa.PrimaryKeyConstraint("row_id", name=op.f("pk_activity")),
    )
    op.create_index("ix_activity_closed", "activity", ["to_edition"], unique=False)
    op.create_index("ix_activity_opened", "activity", ["from_edition"], unique=False)
    op.create_index("ix_activity_validity", "activity", ["territory", "from_edition", "to_edition"], unique=False)
    op.create_index(
        "uq_activity_live",
        "activity",
        ["id"],
        unique=True,
        sqlite_where=sa.text("to_edition IS NULL"),
        postgresql_where=sa.text("to_edition IS NULL"),
    )
    op.create_table(
        "actor",
        sa.Column("row_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("from_edition", sa.Integer(), nullable=False),
        sa.Column("to_edition", sa.Integer(), nullable=True),
        sa.Column("batch", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("territory", sa.Text(), nullable=False),
        sa.Column("group", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("countries", sa.Text(), nullable=False),
        sa.Column("themes", sa.Text(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("example", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["from_edition"], ["edition.number"], name=op.f("fk_actor_from_edition_edition")),
        sa.ForeignKeyConstraint(["to_edition"], ["edition.number"], name=op.f("fk_actor_to_edition_edition")),
        sa.PrimaryKeyConstraint("row_id", name=op.f("pk_actor")),
    )
    op.create_index("ix_actor_closed", "actor", ["to_edition"], unique=False)
    op.create_index("ix_actor_opened", "actor", ["from_edition"], unique=False)
    op.create_index("ix_actor_validity", "actor", ["territory", "from_edition", "to_edition"], unique=False)
    op.create_index(
        "uq_actor_live",
        "actor",
        ["id"],
        unique=True,
        sqlite_where=sa.text("to_edition IS NULL"),
        postgresql_where=sa.text("to_edition IS NULL"),
    )
    op.create_table(
        "budget_line",
        sa.Column("row_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("from_edition", sa.Integer(), nullable=False),
        sa.Column("to_edition", sa.Integer(), nullable=True),
        sa.Column("batch", sa.Text(), nullable=False),
        sa.Column("territory", sa.Text(), nullable=False),
        sa.Column("year", sa.BigInteger(), nullable=False),
        sa.Column("line", sa.Text(), nullable=False),
        sa.Column("budget", sa.Text(), nullable=False),
        sa.Column("instruction", sa.Text(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("function", sa.Text(), nullable=False),
        sa.Column("function_label", sa.Text(), nullable=False),
        sa.Column("nature", sa.Text(), nullable=False),
        sa.Column("nature_label", sa.Text(), nullable=False),
        sa.Column("chapter", sa.Text(), nullable=False),
        sa.Column("direction", sa.Text(), nullable=False),
        sa.Column("section", sa.Text(), nullable=False),
        sa.Column("voted", sa.BigInteger(), nullable=True),
        sa.Column("committed", sa.BigInteger(), nullable=True),
        sa.Column("paid", sa.BigInteger(), nullable=True),
        sa.Column("attached", sa.BigInteger(), nullable=True),
        sa.Column("rubric", sa.Text(), nullable=False),
        sa.Column("rubric_status", sa.Text(), nullable=False),
        sa.Column("rubric_author", sa.Text(), nullable=False),
        sa.Column("rubric_date", sa.Text(), nullable=False),
        sa.Column("funding_source", sa.Text(), nullable=False),
        sa.Column("partnership", sa.Text(), nullable=False),
        sa.Column("project", sa.Text(), nullable=False),
        sa.Column("objective", sa.Text(), nullable=False),
        sa.Column("country", sa.Text(), nullable=False),
        sa.Column("sdgs", sa.Text(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("intra_group", sa.Boolean(), nullable=False),
        sa.Column("in_kind", sa.Boolean(), nullable=False),
        sa.Column("perimeter", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("example", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["from_edition"], ["edition.number"], name=op.f("fk_budget_line_from_edition_edition")),
        sa.ForeignKeyConstraint(["to_edition"], ["edition.number"], name=op.f("fk_budget_line_to_edition_edition")),
        sa.PrimaryKeyConstraint("row_id", name=op.f("pk_budget_line")),
    )
    op.create_index("ix_budget_line_closed", "budget_line", ["to_edition"], unique=False)
    op.create_index("ix_budget_line_opened", "budget_line", ["from_edition"], unique=False)
    op.create_index("ix_budget_line_validity", "budget_line", ["territory", "from_edition", "to_edition"], unique=False)
    op.create_index(
        "uq_budget_line_live",
        "budget_line",
        ["territory", "year", "line"],
        unique=True,
        sqlite_where=sa.text("to_edition IS NULL"),
        postgresql_where=sa.text("to_edition IS NULL"),
    )
    op.create_table(
        "community",
        sa.Column("row_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("from_edition", sa.Integer(), nullable=False),
        sa.Column("to_edition", sa.Integer(), nullable=True),
        sa.Column("batch", sa.Text(), nullable=False),
        sa.Column("territory", sa.Text(), nullable=False),
        sa.Column("country", sa.Text(), nullable=False),
        sa.Column("year", sa.BigInteger(), nullable=False),
        sa.Column("population", sa.BigInteger(), nullable=True),
        sa.Column("rank", sa.BigInteger(), nullable=True),
        sa.Column("definition", sa.Text(), nullable=False),
        sa.Column("geo_level", sa.Text(), nullable=False),
        sa.Column("reliability", sa.Text(), nullable=False),
        sa.Column("publisher", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("example", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["from_edition"], ["edition.number"], name=op.f("fk_community_from_edition_edition")),
        sa.ForeignKeyConstraint(["to_edition"], ["edition.number"], name=op.f("fk_community_to_edition_edition")),
        sa.PrimaryKeyConstraint("row_id", name=op.f("pk_community")),
    )
    op.create_index("ix_community_closed", "community", ["to_edition"], unique=False)
    op.create_index("ix_community_opened", "community", ["from_edition"], unique=False)
    op.create_index("ix_community_validity", "community", ["territory", "from_edition", "to_edition"], unique=False)
    op.create_index(
        "uq_community_live",
        "community",
        ["territory", "country", "year"],
        unique=True,
        sqlite_where=sa.text("to_edition IS NULL"),
        postgresql_where=sa.text("to_edition IS NULL"),
    )
    op.create_table(
        "envelope",
        sa.Column("row_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("from_edition", sa.Integer(), nullable=False),
        sa.Column("to_edition", sa.Integer(), nullable=True),
        sa.Column("batch", sa.Text(), nullable=False),
        sa.Column("territory", sa.Text(), nullable=False),
        sa.Column("programme", sa.Text(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("authorised", sa.BigInteger(), nullable=True),
        sa.Column("voted_by_year", sa.Text(), nullable=False),
        sa.Column("paid_by_year", sa.Text(), nullable=False),
        sa.Column("rubric", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("example", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["from_edition"], ["edition.number"], name=op.f("fk_envelope_from_edition_edition")),
        sa.ForeignKeyConstraint(["to_edition"], ["edition.number"], name=op.f("fk_envelope_to_edition_edition")),
        sa.PrimaryKeyConstraint("row_id", name=op.f("pk_envelope")),
    )
    op.create_index("ix_envelope_closed", "envelope", ["to_edition"], unique=False)
    op.create_index("ix_envelope_opened", "envelope", ["from_edition"], unique=False)
    op.create_index("ix_envelope_validity", "envelope", ["territory", "from_edition", "to_edition"], unique=False)
    op.create_index(
        "uq_envelope_live",
        "envelope",
        ["territory", "programme", "version"],
        unique=True,
        sqlite_where=sa.text("to_edition IS NULL"),
        postgresql_where=sa.text("to_edition IS NULL"),
    )
    op.create_table(
        "externality_measure",
        sa.Column("row_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("from_edition", sa.Integer(), nullable=False),
        sa.Column("to_edition", sa.Integer(), nullable=True),
        sa.Column("batch", sa.Text(), nullable=False),
        sa.Column("territory", sa.Text(), nullable=False),
        sa.Column("indicator", sa.Text(), nullable=False),
        sa.Column("measure", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("date", sa.Text(), nullable=False),
        sa.Column("expected_effect", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("example", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["from_edition"], ["edition.number"], name=op.f("fk_externality_measure_from_edition_edition")
        ),
        sa.ForeignKeyConstraint(
            ["to_edition"], ["edition.number"], name=op.f("fk_externality_measure_to_edition_edition")
        ),
        sa.PrimaryKeyConstraint("row_id", name=op.f("pk_externality_measure")),
    )
    op.create_index("ix_externality_measure_closed", "externality_measure", ["to_edition"], unique=False)
    op.create_index("ix_externality_measure_opened", "externality_measure", ["from_edition"], unique=False)
    op.create_index(
        "ix_externality_measure_validity",
        "externality_measure",
        ["territory", "from_edition", "to_edition"],
        unique=False,
    )
    op.create_index(
        "uq_externality_measure_live",
        "externality_measure",
        ["territory", "indicator", "measure"],
        unique=True,
        sqlite_where=sa.text("to_edition IS NULL"),
        postgresql_where=sa.text("to_edition IS NULL"),
    )
    op.create_table(
        "import_batch",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("territory", sa.Text(), nullable=False),
        sa.Column("created_at", sa.Text(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("base_edition", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=True),
        sa.Column("issues", sa.Text(), nullable=False),
        sa.Column("approval_author", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["edition"], ["edition.number"], name=op.f("fk_import_batch_edition_edition")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_batch")),
    )
    op.create_table(
        "membership",
        sa.Column("row_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("from_edition", sa.Integer(), nullable=False),
        sa.Column("to_edition", sa.Integer(), nullable=True),
        sa.Column("batch", sa.Text(), nullable=False),
        sa.Column("territory", sa.Text(), nullable=False),
        sa.Column("network", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("since", sa.Text(), nullable=False),
        sa.Column("until", sa.Text(), nullable=False),
        sa.Column("fee", sa.BigInteger(), nullable=True),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("results", sa.Text(), nullable=False),
        sa.Column("last_result", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("seat_city", sa.Text(), nullable=False),
        sa.Column("country", sa.Text(), nullable=False),
        sa.Column("latitude", sa.Float(precision=53), nullable=True),
        sa.Column("longitude", sa.Float(precision=53), nullable=True),
        sa.Column("reliability", sa.Text(), nullable=False),
        sa.Column("publisher", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("example", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["from_edition"], ["edition.number"], name=op.f("fk_membership_from_edition_edition")),
        sa.ForeignKeyConstraint(["to_edition"], ["edition.number"], name=op.f("fk_membership_to_edition_edition")),
        sa.PrimaryKeyConstraint("row_id", name=op.f("pk_membership")),
    )
    op.create_index("ix_membership_closed", "membership", ["to_edition"], unique=False)
    op.create_index("ix_membership_opened", "membership", ["from_edition"], unique=False)
    op.create_index("ix_membership_validity", "membership", ["territory", "from_edition", "to_edition"], unique=False)
    op.create_index(
        "uq_membership_live",
        "membership",
        ["territory", "network"],
        unique=True,
        sqlite_where=sa.text("to_edition IS NULL"),
        postgresql_where=sa.text("to_edition IS NULL"),
    )
    op.create_table(
        "objective",
        sa.Column("row_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("from_edition", sa.Integer(), nullable=False),
        sa.Column("to_edition", sa.Integer(), nullable=True),
        sa.Column("batch", sa.Text(), nullable=False),
        sa.Column("territory", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("level", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("parent", sa.Text(), nullable=False),
        sa.Column("indicators", sa.Text(), nullable=False),
        sa.Column("sdgs", sa.Text(), nullable=False),
        sa.Column("plan", sa.Text(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("deadline", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("example", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["from_edition"], ["edition.number"], name=op.f("fk_objective_from_edition_edition")),
        sa.ForeignKeyConstraint(["to_edition"], ["edition.number"], name=op.f("fk_objective_to_edition_edition")),
        sa.PrimaryKeyConstraint("row_id", name=op.f("pk_objective")),
    )
    op.create_index("ix_objective_closed", "objective", ["to_edition"], unique=False)
    op.create_index("ix_objective_opened", "objective", ["from_edition"], unique=False)
    op.create_index("ix_objective_validity", "objective", ["territory", "from_edition", "to_edition"], unique=False)
    op.create_index(
        "uq_objective_live",
        "objective",
        ["territory", "id"],
        unique=True,
        sqlite_where=sa.text("to_edition IS NULL"),
        postgresql_where=sa.text("to_edition IS NULL"),
    )
    op.create_table(
        "observation",
        sa.Column("row_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("from_edition", sa.Integer(), nullable=False),
        sa.Column("to_edition", sa.Integer(), nullable=True),
        sa.Column("batch", sa.Text(), nullable=False),
        sa.Column("territory", sa.Text(), nullable=False),
        sa.Column("indicator", sa.Text(), nullable=False),
        sa.Column("year", sa.BigInteger(), nullable=False),
        sa.Column("value", sa.Float(precision=53), nullable=True),
        sa.Column("numerator", sa.Float(precision=53), nullable=True),
        sa.Column("denominator", sa.Float(precision=53), nullable=True),
        sa.Column("low", sa.Float(precision=53), nullable=True),
        sa.Column("high", sa.Float(precision=53), nullable=True),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("geo_level", sa.Text(), nullable=False),
        sa.Column("geo_name", sa.Text(), nullable=False),
        sa.Column("quality", sa.Text(), nullable=False),
        sa.Column("reliability", sa.Text(), nullable=False),
        sa.Column("series_break", sa.Boolean(), nullable=False),
        sa.Column("publisher", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("assessor", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("example", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["from_edition"], ["edition.number"], name=op.f("fk_observation_from_edition_edition")),
        sa.ForeignKeyConstraint(["to_edition"], ["edition.number"], name=op.f("fk_observation_to_edition_edition")),
        sa.PrimaryKeyConstraint("row_id", name=op.f("pk_observation")),
    )
    op.create_index("ix_observation_closed", "observation", ["to_edition"], unique=False)
    op.create_index("ix_observation_indicator", "observation", ["indicator", "year", "from_edition"], unique=False)
    op.create_index("ix_observation_opened", "observation", ["from_edition"], unique=False)
    op.create_index("ix_observation_validity", "observation", ["territory", "from_edition", "to_edition"], unique=False)
    op.create_index(
        "uq_observation_live",
        "observation",
        ["territory", "indicator", "year"],
        unique=True,
        sqlite_where=sa.text("to_edition IS NULL"),
        postgresql_where=sa.text("to_edition IS NULL"),
    )
    op.create_table(
        "partnership",
        sa.Column("row_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("from_edition", sa.Integer(), nullable=False),
        sa.Column("to_edition", sa.Integer(), nullable=True),
        sa.Column("batch", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("territory", sa.Text(), nullable=False),
        sa.Column("partner", sa.Text(), nullable=False),
        sa.Column("country", sa.Text(), nullable=False),
        sa.Column("city", sa.Text(), nullable=False),
        sa.Column("latitude", sa.Float(precision=53), nullable=True),
        sa.Column("longitude", sa.Float(precision=53), nullable=True),
        sa.Column("coordinate_origin", sa.Text(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("management", sa.Text(), nullable=False),
        sa.Column("themes", sa.Text(), nullable=False),
        sa.Column("sdgs", sa.Text(), nullable=False),
        sa.Column("indicators", sa.Text(), nullable=False),
        sa.Column("signed", sa.Text(), nullable=False),
        sa.Column("renewed", sa.Text(), nullable=False),
        sa.Column("ends", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("end_reason", sa.Text(), nullable=False),
        sa.Column("durability", sa.BigInteger(), nullable=True),
        sa.Column("benefits_ours", sa.Text(), nullable=False),
        sa.Column("benefits_theirs", sa.Text(), nullable=False),
        sa.Column("reciprocity_ours", sa.Float(precision=53), nullable=True),
        sa.Column("reciprocity_theirs", sa.Float(precision=53), nullable=True),
        sa.Column("criteria", sa.Text(), nullable=False),
        sa.Column("obstacles", sa.Text(), nullable=False),
        sa.Column("contact_roles", sa.Text(), nullable=False),
        sa.Column("documents", sa.Text(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("reliability", sa.Text(), nullable=False),
        sa.Column("publisher", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("example", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["from_edition"], ["edition.number"], name=op.f("fk_partnership_from_edition_edition")),
        sa.ForeignKeyConstraint(["to_edition"], ["edition.number"], name=op.f("fk_partnership_to_edition_edition")),
        sa.PrimaryKeyConstraint("row_id", name=op.f("pk_partnership")),
    )
    op.create_index("ix_partnership_closed", "partnership", ["to_edition"], unique=False)
    op.create_index("ix_partnership_opened", "partnership", ["from_edition"], unique=False)
    op.create_index("ix_partnership_validity", "partnership", ["territory", "from_edition", "to_edition"], unique=False)
    op.create_index(
        "uq_partnership_live",
        "partnership",
        ["id"],
        unique=True,
        sqlite_where=sa.text("to_edition IS NULL"),
        postgresql_where=sa.text("to_edition IS NULL"),
    )
    op.create_table(
        "self_assessment",
        sa.Column("row_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("from_edition", sa.Integer(), nullable=False),
        sa.Column("to_edition", sa.Integer(), nullable=True),
        sa.Column("batch", sa.Text(), nullable=False),
        sa.Column("territory", sa.Text(), nullable=False),
        sa.Column("year", sa.BigInteger(), nullable=False),
        sa.Column("grid", sa.Text(), nullable=False),
        sa.Column("item", sa.Text(), nullable=False),
        sa.Column("side", sa.Text(), nullable=False),
        sa.Column("partnership", sa.Text(), nullable=False),
        sa.Column("answer", sa.Float(precision=53), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("date", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("example", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["from_edition"], ["edition.number"], name=op.f("fk_self_assessment_from_edition_edition")
        ),
        sa.ForeignKeyConstraint(["to_edition"], ["edition.number"], name=op.f("fk_self_assessment_to_edition_edition")),
        sa.PrimaryKeyConstraint("row_id", name=op.f("pk_self_assessment")),
    )
    op.create_index("ix_self_assessment_closed", "self_assessment", ["to_edition"], unique=False)
    op.create_index("ix_self_assessment_opened", "self_assessment", ["from_edition"], unique=False)
    op.create_index(
        "ix_self_assessment_validity", "self_assessment", ["territory", "from_edition", "to_edition"], unique=False
    )
    op.create_index(
        "uq_self_assessment_live",
        "self_assessment",
        ["territory", "year", "grid", "item", "side", "partnership"],
        unique=True,
        sqlite_where=sa.text("to_edition IS NULL"),
        postgresql_where=sa.text("to_edition IS NULL"),
    )
    op.create_table(
        "target",
        sa.Column("row_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("from_edition", sa.Integer(), nullable=False),
        sa.Column("to_edition", sa.Integer(), nullable=True),
        sa.Column("batch", sa.Text(), nullable=False),
        sa.Column("territory", sa.Text(), nullable=False),
        sa.Column("indicator", sa.Text(), nullable=False),
        sa.Column("plan", sa.Text(), nullable=False),
        sa.Column("baseline_year", sa.BigInteger(), nullable=True),
        sa.Column("baseline_value", sa.Float(precision=53), nullable=True),
        sa.Column("target_year", sa.BigInteger(), nullable=True),
        sa.Column("target_value", sa.Float(precision=53), nullable=True),
        sa.Column("milestones", sa.Text(), nullable=False),
        sa.Column("tolerance", sa.Float(precision=53), nullable=True),
        sa.Column("band_low", sa.Float(precision=53), nullable=True),
        sa.Column("band_high", sa.Float(precision=53), nullable=True),
        sa.Column("method", sa.Text(), nullable=False),
        sa.Column("weight", sa.Float(precision=53), nullable=True),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("example", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["from_edition"], ["edition.number"], name=op.f("fk_target_from_edition_edition")),
        sa.ForeignKeyConstraint(["to_edition"], ["edition.number"], name=op.f("fk_target_to_edition_edition")),
        sa.PrimaryKeyConstraint("row_id", name=op.f("pk_target")),
    )
    op.create_index("ix_target_closed", "target", ["to_edition"], unique=False)
    op.create_index("ix_target_opened", "target", ["from_edition"], unique=False)
    op.create_index("ix_target_validity", "target", ["territory", "from_edition", "to_edition"], unique=False)
    op.create_index(
        "uq_target_live",
        "target",
        ["territory", "indicator", "plan"],
        unique=True,
        sqlite_where=sa.text("to_edition IS NULL"),
        postgresql_where=sa.text("to_edition IS NULL"),
    )
    op.create_table(
        "territory",
        sa.Column("row_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("from_edition", sa.Integer(), nullable=False),
        sa.Column("to_edition", sa.Integer(), nullable=True),
        sa.Column("batch", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("country", sa.Text(), nullable=False),
        sa.Column("parent", sa.Text(), nullable=False),
        sa.Column("siren", sa.Text(), nullable=False),
        sa.Column("latitude", sa.Float(precision=53), nullable=True),
        sa.Column("longitude", sa.Float(precision=53), nullable=True),
        sa.Column("populations", sa.Text(), nullable=False),
        sa.Column("references", sa.Text(), nullable=False),
        sa.Column("fictional", sa.Boolean(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["from_edition"], ["edition.number"], name=op.f("fk_territory_from_edition_edition")),
        sa.ForeignKeyConstraint(["to_edition"], ["edition.number"], name=op.f("fk_territory_to_edition_edition")),
        sa.PrimaryKeyConstraint("row_id", name=op.f("pk_territory")),
    )
    op.create_index("ix_territory_closed", "territory", ["to_edition"], unique=False)
    op.create_index("ix_territory_opened", "territory", ["from_edition"], unique=False)
    op.create_index("ix_territory_validity", "territory", ["from_edition", "to_edition"], unique=False)
    op.create_index(
        "uq_territory_live",
        "territory",
        ["code"],
        unique=True,
        sqlite_where=sa.text("to_edition IS NULL"),
        postgresql_where=sa.text("to_edition IS NULL"),
    )
    op.create_table(
        "draft_activity",
        sa.Column("row_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("batch", sa.Text(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=True),
        sa.Column("territory", sa.Text(), nullable=True),
        sa.Column("year", sa.BigInteger(), nullable=True),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("partnership", sa.Text(), nullable=True),
        sa.Column("type", sa.Text(), nullable=True),
        sa.Column("purpose", sa.Text(), nullable=True),
        sa.Column("objective", sa.Text(), nullable=True),
        sa.Column("level", sa.Text(), nullable=True),
        sa.Column("indicators", sa.Text(), nullable=True),
        sa.Column("sdgs", sa.Text(), nullable=True),
        sa.Column("actors", sa.Text(), nullable=True),
        sa.Column("results", sa.Text(), nullable=True),
        sa.Column("conclusions", sa.Text(), nullable=True),
        sa.Column("lessons", sa.Text(), nullable=True),
        sa.Column("perspectives", sa.Text(), nullable=True),
        sa.Column("beneficiaries", sa.BigInteger(), nullable=True),
        sa.Column("amount", sa.BigInteger(), nullable=True),
        sa.Column("external_amount", sa.BigInteger(), nullable=True),
        sa.Column("planned", sa.Boolean(), nullable=True),
        sa.Column("status", sa.Text(), nullable=True),
        sa.Column("last_exchange", sa.Text(), nullable=True),
        sa.Column("documents", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("example", sa.Boolean(), nullable=True),
        sa.ForeignKeyConstraint(["batch"], ["import_batch.id"], name=op.f("fk_draft_activity_batch_import_batch")),
        sa.PrimaryKeyConstraint("row_id", name=op.f("pk_draft_activity")),
    )
    op.create_index("uq_draft_activity", "draft_activity", ["batch", "id"], unique=True)
    op.create_table(
        "draft_actor",
        sa.Column("row_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("batch", sa.Text(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=True),
        sa.Column("territory", sa.Text(), nullable=True),
        sa.Column("group", sa.Text(), nullable=True),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("role", sa.Text(), nullable=True),
        sa.Column("countries", sa.Text(), nullable=True),
        sa.Column("themes", sa.Text(), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=True),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("example", sa.Boolean(), nullable=True),
        sa.ForeignKeyConstraint(["batch"], ["import_batch.id"], name=op.f("fk_draft_actor_batch_import_batch")),
        sa.PrimaryKeyConstraint("row_id", name=op.f("pk_draft_actor")),
    )
    op.create_index("uq_draft_actor", "draft_actor", ["batch", "id"], unique=True)
    op.create_table(
        "draft_budget_line",
        sa.Column("row_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("batch", sa.Text(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("territory", sa.Text(), nullable=True),
        sa.Column("year", sa.BigInteger(), nullable=True),
        sa.Column("line", sa.Text(), nullable=True),
        sa.Column("budget", sa.Text(), nullable=True),
        sa.Column("instruction", sa.Text(), nullable=True),
        sa.Column("document", sa.Text(), nullable=True),
        sa.Column("function", sa.Text(), nullable=True),
        sa.Column("function_label", sa.Text(), nullable=True),
        sa.Column("nature", sa.Text(), nullable=True),
        sa.Column("nature_label", sa.Text(), nullable=True),
        sa.Column("chapter", sa.Text(), nullable=True),
        sa.Column("direction", sa.Text(), nullable=True),
        sa.Column("section", sa.Text(), nullable=True),
        sa.Column("voted", sa.BigInteger(), nullable=True),
        sa.Column("committed", sa.BigInteger(), nullable=True),
        sa.Column("paid", sa.BigInteger(), nullable=True),
        sa.Column("attached", sa.BigInteger(), nullable=True),
        sa.Column("rubric", sa.Text(), nullable=True),
        sa.Column("rubric_status", sa.Text(), nullable=True),
        sa.Column("rubric_author", sa.Text(), nullable=True),
        sa.Column("rubric_date", sa.Text(), nullable=True),
        sa.Column("funding_source", sa.Text(), nullable=True),
        sa.Column("partnership", sa.Text(), nullable=True),
        sa.Column("project", sa.Text(), nullable=True),
        sa.Column("objective", sa.Text(), nullable=True),
        sa.Column("country", sa.Text(), nullable=True),
        sa.Column("sdgs", sa.Text(), nullable=True),
        sa.Column("purpose", sa.Text(), nullable=True),
        sa.Column("label", sa.Text(), nullable=True),
        sa.Column("intra_group", sa.Boolean(), nullable=True),
        sa.Column("in_kind", sa.Boolean(), nullable=True),
        sa.Column("perimeter", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("example", sa.Boolean(), nullable=True),
        sa.ForeignKeyConstraint(["batch"], ["import_batch.id"], name=op.f("fk_draft_budget_line_batch_import_batch")),
        sa.PrimaryKeyConstraint("row_id", name=op.f("pk_draft_budget_line")),
    )
    op.create_index("uq_draft_budget_line", "draft_budget_line", ["batch", "territory", "year", "line"], unique=True)
    op.create_table(
        "draft_community",
        sa.Column("row_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("batch", sa.Text(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("territory", sa.Text(), nullable=True),
        sa.Column("country", sa.Text(), nullable=True),
        sa.Column("year", sa.BigInteger(), nullable=True),
        sa.Column("population", sa.BigInteger(), nullable=True),
        sa.Column("rank", sa.BigInteger(), nullable=True),
        sa.Column("definition", sa.Text(), nullable=True),
        sa.Column("geo_level", sa.Text(), nullable=True),
        sa.Column("reliability", sa.Text(), nullable=True),
        sa.Column("publisher", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("example", sa.Boolean(), nullable=True),
        sa.ForeignKeyConstraint(["batch"], ["import_batch.id"], name=op.f("fk_draft_community_batch_import_batch")),
        sa.PrimaryKeyConstraint("row_id", name=op.f("pk_draft_community")),
    )
    op.create_index("uq_draft_community", "draft_community", ["batch", "territory", "country", "year"], unique=True)
    op.create_table(
        "draft_envelope",
        sa.Column("row_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("batch", sa.Text(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("territory", sa.Text(), nullable=True),
        sa.Column("programme", sa.Text(), nullable=True),
        sa.Column("version", sa.Text(), nullable=True),
        sa.Column("type", sa.Text(), nullable=True),
        sa.Column("label", sa.Text(), nullable=True),
        sa.Column("authorised", sa.BigInteger(), nullable=True),
        sa.Column("voted_by_year", sa.Text(), nullable=True),
        sa.Column("paid_by_year", sa.Text(), nullable=True),
        sa.Column("rubric", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("example", sa.Boolean(), nullable=True),
        sa.ForeignKeyConstraint(["batch"], ["import_batch.id"], name=op.f("fk_draft_envelope_batch_import_batch")),
        sa.PrimaryKeyConstraint("row_id", name=op.f("pk_draft_envelope")),
    )
    op.create_index("uq_draft_envelope", "draft_envelope", ["batch", "territory", "programme", "version"], unique=True)
    op.create_table(
        "draft_externality_measure",
        sa.Column("row_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("batch", sa.Text(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("territory", sa.Text(), nullable=True),
        sa.Column("indicator", sa.Text(), nullable=True),
        sa.Column("measure", sa.Text(), nullable=True),
        sa.Column("label", sa.Text(), nullable=True),
        sa.Column("status", sa.Text(), nullable=True),
        sa.Column("owner", sa.Text(), nullable=True),
        sa.Column("date", sa.Text(), nullable=True),
        sa.Column("expected_effect", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("example", sa.Boolean(), nullable=True),
        sa.ForeignKeyConstraint(
            ["batch"], ["import_batch.id"], name=op.f("fk_draft_externality_measure_batch_import_batch")
        ),
        sa.PrimaryKeyConstraint("row_id", name=op.f("pk_draft_externality_measure")),
    )
    op.create_index(
        "uq_draft_externality_measure",
        "draft_externality_measure",
        ["batch", "territory", "indicator", "measure"],
        unique=True,
    )
    op.create_table(
        "draft_membership",
        sa.Column("row_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("batch", sa.Text(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("territory", sa.Text(), nullable=True),
        sa.Column("network", sa.Text(), nullable=True),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("since", sa.Text(), nullable=True),
        sa.Column("until", sa.Text(), nullable=True),
        sa.Column("fee", sa.BigInteger(), nullable=True),
        sa.Column("role", sa.Text(), nullable=True),
        sa.Column("results", sa.Text(), nullable=True),
        sa.Column("last_result", sa.Text(), nullable=True),
        sa.Column("status", sa.Text(), nullable=True),
        sa.Column("seat_city", sa.Text(), nullable=True),
        sa.Column("country", sa.Text(), nullable=True),
        sa.Column("latitude", sa.Float(precision=53), nullable=True),
        sa.Column("longitude", sa.Float(precision=53), nullable=True),
        sa.Column("reliability", sa.Text(), nullable=True),
        sa.Column("publisher", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("example", sa.Boolean(), nullable=True),
        sa.ForeignKeyConstraint(["batch"], ["import_batch.id"], name=op.f("fk_draft_membership_batch_import_batch")),
        sa.PrimaryKeyConstraint("row_id", name=op.f("pk_draft_membership")),
    )
    op.create_index("uq_draft_membership", "draft_membership", ["batch", "territory", "network"], unique=True)
    op.create_table(
        "draft_objective",
        sa.Column("row_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("batch", sa.Text(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("territory", sa.Text(), nullable=True),
        sa.Column("id", sa.Text(), nullable=True),
        sa.Column("level", sa.Text(), nullable=True),
        sa.Column("label", sa.Text(), nullable=True),
        sa.Column("parent", sa.Text(), nullable=True),
        sa.Column("indicators", sa.Text(), nullable=True),
        sa.Column("sdgs", sa.Text(), nullable=True),
        sa.Column("plan", sa.Text(), nullable=True),
        sa.Column("owner", sa.Text(), nullable=True),
        sa.Column("deadline", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("example", sa.Boolean(), nullable=True),
        sa.ForeignKeyConstraint(["batch"], ["import_batch.id"], name=op.f("fk_draft_objective_batch_import_batch")),
        sa.PrimaryKeyConstraint("row_id", name=op.f("pk_draft_objective")),
    )
    op.create_index("uq_draft_objective", "draft_objective", ["batch", "territory", "id"], unique=True)
    op.create_table(
        "draft_observation",
        sa.Column("row_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("batch", sa.Text(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("territory", sa.Text(), nullable=True),
        sa.Column("indicator", sa.Text(), nullable=True),
        sa.Column("year", sa.BigInteger(), nullable=True),
        sa.Column("value", sa.Float(precision=53), nullable=True),
        sa.Column("numerator", sa.Float(precision=53), nullable=True),
        sa.Column("denominator", sa.Float(precision=53), nullable=True),
        sa.Column("low", sa.Float(precision=53), nullable=True),
        sa.Column("high", sa.Float(precision=53), nullable=True),
        sa.Column("unit", sa.Text(), nullable=True),
        sa.Column("geo_level", sa.Text(), nullable=True),
        sa.Column("geo_name", sa.Text(), nullable=True),
        sa.Column("quality", sa.Text(), nullable=True),
        sa.Column("reliability", sa.Text(), nullable=True),
        sa.Column("series_break", sa.Boolean(), nullable=True),
        sa.Column("publisher", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("owner", sa.Text(), nullable=True),
        sa.Column("evidence", sa.Text(), nullable=True),
        sa.Column("assessor", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("example", sa.Boolean(), nullable=True),
        sa.ForeignKeyConstraint(["batch"], ["import_batch.id"], name=op.f("fk_draft_observation_batch_import_batch")),
        sa.PrimaryKeyConstraint("row_id", name=op.f("pk_draft_observation")),
    )
    op.create_index(
        "uq_draft_observation", "draft_observation", ["batch", "territory", "indicator", "year"], unique=True
    )
    op.create_table(
        "draft_partnership",
        sa.Column("row_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("batch", sa.Text(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=True),
        sa.Column("territory", sa.Text(), nullable=True),
        sa.Column("partner", sa.Text(), nullable=True),
        sa.Column("country", sa.Text(), nullable=True),
        sa.Column("city", sa.Text(), nullable=True),
        sa.Column("latitude", sa.Float(precision=53), nullable=True),
        sa.Column("longitude", sa.Float(precision=53), nullable=True),
        sa.Column("coordinate_origin", sa.Text(), nullable=True),
        sa.Column("type", sa.Text(), nullable=True),
        sa.Column("management", sa.Text(), nullable=True),
        sa.Column("themes", sa.Text(), nullable=True),
        sa.Column("sdgs", sa.Text(), nullable=True),
        sa.Column("indicators", sa.Text(), nullable=True),
        sa.Column("signed", sa.Text(), nullable=True),
        sa.Column("renewed", sa.Text(), nullable=True),
        sa.Column("ends", sa.Text(), nullable=True),
        sa.Column("status", sa.Text(), nullable=True),
        sa.Column("end_reason", sa.Text(), nullable=True),
        sa.Column("durability", sa.BigInteger(), nullable=True),
        sa.Column("benefits_ours", sa.Text(), nullable=True),
        sa.Column("benefits_theirs", sa.Text(), nullable=True),
        sa.Column("reciprocity_ours", sa.Float(precision=53), nullable=True),
        sa.Column("reciprocity_theirs", sa.Float(precision=53), nullable=True),
        sa.Column("criteria", sa.Text(), nullable=True),
        sa.Column("obstacles", sa.Text(), nullable=True),
        sa.Column("contact_roles", sa.Text(), nullable=True),
        sa.Column("documents", sa.Text(), nullable=True),
        sa.Column("owner", sa.Text(), nullable=True),
        sa.Column("reliability", sa.Text(), nullable=True),
        sa.Column("publisher", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("example", sa.Boolean(), nullable=True),
        sa.ForeignKeyConstraint(["batch"], ["import_batch.id"], name=op.f("fk_draft_partnership_batch_import_batch")),
        sa.PrimaryKeyConstraint("row_id", name=op.f("pk_draft_partnership")),
    )
    op.create_index("uq_draft_partnership", "draft_partnership", ["batch", "id"], unique=True)
    op.create_table(
        "draft_self_assessment",
        sa.Column("row_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("batch", sa.Text(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("territory", sa.Text(), nullable=True),
        sa.Column("year", sa.BigInteger(), nullable=True),
        sa.Column("grid", sa.Text(), nullable=True),
        sa.Column("item", sa.Text(), nullable=True),
        sa.Column("side", sa.Text(), nullable=True),
        sa.Column("partnership", sa.Text(), nullable=True),
        sa.Column("answer", sa.Float(precision=53), nullable=True),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("evidence", sa.Text(), nullable=True),
        sa.Column("author", sa.Text(), nullable=True),
        sa.Column("date", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("example", sa.Boolean(), nullable=True),
        sa.ForeignKeyConstraint(
            ["batch"], ["import_batch.id"], name=op.f("fk_draft_self_assessment_batch_import_batch")
        ),
        sa.PrimaryKeyConstraint("row_id", name=op.f("pk_draft_self_assessment")),
    )
    op.create_index(
        "uq_draft_self_assessment",
        "draft_self_assessment",
        ["batch", "territory", "year", "grid", "item", "side", "partnership"],
        unique=True,
    )
    op.create_table(
        "draft_target",
        sa.Column("row_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("batch", sa.Text(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("territory", sa.Text(), nullable=True),
        sa.Column("indicator", sa.Text(), nullable=True),
        sa.Column("plan", sa.Text(), nullable=True),
        sa.Column("baseline_year", sa.BigInteger(), nullable=True),
        sa.Column("baseline_value", sa.Float(precision=53), nullable=True),
        sa.Column("target_year", sa.BigInteger(), nullable=True),
        sa.Column("target_value", sa.Float(precision=53), nullable=True),
        sa.Column("milestones", sa.Text(), nullable=True),
        sa.Column("tolerance", sa.Float(precision=53), nullable=True),
        sa.Column("band_low", sa.Float(precision=53), nullable=True),
        sa.Column("band_high", sa.Float(precision=53), nullable=True),
        sa.Column("method", sa.Text(), nullable=True),
        sa.Column("weight", sa.Float(precision=53), nullable=True),
        sa.Column("owner", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("example", sa.Boolean(), nullable=True),
        sa.ForeignKeyConstraint(["batch"], ["import_batch.id"], name=op.f("fk_draft_target_batch_import_batch")),
        sa.PrimaryKeyConstraint("row_id", name=op.f("pk_draft_target")),
    )
    op.create_index("uq_draft_target", "draft_target", ["batch", "territory", "indicator", "plan"], unique=True)
    op.create_table(
        "draft_territory",
        sa.Column("row_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("batch", sa.Text(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=True),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("type", sa.Text(), nullable=True),
        sa.Column("role", sa.Text(), nullable=True),
        sa.Column("country", sa.Text(), nullable=True),
        sa.Column("parent", sa.Text(), nullable=True),
        sa.Column("siren", sa.Text(), nullable=True),
        sa.Column("latitude", sa.Float(precision=53), nullable=True),
        sa.Column("longitude", sa.Float(precision=53), nullable=True),
        sa.Column("populations", sa.Text(), nullable=True),
        sa.Column("references", sa.Text(), nullable=True),
        sa.Column("fictional", sa.Boolean(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["batch"], ["import_batch.id"], name=op.f("fk_draft_territory_batch_import_batch")),
        sa.PrimaryKeyConstraint("row_id", name=op.f("pk_draft_territory")),
    )
    op.create_index("uq_draft_territory", "draft_territory", ["batch", "code"], unique=True)


def downgrade() -> None:
    op.drop_index("uq_draft_territory", table_name="draft_territory")
    op.drop_table("draft_territory")
    op.drop_index("uq_draft_target", table_name="draft_target")
    op.drop_table("draft_target")
    op.drop_index("uq_draft_self_assessment", table_name="draft_self_assessment")
    op.drop_table("draft_self_assessment")
    op.drop_index("uq_draft_partnership", table_name="draft_partnership")
    op.drop_table("draft_partnership")
    op.drop_index("uq_draft_observation", table_name="draft_observation")
    op.drop_table("draft_observation")
    op.drop_index("uq_draft_objective", table_name="draft_objective")
    op.drop_table("draft_objective")
    op.drop_index("uq_draft_membership", table_name="draft_membership")
    op.drop_table("draft_membership")
    op.drop_index("uq_draft_externality_measure", table_name="draft_externality_measure")
    op.drop_table("draft_externality_measure")
    op.drop_index("uq_draft_envelope", table_name="draft_envelope")
    op.drop_table("draft_envelope")
    op.drop_index("uq_draft_community", table_name="draft_community")
    op.drop_table("draft_community")
    op.drop_index("uq_draft_budget_line", table_name="draft_budget_line")
    op.drop_table("draft_budget_line")
    op.drop_index("uq_draft_actor", table_name="draft_actor")
    op.drop_table("draft_actor")
    op.drop_index("uq_draft_activity", table_name="draft_activity")
    op.drop_table("draft_activity")
    op.drop_index(
        "uq_territory_live",
        table_name="territory",
        sqlite_where=sa.text("to_edition IS NULL"),
        postgresql_where=sa.text("to_edition IS NULL"),
    )
    op.drop_index("ix_territory_validity", table_name="territory")
    op.drop_index("ix_territory_opened", table_name="territory")
    op.drop_index("ix_territory_closed", table_name="territory")
    op.drop_table("territory")
    op.drop_index(
        "uq_target_live",
        table_name="target",
        sqlite_where=sa.text("to_edition IS NULL"),
        postgresql_where=sa.text("to_edition IS NULL"),
    )
    op.drop_index("ix_target_validity", table_name="target")
    op.drop_index("ix_target_opened", table_name="target")
    op.drop_index("ix_target_closed", table_name="target")
    op.drop_table("target")
    op.drop_index(
        "uq_self_assessment_live",
        table_name="self_assessment",
        sqlite_where=sa.text("to_edition IS NULL"),
        postgresql_where=sa.text("to_edition IS NULL"),
    )
    op.drop_index("ix_self_assessment_validity", table_name="self_assessment")
    op.drop_index("ix_self_assessment_opened", table_name="self_assessment")
    op.drop_index("ix_self_assessment_closed", table_name="self_assessment")
    op.drop_table("self_assessment")
    op.drop_index(
        "uq_partnership_live",
        table_name="partnership",
        sqlite_where=sa.text("to_edition IS NULL"),
        postgresql_where=sa.text("to_edition IS NULL"),
    )
    op.drop_index("ix_partnership_validity", table_name="partnership")
    op.drop_index("ix_partnership_opened", table_name="partnership")
    op.drop_index("ix_partnership_closed", table_name="partnership")
    op.drop_table("partnership")
    op.drop_index(
        "uq_observation_live",
        table_name="observation",
        sqlite_where=sa.text("to_edition IS NULL"),
        postgresql_where=sa.text("to_edition IS NULL"),
    )
    op.drop_index("ix_observation_validity", table_name="observation")
    op.drop_index("ix_observation_opened", table_name="observation")
    op.drop_index("ix_observation_indicator", table_name="observation")
    op.drop_index("ix_observation_closed", table_name="observation")
    op.drop_table("observation")
    op.drop_index(
        "uq_objective_live",
        table_name="objective",
        sqlite_where=sa.text("to_edition IS NULL"),
        postgresql_where=sa.text("to_edition IS NULL"),
    )
    op.drop_index("ix_objective_validity", table_name="objective")
    op.drop_index("ix_objective_opened", table_name="objective")
    op.drop_index("ix_objective_closed", table_name="objective")
    op.drop_table("objective")
    op.drop_index(
        "uq_membership_live",
        table_name="membership",
        sqlite_where=sa.text("to_edition IS NULL"),
        postgresql_where=sa.text("to_edition IS NULL"),
    )
    op.drop_index("ix_membership_validity", table_name="membership")
    op.drop_index("ix_membership_opened", table_name="membership")
    op.drop_index("ix_membership_closed", table_name="membership")
    op.drop_table("membership")
    op.drop_table("import_batch")
    op.drop_index(
        "uq_externality_measure_live",
        table_name="externality_measure",
        sqlite_where=sa.text("to_edition IS NULL"),
        postgresql_where=sa.text("to_edition IS NULL"),
    )
    op.drop_index("ix_externality_measure_validity", table_name="externality_measure")
    op.drop_index("ix_externality_measure_opened", table_name="externality_measure")
    op.drop_index("ix_externality_measure_closed", table_name="externality_measure")
    op.drop_table("externality_measure")
    op.drop_index(
        "uq_envelope_live",
        table_name="envelope",
        sqlite_where=sa.text("to_edition IS NULL"),
        postgresql_where=sa.text("to_edition IS NULL"),
    )
    op.drop_index("ix_envelope_validity", table_name="envelope")
    op.drop_index("ix_envelope_opened", table_name="envelope")
    op.drop_index("ix_envelope_closed", table_name="envelope")
    op.drop_table("envelope")
    op.drop_index(
        "uq_community_live",
        table_name="community",
        sqlite_where=sa.text("to_edition IS NULL"),
        postgresql_where=sa.text("to_edition IS NULL"),
    )
    op.drop_index("ix_community_validity", table_name="community")
    op.drop_index("ix_community_opened", table_name="community")
    op.drop_index("ix_community_closed", table_name="community")
    op.drop_table("community")
    op.drop_index(
        "uq_budget_line_live",
        table_name="budget_line",
        sqlite_where=sa.text("to_edition IS NULL"),
        postgresql_where=sa.text("to_edition IS NULL"),
    )
    op.drop_index("ix_budget_line_validity", table_name="budget_line")
    op.drop_index("ix_budget_line_opened", table_name="budget_line")
    op.drop_index("ix_budget_line_closed", table_name="budget_line")
    op.drop_table("budget_line")
    op.drop_index(
        "uq_actor_live",
        table_name="actor",
        sqlite_where=sa.text("to_edition IS NULL"),
        postgresql_where=sa.text("to_edition IS NULL"),
    )
    op.drop_index("ix_actor_validity", table_name="actor")
    op.drop_index("ix_actor_opened", table_name="actor")
    op.drop_index("ix_actor_closed", table_name="actor")
    op.drop_table("actor")
    op.drop_index(
        "uq_activity_live",
        table_name="activity",
        sqlite_where=sa.text("to_edition IS NULL"),
        postgresql_where=sa.text("to_edition IS NULL"),
    )
    op.drop_index("ix_activity_validity", table_name="activity")
    op.drop_index("ix_activity_opened", table_name="activity")
    op.drop_index("ix_activity_closed", table_name="activity")
    op.drop_table("activity")
    op.drop_table("edition")
    op.drop_index("uq_document_version", table_name="document")
    op.drop_table("document")
    op.drop_index("ix_audit_entry_at", table_name="audit_entry")
    op.drop_table("audit_entry")
