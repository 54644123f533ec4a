"""Somebody types in a form, then opens another territory in the sidebar: nothing of it goes to the other one."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Opener, settle

pytestmark = pytest.mark.browser
WAIT = 30_000
TYPED = "Écrit pour Grenoble seulement"


def field(page: Page) -> Locator:
    """The first field of text of the form that is open."""
    return page.get_by_test_id("stForm").get_by_role("textbox").first


def read(page: Page, choice: str, option: str) -> None:
    """Choose in a list of the sidebar, by the keyboard."""
    listed = page.get_by_role("combobox", name=choice)
    listed.click()
    listed.fill(option)
    listed.press("Enter")
    expect(page.get_by_text("n’est pas repris ici")).to_be_visible(timeout=WAIT)
    settle(page)


CASES = [
    pytest.param("/strategie?vue=vision", "Écrire le texte de la vision", "Territoire", "Montreuil", id="a chapter"),
    pytest.param("/strategie?vue=vision", "Écrire le texte de la vision", "Année de lecture", "2022", id="a year"),
    pytest.param("/missions", "Saisir une mission ou une délégation", "Territoire", "Montreuil", id="a mission"),
]


@pytest.mark.parametrize(("path", "button", "choice", "option"), CASES)
def test_what_is_typed_stays_with_what_was_read(
    open_page: Opener, path: str, button: str, choice: str, option: str
) -> None:
    page = open_page(path)
    page.get_by_test_id("stMain").get_by_text(button, exact=True).first.click()
    expect(field(page)).to_be_visible(timeout=WAIT)
    settle(page)
    field(page).fill(TYPED)
    view = page.locator('[data-testid="stButtonGroup"] [aria-checked="true"]').all_inner_texts()
    read(page, choice, option)
    expect(field(page)).to_be_visible(timeout=WAIT)
    expect(field(page)).not_to_have_value(TYPED)
    assert TYPED not in [box.input_value() for box in page.get_by_role("textbox").all()]
    assert page.locator('[data-testid="stButtonGroup"] [aria-checked="true"]').all_inner_texts() == view != []
    expect(page.get_by_text("Cette page a rencontré une erreur")).to_be_hidden()


def test_what_is_typed_in_the_settings_is_of_no_territory(open_page: Opener) -> None:
    page = open_page("/administration?section=collectivity")
    signed = page.get_by_label("Qui signe l’avant-propos du rapport")
    signed.fill(TYPED)
    listed = page.get_by_role("combobox", name="Territoire")
    listed.click()
    listed.fill("Montreuil")
    listed.press("Enter")
    page.wait_for_url("**territoire=*")
    settle(page)
    expect(signed).to_have_value(TYPED)
    expect(page.get_by_text("n’est pas repris ici")).to_be_hidden()
