"""Sign-in with an identity provider through the delivered proxy: HTTPS in front, plain HTTP behind, two replicas."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from indicators.access import accounts, sessions
from tests.access.provider import real_provider, secrets_file
from tests.browser.conftest import settle
from tests.deploy.conftest import ADMIN, AFFINITY, NAME, Installation, free_port, installed

pytestmark = [pytest.mark.proxy, pytest.mark.postgres, pytest.mark.browser]
SETTINGS = """
[access]
mode = "oidc"
default_role = ""
[access.people]
"agent@ville.fr" = "officer"
"""
PEOPLE = {
    "agent": {"name": "Ada", "email": "agent@ville.fr", "email_verified": True},
    "passante": {"name": "Eve", "email": "eve@ailleurs.example", "email_verified": True},
}
USER_COOKIE = "_streamlit_user"


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """The installation of the guide with a directory: the site's address is the one that the provider knows."""
    place, https = tmp_path_factory.mktemp("directory"), free_port()
    (place / "config.toml").write_text(SETTINGS, encoding="utf-8")
    with real_provider(PEOPLE) as provider:
        where = {
            "OUVERTURE_ACCESS_MODE": "oidc",
            "OUVERTURE_CONFIG": str(place / "config.toml"),
            "OUVERTURE_SECRETS": str(secrets_file(place, provider, site=f"https://{NAME}:{https}")),
        }
        with installed(place, https, **where) as found:
            yield found


@pytest.fixture
def context(browser: Browser, installation: Installation) -> Iterator[BrowserContext]:
    """A browser of nobody's, closed before its server is."""
    made = browser.new_context(viewport={"width": 1280, "height": 900}, ignore_https_errors=True)
    yield made
    made.close()


def site(installation: Installation) -> str:
    return f"https://{NAME}:{installation.https}"


def kept_on(context: BrowserContext, cookie: str) -> None:
    """Put the reader on the replica that an affinity cookie names."""
    name, value = cookie.split("=")
    context.add_cookies([{"name": name, "value": value, "domain": NAME, "path": "/", "secure": True}])


def sign_in(context: BrowserContext, installation: Installation, moved_to: str = "", subject: str = "agent") -> Page:
    """Through the page, the provider's form and back; by another replica when ``moved_to`` names it."""
    page = context.new_page()
    page.goto(f"{site(installation)}/connexion")
    settle(page)
    page.get_by_role("button", name="annuaire").click()
    page.get_by_placeholder("sub").fill(subject)
    if moved_to:
        kept_on(context, moved_to)
    page.get_by_role("button", name="Authorize").click()
    page.wait_for_url(f"{site(installation)}/**")
    settle(page)
    return page


def told(page: Page, text: str) -> None:
    expect(page.get_by_test_id("stSidebar")).to_contain_text(text, timeout=30_000)


def named(addresses: list[str], parameter: str) -> set[str]:
    """What the addresses give as a parameter, where they give one."""
    return {value for item in addresses for value in parse_qs(urlsplit(item).query).get(parameter, [])}


def test_in_and_out_in_https(installation: Installation, context: BrowserContext) -> None:
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    page = sign_in(context, installation)
    told(page, "Ada")
    told(page, "Agent")
    assert named(asked, "redirect_uri") == {f"{site(installation)}/oauth2callback"}
    given = {item["name"]: item for item in context.cookies(site(installation))}
    assert {USER_COOKIE, AFFINITY} <= set(given)
    assert all(item["secure"] and item["httpOnly"] for name, item in given.items() if name != "_streamlit_xsrf")
    asked.clear()
    page.get_by_role("button", name="Se déconnecter").click()
    page.wait_for_url(lambda url: "end_session" in url or "/oauth2" in url)
    (back,) = named(asked, "post_logout_redirect_uri")
    assert back == f"{site(installation)}/oauth2callback"  # what the guide says to declare
    assert USER_COOKIE not in {item["name"] for item in context.cookies(site(installation))}
    assert sessions.open_sessions(installation.engine, "agent@ville.fr") == []
    page.goto(back)  # where the provider leads
    page.wait_for_url(f"{site(installation)}/")
    told(page, "Connexion demandée")


def test_the_return_may_come_to_the_other_replica(
    installation: Installation, context: BrowserContext, affinities: dict[str, str]
) -> None:
    """A replica may stop while a person types a password at the provider."""
    first, second = affinities.values()
    kept_on(context, first)
    told(sign_in(context, installation, moved_to=second), "Ada")


def test_signing_out_on_one_replica_ends_the_documents_of_both(
    installation: Installation, context: BrowserContext, affinities: dict[str, str]
) -> None:
    """A session opened full screen is known by the identity cookie, and ends with it, whichever replica is asked."""
    page = sign_in(context, installation)
    cookies = "; ".join(f"{item['name']}={item['value']}" for item in context.cookies(site(installation)) if item["name"] != AFFINITY)  # fmt: skip

    def statuses() -> list[int]:
        asked = "/seance/38185/usuelle"
        return [installation.ask(asked, Cookie=f"{cookies}; {kept}").status for kept in affinities.values()]

    assert statuses() == [200, 200]
    page.get_by_role("button", name="Se déconnecter").click()
    page.wait_for_url(lambda url: "end_session" in url or "/oauth2" in url)
    assert statuses() == [403, 403]  # the cookie was copied before: it opens nothing any more


def test_a_role_taken_away_is_gone_on_both_replicas(
    installation: Installation, context: BrowserContext, affinities: dict[str, str]
) -> None:
    accounts.create(installation.engine, ADMIN, "eve@ailleurs.example", "Eve", "reader", origin=accounts.OIDC)
    first, second = affinities.values()
    kept_on(context, first)
    page = sign_in(context, installation, subject="passante")
    told(page, "Lecture")
    accounts.change(installation.engine, ADMIN, "eve@ailleurs.example", active=False)
    for kept in (first, second):
        kept_on(context, kept)
        page.goto(f"{site(installation)}/methode")
        told(page, "Connexion demandée")


def test_a_person_goes_on_at_the_other_replica(
    installation: Installation, context: BrowserContext, affinities: dict[str, str]
) -> None:
    """The last test here: it costs a replica."""
    dead = installation.replicas[0]
    kept_on(context, affinities[f"127.0.0.1:{dead.port}"])
    page = sign_in(context, installation)
    told(page, "Ada")
    os.killpg(dead.process.pid, signal.SIGKILL)
    dead.process.wait()
    page.goto(f"{site(installation)}/methode")
    settle(page)
    told(page, "Ada")
