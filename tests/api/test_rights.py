"""Who reads: the rights of the pages, tokens of accounts, and a clear answer to those that open nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import Engine, select
from typer.testing import CliRunner

from indicators.access import AccessDenied, User, accounts, tokens
from indicators.access.tokens import TokenError
from indicators.cli.tokens import token as token_commands
from indicators.operations.personal import erase_person, forget_old_traces
from indicators.store import audit
from indicators.store.tables import api_token
from server import reader
from server.api import callers, keeping
from tests.access.conftest import ADMIN, PASSWORD, Clock, moment, quick_hashes
from tests.api.conftest import Client, client, questions

__all__ = ["moment", "quick_hashes"]
ADA = User("Ada", "reader", "account", "ada@ville.fr")
VALUES = "/api/v1/values?territory=38185&limit=1"


@pytest.fixture(autouse=True)
def account(filled: Engine) -> None:
    accounts.create(filled, ADMIN, ADA.login, ADA.name, "reader", password=PASSWORD)


def asked(found: Client, secret: str, address: str = VALUES) -> tuple[int, str, str]:
    answer = found.get(address, headers={"Authorization": f"Bearer {secret}"})
    body = answer.json()
    return answer.status_code, body.get("code", ""), body.get("detail", "")


def test_reading_freely_needs_no_token_and_may_be_shown_by_any_site(filled: Engine) -> None:
    answer = client(filled).get(VALUES)
    assert answer.status_code == 200 and answer.headers["access-control-allow-origin"] == "*"


def test_who_shows_no_identity_opens_no_file_of_secrets(filled: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[str] = []
    monkeypatch.setattr(reader, "get_cookie_secret", lambda: looked.append("secrets") or "secret")
    found = client(filled)
    assert [found.get(VALUES, headers=said).status_code for said in ({}, {"Cookie": "other=1"})] == [200, 200]
    assert looked == []
    assert found.get(VALUES, headers={"Cookie": f"{reader.USER_COOKIE_NAME}=invented"}).status_code == 200
    assert looked, "a signature is checked"


def test_one_machine_reads_for_itself_and_no_other_site_through_it(filled: Engine) -> None:
    answer = client(filled, "single_user").get(VALUES)
    assert answer.status_code == 200 and "access-control-allow-origin" not in answer.headers


@pytest.mark.parametrize("mode", ["accounts", "oidc"])
def test_with_accounts_a_token_opens(filled: Engine, mode: str) -> None:
    found = client(filled, mode)
    refused = found.get(VALUES)
    assert (refused.status_code, refused.json()["code"]) == (401, "token_missing")
    assert refused.headers["www-authenticate"] == "Bearer" and "values" not in refused.json()
    secret, token = tokens.create(filled, ADA, ADA.login, "site de la ville")
    assert asked(found, secret)[0] == 200
    assert token.id not in secret and secret.startswith(tokens.PREFIX)
    assert found.get("/api/v1/openapi.json").status_code == 200, "the description says nothing of anybody"


def test_only_a_print_is_kept_and_the_trail_says_who(filled: Engine) -> None:
    secret, _ = tokens.create(filled, ADA, ADA.login, "site de la ville")
    with filled.connect() as connection:
        held = repr(connection.execute(select(api_token)).all())
    assert secret not in held and secret.removeprefix(tokens.PREFIX) not in held
    trail = audit.read(filled, action="token_created")
    assert trail["subject"].tolist() == [ADA.login]


def test_each_end_of_a_token_is_told(filled: Engine, moment: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(callers, "KNOWN_FOR", 0.0)
    found = client(filled, "accounts")
    short, _ = tokens.create(filled, ADA, ADA.login, "court", days=1)
    gone, kept = tokens.create(filled, ADA, ADA.login, "révoqué")
    last, _ = tokens.create(filled, ADA, ADA.login, "dernier")
    assert {asked(found, secret)[0] for secret in (short, gone, last)} == {200}
    moment.advance(days=1)
    status, code, told = asked(found, short)
    assert (status, code) == (401, "token_expired") and "2026-06-13" in told
    tokens.revoke(filled, ADA, ADA.login, kept.id)
    assert asked(found, gone)[:2] == (401, "token_revoked")
    accounts.change(filled, ADMIN, ADA.login, active=False)
    assert asked(found, last)[:2] == (401, "token_closed")
    assert asked(found, "ouv_invented")[:2] == (401, "token_unknown")
    assert found.get(VALUES, headers={"Authorization": "Basic YTpi"}).json()["code"] == "token_unknown"


def test_a_token_of_some_territories_reads_those_only(filled: Engine) -> None:
    found = client(filled, "accounts")
    secret, _ = tokens.create(filled, ADA, ADA.login, "Montreuil", territories=["93048"])
    assert asked(found, secret, "/api/v1/values?territory=93048")[0] == 200
    assert asked(found, secret, "/api/v1/values?territory=COM-93048")[0] == 200, "however it is named"
    for address in (VALUES, "/api/v1/budget?territory=38185", "/api/v1/partnerships.geojson?territory=COM-38185"):
        status, code, told = asked(found, secret, address)
        assert (status, code) == (403, "token_territory") and "93048" in told and "38185" in told
    assert asked(found, secret, "/api/v1/indicators")[0] == 200
    everywhere, _ = tokens.create(filled, ADA, ADA.login, "partout")
    assert asked(found, everywhere)[0] == 200
    assert asked(found, secret)[:2] == (403, "token_territory"), "an answer kept for another is not handed over"
    held = {"Authorization": f"Bearer {everywhere}"}
    known = {"If-None-Match": found.get(VALUES, headers=held).headers["etag"]}
    assert found.get(VALUES, headers=held | known).status_code == 304
    assert found.get(VALUES, headers=known | {"Authorization": f"Bearer {secret}"}).status_code == 403
    assert found.get(VALUES, headers=known).status_code == 401, "a mark opens nothing"


def test_a_revoked_token_is_known_everywhere_in_two_seconds(filled: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a replica keeps of a token is kept that long at most; in between it asks the database nothing."""
    assert callers.KNOWN_FOR <= 2.0
    for module in (callers, keeping):
        monkeypatch.setattr(module, "KNOWN_FOR", 600.0)
    found = client(filled, "accounts")
    secret, _ = tokens.create(filled, ADA, ADA.login, "site")
    assert asked(found, secret)[0] == 200
    with questions(filled) as meanwhile:
        assert asked(found, secret)[0] == 200
    assert meanwhile.asked == []


def test_who_may_make_and_revoke(filled: Engine) -> None:
    accounts.create(filled, ADMIN, "bob@ville.fr", "Bob", "officer", password=PASSWORD)
    bob = User("Bob", "officer", "account", "bob@ville.fr")
    with pytest.raises(AccessDenied):
        tokens.create(filled, bob, ADA.login, "le sien")
    _, token = tokens.create(filled, ADMIN, ADA.login, "par l'administration")
    with pytest.raises(AccessDenied):
        tokens.revoke(filled, bob, ADA.login, token.id)
    tokens.revoke(filled, bob, bob.login, token.id)
    assert tokens.of_account(filled, ADA.login)[0].revoked_at is None, "another's is not one's own"
    for values, reason in (
        ({"name": " "}, "name"),
        ({"name": "x" * 81}, "name"),
        ({"name": "long", "days": 367}, "days"),
        ({"name": "nul", "days": 0}, "days"),
    ):
        with pytest.raises(TokenError) as refused:
            tokens.create(filled, ADA, ADA.login, **values)
        assert refused.value.reason == reason
    with pytest.raises(TokenError, match="nobody"):
        tokens.create(filled, ADMIN, "nobody", "sans compte")


def test_no_more_than_a_person_keeps_track_of(filled: Engine) -> None:
    for number in range(tokens.MOST):
        tokens.create(filled, ADA, ADA.login, f"n° {number}")
    with pytest.raises(TokenError) as refused:
        tokens.create(filled, ADA, ADA.login, "de trop")
    assert refused.value.reason == "many"


def test_an_erased_person_leaves_no_token(filled: Engine) -> None:
    tokens.create(filled, ADA, ADA.login, "site d'Ada")
    erase_person(filled, ADMIN, ADA.login, ADA.name)
    assert tokens.of_account(filled, ADA.login) == []


def test_old_tokens_are_forgotten(filled: Engine, moment: Clock) -> None:
    tokens.create(filled, ADA, ADA.login, "site", days=1)
    moment.advance(days=300)
    forget_old_traces(filled, ADMIN)
    assert len(tokens.of_account(filled, ADA.login)) == 1
    moment.advance(days=200)
    forget_old_traces(filled, ADMIN)
    assert tokens.of_account(filled, ADA.login) == []


def test_on_the_command_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, filled: Engine) -> None:
    monkeypatch.setenv("OUVERTURE_DATABASE_URL", filled.url.render_as_string(hide_password=False))
    run = CliRunner()
    secret = run.invoke(token_commands, ["add", ADA.login, "--name", "site", "--territory", "COM-93048"]).output.strip()
    user, token = tokens.reader_with(filled, secret)
    assert (user.login, token.territories) == (ADA.login, ("93048",))
    assert token.id in run.invoke(token_commands, ["list", ADA.login]).output
    run.invoke(token_commands, ["revoke", ADA.login, token.id])
    with pytest.raises(TokenError, match="révoqué"):
        tokens.reader_with(filled, secret)
