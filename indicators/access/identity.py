"""Who is there: from the mode, the session cookie or the claims of an identity provider, to a :class:`User`.

Asked again at each interaction and answered from the database, so that a role taken away or a session revoked is
effective at once, on every replica, whatever the browser still holds.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Engine

from indicators.access import accounts, sessions
from indicators.access.roles import LOCAL_USER, PUBLIC_USER, ROLES, Role, User, role_named
from indicators.errors import ToldError, marked
from indicators.settings import Access
from indicators.store import clock

MODE_VARIABLE = "OUVERTURE_ACCESS_MODE"
MODES = ("single_user", "accounts", "oidc", "public")

# Replicas and providers do not share one clock: this many seconds of difference are forgiven.
SKEW = 300.0


def mode_of(settings: Access) -> str:
    """The mode of this process: the environment (set by the server or the deployment) wins over the file."""
    chosen = os.environ.get(MODE_VARIABLE, "")
    if chosen and chosen not in MODES:
        raise ToldError(
            marked("{name} = « {value} » est inconnu ; accepté : {accepted}."),
            name=MODE_VARIABLE,
            value=chosen,
            accepted=", ".join(MODES),
        )
    return chosen or settings.mode


def identify(
    engine: Engine, settings: Access, token: str | None = None, claims: Mapping[str, Any] | None = None
) -> User | None:
    """The person of this request, None when somebody has to sign in.

    ``token`` is the value of the session cookie, ``claims`` the identity token that the provider signed and that the
    server has verified (Streamlit's ``st.user``), empty or without ``is_logged_in`` when nobody is signed in.
    """
    mode = mode_of(settings)
    if mode == "single_user":
        return LOCAL_USER
    user = _of_token(engine, token) if token else None
    if user is None and mode != "accounts" and claims and claims.get("is_logged_in"):
        user = _of_claims(engine, settings, claims)
    return user or (PUBLIC_USER if mode == "public" else None)


def _of_token(engine: Engine, token: str) -> User | None:
    session = sessions.find(engine, token)
    if session is None or not session.open_at(clock.now()):
        return None
    account = accounts.get(engine, session.login)
    if account is None or not account.active or account.origin != accounts.LOCAL:
        return None
    return User(account.name, account.role, "account", account.login, account.territories, session.id)


def _of_claims(engine: Engine, settings: Access, claims: Mapping[str, Any]) -> User | None:
    if not _fresh(claims, settings.session_hours):
        return None
    login = login_of(claims, settings)
    account = accounts.get(engine, login)
    if account is not None and (not account.active or account.origin != accounts.OIDC):
        return None
    role = account.role if account else role_of(claims, settings)
    if role is None:
        return None
    session = sessions.register(engine, _cookie_of(claims), login, settings.session_hours)
    if not session.open_at(clock.now()):
        return None
    name = account.name if account else str(claims.get("name") or claims.get("preferred_username") or login)
    territories = account.territories if account else tuple(sorted(_claim_values(claims, settings.territories_claim)))
    return User(name, role, "oidc", login, territories, session.id)


def _fresh(claims: Mapping[str, Any], hours: float) -> bool:
    """Whether the identity was issued neither too long ago nor in the future; without a date it is not accepted."""
    try:
        issued = float(claims["iat"])
    except (KeyError, TypeError, ValueError):
        return False
    age = datetime.fromisoformat(clock.now()).astimezone(UTC).timestamp() - issued
    return -SKEW <= age <= hours * 3600 + SKEW


def _cookie_of(claims: Mapping[str, Any]) -> str:
    """What tells one sign-in from the next: the nonce is drawn for each of them."""
    return "|".join(str(claims.get(key, "")) for key in ("iss", "sub", "iat", "nonce"))


def login_of(claims: Mapping[str, Any], settings: Access) -> str:
    """The stable key of a person of the provider: the e-mail address when it can be trusted, else the subject."""
    email = str(claims.get("email") or "").strip().lower()
    verified = claims.get("email_verified") in (True, "true") or settings.trust_email
    return email if email and verified else f"sub:{claims.get('sub', '')}"


def role_of(claims: Mapping[str, Any], settings: Access) -> Role | None:
    """The role by the list of people, else the highest by the claim, else the default, else None (refused)."""
    people = {key.strip().lower(): role for key, role in settings.people.items()}
    for key in (login_of(claims, settings), str(claims.get("sub", "")).lower()):
        if key and key in people:
            return people[key]
    held = _claim_values(claims, settings.roles_claim)
    given = [role for role in ROLES if held & set(settings.roles.get(role, ()))]
    if given:
        return given[-1]
    return role_named(settings.default_role) if settings.default_role else None


def _claim_values(claims: Mapping[str, Any], path: str) -> set[str]:
    value: Any = claims
    for step in path.split(".") if path else ():
        value = value.get(step) if isinstance(value, Mapping) else None
    if not path or value is None:
        return set()
    return {str(item) for item in value} if isinstance(value, (list, tuple, set)) else {str(value)}
