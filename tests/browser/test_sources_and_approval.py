"""What an officer does more rarely: stop a long load and begin it again, hand over to a second person, refresh a source."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from indicators.access import LOCAL_USER, accounts
from indicators.store import drafts
from indicators.store.engine import open_engine
from tests.browser.conftest import DONE, Opener, serving, settle
from tests.browser.test_officer import click, heard, step

pytestmark = pytest.mark.browser

WAIT = 60_000
PASSWORD = "une phrase assez longue 7"
SOURCE = '\n[[sources]]\nname = "{name}"\nurl_env = "REGISTRE"\nquery = "{query}"\nschema = "observation"\ntimeout_seconds = {seconds}\nrow_limit = {rows}\n'
ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"
SOURCES = (
    ("Registre", "SELECT * FROM registre", 60, 100),
    ("Écriture", "SELECT 1 ; DELETE FROM registre", 60, 100),
    ("Lenteur", ENDLESS, 2, 100),
    ("Foule", "SELECT * FROM registre", 60, 1),
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("approval")


@pytest.fixture(scope="module")
def server(folder: Path) -> Iterator[str]:
    """Accounts, a second person, and a register of two values that four sources read."""
    register = sqlite3.connect(folder / "registre.sqlite")
    register.execute('CREATE TABLE registre ("Indicateur" TEXT, "Année" INTEGER, "Valeur" REAL, "Source" TEXT)')
    rows = [("d4_immigrant_share", year, 19.4, "Service") for year in (2022, 2023)]
    register.executemany("INSERT INTO registre VALUES (?, ?, ?, ?)", rows)
    register.commit()
    register.close()
    sections = '[access]\nmode = "accounts"\n[publication]\nsecond_person = true\n'
    sections += "".join(SOURCE.format(name=n, query=q, seconds=s, rows=r) for n, q, s, r in SOURCES)
    (folder / "config.toml").write_text(sections, encoding="utf-8")
    environment = {
        "OUVERTURE_CONFIG": str(folder / "config.toml"),
        "REGISTRE": f"sqlite:///{folder / 'registre.sqlite'}",
    }
    with serving(folder, **environment) as address:
        yield address


def signed(
    open_page: Opener, server: str, folder: Path, name: str, role: str, *, login: str = "", **options: object
) -> Page:
    """The page of the data, opened by a person of that name, whose account is made at need."""
    login = login or name.lower()
    page = open_page("/connexion", address=server, **options)
    engine = open_engine(f"sqlite:///{folder / 'ouverture.sqlite'}")
    if login not in {item.login for item in accounts.list_accounts(engine)}:
        accounts.create(engine, LOCAL_USER, login, name, role, password=PASSWORD)
    engine.dispose()
    page.fill("#login", login)
    page.fill("#password", PASSWORD)
    page.click(".connexion button")
    expect(page.get_by_text(name).first).to_be_visible(timeout=WAIT)
    visit(page, server)
    return page


def visit(page: Page, server: str, query: str = "") -> None:
    page.goto(f"{server}/donnees?territoire=38185{query}")
    settle(page)


def drop(page: Page, path: Path) -> None:
    page.locator('input[type="file"]').first.set_input_files(path)
    expect(page.get_by_role("button", name="Lire les fichiers")).to_be_enabled(timeout=WAIT)
    page.get_by_role("button", name="Lire les fichiers").click()


def batches(folder: Path, *states: str) -> list[drafts.Batch]:
    engine = open_engine(f"sqlite:///{folder / 'ouverture.sqlite'}")
    found = drafts.batches(engine, states=states)
    engine.dispose()
    return found


def test_a_long_load_is_stopped_then_begun_again(open_page: Opener, server: str, folder: Path, tmp_path: Path) -> None:
    """Stopped, it leaves neither a draft nor a file on the screen; begun again, it needs no second drop."""
    path = tmp_path / "long.csv"
    keys = (f"{code:05d};d4_immigrant_share;{year}" for code in range(1, 20_000) for year in range(1954, 2024))
    path.write_text("Territoire;Indicateur;Année;Valeur;Source\n" + "".join(f"{key};12,5;Insee\n" for key in keys))
    page = signed(open_page, server, folder, "Awa", "officer")
    drop(page, path)
    click(page, "Interrompre", "rien n’a été gardé ni publié")
    assert not batches(folder, drafts.OPEN)
    expect(page.get_by_role("button", name="Lire les fichiers")).to_be_disabled()
    page.get_by_role("button", name="Reprendre la lecture").click()
    expect(page.get_by_role("button", name="Interrompre")).to_be_visible(timeout=WAIT)
    click(page, "Interrompre", "rien n’a été gardé ni publié")
    assert not batches(folder, drafts.OPEN)


def submit(page: Page, path: Path, told: str) -> None:
    """Load one value (« year;value ») as Awa does, and submit it to another person."""
    path.write_text(f"Indicateur;Année;Valeur;Source\nd4_immigrant_share;{told};Insee\n", encoding="utf-8")
    drop(page, path)
    heard(page, "Prêt à publier")
    step(page, "4. Publier", "Une autre personne doit approuver")
    click(page, "Soumettre à approbation", "Soumis à approbation par Awa.")


def test_one_prepares_and_another_approves(open_page: Opener, server: str, folder: Path, tmp_path: Path) -> None:
    officer = signed(open_page, server, folder, "Awa", "officer")
    submit(officer, tmp_path / "annee.csv", "2022;19,4")
    assert not officer.get_by_label("Nom de l’édition").is_visible()
    click(officer, "Rouvrir pour corriger", "Prêt à publier")
    click(officer, "Soumettre à approbation", "Soumis à approbation par Awa.")

    approver = signed(open_page, server, folder, "Bruno", "approver")
    heard(approver, "1 dépôt attend votre approbation")
    step(approver, "Vérifier et publier", "Soumis à approbation par Awa.")
    step(approver, "4. Publier", "Préparé par Awa")
    approver.get_by_label("Nom de l’édition").fill("Approuvée")
    approver.get_by_test_id("stForm").get_by_role("button", name="Publier").click()
    heard(approver, "Édition 2 publiée")
    [published] = batches(folder, drafts.PUBLISHED_STATE)[:1]
    assert (published.author, published.edition) == ("Awa", 2)


def test_an_approver_of_the_same_name_is_another_person(
    open_page: Opener, server: str, folder: Path, tmp_path: Path
) -> None:
    officer = signed(open_page, server, folder, "Awa", "officer")
    submit(officer, tmp_path / "homonyme.csv", "2020;18,4")

    namesake = signed(open_page, server, folder, "Awa", "approver", login="awa.seck")
    heard(namesake, "1 dépôt attend votre approbation")
    step(namesake, "Vérifier et publier", "Soumis à approbation par Awa.")
    step(namesake, "4. Publier", "Préparé par Awa (awa)")
    namesake.get_by_label("Nom de l’édition").fill("Par une homonyme")
    namesake.get_by_test_id("stForm").get_by_role("button", name="Publier").click()
    heard(namesake, "publiée")


def test_a_source_is_refreshed_and_what_it_may_not_do_is_told(open_page: Opener, server: str, folder: Path) -> None:
    page = signed(open_page, server, folder, "Awa", "officer")
    told = {
        "Écriture": "n’est pas une simple lecture",
        "Lenteur": "a dépassé 2 s",
        "Foule": "renvoie plus de 1 ligne",
        "Registre": "1. Constats",
    }
    names = [name for name, *_ in SOURCES]
    for name, said in told.items():
        visit(page, server, "&depot=sources")
        page.get_by_role("button", name="Actualiser").nth(names.index(name)).click()
        heard(page, said)
    register = sqlite3.connect(folder / "registre.sqlite")
    assert register.execute("SELECT count(*) FROM registre").fetchone() == (2,)
    register.close()
    assert page.wait_for_selector(DONE, timeout=WAIT)
    heard(page, "Prêt à publier")


def test_a_button_that_cannot_be_pressed_is_read_in_the_dark(open_page: Opener, server: str, folder: Path) -> None:
    """The words on the blue of a button are dark; without its blue they would vanish into the page."""
    page = signed(open_page, server, folder, "Awa", "officer", color_scheme="dark")
    button = page.get_by_role("button", name="Lire les fichiers")
    assert button.is_disabled()
    assert button.evaluate("element => getComputedStyle(element.querySelector('p')).color") != "rgb(13, 26, 38)"
