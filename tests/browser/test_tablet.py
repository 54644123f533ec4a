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


def opened(open_page: Opener, view: str, **window: object) -> Page:
    return open_page(f"/partenariats?territoire=EX001&vue={view}", **{**TABLET, **window})


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


@pytest.mark.parametrize("width", [1024, 820])
def test_every_term_of_the_calendar_is_named(open_page: Opener, width: int) -> None:
    chart = opened(open_page, "afaire", width=width).locator('[class*="st-key-chart_partnership_renewals"]')
    place = box(chart)
    for words in ("échéance passée", "à renouveler", "plus tard", "Gyumri", "Đà Nẵng"):
        said = box(chart.locator("svg text", has_text=words))
        assert said["x"] + said["width"] <= place["x"] + place["width"] + 1, words


def test_the_lines_of_a_dimension_are_named_in_full_and_have_room_to_move(open_page: Opener) -> None:
    """The keys of two lines in half a page, under a remark of three lines and beside a band."""
    page = open_page("/profil-geii?territoire=EX001&vue=dimension", width=820, height=1180, has_touch=True)
    charts = page.locator('[class*="st-key-chart_series_"]')
    assert charts.count() > 3
    for chart in charts.all():
        place, said = box(chart), chart.locator("svg .role-legend-label text", has_text="Fictavie").first
        named = box(said)
        assert said.text_content() == "Fictavie (fictif)"
        assert named["x"] + named["width"] <= place["x"] + place["width"] + 1
        plot = box(chart.locator("svg .root > g > .background"))
        assert plot["height"] >= 90, "a plot is no ribbon"
