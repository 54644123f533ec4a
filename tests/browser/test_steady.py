"""Nothing moves under the reader's hand while a page is being drawn."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page

from pages.shared import figures
from tests.browser.conftest import Opener, settle

pytestmark = pytest.mark.browser
_WATCH = """
window.moved = [];
const down = source => source.previousRect.top !== source.currentRect.top;
new PerformanceObserver(list => {
  for (const entry of list.getEntries()) if (entry.sources.some(down)) window.moved.push(entry.value);
}).observe({type: "layout-shift", buffered: true});
"""


def moved(page: Page) -> float:
    """The share of the page that moved up or down (cumulative layout shift of the Web Vitals)."""
    page.wait_for_timeout(1500)
    return float(page.evaluate("window.moved.reduce((sum, value) => sum + value, 0)"))


@pytest.mark.parametrize("path", ["/partenariats", "/partenariats?vue=afaire", "/"])
def test_what_arrives_late_keeps_its_place(open_page: Opener, path: str) -> None:
    page = open_page(path)
    page.add_init_script(_WATCH)
    page.reload()
    settle(page)
    assert moved(page) < 0.1  # « good » for the Web Vitals


def test_the_style_sheet_keeps_every_height_that_a_chart_may_ask() -> None:
    sheet = (Path(__file__).parents[2] / "static" / "ouverture.css").read_text(encoding="utf-8")
    kept = {int(asked): int(given) for asked, given in re.findall(r"_h(\d+)_[^{]*\{ min-height: (\d+)px", sheet)}
    assert kept == {height: height for height in figures.HEIGHTS if height}
