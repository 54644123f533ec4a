"""What an identity provider's claims are worth: roles, freshness, revocation, and whom to believe."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import Engine

from indicators.access import LOCAL_USER, PUBLIC_USER, accounts, sessions
from indicators.access.identity import identify, login_of, role_of
from indicators.settings import Access
from tests.access.conftest import ADMIN, Clock

SETTINGS = Access(
    mode="oidc",
    session_hours=8,
    roles_claim="realm_access.roles",
    roles={"officer": ("ouverture-agent",), "approver": ("ouverture-directrice",)},
    people={"Aicha@ville.fr": "administrator"},
    default_role="",
)


def claims(moment: Clock, **more: Any) -> dict[str, Any]:
    at = moment.at.timestamp()
    base = {"is_logged_in": True, "iss": "https://id.ville.fr", "sub": "u1", "iat": at, "nonce": "n1", "name": "Élodie"}
    return base | more


def test_modes_without_sign_in(engine: Engine, moment: Clock) -> None:
    assert identify(engine, Access()) is LOCAL_USER
    assert identify(engine, Access(mode="public")) is PUBLIC_USER
    assert identify(engine, Access(mode="accounts")) is None


def test_the_environment_decides_over_the_file(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OUVERTURE_ACCESS_MODE", "accounts")
    assert identify(engine, Access(mode="single_user")) is None
    monkeypatch.setenv("OUVERTURE_ACCESS_MODE", "open")
    with pytest.raises(ValueError, match="« open » est inconnu ; accepté : single_user, accounts, oidc, public"):
        identify(engine, Access())


@pytest.mark.parametrize(
    ("more", "role"),
    [
        ({}, None),
        ({"realm_access": {"roles": ["ouverture-agent", "other"]}}, "officer"),
        ({"realm_access": {"roles": ["ouverture-agent", "ouverture-directrice"]}}, "approver"),
        ({"realm_access": "ouverture-agent"}, None),
        ({"email": "aicha@ville.fr", "email_verified": True}, "administrator"),
        ({"email": "aicha@ville.fr", "email_verified": False}, None),
        ({"email": "aicha@ville.fr"}, None),
    ],
)
def test_roles_by_claim_or_by_list(moment: Clock, more: dict[str, Any], role: str | None) -> None:
    assert role_of(claims(moment, **more), SETTINGS) == role


def test_an_unverified_address_counts_only_when_the_settings_say_so(moment: Clock) -> None:
    who = claims(moment, email="Aicha@Ville.fr")
    assert login_of(who, SETTINGS) == "sub:u1"
    assert login_of(who, Access(trust_email=True)) == "aicha@ville.fr"


def test_somebody_without_a_role_is_refused_unless_there_is_a_default(engine: Engine, moment: Clock) -> None:
    assert identify(engine, SETTINGS, None, claims(moment)) is None
    welcoming = Access(mode="oidc", default_role="reader")
    user = identify(engine, welcoming, None, claims(moment))
    assert user is not None and (user.role, user.mode, user.name) == ("reader", "oidc", "Élodie")
    public = identify(engine, SETTINGS.model_copy(update={"mode": "public"}), None, claims(moment))
    assert public is PUBLIC_USER


def test_the_list_of_the_administrator_wins_over_the_claim(engine: Engine, moment: Clock) -> None:
    who = claims(moment, realm_access={"roles": ["ouverture-agent"]})
    accounts.create(engine, ADMIN, "sub:u1", "Élodie B.", "approver", origin="oidc", territories=("38185",))
    user = identify(engine, SETTINGS, None, who)
    assert user is not None and (user.role, user.name, user.territories) == ("approver", "Élodie B.", ("38185",))
    accounts.change(engine, ADMIN, "sub:u1", active=False)
    assert identify(engine, SETTINGS, None, who) is None


def test_a_provider_cannot_take_over_a_local_account(engine: Engine, moment: Clock) -> None:
    accounts.create(engine, ADMIN, "aicha@ville.fr", "Aïcha", "administrator", password="correct cheval pile")
    who = claims(moment, email="aicha@ville.fr", email_verified=True)
    assert identify(engine, SETTINGS, None, who) is None


def test_an_identity_cookie_does_not_outlive_the_session(engine: Engine, moment: Clock) -> None:
    who = claims(moment, realm_access={"roles": ["ouverture-agent"]})
    assert identify(engine, SETTINGS, None, who) is not None
    moment.advance(hours=8, minutes=1)
    assert identify(engine, SETTINGS, None, who) is None
    assert identify(engine, SETTINGS, None, who | {"iat": moment.at.timestamp() + 3600}) is None
    assert identify(engine, SETTINGS, None, {key: value for key, value in who.items() if key != "iat"}) is None


def test_signing_out_or_revoking_ends_the_identity_cookie_too(engine: Engine, moment: Clock) -> None:
    who = claims(moment, realm_access={"roles": ["ouverture-agent"]})
    user = identify(engine, SETTINGS, None, who)
    assert user is not None
    sessions.end(engine, user.session, user.name)
    assert identify(engine, SETTINGS, None, who) is None
    assert identify(engine, SETTINGS, None, who | {"nonce": "n2"}) is not None
    sessions.end_all(engine, user.login, ADMIN.name)
    assert identify(engine, SETTINGS, None, who | {"nonce": "n2"}) is None


def test_a_claim_limits_an_officer_to_territories(engine: Engine, moment: Clock) -> None:
    limited = SETTINGS.model_copy(update={"territories_claim": "territoires"})
    who = claims(moment, realm_access={"roles": ["ouverture-agent"]}, territoires=["38185", "93048"])
    user = identify(engine, limited, None, who)
    assert user is not None and user.territories == ("38185", "93048")


def test_claims_count_for_nothing_where_only_local_accounts_enter(engine: Engine, moment: Clock) -> None:
    local_only = SETTINGS.model_copy(update={"mode": "accounts"})
    assert identify(engine, local_only, None, claims(moment, realm_access={"roles": ["ouverture-agent"]})) is None


def test_the_registered_identity_cannot_be_played_as_a_local_token(engine: Engine, moment: Clock) -> None:
    who = claims(moment, realm_access={"roles": ["ouverture-agent"]})
    assert identify(engine, SETTINGS, None, who) is not None
    token = "|".join(str(who[key]) for key in ("iss", "sub", "iat", "nonce"))
    assert sessions.find(engine, token) is not None
    assert identify(engine, SETTINGS, token) is None
