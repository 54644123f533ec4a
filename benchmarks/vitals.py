"""What a reader's browser lives through at the opening of each page: shift, paints, blocking, bytes and requests.

    python -m benchmarks.vitals [--rounds 3] [--on desktop,telephone,slow] [--pages /,/budget] [--against TREE]

Each page is opened in a new browser, nothing of it kept, on a desktop (1350 × 940), on a telephone (390 × 844) and on a
telephone at the end of a slow line (1.6 Mbit/s, 150 ms, a processor four times slower). Beside them, in the same rounds,
an empty Streamlit page with one chart, and the pages of another commit when its work tree (with its own `.venv`) is given.

Shift is the cumulative layout shift of the Web Vitals; paints are the first and the largest contentful one; blocking is
what long tasks take beyond 50 ms each. Shift, bytes and requests do not depend on the machine: the medians of the rest
are to be compared within one run. Aims, each printed with its outcome: shift < 0.05 on every page; largest paint of `/`
and `/budget` < 1.5 s on the slow line; at most 0.9 MB and 60 requests for `/`.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from benchmarks.command import aim, comparing
from benchmarks.pages import FLOOR, ROOT, dashboard, floor, server
from pages.shared.registry import PAGES

SHIFT, PAINT, BYTES, REQUESTS = 0.05, 1500, 900_000, 60
#: Begun before the document is: what happens is written down as the browser tells it.
WATCH = """
window.vitals = {shift: 0, moved: [], first: 0, largest: 0, painted: '', blocking: 0};
const named = node => node && (node.nodeType === 1 ? node : node.parentElement);
const told = node => node ? `${node.tagName}.${node.dataset.testid || String(node.className).slice(0, 40)}` : 'gone';
const seen = (type, take) => new PerformanceObserver(list => list.getEntries().forEach(take)).observe({type, buffered: true});
seen('layout-shift', entry => {
  if (entry.hadRecentInput) return;
  window.vitals.shift += entry.value;
  window.vitals.moved.push([entry.value, Math.round(entry.startTime), entry.sources.slice(0, 4).map(source => {
    const [a, b] = [source.previousRect, source.currentRect].map(box => [box.x, box.y, box.width, box.height].map(Math.round).join(' '));
    return `${told(named(source.node))} [${a}] > [${b}]`;
  })]);
});
seen('paint', entry => { if (entry.name === 'first-contentful-paint') window.vitals.first = entry.startTime; });
seen('largest-contentful-paint', entry => {
  window.vitals.largest = entry.startTime;
  window.vitals.painted = told(entry.element);
});
seen('longtask', entry => { window.vitals.blocking += Math.max(0, entry.duration - 50); });
"""
#: The script has run, every chart is drawn, and nothing has changed in the document for half a second; or half a minute
#: has passed, and what was not finished has moved nothing.
STEADY = """
async () => {
  let last = performance.now();
  new MutationObserver(() => { last = performance.now(); }).observe(document, {childList: true, subtree: true});
  const done = () => document.querySelector('[data-testid="stApp"][data-test-script-state="notRunning"]')
    && !document.querySelector('.ouv-opening') && document.querySelector('[data-testid="stMain"] h1')
    && !document.querySelector('[data-testid="stSkeleton"]')
    && [...document.querySelectorAll('[data-testid="stVegaLiteChart"]')].every(chart => chart.querySelector('canvas, svg'));
  do await new Promise(after => setTimeout(after, 100)); while ((!done() || performance.now() - last < 500) && performance.now() < 30000);
}
"""


@dataclass(frozen=True)
class Device:
    """A screen in pixels, a line in bytes per second and milliseconds (0: as it is), and how much slower its processor is."""

    width: int
    height: int
    throughput: int = 0
    latency: int = 0
    slowdown: int = 1


DEVICES = {
    "desktop": Device(1350, 940),
    "telephone": Device(390, 844),
    "slow": Device(390, 844, 1_600_000 // 8, 150, 4),
}


@dataclass(frozen=True)
class Vitals:
    """One opening: shift (share of the screen), paints and blocking (milliseconds), bytes and requests over HTTP."""

    shift: float
    first: float
    largest: float
    blocking: float
    bytes: int
    requests: int
    moved: tuple[Any, ...] = ()
    painted: str = ""


class Traffic:
    """What a page fetched: bytes as they came over the wire, headers and compression included, and answers.

    Pieces written in the document itself are no requests.
    """

    def __init__(self, context: BrowserContext, page: Page) -> None:
        self.bytes, self.asked = 0, list[str]()
        self._client = context.new_cdp_session(page)
        self._client.send("Network.enable")
        self._client.on("Network.requestWillBeSent", self._sent)
        self._client.on("Network.loadingFinished", self._finished)

    def slow(self, device: Device) -> None:
        """Put the page at the end of the device's line, on its processor."""
        line = {
            "latency": device.latency,
            "downloadThroughput": device.throughput,
            "uploadThroughput": device.throughput,
        }
        self._client.send("Network.emulateNetworkConditions", {"offline": False, **line})
        self._client.send("Emulation.setCPUThrottlingRate", {"rate": device.slowdown})

    def _sent(self, event: dict[str, Any]) -> None:
        if event["request"]["url"].startswith("http"):
            self.asked.append(event["request"]["url"])

    def _finished(self, event: dict[str, Any]) -> None:
        self.bytes += int(event["encodedDataLength"])


@contextmanager
def opened(browser: Browser, device: Device, **options: Any) -> Iterator[tuple[Page, Traffic]]:
    """A page on a device that nothing was opened in yet."""
    size = {"width": device.width, "height": device.height}
    context = browser.new_context(viewport=size, locale="fr-FR", **options)
    page = context.new_page()
    page.add_init_script(WATCH)
    traffic = Traffic(context, page)
    if device.throughput:
        traffic.slow(device)
    yield page, traffic
    context.close()


def opening(browser: Browser, address: str, device: Device) -> Vitals:
    """Open an address and wait until nothing changes any more."""
    with opened(browser, device) as (page, traffic):
        page.goto(address, timeout=90_000, wait_until="commit")
        page.wait_for_load_state("load", timeout=90_000)
        page.evaluate(STEADY)
        seen = page.evaluate("window.vitals")
        seen["moved"] = tuple(seen["moved"])
        return Vitals(**seen, bytes=traffic.bytes, requests=len(traffic.asked))


def median(found: list[Vitals]) -> Vitals:
    """Each figure's median over the rounds; what moved, and what was painted, in the round that moved most."""
    middle = {
        name: statistics.median(getattr(item, name) for item in found)
        for name in ("shift", "first", "largest", "blocking", "bytes", "requests")
    }
    worst = max(found, key=lambda item: item.shift)
    return Vitals(**middle, moved=worst.moved, painted=found[-1].painted)


def line(name: str, found: Vitals) -> str:
    """One line of figures."""
    return (
        f"  {name:34} shift {found.shift:.3f}   first {found.first:5.0f} ms   largest {found.largest:5.0f} ms   "
        f"blocking {found.blocking:5.0f} ms   {found.bytes / 1e6:.2f} MB   {found.requests:3.0f} requests"
    )


def aims(device: str, found: dict[str, Vitals]) -> None:
    """Print each aim with its outcome."""
    held = {f"shift < {SHIFT} on every page, {device}": all(item.shift < SHIFT for item in found.values())}
    for path in ("/", "/budget"):
        if device == "slow" and path in found:
            held[f"largest paint of {path} < {PAINT} ms"] = found[path].largest < PAINT
    if "/" in found:
        held[f"/ within {BYTES / 1e6} MB, {device}"] = found["/"].bytes <= BYTES
        held[f"/ within {REQUESTS} requests, {device}"] = found["/"].requests <= REQUESTS
    for name, well in held.items():
        aim(name, well)


def told(options: argparse.Namespace, browser: Browser, sides: dict[str, str], device: str) -> None:
    """Open every page on one device, each side in turn, and print the medians."""
    paths = options.pages.split(",") if options.pages else [entry.address for entry in PAGES]
    targets = [("empty page", f"{sides['floor']}/")]
    targets += [(path, sides["ours"] + path) for path in paths]
    if "other" in sides:
        targets += [(f"{path} (the other commit)", sides["other"] + path) for path in paths]
    rounds = [
        {name: opening(browser, address, DEVICES[device]) for name, address in targets} for _ in range(options.rounds)
    ]
    print(f"{device}:")
    found = {name: median([turn[name] for turn in rounds]) for name, _ in targets}
    for name, item in sorted(found.items(), key=lambda pair: (pair[0] != "empty page", pair[0])):
        print(line(name, item), flush=True)
        if options.why:
            print(f"      largest: {item.painted}")
            for value, instant, sources in item.moved:
                print(f"      {value:.3f} at {instant} ms: {'; '.join(sources)}")
    aims(device, {path: found[path] for path in paths})


def main() -> None:
    """Print the figures."""
    parser = comparing(__doc__, 3)
    parser.add_argument("--on", default=",".join(DEVICES), help="the devices")
    parser.add_argument("--pages", default="", help="addresses; every page unless told")
    parser.add_argument("--why", action="store_true", help="what moved, and what the largest paint was")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright, ExitStack() as stack:
        script = Path(name) / "floor.py"
        script.write_text(FLOOR, encoding="utf-8")
        flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=flags)
        stack.callback(browser.close)
        starts = {"floor": (floor(script), ROOT), "ours": (dashboard(), ROOT)}
        if options.against:
            other = options.against.resolve()
            starts["other"] = (dashboard(str(other / ".venv/bin/python")), other)
        sides = {}
        for side, (command, tree) in starts.items():
            served = stack.enter_context(server(command, Path(name) / side, tree))
            sides[side] = f"http://127.0.0.1:{served.port}"
            opening(browser, sides[side], DEVICES["desktop"])  # what a server makes once is made
        for device in options.on.split(","):
            told(options, browser, sides, device)


if __name__ == "__main__":
    main()
