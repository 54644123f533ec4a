"""The map of partnerships as a person uses it, every road outside the machine closed."""

from __future__ import annotations

import struct
import time
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Browser, FrameLocator, Page, expect

from indicators.operations.startup import publish_demonstration
from indicators.records import Partnership
from indicators.settings import Settings
from indicators.store import drafts, editions
from indicators.store.engine import migrate, open_engine
from tests.browser.conftest import Opener, address_of, serving, settle
from tests.partnerships.samples import HOSTILE

pytestmark = pytest.mark.browser
SVG = "{http://www.w3.org/2000/svg}"
DRAWN_TAGS = {"svg", "title", "defs", "clipPath", "g", "rect", "path", "circle", "text"}


@pytest.fixture(scope="module")
def hostile_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The demonstration, with a partner whose name is an attack."""
    folder = tmp_path_factory.mktemp("hostile")
    engine = open_engine(f"sqlite:///{folder / 'ouverture.sqlite'}")
    migrate(engine)
    publish_demonstration(engine, Settings())
    batch = drafts.open_batch(engine, "test")
    row = Partnership(
        id="hostile", territory="38185", partner=HOSTILE, country="SN", city=HOSTILE, latitude=14.7, longitude=-17.4,
        coordinate_origin="hand", type="solidarity", status="ended", signed="2001", ends="2010", end_reason=HOSTILE,
        source=HOSTILE, note=HOSTILE, owner=HOSTILE, documents=(HOSTILE,),
    )  # fmt: skip
    twice = [
        Partnership(
            id=f"twice{number}", territory="38185", partner="Thiès", country="SN", city="Thiès", latitude=14.79, longitude=-16.93,
            coordinate_origin="hand", type="twinning", signed="2001", status="active", source="Essai",
        )
        for number in range(3)
    ]  # fmt: skip
    drafts.stage(engine, batch.id, "partnership", [row, *twice])
    editions.publish(engine, [batch.id], "Avec un nom hostile", "test")
    engine.dispose()
    with serving(folder) as address:
        yield address


def drawn(page: Page) -> FrameLocator:
    """The frame of the map, once it is drawn."""
    frame = page.frame_locator('iframe[title="streamlit_folium.st_folium"]')
    frame.locator("[data-ready][data-background]").wait_for(timeout=60_000)
    return frame


def count(frame: FrameLocator) -> int:
    return int(frame.locator("[data-ready]").get_attribute("data-shown") or -1)


def test_the_relations_of_grenoble_with_their_arcs(open_page: Opener) -> None:
    page = open_page("/partenariats", height=1500)
    frame = drawn(page)
    assert count(frame) == 23
    arcs = page.frames[-1].evaluate("Object.keys(map.ouverture.arcs._layers).length")
    assert arcs == 23
    legend = frame.locator(".ouv-legend").inner_text()
    assert "Coopération décentralisée (5)" in legend and "Jumelage (2)" in legend


def test_panning_and_zooming_run_nothing(open_page: Opener) -> None:
    page = open_page("/partenariats")
    frame = drawn(page)
    sent: list[object] = []
    client = page.context.new_cdp_session(page)
    client.send("Network.enable")
    client.on("Network.webSocketFrameSent", lambda event: sent.append(event))
    box = page.locator('iframe[title="streamlit_folium.st_folium"]').bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + 60
    for step in range(4):
        page.mouse.move(x, y)
        page.mouse.down()
        page.mouse.move(x + 60 * (1 if step % 2 else -1), y + 30, steps=4)
        page.mouse.up()
        time.sleep(0.4)
    frame.locator(".leaflet-control-zoom-in").click()
    time.sleep(0.6)
    frame.locator(".leaflet-control-zoom-out").click()
    time.sleep(0.9)
    assert sent == []
    frame.locator(".ouv-point:visible").last.click()
    expect(page.get_by_text("Partie de la fiche")).to_be_attached(timeout=20_000)
    assert sent, "the witness of script runs must see a click"


def test_a_click_opens_the_sheet_and_the_sheet_shows_itself(open_page: Opener) -> None:
    page = open_page("/partenariats?fiche=grenoble-sfax", height=1700)
    frame = drawn(page)
    expect(page.get_by_role("heading", name="Sfax")).to_be_visible()
    expect(frame.locator(".ouv-popup strong")).to_have_text("Sfax")
    assert frame.locator(".ouv-selected").count() == 1
    tip, ring = frame.locator(".leaflet-popup-tip").bounding_box(), frame.locator(".ouv-selected").bounding_box()
    assert tip and ring and abs(tip["x"] + tip["width"] / 2 - ring["x"] - ring["width"] / 2) < 12
    frame.locator('.ouv-point[aria-label^="Oujda"]').click()
    expect(page.get_by_role("heading", name="Oujda")).to_be_visible(timeout=20_000)
    expect(frame.locator(".ouv-popup strong")).to_have_text("Oujda")
    assert "fiche=grenoble-oujda" in address_of(page)


def test_the_slider_goes_from_1963_and_the_address_keeps_the_filters(open_page: Opener) -> None:
    page = open_page("/partenariats?an=1963&sans_date=0", height=1200)
    frame = drawn(page)
    assert count(frame) == 1
    slider = page.get_by_role("slider", name="Relations en cours cette année-là")
    assert slider.get_attribute("min") == "1963"
    slider.press("End")
    expect(frame.locator("[data-ready]")).to_have_attribute("data-shown", "4", timeout=20_000)
    assert "an=" not in address_of(page) and "sans_date=0" in address_of(page)


def test_a_filter_in_the_address_is_applied(open_page: Opener) -> None:
    page = open_page("/partenariats?types=twinning&couleur=aucun", height=1200)
    assert count(drawn(page)) == 2
    assert page.get_by_text("2 relations affichées sur 23.").count() == 1


def test_counts_follow_the_other_filters_and_one_click_clears_them(open_page: Opener) -> None:
    page = open_page("/partenariats?territoire=EX001&types=twinning", height=1200)
    frame = drawn(page)
    page.get_by_role("button", name="Filtrer").click()
    states = page.get_by_role("combobox", name="État")
    states.click()
    offered = page.get_by_role("option").all_inner_texts()
    assert "Active (5)" in offered and "Terminée (0)" in offered, "of the 6 twinnings alone, on 31 December 2025"
    page.get_by_role("option", name="Active (5)").click()
    expect(frame.locator("[data-ready]")).to_have_attribute("data-shown", "5", timeout=20_000)
    expect(page.get_by_test_id("stMultiSelect").get_by_text("Jumelage (5)")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    expect(page.get_by_text("Filtres : Jumelage · Active".replace(" :", "\u00a0:"))).to_be_visible()
    page.get_by_role("button", name="Effacer les filtres").click()
    expect(frame.locator("[data-ready]")).to_have_attribute("data-shown", "29", timeout=20_000)
    assert "types=" not in address_of(page) and "etats=" not in address_of(page)


NAMES = """() => {
  const box = document.querySelector('.leaflet-container').getBoundingClientRect();
  const all = [...document.querySelectorAll('.ouv-named')].map(name => [name.textContent, name.getBoundingClientRect()]);
  const over = all.flatMap(([a, p], i) => all.slice(i + 1).filter(([b, q]) =>
    p.left < q.right - 1 && q.left < p.right - 1 && p.top < q.bottom - 1 && q.top < p.bottom - 1).map(([b]) => [a, b]));
  const cut = all.filter(([, p]) => p.left < box.left || p.right > box.right || p.top < box.top || p.bottom > box.bottom);
  const round = [...document.querySelectorAll('.ouv-cluster')].map(item => [item.innerText, item.getBoundingClientRect()]);
  const circles = round.flatMap(([a, p], i) => round.slice(i + 1).filter(([b, q]) =>
    Math.hypot(p.left + p.width / 2 - q.left - q.width / 2, p.top + p.height / 2 - q.top - q.height / 2) < (p.width + q.width) / 2 - 4).map(([b]) => [a, b]));
  return { circles, names: all.map(([name]) => name), over, cut: cut.map(([name]) => name), font: getComputedStyle(document.querySelector('.ouv-name')).fontFamily };
}"""


def test_names_stand_beside_their_point_without_covering_one_another(open_page: Opener) -> None:
    page = open_page("/partenariats", height=1200)
    frame = drawn(page)
    frame.locator(".ouv-named").first.wait_for()
    page.wait_for_timeout(500)  # the borrowed letters come, and names are placed again
    found = page.frames[-1].evaluate(NAMES)
    assert {"Grenoble", "Phoenix", "Ouagadougou", "Suzhou"} <= set(found["names"]), "named from the first view"
    assert found["over"] == [] and found["cut"] == []
    assert found["circles"] == [], "every number of a circle is read"
    assert page.frames[-1].evaluate("document.fonts.check('600 12px \"Source Sans\"') && document.fonts.size > 0")


def test_the_view_of_the_moment_is_saved_as_a_picture(open_page: Opener, hostile_server: str, tmp_path: Path) -> None:
    page = open_page("/partenariats?calques=diasporas", height=1200)
    frame = drawn(page)
    frame.locator(".leaflet-control-zoom-in").click()
    page.wait_for_timeout(800)
    shown = frame.locator(".ouv-named").all_inner_texts()
    picture = saved(page, frame, "SVG", tmp_path / "vue.svg")
    root = ElementTree.fromstring(picture.read_bytes())
    texts = [item.text for item in root.iter(f"{SVG}text")]
    assert set(shown) <= set(texts) and "Coopération décentralisée (5)" in texts
    lines = [item for item in root.iter(f"{SVG}path") if item.get("stroke-opacity")]
    assert len(lines) == 23, "one arc a relation, those beyond the frame included"
    assert any("Frontières indicatives" in (text or "") for text in texts)
    content = saved(page, frame, "PNG", tmp_path / "vue.png").read_bytes()
    width, height = struct.unpack(">II", content[16:24])
    assert (width, height) == (2 * int(root.get("width", "0")), 2 * int(root.get("height", "0")))

    page = open_page("/partenariats?types=solidarity", address=hostile_server, height=1200)
    frame = drawn(page)
    expect(frame.locator(".ouv-named").filter(has_text="onerror")).to_be_visible(timeout=20_000)
    root = ElementTree.fromstring(saved(page, frame, "SVG", tmp_path / "hostile.svg").read_bytes())
    assert HOSTILE in [item.text for item in root.iter(f"{SVG}text")]
    assert {item.tag.removeprefix(SVG) for item in root.iter()} <= DRAWN_TAGS


def saved(page: Page, frame: FrameLocator, kind: str, path: Path) -> Path:
    """The file that the button of the map gives; the button answers to the space bar too."""
    with page.expect_download() as download:
        frame.get_by_role("button", name=kind).press(" ")
    download.value.save_as(path)
    return path


def test_the_map_is_reached_by_the_keyboard(open_page: Opener) -> None:
    page = open_page("/partenariats?cherche=sfax", height=1500)
    frame = drawn(page)
    point = frame.locator('.ouv-point[aria-label^="Sfax"]')
    assert point.get_attribute("tabindex") == "0" and point.get_attribute("role") == "button"
    point.focus()
    point.press("Enter")
    expect(page.get_by_role("heading", name="Sfax")).to_be_visible(timeout=20_000)
    expect(frame.locator(".ouv-popup")).to_be_visible()
    point.press("Escape")
    expect(frame.locator(".ouv-popup")).to_have_count(0)
    page.get_by_role("button", name="Filtrer").press("Enter")
    first = page.get_by_role("combobox", name="Nature de la relation")
    expect(first).to_be_visible()
    page.keyboard.press("Tab")
    expect(first).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(page.get_by_role("button", name="Filtrer")).to_be_focused()


def test_a_circle_of_one_town_has_its_name(open_page: Opener, hostile_server: str) -> None:
    page = open_page("/partenariats?types=twinning&cherche=thiès", address=hostile_server, height=1200)
    frame = drawn(page)
    circle = frame.locator(".ouv-cluster")
    expect(circle.locator(".ouv-name")).to_have_text("Thiès")
    expect(circle).to_have_attribute("aria-label", "3 relations : Thiès".replace(" :", "\u00a0:"))


def test_a_finger_finds_the_points(open_page: Opener) -> None:
    page = open_page("/partenariats?cherche=sfax", width=414, height=1500, has_touch=True, is_mobile=True)
    frame = drawn(page)
    box = frame.locator(".leaflet-control-zoom-in").bounding_box()
    assert box and min(box["width"], box["height"]) >= 44
    area = page.frames[-1].evaluate("getComputedStyle(document.querySelector('.ouv-point'), '::after').inset")
    assert area == "-7px"


def test_a_hostile_name_is_a_text_everywhere(
    open_page: Opener, browser: Browser, hostile_server: str, tmp_path: Path
) -> None:
    page = open_page("/partenariats?fiche=hostile&etats=ended&image=1", address=hostile_server, height=2400)
    opened: list[str] = []
    page.on("dialog", lambda dialog: (opened.append(dialog.message), dialog.dismiss()))
    frame = drawn(page)
    expect(page.get_by_role("heading", name=HOSTILE)).to_be_visible()
    expect(frame.locator(".ouv-popup strong")).to_have_text(HOSTILE)
    frame.locator(f'.ouv-point[aria-label^="{HOSTILE[:4]}"]').click()
    settle(page)  # a file asked for while the page is drawn again is made for a page that is gone
    with page.expect_download() as download:
        page.get_by_role("button", name="Carte HTML autonome").click()
    alone = tmp_path / "carte.html"
    download.value.save_as(alone)
    opens_alone(browser, alone, opened)
    assert opened == []


def opens_alone(browser: Browser, path: Path, opened: list[str]) -> None:
    """The file that is sent by e-mail draws itself and asks for nothing."""
    context = browser.new_context(offline=True)
    page = context.new_page()
    asked: list[str] = []
    page.on("dialog", lambda dialog: (opened.append(dialog.message), dialog.dismiss()))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(path.as_uri())
    page.locator("[data-ready][data-background]").wait_for(timeout=30_000)
    expect(page.locator(".leaflet-container")).to_have_attribute("data-shown", "1")
    assert page.locator("meta[name=viewport]").get_attribute("content") == "width=device-width, initial-scale=1.0"
    assert [address for address in asked if not address.startswith("data:")] == [path.as_uri()]
    context.close()


def test_a_list_to_do_opens_the_sheet_where_it_is_asked(open_page: Opener) -> None:
    page = open_page("/partenariats?territoire=EX001&vue=afaire", height=1500)
    page.get_by_role("button", name="Ouvrir la fiche").first.click()
    expect(page.get_by_role("heading", name="Kairouan")).to_be_visible()
    assert "vue=afaire" in address_of(page)
