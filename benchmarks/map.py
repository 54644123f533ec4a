"""The map of a whole nation, as ratios to naive folium.Marker objects in the same run.

    python benchmarks/map.py [--links wikidata_jumelages_france_2017.tsv] [--count 10440] [--rounds 3] [--check]

Two Streamlit pages with the same partnerships, the same Leaflet served locally and the same browser: one marker, one
popup and one line an object (naive), or the layer of the application. Measured: seconds from the address to a map whose
points are drawn and whose page answers, bytes received for the map (before compression, those of the same page without
a map taken away), seconds of a rerun that changes what is shown. Aims: 20 times faster, 15 times lighter.
"""

from __future__ import annotations

import argparse
import json
import os
import pickle
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Error, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.national import COUNT, partnerships  # noqa: E402  # the path of the project comes first

FASTER, LIGHTER = 20.0, 15.0
PATIENCE = 1200.0  # seconds: the naive page on a busy machine
COMMON = """
import pickle, sys
sys.path.insert(0, {root!r})
import streamlit as st
from streamlit_folium import st_folium

st.set_page_config(layout="wide")

@st.cache_resource
def rows():
    return pickle.load(open("rows.pickle", "rb"))

year = st.slider("Relations en cours", 1950, 2026, 2026, key="an")
"""
FLOOR = """
st.title("Sans carte")
"""
NAIVE = """
import folium
from indicators.present.maps.folium_map import OfflineMap

# What folium asks of jQuery in its popups, in one line: the naive page is spared the 90 kB of the library.
shim = "window.$=x=>x===document?{ready:f=>f()}:[Object.assign(document.createElement('div'),{innerHTML:x}).firstElementChild]"
carte = OfflineMap(prefer_canvas=True)
carte.default_js.append(("jquery", "data:text/javascript," + shim))
for item in rows():
    if int(item.signed) > year:
        continue
    place = [item.latitude, item.longitude]
    popup = folium.Popup(f"<b>{item.partner}</b><br>{item.country}<br>{item.type} {item.signed}", max_width=260)
    folium.Marker(place, popup=popup, tooltip=item.partner).add_to(carte)
    folium.PolyLine([[46.6, 2.4], place], weight=1, opacity=0.4).add_to(carte)
st_folium(carte, key="carte", height=560, use_container_width=True, returned_objects=["last_object_clicked_tooltip"])
"""
OURS = """
from datetime import date
from indicators.catalogue import load_catalogue
from indicators.partnerships import Filters, Selector, relations
from indicators.present.maps.folium_map import HEIGHT, partnership_map, state_group
from indicators.present.maps.payload import configuration, state
from indicators.present.maps.scene import Scene
from indicators.present.maps.shading import shade
from indicators.present.maps.symbols import kind_symbols
from indicators.present.texts import translator
from indicators.present.texts.partnerships.words import state_words
from indicators.records import Territory

t = translator("fr")

@st.cache_resource
def prepared():
    found = relations(rows(), [], date(2026, 6, 12))
    home = Territory(code="FR", name="France", latitude=46.6, longitude=2.4)
    scene = Scene(home, found, kind_symbols(found, load_catalogue().partnership_kinds, t), state_words(t))
    return scene, configuration(scene, t), Selector(found, t.country)

@st.fragment
def carte():
    scene, built, selector = prepared()
    kept = selector.select(Filters(year=None if year == 2026 else year))
    values = {}
    for item in kept:
        values[item.partnership.country] = values.get(item.partnership.country, 0) + 1
    shown = None if len(kept) == len(scene.relations) else [item.id for item in kept]
    now = state(scene, shown, shading=shade(values, "number", t))
    st_folium(partnership_map(dict(built)), key="carte", height=HEIGHT, use_container_width=True,
              returned_objects=["last_object_clicked_tooltip"], feature_group_to_add=state_group(now))

carte()
"""
# Points on the map, or what gathers them; then two frames, so that the page is known to answer.
DRAWN = """
([wanted, ours]) => ours
  ? !!document.querySelector('[data-ready][data-background]') && Number(document.querySelector('[data-ready]').dataset.shown) === wanted
  : document.querySelectorAll('.leaflet-marker-icon').length === wanted
"""
ANSWERS = (
    "async () => { for (let i = 0; i < 2; i++) await new Promise(r => requestAnimationFrame(() => setTimeout(r, 0))) }"
)


@dataclass(frozen=True)
class Measure:
    """One visit: seconds to the map, bytes received until then, seconds of a rerun."""

    seconds: float
    received: float
    rerun: float


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(folder: Path, script: str) -> Iterator[str]:
    """A Streamlit server on one script; yields its address."""
    port = free_port()
    (folder / "app.py").write_text(COMMON.format(root=str(ROOT)) + script, encoding="utf-8")
    options = ["--server.port", str(port), "--server.headless", "true", "--server.enableStaticServing", "true"]
    command = [sys.executable, "-m", "streamlit", "run", "app.py", *options, "--browser.gatherUsageStats", "false"]
    quiet = (folder / "server.log").open("wb")
    process = subprocess.Popen(command, cwd=folder, stdout=quiet, stderr=quiet, start_new_session=True)
    try:
        for _ in range(600):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=2).close()
                break
            except OSError:
                time.sleep(0.05)
        yield f"http://127.0.0.1:{port}/"
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait()


def wait(page: Page, wanted: int, ours: bool) -> None:
    """Until the map shows ``wanted`` points and the page answers; a naive rerun throws the frame away and starts again."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        for frame in [frame for frame in page.frames if "streamlit_folium" in frame.url]:
            try:
                if frame.evaluate(DRAWN, [wanted, ours]):
                    frame.evaluate(ANSWERS)
                    return
            except Error:
                continue  # thrown away meanwhile
        page.wait_for_timeout(20)  # not a sleep, which would keep the list of frames from being brought up to date
    raise TimeoutError(f"the map never showed {wanted} points")


def visit(browser: Browser, address: str, counts: tuple[int, int], ours: bool) -> Measure:
    """Open the page, wait for the map, then move the slider one year down and wait again."""
    context = browser.new_context(viewport={"width": 1400, "height": 900})
    page = context.new_page()
    page.set_default_timeout(240_000)
    received = count_bytes(context, page)
    start = time.perf_counter()
    page.goto(address)
    wait(page, counts[0], ours)
    seconds, size = time.perf_counter() - start, received[0]
    start = time.perf_counter()
    page.get_by_role("slider").press("ArrowLeft")
    wait(page, counts[1], ours)
    rerun = time.perf_counter() - start
    context.close()
    return Measure(seconds, size, rerun)


def floor(browser: Browser, folder: Path) -> float:
    """Bytes of the same page without a map: Streamlit itself."""
    with serving(folder, FLOOR) as address:
        context = browser.new_context(viewport={"width": 1400, "height": 900})
        page = context.new_page()
        received = count_bytes(context, page)
        page.goto(address)
        page.get_by_role("heading", name="Sans carte").wait_for()
        page.wait_for_timeout(500)
        context.close()
    return received[0]


def count_bytes(context: BrowserContext, page: Page) -> list[float]:
    """A counter of what the page receives by HTTP and by its socket, before compression."""
    received = [0.0]
    client = context.new_cdp_session(page)
    client.send("Network.enable")
    client.on("Network.dataReceived", lambda event: received.__setitem__(0, received[0] + event["dataLength"]))
    client.on(
        "Network.webSocketFrameReceived",
        # A binary frame comes in base 64, four characters for three bytes.
        lambda event: received.__setitem__(0, received[0] + len(event["response"]["payloadData"]) * 3 / 4),
    )
    return received


def measure(browser: Browser, folder: Path, script: str, counts: tuple[int, int], rounds: int, ours: bool) -> Measure:
    """The median of some visits after a first one that warms the server."""
    with serving(folder, script) as address:
        found = [visit(browser, address, counts, ours) for _ in range(rounds + 1)][1:]
    return Measure(
        *(statistics.median(getattr(item, name) for item in found) for name in ("seconds", "received", "rerun"))
    )


def main() -> int:
    """Measure both, print a table and the ratios; 1 with ``--check`` when an aim is missed."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--links", type=Path, help="real links, tab-separated")
    parser.add_argument("--count", type=int, default=COUNT)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--naive-rounds", type=int, default=1, help="the naive page takes a minute")
    parser.add_argument("--chromium", default="/usr/bin/chromium")
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    rows = partnerships(options.links, options.count)
    # The naive page shows one icon a point; both lose the partnerships signed in the last year when the slider moves.
    counts = (len(rows), sum(int(item.signed) <= 2025 for item in rows))
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        (folder / "static").symlink_to(ROOT / "static")
        (folder / "rows.pickle").write_bytes(pickle.dumps(rows))
        flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
        browser = playwright.chromium.launch(executable_path=options.chromium, args=flags)
        empty = floor(browser, folder)
        ours = measure(browser, folder, OURS, counts, options.rounds, True)
        naive = measure(browser, folder, NAIVE, counts, options.naive_rounds, False)
        browser.close()
    return report(
        without(naive, empty), without(ours, empty), len(rows), len({item.country for item in rows}), options.check
    )


def without(found: Measure, empty: float) -> Measure:
    """The same measure, Streamlit's own bytes taken away."""
    return replace(found, received=found.received - empty)


def report(naive: Measure, ours: Measure, count: int, nations: int, check: bool) -> int:
    """Print what was measured; the ratio is naive over ours."""
    print(f"{count} partnerships in {nations} countries")
    print(f"{'':24}{'naive':>12}{'layer':>12}{'ratio':>9}")
    rows = (
        ("seconds to the map", "seconds", 1),
        ("megabytes for the map", "received", 1e6),
        ("seconds of a rerun", "rerun", 1),
    )
    ratios = {}
    for label, name, unit in rows:
        before, after = getattr(naive, name) / unit, getattr(ours, name) / unit
        ratios[name] = before / after
        print(f"{label:24}{before:12.2f}{after:12.2f}{before / after:9.1f}")
    print(json.dumps({name: round(ratio, 1) for name, ratio in ratios.items()}))
    return int(check and (ratios["seconds"] < FASTER or ratios["received"] < LIGHTER))


if __name__ == "__main__":
    sys.exit(main())
