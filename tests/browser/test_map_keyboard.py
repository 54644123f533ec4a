"""The map of partnerships from the keyboard: a link past it, one stop for all its points, arrows between them."""

from __future__ import annotations

import pytest
from playwright.sync_api import Frame, FrameLocator, Page, expect

from tests.browser.axe import AXE, RULES
from tests.browser.conftest import Opener, address_of
from tests.browser.test_partnership_map import drawn

pytestmark = pytest.mark.browser
MAP_STOPS = 9  # the map itself, its points, two to zoom, one to frame, one to play the years, two to save, the inset
SKIP = {"fr": "Passer la carte", "en": "Skip the map", "es": "Saltar el mapa"}
SHEET = {"fr": "Fiche ouverte", "en": "Open record", "es": "Ficha abierta"}
FOCUS = "() => (document.activeElement.getAttribute('aria-label') || document.activeElement.textContent || '').trim()"
POINTS = "() => [...document.querySelectorAll('.leaflet-marker-pane > [role=button]')].map(item => item.getAttribute('aria-label'))"


def inside(page: Page) -> Frame:
    """The frame of the map, to ask it what has the focus."""
    return next(frame for frame in page.frames if "streamlit_folium" in frame.url)


def before_the_map(page: Page) -> Page:
    """The focus on the last control above the map."""
    page.get_by_role("switch", name="relations sans date").or_(page.get_by_label("relations sans date")).first.focus()
    return page


@pytest.mark.parametrize("lang", ["fr", "en", "es"])
def test_a_link_seen_with_the_focus_goes_past_the_map(open_page: Opener, lang: str) -> None:
    page = open_page(f"/partenariats?langue={lang}", height=1500)
    drawn(page)
    link = page.get_by_role("link", name=SKIP[lang])
    box = link.bounding_box()
    assert box and box["width"] <= 1, "seen with the focus only"
    link.focus()
    box = link.bounding_box()
    assert box and box["width"] > 80 and box["height"] >= 24
    address = address_of(page)
    page.keyboard.press("Enter")
    following = page.get_by_role("combobox", name=SHEET[lang])
    expect(following).to_be_focused()
    assert address_of(page) == address, "no mark in the address"
    page.keyboard.press("Shift+Tab")
    assert inside(page).evaluate(FOCUS), "and back, into the map"


def test_the_tab_key_crosses_the_map_in_nine_stops(open_page: Opener) -> None:
    page = open_page("/partenariats", height=1500)
    drawn(page)
    page.get_by_role("link", name=SKIP["fr"]).focus()
    met = []
    for _ in range(MAP_STOPS):
        page.keyboard.press("Tab")
        met.append(inside(page).evaluate(FOCUS))
    assert len(set(met)) == MAP_STOPS and met[1] in inside(page).evaluate(POINTS)
    page.keyboard.press("Tab")
    expect(page.get_by_role("combobox", name=SHEET["fr"])).to_be_focused()


@pytest.mark.parametrize(
    ("start", "forward", "back"), [("Home", "ArrowRight", "ArrowLeft"), ("", "ArrowDown", "ArrowUp")]
)
def test_arrows_meet_every_point_and_come_back(open_page: Opener, start: str, forward: str, back: str) -> None:
    page = open_page("/partenariats", height=1500)
    frame = drawn(page)
    frame.locator('.leaflet-marker-pane > [tabindex="0"]').focus()
    points = inside(page).evaluate(POINTS)
    if start:
        page.keyboard.press(start)
    else:
        press(page, back, len(points))  # the northernmost
    met = [inside(page).evaluate(FOCUS), *press(page, forward, len(points) - 1)]
    assert sorted(met) == sorted(points) and len(points) > 10
    assert press(page, forward, 1) == met[-1:], "the last point keeps the focus"
    assert press(page, back, 1) == [met[-2]]
    assert frame.locator('.leaflet-marker-pane > [tabindex="0"]').count() == 1
    assert frame.locator('.leaflet-marker-pane > [tabindex="0"]').get_attribute("aria-label") == met[-2]


def press(page: Page, key: str, times: int) -> list[str]:
    """What has the focus after each press of a key; the map may slide to show it."""
    met = []
    for _ in range(times):
        page.keyboard.press(key)
        page.wait_for_timeout(60)
        met.append(str(inside(page).evaluate(FOCUS)))
    return met


def test_the_point_with_the_focus_says_its_name_and_how_to_go_on(open_page: Opener) -> None:
    page = open_page("/partenariats", height=1500)
    frame = drawn(page)
    before_the_map(page)
    for _ in range(3):
        page.keyboard.press("Tab")
    told = frame.locator(".ouv-tip")
    expect(told).to_contain_text("Les flèches vont d’un point à l’autre")
    expect(told).to_contain_text(str(inside(page).evaluate(FOCUS)))
    page.keyboard.press("ArrowRight")
    expect(told).not_to_contain_text("Les flèches")
    expect(told).to_contain_text(str(inside(page).evaluate(FOCUS)))
    page.keyboard.press("Tab")
    expect(told).to_have_count(0)


def test_a_circle_that_opens_gives_the_focus_to_what_it_held(open_page: Opener) -> None:
    page = open_page("/partenariats", height=1500)
    frame = drawn(page)
    circle = frame.locator(".ouv-cluster").first
    said = str(circle.get_attribute("aria-label"))
    held = {name.strip() for name in said.partition(":")[2].split(",")}
    open_circles(page, frame, said)
    name = str(inside(page).evaluate(FOCUS)).partition(",")[0]
    assert name in held, "one of the towns that the circle gathered"
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name=name)).to_be_visible(timeout=20_000)
    expect(frame.locator(".ouv-popup strong")).to_have_text(name)
    page.keyboard.press("Escape")
    expect(frame.locator(".ouv-popup")).to_have_count(0)
    assert str(inside(page).evaluate(FOCUS)).startswith(name), "the focus stays where it was"


def open_circles(page: Page, frame: FrameLocator, said: str) -> None:
    """Open a circle from the keyboard, and those inside it, until a point has the focus."""
    frame.locator(f'.ouv-cluster[aria-label="{said}"]').focus()
    for _ in range(4):
        page.keyboard.press("Enter")
        page.wait_for_timeout(900)
        if "ouv-point" in inside(page).evaluate("() => document.activeElement.className"):
            return
    raise AssertionError(f"no point has the focus: {inside(page).evaluate(FOCUS)!r}")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_the_frame_of_the_map(open_page: Opener, scheme: str) -> None:
    page = open_page("/partenariats?fiche=grenoble-sfax", height=1500, color_scheme=scheme)
    drawn(page)
    frame = inside(page)
    frame.evaluate(AXE)
    read = "rules => axe.run(document, {runOnly: {type: 'tag', values: rules}})"
    found = frame.evaluate(read, RULES)["violations"]
    assert not found, [(item["id"], [node["html"][:200] for node in item["nodes"]]) for item in found]
