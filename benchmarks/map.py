"""The map of a whole nation, as ratios to naive folium.Marker objects in the same run.

    python -m benchmarks.map [--links wikidata_jumelages_france_2017.tsv] [--count 10440] [--rounds 3] [--check]

Two Streamlit pages with the same partnerships, the same Leaflet served locally and the same browser: one marker, one
popup and one line an object (naive), or the layer of the application. Measured for a first visit, then for a rerun that
changes what is shown: seconds until the points are drawn and the page answers; bytes of the map on the network (files of
its component, of Leaflet and of the layer, its data, messages of the socket), from a server that compresses as the application's
does; the same before compression. The files of Streamlit itself are the same on both sides and are not counted. A naive
page that does not end within ``--limit`` is printed as « at least ». Aims: 20 times faster, 15 times lighter before compression.
"""

from __future__ import annotations

import argparse
import json
import pickle
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from playwright.sync_api import Browser, Error, Page, sync_playwright

from benchmarks.map_pages import NAIVE, OURS, serving
from benchmarks.national import COUNT, partnerships
from benchmarks.wire import Received, Wire, relay
from indicators.present.maps.program import ADDRESS, program

ROOT = Path(__file__).resolve().parent.parent

FASTER, LIGHTER = 20.0, 15.0
FIELDS = (
    ("seconds", "seconds", 1.0),
    ("megabytes on the network", "wire", 1e6),
    ("megabytes before compression", "content", 1e6),
)
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update")
# Points on the map, or what gathers them.
DRAWN = """
([wanted, ours]) => ours
  ? !!document.querySelector('[data-ready][data-background]') && Number(document.querySelector('[data-ready]').dataset.shown) === wanted
  : document.querySelectorAll('.leaflet-marker-icon').length === wanted
"""
# Two frames, so that the page is known to answer.
ANSWERS = (
    "async () => { for (let i = 0; i < 2; i++) await new Promise(r => requestAnimationFrame(() => setTimeout(r, 0))) }"
)


@dataclass(frozen=True)
class Measure:
    """Seconds, bytes on the network and bytes before compression; ``ended`` is false where the limit came first."""

    seconds: float
    wire: float
    content: float
    ended: bool = True


@dataclass(frozen=True)
class Visit:
    """A first visit and a rerun."""

    first: Measure
    rerun: Measure


def wait(page: Page, wanted: int, ours: bool, limit: float) -> bool:
    """Until the map shows ``wanted`` points and the page answers, False when ``limit`` seconds did not suffice.

    A naive rerun throws the frame of the map away and starts again in another.
    """
    end = time.monotonic() + limit
    while (left := end - time.monotonic()) > 0:
        for frame in [frame for frame in page.frames if "streamlit_folium" in frame.url]:
            try:
                frame.wait_for_function(DRAWN, arg=[wanted, ours], polling=20, timeout=min(left, 5) * 1000)
                frame.evaluate(ANSWERS)
            except Error:
                continue  # too early, or thrown away meanwhile
            return True
        page.wait_for_timeout(20)  # not a sleep, which would keep the list of frames from being brought up to date
    return False


def visit(browser: Browser, wire: Wire, counts: tuple[int, int], ours: bool, limit: float) -> Visit:
    """Open the page, wait for the map, then move the slider one year down and wait again."""
    context = browser.new_context(viewport={"width": 1400, "height": 900})
    page, received = context.new_page(), Received()
    page.set_default_timeout(limit * 1000)
    received.watch(context, page)

    def measured(wanted: int, act: Callable[[], object]) -> Measure:
        start, sent, plain = time.perf_counter(), received.files + wire.socket, received.plain_files + received.messages
        act()
        ended = wait(page, wanted, ours, limit)
        seconds = time.perf_counter() - start
        still = -1.0
        while still != (still := received.files + wire.socket):  # what the browser tells of its network comes later
            page.wait_for_timeout(1000)
        sent, plain = received.files + wire.socket - sent, received.plain_files + received.messages - plain
        return Measure(seconds, sent, plain, ended)

    first = measured(counts[0], lambda: page.goto(f"http://127.0.0.1:{wire.port}/"))
    rerun = replace(first, seconds=limit, ended=False)
    if first.ended:
        rerun = measured(counts[1], lambda: page.get_by_role("slider").press("ArrowLeft"))
    context.close()
    return Visit(first, rerun)


def measure(
    browser: Browser, folder: Path, script: str, counts: tuple[int, int], rounds: int, ours: bool, limit: float
) -> Visit:
    """The median of some visits; ours after a first one that warms the server, half a second at most for the naive one."""
    with serving(folder, script) as port, relay(port) as wire:
        found = [visit(browser, wire, counts, ours, limit) for _ in range(rounds + ours)][int(ours) :]
    return Visit(median([item.first for item in found]), median([item.rerun for item in found]))


def median(found: list[Measure]) -> Measure:
    """Field by field."""
    parts = (statistics.median(getattr(item, name) for item in found) for name in ("seconds", "wire", "content"))
    return Measure(*parts, ended=all(item.ended for item in found))


def main() -> int:
    """Measure both, print a table and the ratios; 1 with ``--check`` when an aim is missed."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--links", type=Path, help="real links, tab-separated")
    parser.add_argument("--count", type=int, default=COUNT)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--naive-rounds", type=int, default=1, help="the naive page takes a minute")
    parser.add_argument("--limit", type=float, default=300, help="seconds that a naive page is waited for")
    parser.add_argument("--chromium", default="/usr/bin/chromium")
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    rows = partnerships(options.links, options.count)
    # The naive page shows one icon a point; both lose the partnerships signed in the last year when the slider moves.
    counts = (len(rows), sum(int(item.signed) <= 2025 for item in rows))
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        shutil.copytree(ROOT / "static", folder / "static")
        (folder / "static" / ADDRESS).write_text(program(), encoding="utf-8")
        (folder / "rows.pickle").write_bytes(pickle.dumps(rows))
        browser = playwright.chromium.launch(executable_path=options.chromium, args=list(FLAGS))
        ours = measure(browser, folder, OURS, counts, options.rounds, True, options.limit)
        naive = measure(browser, folder, NAIVE, counts, options.naive_rounds, False, options.limit)
        browser.close()
    print(f"{len(rows)} partnerships in {len({item.country for item in rows})} countries")
    ratios = report(naive, ours)
    return int(options.check and (ratios["seconds"] < FASTER or ratios["content"] < LIGHTER))


def report(naive: Visit, ours: Visit) -> dict[str, float]:
    """Print what was measured and return the ratios of the first visit, naive over ours."""
    print(f"{'':36}{'naive':>18}{'layer':>12}{'ratio':>10}")
    ratios: dict[str, float] = {}
    for part in ("first", "rerun"):
        for label, name, unit in FIELDS:
            before, after = getattr(naive, part), getattr(ours, part)
            one, two = getattr(before, name) / unit, getattr(after, name) / unit
            least = "" if before.ended else "at least "
            print(f"{part + ': ' + label:36}{least + format(one, '.2f'):>18}{two:12.3f}{one / two:10.1f}")
            if part == "first":
                ratios[name] = one / two
    print(json.dumps({name: round(ratio, 1) for name, ratio in ratios.items()}))
    return ratios


if __name__ == "__main__":
    sys.exit(main())
