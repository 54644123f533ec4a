"""Local accounts as people use them: sign in, be refused, administer, be put out, read without an account."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from indicators.access import LOCAL_USER, accounts
from indicators.store.engine import open_engine
from tests.access.conftest import PASSWORD
from tests.access.servers import Server, running
from tests.browser.conftest import DONE, address_of, settle

pytestmark = pytest.mark.browser
PEOPLE = (("agent@ville.fr", "Ada", "officer"), ("chef@ville.fr", "Grace", "administrator"))


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with running(tmp_path_factory.mktemp("accounts"), "accounts") as found:
        engine = open_engine(found.database)
        for login, name, role in PEOPLE:
            accounts.create(engine, LOCAL_USER, login, name, role, password=PASSWORD)
        engine.dispose()
        yield found


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context(viewport={"width": 1280, "height": 900})
    yield made
    made.close()


def sign_in(page: Page, login: str, password: str = PASSWORD) -> None:
    page.get_by_label("Identifiant").fill(login)
    page.get_by_label("Mot de passe").fill(password)
    page.keyboard.press("Enter")
    page.wait_for_load_state()
    settle(page)


def opened(context: BrowserContext, server: Server, path: str = "/") -> Page:
    page = context.new_page()
    page.goto(server.url + path)
    settle(page)
    return page


def sidebar(page: Page) -> Any:
    return page.get_by_test_id("stSidebar")


def test_a_page_asked_for_before_signing_in_is_reached_after(server: Server, context: BrowserContext) -> None:
    page = opened(context, server, "/methode")
    expect(page.get_by_role("heading", name="Connexion")).to_be_visible()
    assert "Édition" not in page.inner_text('[data-testid="stSidebar"]')  # nothing of the data before
    sign_in(page, "agent@ville.fr", "pas le bon")
    expect(page.get_by_text("n’est pas le bon")).to_be_visible()
    page.goto(f"{server.url}/methode")
    settle(page)
    sign_in(page, "agent@ville.fr")
    assert address_of(page).endswith("/methode")
    expect(page.get_by_role("heading", name="Méthode").first).to_be_visible()
    expect(sidebar(page)).to_contain_text("Ada")


def test_a_forged_address_meets_the_same_refusal(server: Server, context: BrowserContext) -> None:
    page = opened(context, server)
    sign_in(page, "agent@ville.fr")
    expect(page.get_by_role("link", name="Administration")).to_have_count(0)
    page.goto(f"{server.url}/administration")
    page.wait_for_selector(DONE)
    expect(page.get_by_text("Rôle nécessaire")).to_be_visible(timeout=30_000)
    assert "chef@ville.fr" not in page.content()


def test_an_administrator_closes_an_account_and_its_owner_is_out(
    server: Server, browser: Browser, context: BrowserContext
) -> None:
    elsewhere = browser.new_context()
    theirs, mine = opened(elsewhere, server), opened(context, server)
    sign_in(theirs, "agent@ville.fr")
    sign_in(mine, "chef@ville.fr")
    mine.get_by_role("link", name="Administration").click()
    mine.get_by_role("radio", name="Comptes et rôles").click()
    mine.get_by_text("Modifier un compte").click()
    mine.get_by_text("Compte ouvert").click()
    mine.get_by_role("button", name="Enregistrer").click()
    engine = open_engine(server.database)
    closed = time.monotonic() + 30
    while (account := accounts.get(engine, "agent@ville.fr")) and account.active:
        assert time.monotonic() < closed, "the account is still open"
        time.sleep(0.2)
    engine.dispose()
    theirs.get_by_role("link", name="Méthode").click()
    expect(sidebar(theirs)).to_contain_text("Connexion demandée", timeout=30_000)
    elsewhere.close()
    mine.get_by_role("radio", name="Journal").click()
    expect(mine.get_by_text("Les 1 000 dernières entrées")).to_be_visible(timeout=30_000)
    mine.get_by_role("button", name="Se déconnecter").click()
    expect(sidebar(mine)).to_contain_text("Connexion demandée", timeout=30_000)
