"""axe-core read over one view after another, each in four ways: no violation of WCAG 2.2 A and AA, and headings in order.

Two test files share the pages, so that two workers share the reading; within a file one browser page goes from page to
page and from view to view, as a reader's would, keeps what it has already loaded, and shows each of them in every way.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import axe_playwright_python
from playwright.sync_api import Browser, Page, expect

from indicators.present.accessibility import FOLDER, PageRead, last_readings, record
from indicators.present.maps.colours import LAND, NIGHT, PAPER, SEA
from pages.shared.registry import PAGES, addresses
from tests.browser.conftest import Witness, settle

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
#: (rule, piece of the selector): what Streamlit draws itself and gives no way to mend, with the upstream thread.
CHROME: dict[tuple[str, str], str] = {}
#: How each way shows a page: the media that the system asks for, and the width of the window.
WAYS: dict[str, tuple[dict[str, Any], int]] = {
    "desktop": ({"color_scheme": "light", "forced_colors": "none", "contrast": "no-preference"}, 1440),
    "phone": ({"color_scheme": "light", "forced_colors": "none", "contrast": "no-preference"}, 390),
    "contrast": ({"color_scheme": "light", "forced_colors": "active", "contrast": "more"}, 1440),
    "dark": ({"color_scheme": "dark", "forced_colors": "none", "contrast": "no-preference"}, 1440),
}
#: Set to keep what is found as the record that the declaration of accessibility rests on (« make accessibility »);
#: « missing » reads the addresses alone that the record lacks.
RECORD = "OUVERTURE_RECORD_ACCESSIBILITY"
_KNOWN = [set(reading.pages) for reading in last_readings().values()]
_READ_EVERYWHERE = set.intersection(*_KNOWN) if len(_KNOWN) == len(WAYS) else set()
#: The addresses to read, by page: those with most views first.
READ = {
    entry.address: [item for item in addresses() if item.partition("?")[0] == entry.address]
    for entry in sorted(PAGES, key=lambda entry: -len(entry.views))
}
if os.environ.get(RECORD) == "missing":
    READ = {
        page: kept for page, paths in READ.items() if (kept := [item for item in paths if item not in _READ_EVERYWHERE])
    }
#: Charts are there, nothing is awaited, and what appears slowly has its last colours.
_DRAWN = """() => [...document.querySelectorAll('[data-testid="stVegaLiteChart"]')].every((item) => item.querySelector("svg, canvas"))
  && !document.querySelector('[data-testid="stSkeleton"], [data-testid="stSpinner"]')
  && document.getAnimations().every((item) => item.playState !== "running" || item.effect.getComputedTiming().iterations === Infinity)"""
#: What passes is neither described nor sent: on a long page that is most of the work.
_READ = """async rules => {
  const found = await axe.run(document, {runOnly: {type: 'tag', values: rules}, rules: {'heading-order': {enabled: true}}, resultTypes: ['violations']})
  return {version: found.testEngine.version, violations: found.violations, incomplete: found.incomplete.map(item => ({id: item.id}))}
}"""

_PAINTED = """land => [getComputedStyle(document.body).backgroundColor, getComputedStyle(document.querySelector('figure')).backgroundColor,
  getComputedStyle(document.querySelector(`figure svg [fill="${land}"]`)).fill]"""


def rgb(colour: str) -> str:
    """A colour of ours as a browser says it."""
    return f"rgb({', '.join(str(int(colour[at : at + 2], 16)) for at in (1, 3, 5))})"


class Inspector:
    """One page of a browser read in one way, and what it must never do."""

    def __init__(self, page: Page, address: str) -> None:
        self.page, self.address, self._witness = page, address, Witness(address)
        page.on("request", self._witness.on_request)
        page.on("console", self._witness.on_console)
        page.on("pageerror", lambda error: self._witness.errors.append(str(error)))

    def show(self, way: str) -> None:
        """Show what is open, and what opens next, in one of :data:`WAYS`."""
        media, width = WAYS[way]
        self.page.emulate_media(**media)
        self.page.set_viewport_size({"width": width, "height": 900})

    def check(self, page: str) -> None:
        """Open a page of the dashboard on the complete territory, then press view after view: each is read in every way.

        A page opens again in the dark: the frame writes what the theme needs when it opens.
        """
        for ways in (("desktop", "phone", "contrast"), ("dark",)):
            self.show(ways[0])
            self.page.goto(f"{self.address}{page}?territoire=EX001")
            settle(self.page)
            for path in READ[page]:
                self.press(path)
                for way in ways:
                    self.show(way)
                    self.page.wait_for_timeout(150)  # what listens to the window has heard
                    settle(self.page)
                    self.page.wait_for_function(_DRAWN, timeout=60_000)
                    self.read(path, way)
                self.show(ways[0])

    def press(self, path: str) -> None:
        """Press the view of an address on its page, if it is not the one that the page opens with."""
        page, _, choice = path.partition("?")
        if choice:
            key, _, code = choice.partition("=")
            views = next(entry.views for entry in PAGES if entry.address == page)
            button = self.page.locator(f".st-key-{key} button").nth([view.code for view in views].index(code))
            expect(button).to_have_attribute("aria-checked", "false")
            button.click()
            self.page.wait_for_url(f"**{choice}**")
            expect(button).to_have_attribute("aria-checked", "true")

    def check_session(self) -> None:
        """The usual session, slide after slide, with the panels of its first drawing."""
        self.page.goto(f"{self.address}/seance/EX001/usuelle")
        self.page.wait_for_selector("#preparing", state="hidden", timeout=120_000)
        if self.page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches"):
            self.page.keyboard.press("d")
        for rank in range(self.page.locator("section").count()):
            if rank == 2:
                for key in ("s", "t", "?"):
                    self.page.keyboard.press(key)
                    self.read()
                self.page.keyboard.press("Escape")
            self.read()
            self.page.keyboard.press("PageDown")

    def check_public(self) -> None:
        """The public page that another site may show, at a desk, on a tablet and on a telephone; its map in the theme."""
        dark = self.page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
        for width in (1440, 1024, 390):
            self.page.set_viewport_size({"width": width, "height": 900})
            self.page.goto(f"{self.address}/publique/EX001")
            self.page.wait_for_selector("figure svg:visible")
            self.read()
            assert self.page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"wider than {width}"
            paper, sea, land = self.page.evaluate(_PAINTED, LAND)
            assert (paper, sea, land) == tuple(
                map(rgb, ("#10181f", SEA, NIGHT[LAND]) if dark else ("#ffffff", PAPER, LAND))
            )

    def check_api(self) -> None:
        """The page that says what the API promises, at a desk, on a tablet and on a telephone, in each language."""
        for width, lang in ((1440, "fr"), (1024, "en"), (390, "es")):
            self.page.set_viewport_size({"width": width, "height": 900})
            self.page.goto(f"{self.address}/api/v1?langue={lang}")
            assert self.page.locator("html").get_attribute("lang") == lang
            self.read()
            assert self.page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"wider than {width}"

    def read(self, path: str = "", way: str = "") -> None:
        """No violation of ours, nothing asked of another machine, no error in the console; noted under its address."""
        if not self.page.evaluate("'axe' in window"):
            self.page.evaluate(AXE)
        found = self.page.evaluate(_READ, RULES)
        if path:
            names = [tuple(sorted({item["id"] for item in found[kind]})) for kind in ("violations", "incomplete")]
            seen = PageRead(date.today().isoformat(), *names)
            if os.environ.get(RECORD):
                record(way, f"axe-core {found['version']}", RULES, {path: seen}, set(addresses()), FOLDER)
        ours = [
            f"{item['id']}: {node['target']} {node['failureSummary']}"
            for item in found["violations"]
            for node in item["nodes"]
            if not any(item["id"] == rule and piece in str(node["target"]) for rule, piece in CHROME)
        ]
        assert not ours, f"{way}\n" + "\n".join(ours)
        outside, errors = self._witness.outside.copy(), self._witness.errors.copy()
        self._witness.outside.clear()
        self._witness.errors.clear()
        assert not outside, f"requests left the machine: {outside}"
        assert not errors, f"errors in the browser: {errors}"


@contextmanager
def inspector(browser: Browser, address: str) -> Iterator[Inspector]:
    """An inspector, closed before the server stops."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    context.set_default_timeout(90_000)
    inspecting = Inspector(context.new_page(), address)
    yield inspecting
    context.close()
