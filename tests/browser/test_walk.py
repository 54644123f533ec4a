"""Walk through every page at the width of a desk and of a tablet: nothing breaks, nothing leaves the machine."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page

from pages.shared.registry import PAGES
from tests.browser.conftest import Opener, serving, settle

pytestmark = pytest.mark.browser


def whole(page: Page) -> None:
    """No exception, no message of failure, no horizontal scroll."""
    assert page.locator('[data-testid="stException"]').count() == 0
    failures = page.get_by_text("Cette page a rencontré une erreur")
    assert failures.count() == 0, failures.first.inner_text()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth + 1")


@pytest.mark.parametrize("territory", ["", "93048", "ITC1"])
def test_the_menu_leads_to_every_page(open_page: Opener, territory: str) -> None:
    """At the width of a desk, then of a small one (EX001 is walked view by view, from the address)."""
    page = open_page(f"/?territoire={territory}" if territory else "/")
    for entry in PAGES:
        page.locator(f'[data-testid="stSidebarNav"] a[href*="{entry.address}"]').first.click()
        page.wait_for_url(f"**{entry.address}*")
        settle(page)
        whole(page)
        assert page.locator("html").get_attribute("lang") == "fr"
        assert page.locator("h1").count() == 1, entry.path
        page.set_viewport_size({"width": 1024, "height": 900})
        settle(page)
        whole(page)
        page.set_viewport_size({"width": 1440, "height": 900})


def test_a_link_keeps_the_choice(open_page: Opener) -> None:
    page = open_page("/methode?territoire=93048")
    assert page.get_by_text("Montreuil").count() > 0
    page.locator('[data-testid="stSidebarNav"] a[href*="budget"]').click()
    page.wait_for_url("**territoire=93048**")
    settle(page)
    page.get_by_text("Montreuil").first.wait_for()


def test_the_first_visit_may_be_a_deep_link(open_page: Opener, tmp_path: Path) -> None:
    """A link opened first after a restart shows its page, inside the frame."""
    with serving(tmp_path) as address:
        page = open_page("/methode?partie=completude", address=address)
        assert page.locator("h1").inner_text() == "Méthode et données"
        assert page.locator('[data-testid="stSidebarNav"]').get_by_text("Synthèse").count() == 1
        page.close()  # before its server: what it still fetches would be refused
