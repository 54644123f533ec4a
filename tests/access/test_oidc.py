"""Sign-in with an identity provider, in a real browser: in, out, refused, revoked while at work, replayed, forged."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from sqlalchemy import Engine
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value

from indicators.access import LOCAL_USER, accounts, sessions
from indicators.store import audit
from indicators.store.engine import open_engine
from tests.access.provider import COOKIE_SECRET, Liar, lying_provider, real_provider, secrets_file
from tests.access.servers import Server, running
from tests.browser.conftest import DONE, settle

pytestmark = pytest.mark.browser

SETTINGS = """
[access]
mode = "oidc"
roles_claim = "groups"
default_role = ""
[access.roles]
reader = ["elus"]
approver = ["direction"]
[access.people]
"agent@ville.fr" = "officer"
"""
PEOPLE = {
    "agent": {"name": "Ada", "email": "agent@ville.fr", "email_verified": True},
    "directrice": {"name": "Grace", "email": "grace@ville.fr", "email_verified": True, "groups": ["direction", "elus"]},
    "passant": {"name": "Eve", "email": "eve@ailleurs.example", "email_verified": True},
    "usurpatrice": {"name": "Mallory", "email": "agent@ville.fr", "email_verified": False},
}
USER_COOKIE = "_streamlit_user"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A dashboard that signs in with the real provider."""
    folder = tmp_path_factory.mktemp("oidc")
    (folder / "config.toml").write_text(SETTINGS, encoding="utf-8")
    with real_provider(PEOPLE) as provider:
        where = {
            "OUVERTURE_CONFIG": str(folder / "config.toml"),
            "OUVERTURE_SECRETS": str(secrets_file(folder, provider)),
        }
        with running(folder, "oidc", **where) as found:
            yield found


@pytest.fixture
def engine(server: Server) -> Iterator[Engine]:
    """The dashboard's database, seen from the test."""
    made = open_engine(server.database)
    yield made
    made.dispose()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A browser of nobody's."""
    made = browser.new_context(viewport={"width": 1280, "height": 900})
    yield made
    made.close()


def sign_in(context: BrowserContext, server: Server, subject: str) -> Page:
    """Through the page, the provider's form and back."""
    page = context.new_page()
    page.goto(f"{server.url}/connexion")
    settle(page)
    page.get_by_role("button", name="annuaire").click()
    page.get_by_placeholder("sub").fill(subject)
    page.get_by_role("button", name="Authorize").click()
    page.wait_for_url(f"{server.url}/**")
    settle(page)
    return page


def sidebar(page: Page) -> Any:
    return page.get_by_test_id("stSidebar")


def test_in_by_the_list_and_out_at_the_provider_too(server: Server, engine: Engine, context: BrowserContext) -> None:
    page = sign_in(context, server, "agent")
    expect(sidebar(page)).to_contain_text("Ada")
    expect(sidebar(page)).to_contain_text("Agent")
    cookie = next(item for item in context.cookies() if item["name"] == USER_COOKIE)
    assert cookie["httpOnly"] and cookie["sameSite"] == "Lax"
    page.get_by_role("button", name="Se déconnecter").click()
    page.wait_for_url(lambda url: "end_session" in url or "/oauth2" in url)  # the provider's own session ends
    assert USER_COOKIE not in {item["name"] for item in context.cookies()}
    assert sessions.open_sessions(engine, "agent@ville.fr") == []
    # The cookie that was just given up is played again, as somebody who copied it would.
    context.add_cookies([cookie])
    again = context.new_page()
    again.goto(server.url)
    expect(sidebar(again)).to_contain_text("Connexion demandée", timeout=30_000)


def test_in_by_the_claim_at_the_highest_role(server: Server, context: BrowserContext) -> None:
    page = sign_in(context, server, "directrice")
    expect(sidebar(page)).to_contain_text("Grace")
    expect(sidebar(page)).to_contain_text("Approbation")
    page.goto(f"{server.url}/administration")
    settle(page) if page.locator("h1").count() else page.wait_for_selector(DONE)
    expect(page.get_by_text("Rôle nécessaire")).to_be_visible(timeout=30_000)


@pytest.mark.parametrize("subject", ["passant", "usurpatrice"])
def test_neither_a_passer_by_nor_an_unverified_address_enters(
    server: Server, context: BrowserContext, subject: str
) -> None:
    page = sign_in(context, server, subject)
    expect(sidebar(page)).to_contain_text("Connexion demandée")
    expect(page.get_by_role("heading", name="Connexion")).to_be_visible()


def test_a_role_taken_away_while_at_work(server: Server, engine: Engine, context: BrowserContext) -> None:
    accounts.create(engine, LOCAL_USER, "eve@ailleurs.example", "Eve", "reader", origin=accounts.OIDC)
    page = sign_in(context, server, "passant")
    expect(sidebar(page)).to_contain_text("Lecture")
    accounts.change(engine, LOCAL_USER, "eve@ailleurs.example", active=False)
    page.get_by_role("link", name="Méthode").click()  # the next thing she does
    expect(sidebar(page)).to_contain_text("Connexion demandée", timeout=30_000)
    expect(page.get_by_role("heading", name="Méthode")).to_have_count(0)
    assert audit.read(engine).action[0] == "account_changed"


@pytest.fixture(scope="module")
def liar_and_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Liar, Server]]:
    """A dashboard that believes in a provider that lies."""
    folder = tmp_path_factory.mktemp("liar")
    (folder / "config.toml").write_text(SETTINGS, encoding="utf-8")
    with lying_provider() as liar:
        path = secrets_file(folder, liar.address)
        where = {"OUVERTURE_CONFIG": str(folder / "config.toml"), "OUVERTURE_SECRETS": str(path)}
        with running(folder, "oidc", **where) as found:
            yield liar, found


def enter(context: BrowserContext, server: Server) -> Page:
    page = context.new_page()
    page.goto(f"{server.url}/connexion")
    settle(page)
    with page.expect_response(lambda answer: "/oauth2callback" in answer.url, timeout=60_000):
        page.get_by_role("button", name="annuaire").click()
    page.wait_for_load_state()
    settle(page)
    return page


def test_the_liar_is_believed_when_it_tells_the_truth(
    liar_and_server: tuple[Liar, Server], context: BrowserContext
) -> None:
    liar, server = liar_and_server
    liar.forge = liar.honest
    expect(sidebar(enter(context, server))).to_contain_text("Aïcha")


@pytest.mark.parametrize(
    "lie", ["expired", "other key", "no signature", "other audience", "other issuer", "other nonce"]
)
def test_a_forged_identity_is_not_believed(
    liar_and_server: tuple[Liar, Server], context: BrowserContext, lie: str
) -> None:
    liar, server = liar_and_server
    lies: dict[str, Callable[[dict[str, Any]], str]] = {
        "expired": lambda claims: liar.honest(claims | {"iat": claims["iat"] - 7200, "exp": claims["iat"] - 3600}),
        "other key": lambda claims: liar.honest(claims, liar.other_key),
        "no signature": lambda claims: liar.honest(claims).rsplit(".", 1)[0] + ".",
        "other audience": lambda claims: liar.honest(claims | {"aud": "autre"}),
        "other issuer": lambda claims: liar.honest(claims | {"iss": "https://ailleurs.example"}),
        "other nonce": lambda claims: liar.honest(claims | {"nonce": "rejoué"}),
    }
    liar.forge = lies[lie]
    page = enter(context, server)
    expect(sidebar(page)).to_contain_text("Connexion demandée")
    assert USER_COOKIE not in {item["name"] for item in context.cookies()}


@pytest.mark.parametrize("secret", ["un autre secret de trente-deux caractères", COOKIE_SECRET])
def test_a_cookie_made_by_hand(liar_and_server: tuple[Liar, Server], context: BrowserContext, secret: str) -> None:
    """Signed with another secret it is nothing; with the right one (stolen), it ends with its session all the same."""
    _, server = liar_and_server
    claims = '{"is_logged_in": true, "sub": "u1", "name": "Faux", "groups": ["direction"], "iat": 1000, "nonce": "n", "origin": "%s"}'
    value = create_signed_value(secret, USER_COOKIE, claims % server.url).decode()
    context.add_cookies([{"name": USER_COOKIE, "value": value, "url": server.url}])
    page = context.new_page()
    page.goto(server.url)
    expect(sidebar(page)).to_contain_text("Connexion demandée", timeout=30_000)


def test_a_session_is_revoked_while_at_work(server: Server, engine: Engine, context: BrowserContext) -> None:
    page = sign_in(context, server, "agent")
    expect(sidebar(page)).to_contain_text("Ada")
    sessions.end_all(engine, "agent@ville.fr", "Administration")
    page.get_by_role("link", name="Méthode").click()
    expect(sidebar(page)).to_contain_text("Connexion demandée", timeout=30_000)
