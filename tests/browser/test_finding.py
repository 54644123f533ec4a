"""Finding one's way: Back comes home through the views, each has its title, and anything is found from anywhere."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Opener, address_of, settle

pytestmark = pytest.mark.browser
#: What a reader presses one after the other: a page of the menu or a view, and the title of the document it leads to.
WAY = (
    ("menu", "budget", "Budget 2025 – Exempleville"),
    ("view", "Au fil des ans", "Au fil des ans – Budget 2025 – Exempleville"),
    ("view", "Financeurs et lignes", "Financeurs et lignes – Budget 2025 – Exempleville"),
    ("menu", "evaluation", "Évaluation 2025 – Exempleville"),
    ("view", "Comparaison", "Comparaison – Évaluation 2025 – Exempleville"),
    ("menu", "partenariats", "Partenariats 2025 – Exempleville"),
    ("view", "Réseaux", "Réseaux – Partenariats 2025 – Exempleville"),
    ("menu", "methode", "Méthode et données – Exempleville"),
)


def titled(page: Page, title: str) -> None:
    """The document has the title, whatever the name adds to the territory's, and the page is drawn to its end."""
    expect(page).to_have_title(re.compile(("" if title.startswith("–") else "^") + re.escape(title)))
    settle(page)


def press(page: Page, kind: str, name: str) -> None:
    """A page of the menu, or a view of the page."""
    if kind == "menu":
        page.locator(f'[data-testid="stSidebarNav"] a[href*="/{name}"]').click()
    else:
        page.get_by_test_id("stButtonGroup").get_by_role("radio", name=name, exact=True).first.click()


def test_back_pressed_through_eight_views_comes_home_through_eight_views(open_page: Opener) -> None:
    page = open_page("/?territoire=EX001")
    home = page.title()
    assert home.startswith("Synthèse 2025 – Exempleville")
    passed = [address_of(page)]
    for kind, name, title in WAY:
        press(page, kind, name)
        titled(page, title)
        passed.append(address_of(page))
    assert len(set(passed)) == len(WAY) + 1
    titles = [home, *(title for _, _, title in WAY)]
    for url, title in list(zip(passed, titles, strict=True))[-2::-1]:
        page.go_back()
        titled(page, title)
        assert address_of(page) == url
        chosen = page.locator('[data-testid="stButtonGroup"] [role="radio"][aria-checked="true"]')
        if title.count(" – ") == 2:
            expect(chosen.get_by_text(title.split(" – ")[0], exact=True).first).to_be_visible()
    page.go_forward()
    titled(page, WAY[0][2])


def test_a_view_pressed_while_the_page_is_still_being_drawn_is_an_entry_of_its_own(open_page: Opener) -> None:
    page = open_page("/?territoire=EX001")
    press(page, "menu", "budget")
    press(page, "view", "Au fil des ans")  # as soon as its button is there: the page is drawn from top to bottom
    titled(page, "Au fil des ans – Budget 2025 – Exempleville")
    page.go_back()
    titled(page, "Budget 2025 – Exempleville")
    page.go_back()
    titled(page, "Synthèse 2025 – Exempleville")


def test_a_territory_chosen_before_comes_back_too(open_page: Opener) -> None:
    page = open_page("/budget")
    titled(page, "– Grenoble")
    page.get_by_test_id("stSelectbox").filter(has_text="Territoire").get_by_role("combobox").click()
    page.get_by_role("option", name="Montreuil").click()
    titled(page, "– Montreuil")
    page.go_back()
    titled(page, "– Grenoble")
    assert "territoire" not in address_of(page)


def test_anything_is_found_by_the_keyboard_from_anywhere(open_page: Opener) -> None:
    """« fes » finds nothing with an accent to type; the sheet of a partner leads back to where it was opened."""
    page = open_page("/budget?territoire=EX001&suite=years")
    titled(page, "Au fil des ans – Budget 2025 – Exempleville")  # written once the whole page is there
    settle(page)
    page.keyboard.press("Control+k")
    field = page.get_by_role("dialog").get_by_role("searchbox")
    expect(field).to_be_focused()
    page.keyboard.type("evaluation")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog").get_by_role("button", name="Évaluation", exact=True)).to_be_visible()
    field.fill("kairouan")
    page.keyboard.press("Enter")
    found = page.get_by_role("dialog").get_by_role("button", name="Kairouan")
    expect(found).to_be_visible()
    found.first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/partenariats*")
    settle(page)
    expect(page.get_by_role("heading", name="Kairouan")).to_be_visible()
    page.get_by_role("button", name="Retour : Au fil des ans").click()
    page.wait_for_url("**/budget*suite=years*")
    titled(page, "Au fil des ans – Budget 2025 – Exempleville")


def test_the_card_of_an_indicator_opens_it_and_leads_back(open_page: Opener) -> None:
    page = open_page("/evaluation?territoire=EX001")
    page.evaluate("window.loadedOnce = true")
    page.get_by_role("link", name=re.compile("^Ouvrir : ")).first.click()
    titled(page, "Un indicateur – Évaluation 2025")
    page.go_back()
    titled(page, "Évaluation 2025 – Exempleville")
    page.go_forward()
    titled(page, "Un indicateur – Évaluation 2025")
    assert page.evaluate("window.loadedOnce"), "followed in place"
    page.get_by_role("button", name="Retour : Trois niveaux").click()
    expect(page).to_have_title(re.compile("^Évaluation 2025 – Exempleville"))
    assert "vue=" not in address_of(page)


def test_a_word_explains_itself_where_it_stands(open_page: Opener) -> None:
    page = open_page("/budget?territoire=EX001")
    mark = page.get_by_test_id("stMetric").first.get_by_test_id("stTooltipIcon").locator("button, [tabindex]").first
    mark.focus()
    expect(page.get_by_role("tooltip").or_(page.get_by_test_id("stTooltipContent")).first).to_contain_text("Payé")
