"""A year loaded as an officer does it: template down, ten mistakes, annotated workbook back, mended, published, undone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from playwright.sync_api import Page, expect

from tests.browser.conftest import DONE, Opener, serving, settle

pytestmark = pytest.mark.browser

WAIT = 60_000

#: What is typed, and what the finding must name: ten mistakes.
WRONG: list[dict[str, Any]] = [
    {"Indicateur": "d4_foreign_nationals_share", "Année": "20x1", "Valeur": 14.5, "Source": "Insee"},
    {"Indicateur": "d4_immigrant_share", "Année": 2022, "Valeur": "abc", "Source": "Insee"},
    {"Indicateur": "Indicateur inconnu", "Année": 2022, "Valeur": 3, "Source": "Insee"},
    {"Indicateur": "d6_intl_students_share", "Année": 2024, "Valeur": 17, "État": "Provizoire", "Source": "MESR"},
    {"Indicateur": "d6_intl_students_share", "Année": 2024, "Valeur": 18, "Source": "MESR"},
    {"Indicateur": "d1_export_intensity", "Année": 2024, "Valeur": 950, "Source": "Service"},
    {
        "Indicateur": "d6_intl_students_1000",
        "Année": 2023,
        "Source": "MESR",
        "Valeur": "30",
        "Adresse de la source": "voir dossier",
    },
    {"Indicateur": "d3_foreign_nights_share", "Année": 2019, "Valeur": 30},
    {"Année": 2024, "Valeur": 30, "Source": "Insee"},
    {"Indicateur": "t_plan_alignment", "Année": 2099, "Valeur": 70, "Source": "Service"},
]
RIGHT: dict[int, dict[str, Any]] = {
    0: {"Année": 2021},
    1: {"Valeur": 19.1},
    2: {"Indicateur": "d5_foreign_workers_share"},
    3: {"État": "Provisoire"},
    4: {"Année": 2023},
    5: {"Valeur": 27},
    6: {"Adresse de la source": "https://www.enseignementsup-recherche.gouv.fr"},
    7: {"Source": "Insee"},
    8: {"Indicateur": "d4_foreign_nationals_share"},
    9: {"Année": 2024},
}


@pytest.fixture(scope="module")
def own_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A dashboard that this module may change."""
    with serving(tmp_path_factory.mktemp("officer")) as address:
        yield address


def columns(sheet: Worksheet) -> tuple[int, dict[str, int]]:
    """The header row of a template and the place of each column."""
    row = next(row for row in range(1, 10) if sheet.cell(row, 2).value == "Indicateur")
    return row, {str(cell.value): cell.column for cell in sheet[row]}


def click(page: Page, name: str, then: str) -> None:
    """Press a button and wait for the words that say it was heard, then for the end of the run."""
    page.get_by_role("button", name=name).first.click()
    heard(page, then)


def heard(page: Page, then: str) -> None:
    expect(page.get_by_test_id("stMain").get_by_text(then).first).to_be_visible(timeout=WAIT)
    page.wait_for_selector(DONE, timeout=WAIT)


def step(page: Page, name: str, then: str) -> None:
    page.get_by_test_id("stButtonGroup").get_by_text(name).first.click()
    heard(page, then)


def load(page: Page, path: Path) -> None:
    page.locator('input[type="file"]').first.set_input_files(path)
    expect(page.get_by_role("button", name="Lire les fichiers")).to_be_enabled(timeout=WAIT)
    click(page, "Lire les fichiers", "1. Constats")


def confirm_everything(page: Page) -> None:
    """Tick what is to confirm, if anything is, as one who has read it."""
    if page.get_by_text("Prêt à publier").is_visible():
        return
    for box in page.get_by_test_id("stForm").get_by_test_id("stCheckbox").all():
        box.locator("label").click()
        expect(box.get_by_role("checkbox")).to_be_checked()
    click(page, "Confirmer les points cochés", "Prêt à publier")


def test_a_year_as_an_officer_loads_it(open_page: Opener, own_server: str, tmp_path: Path) -> None:
    page = open_page("/donnees", address=own_server)
    with page.expect_download() as download:
        page.get_by_role("button", name="Modèle XLSX").click()
    path = tmp_path / "annee.xlsx"
    download.value.save_as(path)
    book = load_workbook(path)
    head, places = columns(book["Observations"])
    for number, mistake in enumerate(WRONG):
        for name, value in mistake.items():
            book["Observations"].cell(head + 2 + number, places[name]).value = value
    book.save(path)

    (wrong := tmp_path / "programme.exe").write_bytes(b"MZ")
    page.locator('input[type="file"]').first.set_input_files(wrong)
    refused = page.get_by_test_id("stFileChip").get_by_role("alert")
    expect(refused).to_contain_text("Ce type de fichier n’est pas accepté ici.")

    load(page, path)
    found = page.get_by_role("table").first.inner_text()
    for value in ("20x1", "abc", "Indicateur inconnu", "Provizoire", "voir dossier", "2099"):
        assert value in found
    step(page, "4. Publier", "Ce dépôt ne peut pas encore être publié.")

    step(page, "1. Constats", "Votre classeur annoté")
    with page.expect_download() as download:
        page.get_by_role("button", name="Votre classeur annoté").click()
    annotated = tmp_path / "annote.xlsx"
    download.value.save_as(annotated)
    book = load_workbook(annotated)
    head, places = columns(book["Observations"])
    noted = [cell for row in book["Observations"].iter_rows(min_row=head + 2) for cell in row if cell.comment]
    assert {cell.row - head - 2 for cell in noted} == set(range(10)), "each of the ten rows has its comment"

    for number, mend in RIGHT.items():
        for name, value in mend.items():
            book["Observations"].cell(head + 2 + number, places[name]).value = value
    book.save(path)
    page.goto(f"{own_server}/donnees")
    settle(page)
    load(page, path)
    heard(page, "Ce fichier avait déjà été déposé")
    page.get_by_role("button", name="Remplacer le premier dépôt").click()
    expect(page.get_by_text("Ce fichier avait déjà été déposé")).to_be_hidden(timeout=WAIT)
    page.wait_for_selector(DONE, timeout=WAIT)
    confirm_everything(page)

    step(page, "3. Conséquences", "Détail, cellule par cellule")
    assert re.search(
        "indicateurs? changent?|indicateur change",
        page.get_by_test_id("stMain").get_by_role("heading", level=2).first.inner_text(),
    )
    step(page, "4. Publier", "Nom de l’édition")
    page.get_by_label("Nom de l’édition").fill("Année chargée par le service")
    page.get_by_test_id("stForm").get_by_role("button", name="Publier").click()
    heard(page, "Édition 2 publiée")

    page.goto(f"{own_server}/editions")
    settle(page)
    heard(page, "Observations :")
    page.goto(f"{own_server}/editions?historique=restore")
    settle(page)
    page.get_by_text("Je veux que tout le monde lise à nouveau cette édition").click()
    click(page, "Revenir à cette édition", "Édition 3 publiée")


def test_two_loads_of_one_file_in_the_same_minute_stay_two(open_page: Opener, own_server: str, tmp_path: Path) -> None:
    """The browser tells a choice by its words: the second load, the mended one, is shown and stays shown."""
    path = tmp_path / "correctif.csv"
    for value in ("abc", "19,4"):
        path.write_text(f"Indicateur;Année;Valeur;Source\nd4_immigrant_share;2022;{value};Insee\n", encoding="utf-8")
        page = open_page("/donnees", address=own_server)
        load(page, path)
    heard(page, "Prêt à publier")
    step(page, "2. Corriger", "Aucune ligne à corriger")
    assert page.get_by_text("Prêt à publier").is_visible()
    for remaining in ("Prêt à publier", "1 point bloquant"):
        heard(page, remaining)
        page.get_by_role("button", name="Abandonner ce dépôt").click()
        expect(page.get_by_text(remaining)).to_be_hidden(timeout=WAIT)
