"""Time from click to the finished page, as ratios to the floor: an empty Streamlit page with one Altair chart.

    python -m benchmarks.pages [--rounds 7]

One server for the dashboard on the demonstration and one for the floor, one browser, rounds in turn so that a slow
moment of the machine falls on both. A page is finished when its script has run, every chart is drawn and the network
has been quiet for a tenth of a second. Aims: warm navigation within 2 times the floor; cold start to the first
finished page within 2 times that of the floor.
"""

from __future__ import annotations

import argparse
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
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from pages.shared.registry import PAGES

ROOT = Path(__file__).resolve().parent.parent

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
    && ![before, undefined].includes(document.querySelector('h1')?.innerText)
    && [...document.querySelectorAll('[data-testid="stVegaLiteChart"]')].every(c => c.querySelector('canvas, svg'));
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


@contextmanager
def server(command: list[str], port: int, folder: Path) -> Iterator[float]:
    """Run a server until the block ends; yields the instant it was started."""
    environment = {**os.environ, "OUVERTURE_DATA_DIR": str(folder)}
    start = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        while True:
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=2).close()
                break
            except OSError:
                time.sleep(0.02)
        yield start
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait()


def dashboard(port: int) -> list[str]:
    """The command that serves the dashboard."""
    return [sys.executable, "-m", "indicators.cli", "serve", "--port", str(port)]


def floor(port: int, script: Path) -> list[str]:
    """The command that serves the floor."""
    options = ["--server.port", str(port), "--server.headless", "true", "--browser.gatherUsageStats", "false"]
    return [sys.executable, "-m", "streamlit", "run", str(script), *options]


def cold(browser: Browser, command: list[str], port: int, folder: Path) -> float:
    """Seconds from the start of the server to its first finished page in a new browser context."""
    with server(command, port, folder) as start:
        page = browser.new_context().new_page()
        page.goto(f"http://127.0.0.1:{port}/")
        page.evaluate(FINISHED, "")
        seconds = time.perf_counter() - start
        page.context.close()
    return seconds


def click(page: Page, path: str) -> float:
    """Milliseconds from a click in the menu to the finished page; every page has a title of its own."""
    link = page.locator(
        f'[data-testid="stSidebarNav"] a[href$="/{path}"], [data-testid="stSidebarNav"] a[href*="/{path}?"]'
    )
    before = page.locator("h1").first.inner_text()
    start = time.perf_counter()
    link.first.click()
    page.evaluate(FINISHED, before)
    return 1000 * (time.perf_counter() - start)


def warm(browser: Browser, ports: tuple[int, int], rounds: int) -> tuple[list[float], dict[str, list[float]]]:
    """The times of the floor and of each page, in turn; the first visit of each is not counted."""
    base, ours = (browser.new_context(viewport={"width": 1440, "height": 900}).new_page() for _ in ports)
    for page, port in zip((base, ours), ports, strict=True):
        page.goto(f"http://127.0.0.1:{port}/")
        page.evaluate(FINISHED, "")
    floors: list[float] = []
    found: dict[str, list[float]] = {entry.path: [] for entry in PAGES if not entry.default}
    for turn in range(rounds + 1):
        for path in found:
            there, away = click(base, "deux"), click(ours, path)
            click(base, "")  # back by the menu: the address of a default page by its own name is not found
            if turn:
                floors.append(there)
                found[path].append(away)
    return floors, found


def main() -> None:
    """Print the ratios."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=7)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder, script = Path(name), Path(name) / "floor.py"
        script.write_text(FLOOR, encoding="utf-8")
        flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=flags)
        ports = (free_port(), free_port())
        cold(browser, dashboard(ports[1]), ports[1], folder)  # the demonstration is loaded once, outside the timing
        starts = [
            (
                cold(browser, floor(ports[0], script), ports[0], folder),
                cold(browser, dashboard(ports[1]), ports[1], folder),
            )
            for _ in range(3)
        ]
        ratio = statistics.median(ours / base for base, ours in starts)
        print(f"cold start to first page: floor {statistics.median(b for b, _ in starts):.2f} s, ratio {ratio:.2f}")
        with server(floor(ports[0], script), ports[0], folder), server(dashboard(ports[1]), ports[1], folder):
            floors, found = warm(browser, ports, rounds)
        base = statistics.median(floors)
        print(f"warm navigation: floor {base:.0f} ms")
        for path, times in found.items():
            print(f"  {path:20} {statistics.median(times):6.0f} ms   ratio {statistics.median(times) / base:.2f}")
        browser.close()


if __name__ == "__main__":
    main()
