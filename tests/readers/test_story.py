"""The whole way, in a real browser and by a real server of mail: asked on « Mon compte », told, opened, ended in one click."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from indicators.access import LOCAL_USER, accounts
from indicators.records import Observation
from indicators.store import drafts, editions
from indicators.store.engine import open_engine
from tests.access.servers import Server, running
from tests.browser.conftest import ROOT, settle
from tests.readers.mail.mailbox import Mailbox, mailbox

pytestmark = pytest.mark.browser
LOGIN, PASSWORD = "ida@exempleville.fr", "correct cheval pile"


@pytest.fixture(scope="module")
def box() -> Iterator[Mailbox]:
    with mailbox() as found:
        yield found


@pytest.fixture(scope="module")
def configured(tmp_path_factory: pytest.TempPathFactory, box: Mailbox) -> Path:
    path = tmp_path_factory.mktemp("story") / "config.toml"
    path.write_text(
        f"""[collectivity]
territory = "EX001"
address = "https://ouverture.exempleville.fr"
[mail]
enabled = true
host = "127.0.0.1"
port = {box.port}
security = "none"
sender = "ouverture@exempleville.fr"
""",
        encoding="utf-8",
    )
    return path


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, configured: Path) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("story_server")
    with running(folder, "accounts", OUVERTURE_CONFIG=str(configured)) as found:
        engine = open_engine(found.database)
        accounts.create(engine, LOCAL_USER, LOGIN, "Ida", "reader", password=PASSWORD)
        engine.dispose()
        yield found


def send(server: Server, configured: Path) -> str:
    """What a timer of the machine runs."""
    said = {**os.environ, "OUVERTURE_DATABASE_URL": server.database, "OUVERTURE_CONFIG": str(configured), "OUVERTURE_ACCESS_MODE": "accounts"}  # fmt: skip
    done = subprocess.run([sys.executable, "-m", "indicators.cli", "mail", "send"], cwd=ROOT, env=said, capture_output=True, text=True, check=False)  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


def publish(server: Server) -> None:
    engine = open_engine(server.database)
    batch = drafts.open_batch(engine, "Ada")
    rows = [
        Observation(territory="EX001", indicator=name, year=2025, value=value, source="Essai")
        for name, value in (("d1_export_intensity", 12.5), ("d1_trade_openness", 44.0), ("d2_fdi_projects_100k", 3.0))
    ]
    drafts.stage(engine, batch.id, "observation", rows)
    editions.publish(engine, [batch.id], "Comptes 2025", "Ada")
    engine.dispose()


def visit(page: Page, address: str) -> Page:
    page.goto(address)
    settle(page)
    return page


def test_an_elected_official_is_told_of_an_edition_and_ends_it_in_one_click(
    server: Server, configured: Path, box: Mailbox, browser: Browser
) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, locale="fr-FR")
    page = visit(context.new_page(), f"{server.url}/connexion")
    page.get_by_label("Identifiant").fill(LOGIN)
    page.get_by_label("Mot de passe").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_load_state()
    settle(page)
    visit(page, f"{server.url}/connexion")
    expect(page.get_by_label("Adresse électronique")).to_have_value(LOGIN)
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_text("Les messages partent à")).to_be_visible()
    publish(server)
    assert "Envoyés" in send(server, configured)
    (message,) = box.of(LOGIN)
    plain = str(message.get_body(("plain",)).get_content())  # type: ignore[union-attr]  # it has one
    assert len(re.findall(r"^- ", plain, re.M)) == 3
    link = re.findall(r"https://ouverture\.exempleville\.fr(/profil-geii\S+)", plain)[0]
    visit(page, server.url + link)
    expect(page.get_by_text("12,5").first).to_be_visible()
    expect(page.get_by_text("Depuis votre dernière visite").first).to_be_visible()
    html = str(message.get_body(("html",)).get_content())  # type: ignore[union-attr]  # it has one
    page.set_content(html)
    expect(page.get_by_role("link", name="Ne plus recevoir ces messages")).to_be_visible()
    stranger = browser.new_context().new_page()
    ending = re.findall(r"https://ouverture\.exempleville\.fr(/courriel/\S+)", plain)[0]
    stranger.goto(server.url + ending)
    stranger.get_by_role("button", name="Ne plus les recevoir").click()
    expect(stranger.get_by_role("heading", name="C’est fait")).to_be_visible()
    send(server, configured)
    assert len(box.arrived) == 1
    assert ending.rpartition("/")[2].partition("?")[0] not in server.log.read_text(encoding="utf-8")
    context.close()
