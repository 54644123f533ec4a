"""Time from click to the finished page, as ratios to the floor: an empty Streamlit page with one Altair chart.

    python -m benchmarks.pages [--rounds 7] [--against TREE]

One server for the dashboard on the demonstration and one for the floor, one browser, rounds in turn so that a slow
moment of the machine falls on both. A page is finished when its script has run, every chart is drawn and the network
has been quiet for a tenth of a second. Aims, each printed with its outcome: warm navigation within 1.3 times the floor on
every page; cold start to the first finished page within 1.4 times that of the floor.

With `--against`, the pages of another commit, in a work tree that has its own `.venv`, are served too and visited in
the same rounds: each page is printed with its ratio to that commit, by the clock and by the processor time that its
server took. Aim: no page slower.
"""

from __future__ import annotations

import os
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page, sync_playwright

from benchmarks.command import aim, comparing
from pages.shared.registry import PAGES

ROOT = Path(__file__).resolve().parent.parent
WARM, COLD = 1.3, 1.4

FLOOR = """
import altair as alt
import pandas as pd
import streamlit as st

st.set_page_config(layout="wide")

def page(name):
    def render():
        st.title(name)
        data = pd.DataFrame({"x": range(20), "y": [i * i for i in range(20)]})
        st.altair_chart(alt.Chart(data).mark_bar().encode(x="x:O", y="y:Q"))
    return render

st.navigation([st.Page(page(n), title=n, url_path=n, default=n == "un") for n in ("un", "deux")]).run()
"""
FINISHED = """
async (before) => {
  const done = () => document.querySelector('[data-testid="stApp"][data-test-script-state="notRunning"]')
    && !document.querySelector('.ouv-opening')
    && ![before, undefined].includes(document.querySelector('[data-testid="stMain"] h1')?.innerText)
    && [...document.querySelectorAll('[data-testid="stVegaLiteChart"]')].every(c => c.querySelector('canvas, svg'))
    && [...document.querySelectorAll('.ouv-drawn img')].every(i => !i.offsetWidth || i.complete || i.getBoundingClientRect().top > innerHeight);
  let quiet = 0;
  while (quiet < 6) {
    await new Promise(r => requestAnimationFrame(() => setTimeout(r, 0)));
    quiet = done() ? quiet + 1 : 0;
  }
}
"""


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass(frozen=True)
class Served:
    """A running server: where it listens, its process and the instant it was started."""

    port: int
    process: int
    start: float

    def processor(self) -> float:
        """Milliseconds of processor that the server and its threads took so far."""
        fields = Path(f"/proc/{self.process}/stat").read_text().rsplit(")", 1)[1].split()
        return 1000 * (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@contextmanager
def server(command: list[str], folder: Path, tree: Path = ROOT) -> Iterator[Served]:
    """Run a server of one tree on a free port until the block ends."""
    port = free_port()
    environment = {**os.environ, "OUVERTURE_DATA_DIR": str(folder)}
    start = time.perf_counter()
    process = subprocess.Popen(
        [word.format(port=port) for word in command],
        cwd=tree,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        while True:
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=2).close()
                break
            except OSError:
                time.sleep(0.02)
        yield Served(port, process.pid, start)
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait()


def dashboard(python: str = sys.executable) -> list[str]:
    """The command that serves the dashboard of the tree it is run in."""
    return [python, "-m", "indicators.cli", "serve", "--port", "{port}"]


def floor(script: Path) -> list[str]:
    """The command that serves the floor."""
    options = ["--server.port", "{port}", "--server.headless", "true", "--browser.gatherUsageStats", "false"]
    return [sys.executable, "-m", "streamlit", "run", str(script), *options]


def cold(browser: Browser, command: list[str], folder: Path, tree: Path = ROOT) -> float:
    """Seconds from the start of the server to its first finished page in a new browser context."""
    with server(command, folder, tree) as served:
        page = browser.new_context().new_page()
        page.goto(f"http://127.0.0.1:{served.port}/")
        page.evaluate(FINISHED, "")
        seconds = time.perf_counter() - served.start
        page.context.close()
    return seconds


def linked(page: Page, path: str) -> Locator:
    """The link to a page in the menu; a former commit may have none."""
    menu = '[data-testid="stSidebarNav"]'
    return page.locator(f'{menu} a[href$="/{path}"], {menu} a[href*="/{path}?"]')


def click(page: Page, path: str) -> float:
    """Milliseconds from a click in the menu to the finished page; every page has a title of its own."""
    link = linked(page, path)
    before = page.locator("h1").first.inner_text()
    start = time.perf_counter()
    link.first.click()
    page.evaluate(FINISHED, before)
    return 1000 * (time.perf_counter() - start)


class Visitor:
    """A reader of one server: the times and the processor of each of her visits, by page."""

    def __init__(self, browser: Browser, served: Served, query: str = "") -> None:
        self.served = served
        self.page = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
        self.page.goto(f"http://127.0.0.1:{served.port}/{query}")
        self.page.evaluate(FINISHED, "")
        self.clock: dict[str, list[float]] = {}
        self.processor: dict[str, list[float]] = {}

    def visit(self, path: str, *, counted: bool) -> None:
        """Go to a page; the first visit of each is not counted."""
        before = self.served.processor()
        taken = click(self.page, path)
        if counted:
            self.clock.setdefault(path, []).append(taken)
            self.processor.setdefault(path, []).append(self.served.processor() - before)


def warm(readers: list[Visitor], base: Visitor, rounds: int) -> None:
    """Visit each page with every reader in turn, and the floor beside each page."""
    for turn in range(rounds + 1):
        for path in (entry.path for entry in PAGES if not entry.default):
            base.visit("deux", counted=turn > 0)
            for reader in readers:
                if linked(reader.page, path).count():
                    reader.visit(path, counted=turn > 0)
            click(base.page, "")  # back by the menu: the address of a default page by its own name is not found


def told(ours: Visitor, former: Visitor | None, base: Visitor) -> None:
    """Print each page against the floor, and against the other commit."""
    still = statistics.median(base.clock["deux"])
    worst = max(statistics.median(times) for times in ours.clock.values()) / still
    print(f"warm navigation: floor {still:.0f} ms")
    for path, times in ours.clock.items():
        line = f"  {path:20} {statistics.median(times):6.0f} ms   ratio {statistics.median(times) / still:.2f}"
        if former and path in former.clock:
            clock = statistics.median(b / a for a, b in zip(former.clock[path], times, strict=True))
            processor = sum(ours.processor[path]) / sum(former.processor[path])  # counted by hundredths of a second
            line += f"   against the other commit: clock {clock:.2f}, processor {processor:.2f}"
        print(line)
    aim(f"warm navigation within {WARM} times the floor on every page: {worst:.2f}", worst <= WARM)


def main() -> None:
    """Print the ratios."""
    parser = comparing(__doc__, 7)
    parser.add_argument("--territory", default="EX001", help="the same content in both commits: the fictional city")
    parser.add_argument("--year", type=int, default=2025)
    options = parser.parse_args()
    other: Path | None = options.against
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder, script = Path(name) / "ours", Path(name) / "floor.py"
        script.write_text(FLOOR, encoding="utf-8")
        flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=flags)
        sides = [(floor(script), folder, ROOT), (dashboard(), folder, ROOT)]
        if other:
            sides.append((dashboard(str(other.resolve() / ".venv/bin/python")), Path(name) / "other", other))
        for side in sides[1:]:
            cold(browser, *side)  # the demonstration is loaded once, outside the timing
        starts = [[cold(browser, *side) for side in sides] for _ in range(3)]
        ratios = [statistics.median(times[at] / times[0] for times in starts) for at in range(1, len(sides))]
        against = f"; the other commit {ratios[1]:.2f}" if other else ""
        print(f"cold start: floor {statistics.median(t[0] for t in starts):.2f} s, ratio {ratios[0]:.2f}{against}")
        aim(f"cold start within {COLD} times the floor", ratios[0] <= COLD)
        with ExitStack() as stack:
            servers = [stack.enter_context(server(*side)) for side in sides]
            query = f"?territoire={options.territory}&annee={options.year}"
            base, *readers = [Visitor(browser, served, query if served is not servers[0] else "") for served in servers]
            warm(readers, base, options.rounds)
        told(readers[0], readers[1] if other else None, base)
        browser.close()


if __name__ == "__main__":
    main()
