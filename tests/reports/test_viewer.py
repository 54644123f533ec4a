"""The session is one document that needs nothing else."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from lxml import html
from playwright.sync_api import Browser, Page

from indicators.present.reports import ReportSource
from indicators.present.reports.viewer import script_hash, viewer
from tests.reports.conftest import Make, told_otherwise

Shown = Callable[..., Page]


@pytest.fixture
def shown(browser: Browser, tmp_path: Path) -> Iterator[Shown]:
    """Open a document as a file, the network being of no use."""
    contexts = []

    def opened(text: str, size: tuple[int, int] = (1280, 720)) -> Page:
        path = tmp_path / "seance.html"
        path.write_text(text, encoding="utf-8")
        contexts.append(browser.new_context(viewport={"width": size[0], "height": size[1]}))
        page = contexts[-1].new_page()
        page.goto(path.as_uri())
        return page

    yield opened
    for context in contexts:
        context.close()


def counter(page: Page) -> str:
    """« 3 / 11 »."""
    return page.locator("#counter").inner_text()


@pytest.fixture(scope="module")
def text(grenoble: ReportSource) -> str:
    return viewer(grenoble)


def test_nothing_is_loaded_from_elsewhere(text: str) -> None:
    page = html.fromstring(text)
    assert not page.xpath("//link[not(starts-with(@href, 'data:'))] | //img | //iframe | //*[@src]")
    assert all(address.startswith(("data:", "#")) for address in re.findall(r"url\((.{5})", text))


def test_drawings_do_not_share_their_identifiers(text: str) -> None:
    names = html.fromstring(text).xpath("//@id")
    assert len(names) == len(set(names))
    assert set(re.findall(r"url\(#([^)]+)\)", text)) <= set(names)


def test_only_script_is_the_one_whose_hash_is_known(text: str) -> None:
    (script,) = html.fromstring(text).xpath("//script/text()")
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert script_hash() == f"'sha256-{digest}'"


def test_each_slide_opens_its_sources_and_its_table(text: str, grenoble: ReportSource) -> None:
    assert grenoble.session
    page = html.fromstring(text)
    slides = page.xpath("//section")
    assert len(slides) == 1 + len(grenoble.session.slides)
    for slide in slides:
        assert len(slide.xpath("dialog[@class='sources']")) == len(slide.xpath("dialog[@class='table']")) == 1
        assert len(slide.xpath("h1")) == 1
    assert slides[3].xpath("dialog[@class='sources']//a/@href")
    assert slides[3].xpath("dialog[@class='table']//th")


def test_drawings_have_an_alternative_text(exempleville: ReportSource) -> None:
    drawn = ("profil", "budget", "annees", "statuts", "externalites", "carte")
    drawings = html.fromstring(viewer(exempleville, drawn)).xpath("//div[contains(@class,'drawing')]/svg")
    assert len(drawings) == len(drawn)
    assert all(item.get("role") == "img" and len(item.get("aria-label")) > 20 for item in drawings)


def test_footer_and_language(text: str, make_source: Make) -> None:
    page = html.fromstring(text)
    assert page.get("lang") == "fr"
    assert "délibération n° 2026-118" in page.xpath("string(//footer)").replace("\u00a0", " ")
    assert html.fromstring(viewer(make_source(lang="en"), ("budget",))).get("lang") == "en"


def test_hostile_names_stay_text(make_source: Make) -> None:
    from dataclasses import replace

    source = make_source()
    bad = tuple(replace(item, partner="<script>alert(1)</script>") for item in source.snapshot.partnerships[:1])
    page = viewer(told_otherwise(source, partnerships=bad), ("carte", f"partenariat:{bad[0].id}"))
    assert "<script>alert" not in page


@pytest.mark.browser
def test_keys_work_with_the_network_off(text: str, shown: Shown) -> None:
    asked: list[str] = []
    page = shown(text)
    page.context.set_offline(True)
    page.on("request", lambda request: asked.append(request.url))
    assert page.locator("#preparing").is_hidden()
    page.keyboard.press("PageDown")
    page.keyboard.press("ArrowRight")
    assert counter(page).startswith("3 /")
    page.keyboard.press("s")
    assert page.locator("section.shown dialog.sources").is_visible()
    page.keyboard.press("t")
    assert page.locator("section.shown dialog.table").is_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("d")
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    page.keyboard.press("End")
    page.keyboard.press("PageUp")
    page.keyboard.press("Home")
    assert counter(page).startswith("1 /")
    page.keyboard.press("b")
    assert page.locator("#black").is_visible()
    page.keyboard.press(".")
    assert page.locator("#black").is_hidden()
    page.keyboard.press("b")
    page.keyboard.press("PageDown")
    assert page.locator("#black").is_hidden()
    assert counter(page).startswith("2 /")
    assert not asked


@pytest.mark.browser
def test_slides_are_shown_as_they_come_and_a_cut_is_said(text: str, shown: Shown) -> None:
    """What came before the connection ended can be shown; the reader is told that the rest is missing."""
    come = text[: text.index('<section class="slide" aria-label="3 / 11"')]
    page = shown(come)
    assert page.locator("#preparing").get_attribute("role") == "alert"
    assert "pages arrivées\u00a0: 2 sur 11" in page.locator("#preparing").inner_text()
    page.keyboard.press("End")
    assert page.locator("section.shown h1").inner_text() == "4 partenariats en cours dans 4 pays"


@pytest.mark.browser
@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080), (1024, 768)])
def test_every_page_fits_the_screen_and_reads_from_afar(text: str, shown: Shown, size: tuple[int, int]) -> None:
    page = shown(text, size)
    for _ in range(int(counter(page).split("/")[1])):
        found = page.evaluate(
            """() => {
              const slide = document.querySelector(".slide.shown"), foot = document.querySelector("footer").getBoundingClientRect();
              const parts = [...slide.children].filter((item) => item.getClientRects().length);
              const reading = slide.querySelector(".reading");
              return {title: slide.querySelector("h1").textContent, low: Math.max(...parts.map((item) => item.getBoundingClientRect().bottom)),
                foot: foot.top, bottom: foot.bottom, size: reading ? parseFloat(getComputedStyle(reading).fontSize) : null};
            }"""
        )
        assert found["low"] <= found["foot"] + 1, found
        assert found["bottom"] <= size[1] + 1, found
        assert found["size"] is None or found["size"] >= 0.026 * min(size), found
        page.keyboard.press("PageDown")
