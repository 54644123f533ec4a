"""The partnerships page under a finger, on a tablet: nothing covers a title, nothing is squeezed."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page

from tests.browser.conftest import Opener

pytestmark = pytest.mark.browser
TABLET = {"width": 1024, "height": 768, "has_touch": True}


def box(found: Locator) -> dict[str, float]:
    """Where an element stands, once it does."""
    found.wait_for()
    place = found.bounding_box()
    assert place is not None
    return {**place, "bottom": place["y"] + place["height"]}


def opened(open_page: Opener, view: str) -> Page:
    return open_page(f"/partenariats?territoire=EX001&vue={view}", **TABLET)


def test_buttons_of_a_table_stand_below_its_title(open_page: Opener) -> None:
    page = opened(open_page, "communautes")
    titles = [page.get_by_text("Communautés d’un pays partenaire"), page.get_by_text("Communautés sans partenaire")]
    tools = page.get_by_test_id("stElementToolbar")
    for rank, title in enumerate(titles):
        assert box(tools.nth(rank))["y"] >= box(title.first)["bottom"] - 1
    first, second = (box(page.get_by_test_id("stDataFrame").nth(rank)) for rank in (0, 1))
    assert second["y"] > first["bottom"] and first["width"] > 600, "one under the other, in full"


def test_candidates_have_the_width_of_the_page_under_the_wishes(open_page: Opener) -> None:
    page = opened(open_page, "chercher")
    table, wishes = box(page.get_by_role("table")), box(page.locator(".st-key-souhaits"))
    assert table["y"] > wishes["bottom"] and table["width"] > 600
    desk = open_page("/partenariats?territoire=EX001&vue=chercher", width=1440)
    table, wishes = box(desk.get_by_role("table")), box(desk.locator(".st-key-souhaits"))
    assert table["x"] > wishes["x"] + wishes["width"] - 1, "beside the wishes at a desk"


def test_every_term_of_the_calendar_is_named(open_page: Opener) -> None:
    chart = opened(open_page, "afaire").locator('[class*="st-key-chart_partnership_renewals"]')
    place = box(chart)
    for words in ("échéance passée", "à renouveler", "plus tard", "Gyumri", "Đà Nẵng"):
        said = box(chart.locator("svg text", has_text=words))
        assert said["x"] + said["width"] <= place["x"] + place["width"] + 1, words
