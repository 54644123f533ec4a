"""What a person reads and how: Streamlit's own words in French, fields reached by the keyboard, what is printed."""

from __future__ import annotations

from contextlib import suppress

import pytest
from playwright.sync_api import TimeoutError, expect

from tests.browser.conftest import Opener

pytestmark = pytest.mark.browser
ENGLISH = (
    "Fullscreen",
    "Show data",
    "Download as",
    "Choose an",
    "Help for",
    "Search",
    "Sidebar",
    "App pages",
    "Collapse",
)


def test_streamlit_speaks_the_language_of_the_page(open_page: Opener) -> None:
    page = open_page("/budget?territoire=93048")
    page.wait_for_selector('button[aria-label^="Plein écran\u00a0: "]')
    told = page.evaluate(
        """() => ["aria-label", "placeholder", "title"].flatMap((name) =>
          [...document.querySelectorAll(`[data-testid="stApp"] :not(svg *)[${name}]`)].map((item) => item.getAttribute(name)))"""
    )
    assert len(told) > 20
    assert not [text for text in told if text.startswith(ENGLISH)]


def test_a_dark_page_is_printed_on_white(open_page: Opener) -> None:
    page = open_page("/budget?territoire=93048", color_scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    expect(page.get_by_test_id("stApp")).to_have_css("filter", "invert(1) hue-rotate(180deg)")
    assert page.locator('[data-testid="stSidebar"]').is_hidden()
    assert page.pdf(format="A4").startswith(b"%PDF")


def test_streamlit_lists_and_fields_speak_french_and_show_their_focus(open_page: Opener) -> None:
    """The outline of a field is on its frame, whole: inside, it would be cut."""
    page = open_page("/seance?partie=preparer")
    outlined = "item => [getComputedStyle(item).outlineStyle, getComputedStyle(item).outlineOffset]"
    field = page.get_by_test_id("stMultiSelect").get_by_role("combobox")
    option = page.get_by_role("option").first
    for _ in range(10):  # a list opened while the page is still being drawn is closed again
        field.focus()
        page.keyboard.press("ArrowDown")
        with suppress(TimeoutError):
            option.wait_for(timeout=1500)
            break
    expect(option).to_have_text("Tout choisir")
    assert field.evaluate(outlined)[0] == "none"
    assert page.get_by_test_id("stMultiSelect").get_by_role("group").first.evaluate(outlined) == ["solid", "2px"]
    field.fill("xyz")
    expect(page.get_by_role("listbox")).to_have_text("Aucun résultat")
    page.keyboard.press("Escape")
    page.get_by_label("Titre").click()
    page.keyboard.type("x")
    expect(page.get_by_test_id("InputInstructions")).to_have_text("Entrée pour valider")
    assert page.get_by_test_id("stTextInputRootElement").first.evaluate(outlined) == ["solid", "2px"]


def test_enlarged_four_times_a_page_is_one_column_and_its_charts_fold(open_page: Opener) -> None:
    """320 pixels (WCAG 2.2, 1.4.10): no page is wider than the screen, and a chart keeps words that can be read in it."""
    page = open_page("/budget?territoire=93048", width=320, height=640)
    chart = page.get_by_test_id("stVegaLiteChart").first
    chart.locator("svg, canvas").first.wait_for()
    sizes = chart.evaluate(
        "item => [...item.querySelectorAll('text')].map(text => parseFloat(getComputedStyle(text).fontSize))"
    )
    assert len(sizes) > 5 and min(sizes) >= 10
    drawn = chart.locator("svg").first.bounding_box()
    assert drawn is not None and drawn["x"] >= 0 and drawn["x"] + drawn["width"] <= 320
    main = page.get_by_test_id("stMain")
    assert main.evaluate("item => item.scrollWidth <= item.clientWidth")
