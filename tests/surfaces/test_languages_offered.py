"""The language that the collectivity opens in, chosen in the browser, is that of every address that names none."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import anyio
import httpx
import pytest
from sqlalchemy import Engine
from starlette.applications import Starlette
from starlette.routing import BaseRoute

from indicators.access import LOCAL_USER, User, accounts, feeds
from indicators.catalogue import load_catalogue
from indicators.records import Observation, Territory
from indicators.settings import Access, Settings, load_settings
from indicators.setup.choosing import change_settings
from indicators.store import drafts, editions
from server.api import keeping
from server.calendars import Calendars
from server.council import CouncilDocuments
from server.embedding import Embeds

READER = User("Ada", "reader", "account", "ada")


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """A file that offers two of the three languages, leaves the first one to be chosen, and says where the dashboard is."""
    path = tmp_path / "config.toml"
    path.write_text(
        '[languages]\noffered = ["fr", "es"]\n[collectivity]\naddress = "https://tableau.ville.fr"\n', encoding="utf-8"
    )
    return load_settings(path, load_catalogue())


@pytest.fixture
def filled(engine: Engine) -> Engine:
    """A city with one figure."""
    batch = drafts.open_batch(engine, "Ada")
    drafts.stage(engine, batch.id, "territory", [Territory(code="38185", name="Grenoble")])
    row = Observation(territory="38185", indicator="d1_export_intensity", year=2023, value=12.0, source="Essai")
    drafts.stage(engine, batch.id, "observation", [row])
    editions.publish(engine, [batch.id], "Une", "Ada")
    return engine


def asked(routes: list[Any], address: str) -> str:
    async def answered() -> httpx.Response:
        transport = httpx.ASGITransport(Starlette(routes=list[BaseRoute](routes)))
        async with httpx.AsyncClient(transport=transport, base_url="http://ouverture.test") as line:
            return await line.get(address)

    found = anyio.run(answered)
    assert found.status_code in (200, 404), found.text
    return found.text


def calendar(engine: Engine, settings: Settings) -> tuple[list[Any], str]:
    accounts.create(engine, LOCAL_USER, "ada", "Ada", "reader", password="une phrase que nul ne devine")
    secret, _ = feeds.create(engine, READER, "38185")
    return Calendars(
        engine, settings.model_copy(update={"access": Access(mode="accounts")})
    ).routes(), f"/agenda/{secret}.ics"


#: Each address that anybody may follow, and the words of it in French and in Spanish.
ADDRESSES: dict[str, tuple[Callable[[Engine, Settings], tuple[list[Any], str]], str, str]] = {
    "public page": (lambda engine, settings: (CouncilDocuments(engine, settings).routes(), "/publique/38185"), 'html lang="fr"', 'html lang="es"'),
    "session": (lambda engine, settings: (CouncilDocuments(engine, settings).routes(), "/seance/38185/usuelle"), 'html lang="fr"', 'html lang="es"'),
    "calendar": (calendar, "Grenoble et le monde", "Grenoble y el mundo"),
    "figure": (lambda engine, settings: (Embeds(engine, settings).routes(), "/figure/38185/depenses"), 'html lang="fr"', 'html lang="es"'),
}  # fmt: skip


@pytest.mark.parametrize("name", ADDRESSES)
def test_an_address_that_names_no_language_opens_in_that_of_the_collectivity(
    name: str, filled: Engine, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "KNOWN_FOR", 0.0)
    make, french, spanish = ADDRESSES[name]
    routes, address = make(filled, settings)
    assert french in asked(routes, address)
    change_settings(filled, settings, load_catalogue(), {"languages.default": "es"}, LOCAL_USER)
    assert spanish in asked(routes, address)
    assert spanish in asked(routes, f"{address}?langue=en"), "it is not offered"
    assert french in asked(routes, f"{address}?langue=fr")


def test_a_figure_leads_back_to_the_edition_that_it_is_of(
    filled: Engine, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "KNOWN_FOR", 0.0)
    routes = Embeds(filled, settings).routes()
    for edition, value in ((1, "12"), (2, "17")):
        page = asked(routes, "/figure/38185/chiffre_d1_export_intensity")
        assert f"https://tableau.ville.fr/?territoire=38185&amp;annee=2023&amp;edition={edition}&amp;langue=fr" in page
        assert f'<p class="value">{value}' in page
        if edition == 1:
            batch = drafts.open_batch(filled, "Ada")
            row = Observation(territory="38185", indicator="d1_export_intensity", year=2023, value=17.0, source="Essai")
            drafts.stage(filled, batch.id, "observation", [row])
            editions.publish(filled, [batch.id], "Deux", "Ada")
