"""How the service is held: its database, who enters, what is published, loaded, refreshed and kept of persons."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field, model_validator

from indicators.errors import ToldError, marked
from indicators.settings.sections import Section


class Database(Section):
    """Where data is kept. Both empty: SQLite in the user's data folder of the platform.

    The environment variables OUVERTURE_DATABASE_URL and OUVERTURE_DATA_DIR win over these keys.
    """

    url: str = ""
    folder: str = ""


class Access(Section):
    """Who may enter and do what. ``roles`` maps a role to the groups that hold it in the claim of the provider.

    ``people`` gives a role to an e-mail address or a subject of the provider; addresses that the provider does not
    state as verified count only with ``trust_email``. Beyond ``attempts`` failures, each sign-in waits longer, up to
    ``wait_seconds``.
    """

    mode: Literal["single_user", "accounts", "oidc", "public"] = "single_user"
    roles_claim: str = "groups"
    territories_claim: str = ""
    roles: dict[Literal["reader", "officer", "approver", "administrator"], tuple[str, ...]] = Field(
        default_factory=dict
    )
    people: dict[str, Literal["reader", "officer", "approver", "administrator"]] = Field(default_factory=dict)
    trust_email: bool = False
    default_role: Literal["", "reader", "officer"] = "reader"
    session_hours: int = Field(default=10, ge=1, le=168)
    password_length: int = Field(default=12, ge=12, le=128)
    attempts: int = Field(default=3, ge=1, le=10)
    wait_seconds: int = Field(default=60, ge=30, le=900)


class Publication(Section):
    """How an edition is published: by one person, or checked by a second one."""

    second_person: bool = False


class Uploads(Section):
    """What one file may weigh, what the documents attached to records may, and how many days what was given up is kept.

    An attached document is a line of the backup, which reads lines of 64 MiB at most: hence 40 megabytes.
    """

    max_megabytes: int = Field(default=250, ge=1)
    max_rows: int = Field(default=2_000_000, ge=1)
    keep_days: int = Field(default=30, ge=0)
    max_attachment_megabytes: int = Field(default=10, ge=1, le=40)
    all_attachments_megabytes: int = Field(default=500, ge=1)


class SqlSource(Section):
    """A database that officers refresh from. ``url_env`` names the environment variable that holds its address."""

    name: str = Field(min_length=1)
    url_env: str = Field(pattern=r"^[A-Z][A-Z0-9_]*$")
    query: str = Field(min_length=1)
    schema_name: str = Field(alias="schema", min_length=1)
    timeout_seconds: int = Field(default=60, ge=1, le=3600)
    row_limit: int = Field(default=200_000, ge=1)

    @model_validator(mode="after")
    def _reads(self) -> Self:
        first = self.query.strip().split(None, 1)[0].lower() if self.query.strip() else ""
        if first not in {"select", "with"}:
            raise ToldError(
                marked("query : commence par « {word} » ; accepté : une requête de lecture, SELECT ou WITH"), word=first
            )
        return self


class Privacy(Section):
    """Names of persons: none unless ``names`` allows them, kept ``keep_months`` after what they were written for."""

    names: bool = False
    keep_months: int = Field(default=24, ge=1, le=120)
