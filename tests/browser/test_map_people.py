"""The map for people: what is looked for is zoomed to, years are played, a country opens, the crowded part has its inset."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, FrameLocator, Page, expect

from tests.browser.conftest import Opener, settle
from tests.browser.test_partnership_map import count, drawn

pytestmark = pytest.mark.browser
EXEMPLEVILLE = "/partenariats?territoire=EX001"
ZOOM = "() => Ouverture.current.getZoom()"


def zoom(frame: FrameLocator) -> float:
    return float(frame.locator("body").evaluate(ZOOM))


def until(page: Page, frame: FrameLocator, condition: str) -> None:
    """Wait until an expression over the map is true."""
    for _ in range(100):
        if frame.locator("body").evaluate(f"() => {condition}"):
            return
        page.wait_for_timeout(100)
    raise AssertionError(condition)


def test_a_search_zooms_to_what_it_finds_and_clearing_it_shows_everything(open_page: Opener) -> None:
    page = open_page(EXEMPLEVILLE, height=1400)
    frame = drawn(page)
    whole, everything = zoom(frame), count(frame)
    page.get_by_label("Chercher un partenaire ou un pays").fill("allem")
    expect(frame.locator("[data-ready]")).to_have_attribute("data-shown", "2", timeout=30_000)
    until(page, frame, f"Ouverture.current.getZoom() > {whole} + 1")
    page.get_by_role("button", name="Effacer les filtres").click()
    expect(frame.locator("[data-ready]")).to_have_attribute("data-shown", str(everything), timeout=30_000)
    until(page, frame, f"Ouverture.current.getZoom() === {whole}")


def test_years_play_by_themselves_and_stop_when_asked(open_page: Opener) -> None:
    page = open_page(EXEMPLEVILLE, height=1400, reduced_motion="no-preference")
    frame = drawn(page)
    everything = count(frame)
    frame.get_by_role("button", name="Faire défiler les années").click()
    until(page, frame, "Ouverture.current.ouverture.year >= 1965")
    assert 0 < count(frame) < everything
    frame.get_by_role("button", name="Arrêter le défilement").click()
    year = frame.locator("body").evaluate("() => Ouverture.current.ouverture.year")
    page.wait_for_timeout(1_500)
    assert frame.locator("body").evaluate("() => Ouverture.current.ouverture.year") == year
    expect(frame.get_by_role("slider", name="Année montrée")).to_have_value(str(year))
    expect(frame.locator(".ouv-said")).to_contain_text("sans date, hors de la carte")
    frame.get_by_role("button", name="Revenir à toutes les relations").click()
    assert count(frame) == everything


def test_who_wants_no_motion_steps_by_five_years(open_page: Opener) -> None:
    page = open_page(EXEMPLEVILLE, height=1400, reduced_motion="reduce")
    frame = drawn(page)
    button = frame.get_by_role("button", name="Faire défiler les années")
    button.focus()
    page.keyboard.press("Space")
    slider = frame.get_by_role("slider", name="Année montrée")
    expect(slider).to_have_value("1963")
    page.wait_for_timeout(1_500)
    expect(slider).to_have_value("1963")
    page.keyboard.press("Space")
    expect(slider).to_have_value("1968")
    slider.focus()
    page.keyboard.press("ArrowRight")
    expect(slider).to_have_value("1969")


def test_a_country_opens_its_partners_and_a_partner_its_sheet(open_page: Opener) -> None:
    page = open_page(EXEMPLEVILLE, height=1400)
    frame = drawn(page)
    spot = frame.locator("body").evaluate(
        "() => { const at = Ouverture.current.latLngToContainerPoint([-10, -52]); return [at.x, at.y]; }"
    )
    frame.locator("[data-ready]").click(position={"x": spot[0], "y": spot[1]})
    frame.locator(".ouv-partners").get_by_role("button", name="Recife").click()
    settle(page)
    expect(page.get_by_role("heading", name="Recife")).to_be_visible(timeout=30_000)


def test_the_crowded_part_has_an_inset_where_there_is_room_and_it_zooms_there(open_page: Opener) -> None:
    page = open_page(EXEMPLEVILLE, height=1400)
    frame = drawn(page)
    inset = frame.get_by_role("button", name="Zoomer sur la zone la plus dense")
    expect(inset).to_be_visible()
    before = zoom(frame)
    inset.click()
    until(page, frame, f"Ouverture.current.getZoom() > {before}")
    expect(inset).to_be_hidden()
    narrow = open_page(EXEMPLEVILLE, width=390, height=900)
    expect(drawn(narrow).get_by_role("button", name="Zoomer sur la zone la plus dense")).to_have_count(0)


@pytest.mark.parametrize("territory", ["EX001", "38185"])
def test_the_sheet_prints_on_one_landscape_page_with_a_number_for_each_point(
    open_page: Opener, browser: Browser, territory: str, tmp_path: Path
) -> None:
    page = open_page(f"/partenariats?territoire={territory}", height=1400)
    with page.expect_download(timeout=60_000) as coming:
        page.get_by_role("button", name="Carte à imprimer (A4 paysage)").click()
    file = tmp_path / "carte.html"
    coming.value.save_as(file)
    paper = browser.new_page()
    paper.goto(file.as_uri())
    numbers = paper.locator("ol li b").all_inner_texts()
    assert numbers == [str(number) for number in range(1, len(numbers) + 1)] and len(numbers) > 20
    written = paper.locator("figure svg text").all_text_contents()
    missing = [number for number in numbers if number not in written]
    assert len(missing) <= len(numbers) // 5, f"numbers that stand on no map: {missing}"
    name = paper.locator("h1").inner_text()
    assert any(text and text in name for text in written if len(text) > 3), "the territory is named on its map"
    content = paper.pdf(prefer_css_page_size=True)
    assert content.count(b"/Type /Page\n") == 1 or content.count(b"/Type /Page ") + content.count(b"/Type/Page") == 1
    box = content.split(b"/MediaBox [")[1].split(b"]")[0].split()
    assert float(box[2]) > float(box[3])
    paper.close()
