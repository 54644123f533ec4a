"""From an empty data folder to one's own city on the map and a first report, by the browser alone: four kinds."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import DONE, Opener, serving, settle

pytestmark = pytest.mark.browser

WAIT = 90_000
#: What is typed, in which country, and what is then read: name, code, and the reference that is chosen besides.
KINDS = [
    ("Rennes", "France", "Rennes", "35238", ""),
    ("Rennes Métropole", "France", "Rennes Métropole", "243500139", ""),
    ("Loire-Atlantique", "France", "Loire-Atlantique", "DEP-44", ""),
    ("Cuneo", "Italie", "Cuneo", "IT-CUNEO", "Piemonte"),
]


def main(page: Page) -> Locator:
    return page.get_by_test_id("stMain")


def choose(page: Page, label: str, words: str) -> None:
    """Choose in a list by typing, as one does in a long one."""
    field = main(page).get_by_label(label)
    field.click()
    field.fill(words)
    page.get_by_role("option", name=words, exact=True).first.click()
    page.keyboard.press("Escape")  # a list of several stays open, over the rest of the page
    page.wait_for_selector(DONE, timeout=WAIT)


@pytest.mark.parametrize(("typed", "country", "name", "code", "reference"), KINDS, ids=[kind[3] for kind in KINDS])
def test_from_an_empty_folder_to_a_first_report(
    open_page: Opener, tmp_path: Path, typed: str, country: str, name: str, code: str, reference: str
) -> None:
    with serving(tmp_path) as address:
        page = open_page("/", address=address)
        main(page).get_by_role("button", name="Installer ma collectivité").click()
        field = main(page).get_by_label("Nom ou code de votre collectivité")
        expect(field).to_be_visible(timeout=WAIT)
        if country != "France":
            choose(page, "Pays", country)
        field.fill(typed)
        field.press("Enter")
        expect(main(page).get_by_text(code).first).to_be_visible(timeout=WAIT)
        expect(main(page).get_by_text("Sur la carte").first).to_be_visible(timeout=WAIT)
        if reference:
            choose(page, "Territoires de référence, le premier vaut 100", reference)
        publish = main(page).get_by_role("button", name="Enregistrer et publier")
        expect(publish).to_be_enabled(timeout=WAIT)
        publish.click()
        expect(main(page).get_by_text("est votre collectivité.")).to_be_visible(timeout=WAIT)

        withdraw = main(page).get_by_role("button", name="Retirer la démonstration")
        withdraw.click()
        expect(main(page).get_by_role("button", name="La remettre")).to_be_visible(timeout=WAIT)
        page.goto(address)
        settle(page)
        expect(page.get_by_role("heading", name=f"{name} et le monde")).to_be_visible(timeout=WAIT)
        expect(main(page).get_by_text("Vos premiers pas")).to_be_visible(timeout=WAIT)
        assert not re.search("Grenoble|Exempleville|Montreuil", main(page).inner_text())

        page.goto(f"{address}/partenariats")
        settle(page)
        expect(
            page.frame_locator('iframe[title="streamlit_folium.st_folium"]').locator(".ouv-name", has_text=name).first
        ).to_be_visible(timeout=WAIT)

        page.goto(f"{address}/publique/{code}")
        expect(page.get_by_role("heading", name=re.compile(name)).first).to_be_visible(timeout=WAIT)

        page.goto(f"{address}/rapport")
        settle(page)
        with page.expect_download(timeout=WAIT) as met:
            main(page).get_by_role("button", name=re.compile(r"Télécharger\s: rapport$")).first.click()
        report = Path(met.value.path())
        assert report.read_bytes().startswith(b"%PDF") and report.stat().st_size > 20_000
