"""What an officer opens in a browser: every step on every kind of deposit, fifteen mistakes of a LibreOffice workbook."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from playwright.sync_api import Page, expect

from tests.browser.conftest import DONE, Opener, serving
from tests.browser.test_officer import WAIT, WRONG, click, heard, step
from tests.conftest import pass_over
from tests.intake.samples import files

pytestmark = pytest.mark.browser

SHEETS: dict[str, list[dict[str, Any]]] = {
    "Observations": WRONG,
    "Partenariats": [
        {"Partenaire": "Fès", "Pays": "Marok", "Ville": "Fès"},
        {"Partenaire": "Sfax", "Pays": "Tunisie", "Ville": "Sfax", "Bénéfices pour nous": "Former le personnel"},
        {"Partenaire": "Catane", "Pays": "Italie", "Ville": "Catane", "Signé le": "printemps 1961"},
    ],
    "Auto-évaluations": [
        {"Année": 2024, "Grille": "Les dix qualités d’une bonne stratégie internationale", "Item": "Amusante", "Réponse": "Oui"},
        {"Année": 2024, "Grille": "Les dix règles de la planification stratégique", "Item": "Évaluer", "Réponse": "Bientôt"},
    ],
}  # fmt: skip


@pytest.fixture(scope="module")
def own_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A dashboard that this module may change."""
    with serving(tmp_path_factory.mktemp("screens")) as address:
        yield address


def drop(page: Page, paths: list[Path]) -> None:
    page.locator('input[type="file"]').first.set_input_files(paths)
    expect(page.get_by_role("button", name="Lire les fichiers")).to_be_enabled(timeout=WAIT)
    click(page, "Lire les fichiers", "1. Constats")


def saved_by_libreoffice(path: Path) -> Path:
    """The same workbook, opened and saved by LibreOffice as a person would."""
    office = shutil.which("soffice")
    if office is None:
        pass_over("no LibreOffice on this machine")
    folder = path.parent / "libreoffice"
    command = [
        str(office), "--headless", f"-env:UserInstallation=file://{path.parent / 'profile'}", "--convert-to", "xlsx",
        "--outdir", str(folder), str(path),
    ]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return folder / path.name


def test_fifteen_mistakes_of_a_libreoffice_workbook_are_all_flagged(
    open_page: Opener, own_server: str, tmp_path: Path
) -> None:
    book = Workbook()
    book.remove(book.active)
    for name, rows in SHEETS.items():
        sheet = book.create_sheet(name)
        titles = list(dict.fromkeys(title for row in rows for title in row))
        sheet.append(titles)
        for row in rows:
            sheet.append([row.get(title) for title in titles])
    book.save(tmp_path / "annee.xlsx")
    page = open_page("/donnees", address=own_server)
    drop(page, [saved_by_libreoffice(tmp_path / "annee.xlsx")])
    found = page.get_by_role("table").first.inner_text()
    for value in ("20x1", "abc", "Provizoire", "Marok", "Former le personnel", "printemps 1961", "Amusante", "Bientôt"):
        assert value in found, value
    with page.expect_download() as download:
        page.get_by_role("button", name="Votre classeur annoté").click()
    download.value.save_as(tmp_path / "annote.xlsx")
    noted = {
        (name, cell.row - 2)
        for name in SHEETS
        for row in load_workbook(tmp_path / "annote.xlsx")[name].iter_rows(min_row=2)
        for cell in row
        if cell.comment
    }
    assert noted == {(name, place) for name, rows in SHEETS.items() for place in range(len(rows))}
    assert len(noted) == 15
    step(page, "2. Corriger", "À revoir")
    page.get_by_role("button", name="Abandonner ce dépôt").click()
    expect(page.get_by_text("Aucun dépôt en cours")).to_be_visible(timeout=WAIT)


def test_every_step_opens_on_every_kind_of_deposit(open_page: Opener, own_server: str, tmp_path: Path) -> None:
    paths = []
    for name, content in files().values():
        paths.append(tmp_path / name)
        paths[-1].write_bytes(content)
    page = open_page("/donnees", address=own_server)
    drop(page, paths)
    for path in paths:
        choice = page.get_by_test_id("stSelectbox").filter(has_text="Dépôt").locator("input")
        choice.fill(path.name)
        page.get_by_role("option", name=path.name).first.click()
        heard(page, "1. Constats")
        for name in ("1. Constats", "2. Corriger", "3. Conséquences", "4. Publier"):
            page.get_by_test_id("stButtonGroup").get_by_text(name).first.click()
            page.wait_for_selector(DONE, timeout=WAIT)
            assert not page.get_by_text("Cette page a rencontré une erreur").is_visible(), (path.name, name)
