"""A year loaded as an officer does it: template down, ten mistakes, annotated workbook back, mended, published, undone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from playwright.sync_api import Page

from tests.browser.conftest import DONE, Opener, serving

pytestmark = pytest.mark.browser

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
    {"Indicateur": "d3_foreign_nights_share", "Année": 2024, "Valeur": 30},
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


def settled(page: Page) -> None:
    page.wait_for_timeout(400)
    page.wait_for_selector(DONE, timeout=60_000)


def click(page: Page, name: str) -> None:
    page.get_by_role("button", name=name).first.click()
    settled(page)


def step(page: Page, name: str) -> None:
    page.get_by_test_id("stButtonGroup").get_by_text(name).first.click()
    settled(page)


def load(page: Page, path: Path) -> None:
    page.locator('input[type="file"]').first.set_input_files(path)
    settled(page)
    click(page, "Lire les fichiers")
    page.get_by_text("1. Constats").wait_for(timeout=60_000)
    settled(page)


@pytest.mark.xfail(reason="the walk stops before the form that publishes since the demonstration changed")
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

    load(page, path)
    found = page.get_by_role("table").first.inner_text()
    for value in ("20x1", "abc", "Indicateur inconnu", "Provizoire", "voir dossier", "2099"):
        assert value in found
    step(page, "4. Publier")
    assert page.get_by_text("Ce dépôt ne peut pas encore être publié.").is_visible()

    step(page, "1. Constats")
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
    settled(page)
    load(page, path)
    assert page.get_by_text("Ce fichier avait déjà été déposé").is_visible()
    click(page, "Remplacer le premier dépôt")
    for box in page.get_by_test_id("stForm").get_by_test_id("stCheckbox").all():
        box.locator("label").click()
        settled(page)
    if page.get_by_role("button", name="Confirmer les points cochés").is_visible():
        click(page, "Confirmer les points cochés")

    step(page, "3. Conséquences")
    assert re.search("indicateurs? changent?|indicateur change", page.locator("h4").first.inner_text())
    step(page, "4. Publier")
    page.get_by_label("Nom de l'édition").fill("Année chargée par le service")
    click(page, "Publier")
    page.get_by_text("Édition 2 publiée").wait_for(timeout=30_000)

    page.goto(f"{own_server}/editions")
    settled(page)
    assert page.get_by_text("Observations :").first.is_visible()
    page.goto(f"{own_server}/editions?historique=restore")
    settled(page)
    page.get_by_text("Je veux que tout le monde lise à nouveau cette édition").click()
    click(page, "Revenir à cette édition")
    page.get_by_text("Édition 3 publiée").wait_for(timeout=30_000)
