"""What ``config.toml`` says of access: how people are known, and what an identity provider's claims are worth."""

from __future__ import annotations

import os
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from indicators.access.roles import Role

MODE_VARIABLE = "OUVERTURE_ACCESS_MODE"
AccessMode = Literal["local", "accounts", "public"]


class ProviderSettings(BaseModel):
    """Roles of the people whom an OpenID Connect provider signs in; the provider itself is in ``secrets.toml``.

    ``claim`` is the name of the claim that lists groups or roles (a dotted path for a nested one),
    ``claim_roles`` the values that give each role, ``people`` the role of an e-mail address or of a subject.
    ``trust_email`` takes addresses that the provider does not state as verified: only for a provider that checks them.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    claim: str = ""
    claim_roles: dict[Role, tuple[str, ...]] = Field(default_factory=dict)
    people: dict[str, Role] = Field(default_factory=dict)
    default_role: Role | Literal[""] = ""
    trust_email: bool = False


class AccessSettings(BaseModel):
    """The ``[access]`` section.

    ``mode``: ``local`` (one person on one machine, nobody signs in), ``accounts`` (everybody signs in) or ``public``
    (anybody reads, those who change the data sign in). Sessions end after ``session_hours`` whatever happens.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    mode: AccessMode = "local"
    session_hours: float = Field(default=12, gt=0, le=24 * 30)
    password_length: int = Field(default=12, ge=12, le=128)
    oidc: ProviderSettings = ProviderSettings()

    @property
    def effective_mode(self) -> AccessMode:
        """The mode of this process: the environment (set by the server or the deployment) wins over the file."""
        chosen = os.environ.get(MODE_VARIABLE, "")
        if chosen and chosen not in ("local", "accounts", "public"):
            raise ValueError(f"{MODE_VARIABLE}={chosen!r} is unknown; accepted: local, accounts, public")
        return chosen or self.mode  # type: ignore[return-value]  # checked on the line above
