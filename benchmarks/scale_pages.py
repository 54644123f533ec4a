"""The pages of a territory in a real browser, on several databases in turns."""

from __future__ import annotations

import shutil
import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page, sync_playwright
from sqlalchemy import Engine

from benchmarks.load import replicas

PATHS = ("/", "/profil-geii", "/budget", "/evaluation", "/partenariats")
FINISHED = '[data-testid="stApp"][data-test-script-state="notRunning"]'
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
PATIENCE = 120_000  # milliseconds: the first page of a server that has just started, on a busy machine


@dataclass(frozen=True)
class Site:
    """A database, one of its territories with its name, and how many of its indicators have a value."""

    title: str
    engine: Engine
    home: str
    name: str
    indicators: int


def opened(sites: Sequence[Site], rounds: int = 5) -> dict[str, list[list[float]]]:
    """Seconds from the address to the finished page: by path, for each site, one number a round, asked in turns.

    A first round warms up and is not counted. Every page must name its territory.
    """
    times: dict[str, list[list[float]]] = {path: [[] for _ in sites] for path in PATHS}
    with ExitStack() as stack:
        roots = [stack.enter_context(_served(site)) for site in sites]
        driver = stack.enter_context(sync_playwright())
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        stack.callback(browser.close)
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        for turn in range(rounds + 1):
            for path, spent in times.items():
                for site, root, found in zip(sites, roots, spent, strict=True):
                    seconds = _seconds(page, f"{root}{path}?territoire={site.home}", site.name)
                    if turn:
                        found.append(seconds)
    return times


def times_the(base: Sequence[float], found: Sequence[float]) -> float:
    """How many times the base: the median of the ratios of each round, which a slow moment of the machine hardly moves."""
    return statistics.median(here / there for here, there in zip(found, base, strict=True))


@contextmanager
def _served(site: Site) -> Iterator[str]:
    url = site.engine.url.render_as_string(hide_password=False)
    with tempfile.TemporaryDirectory() as place, replicas(1, url, Path(place)) as ((port, _),):
        yield f"http://127.0.0.1:{port}"


def _seconds(page: Page, address: str, name: str) -> float:
    begun = time.perf_counter()
    page.goto(address)
    page.wait_for_selector("h1", timeout=PATIENCE)
    page.wait_for_selector(FINISHED, timeout=PATIENCE)
    spent = time.perf_counter() - begun
    assert name in page.inner_text("body"), f"{address} does not name {name}"
    return spent
