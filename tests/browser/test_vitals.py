"""The budget of bytes and requests, and the place of the first words: what does not depend on the machine's speed
(``test_widths`` holds the shift of every page and view, ``benchmarks/vitals.py`` measures the rest)."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from benchmarks.vitals import BYTES, REQUESTS, STEADY, Device, opened
from server.fonts import ICONS, LETTERS, RANGES, icons_named, ligatures, whole
from tests.browser.conftest import Opener, settle
from tests.browser.test_widths import WIDTHS

pytestmark = pytest.mark.browser
#: Where the first words stand, before the page and once it is there.
PLACES = """() => [...document.querySelectorAll('.ouv-opening h1, .ouv-opening main > p > small, [data-testid="stMain"] h1, [data-testid="stMain"] [data-testid="stCaptionContainer"] p')]
  .slice(0, 2).map(item => { const box = item.getBoundingClientRect(); return [box.x, box.y].map(Math.round); })"""


@pytest.mark.parametrize("width", WIDTHS)
def test_the_first_page_is_light(browser: Browser, server: str, width: int) -> None:
    with opened(browser, Device(width, WIDTHS[width])) as (page, traffic):
        page.goto(server)
        page.evaluate(STEADY)
    assert 200_000 < traffic.bytes <= BYTES
    assert 10 < len(traffic.asked) <= REQUESTS, sorted(traffic.asked)


def test_a_closed_menu_leaves_its_room(open_page: Opener, server: str) -> None:
    page = open_page("/methode")
    page.get_by_test_id("stSidebarHeader").hover()
    page.get_by_test_id("stSidebarCollapseButton").locator("button").click()
    page.wait_for_function("() => Object.keys(localStorage).some(key => key.startsWith('stSidebarCollapsed-'))")
    painted = held(page, server + "/methode")
    assert painted[0][0] < 300, "the first words start where the page does"
    page.evaluate("localStorage.clear()")
    assert held(page, server + "/methode")[0][0] >= 300


def held(page: Page, address: str) -> list[list[int]]:
    """Where the first words stand while the program of the page is kept from coming."""
    page.route("**/static/joined/**", lambda route: route.fulfill(body="", content_type="text/javascript"))
    page.goto(address)
    page.locator(".ouv-opening h1").wait_for()
    found: list[list[int]] = page.evaluate(PLACES)
    page.unroute("**/static/joined/**")
    return found


@pytest.mark.parametrize("path", ["/", "/budget"])
@pytest.mark.parametrize("width", WIDTHS)
def test_the_page_takes_the_place_of_its_first_words(browser: Browser, server: str, path: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": WIDTHS[width]}, locale="fr-FR")
    page = context.new_page()
    before = held(page, server + path)
    page.goto(server + path)
    settle(page)
    after = page.evaluate(PLACES)
    context.close()
    assert len(before) == len(after) == 2
    assert all(abs(a - b) <= 2 for old, new in zip(before, after, strict=True) for a, b in zip(old, new, strict=True)), (before, after)  # fmt: skip


def test_every_icon_that_may_be_asked_for_travels() -> None:
    """``python -m server.fonts`` makes the fonts again when an icon is added, or when Streamlit changes its own."""
    known = ligatures(whole("MaterialSymbols-Rounded"))
    assert icons_named() & set(known) <= set(ligatures(ICONS))
    assert ICONS.stat().st_size < 30_000 and LETTERS.stat().st_size < 100_000


def test_the_style_sheet_tells_which_letters_travel() -> None:
    sheet = (Path(__file__).parents[2] / "static" / "ouverture.css").read_text(encoding="utf-8")
    assert ", ".join(f"U+{first:X}-{last:X}" for first, last in RANGES) in sheet
