"""The pages that read the budget, in a real browser: 20 years and 50 000 lines beside the demonstration.

Two servers, one on the demonstration and one where the same territory has the large budget, and one browser; each act
is done in turns on both, so that a slow moment of the machine falls on both. An act is finished when the script has
run and every chart is drawn. Aims: once warm, no act 1.5 times slower than on the demonstration; the first page after
a publication, which lays the lines out for every reader, 3 times at most.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.pages import FINISHED, dashboard, server  # the path of the project comes first
from indicators.catalogue import load_catalogue
from indicators.operations.startup import publish_demonstration
from indicators.settings import load_settings
from indicators.store import drafts, editions
from indicators.store.engine import database_url, migrate, open_engine

TERRITORY, AUTHOR = "93048", "Mesure"
WARM, FIRST = 1.5, 3.0
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
#: An act and its address; the first of all is the page after a publication.
ADDRESSES: Mapping[str, str] = {
    "budget, reading": f"/budget?territoire={TERRITORY}",
    "budget, another stage": f"/budget?territoire={TERRITORY}&stade=voted",
    "budget, lines by partnership": f"/budget?territoire={TERRITORY}&repartition=partnership",
    "budget, advice": f"/budget?territoire={TERRITORY}&suite=advice",
    "budget, what-if": f"/budget?territoire={TERRITORY}&suite=whatif",
    "budget, rubrics to confirm": f"/budget?territoire={TERRITORY}&suite=confirm",
    "evaluation, chain and euros": f"/evaluation?territoire={TERRITORY}&vue=chaine",
}


@dataclass(frozen=True)
class Act:
    """One act: the median milliseconds on the large budget and on the demonstration, and what is aimed at."""

    name: str
    large: float
    small: float
    aim: float

    @property
    def ratio(self) -> float:
        """How many times the demonstration."""
        return self.large / self.small

    @property
    def missed(self) -> bool:
        """Whether the aim is missed."""
        return self.ratio > self.aim


def fill(folder: Path, lines: pd.DataFrame | None) -> None:
    """Publish the demonstration in a folder's database, then a budget in its place when ``lines`` are given."""
    engine = open_engine(database_url("", str(folder)))
    migrate(engine)
    publish_demonstration(engine, load_settings(catalogue=load_catalogue()))
    if lines is not None:
        batch = drafts.open_batch(engine, AUTHOR, territory=TERRITORY, file_name="large")
        drafts.stage(engine, batch.id, "budget_line", lines)
        editions.publish(engine, [batch.id], "Grand budget", AUTHOR)
    engine.dispose()


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of the dashboard on a folder."""
    with server(dashboard(), folder) as running:
        yield f"http://127.0.0.1:{running.port}"


def opened(page: Page, address: str) -> float:
    """Milliseconds from the address to the finished page."""
    start = time.perf_counter()
    page.goto(address)
    page.evaluate(FINISHED, "")
    return 1000 * (time.perf_counter() - start)


def in_turns(browser: Browser, large: str, small: str, rounds: int) -> list[Act]:
    """Each address on both servers in turns: the first visit apart, then the median of the others."""
    pages = {
        address: browser.new_context(viewport={"width": 1440, "height": 900}).new_page() for address in (large, small)
    }
    for address, page in pages.items():
        opened(page, f"{address}/methode")  # the modules are imported: what is left is the budget's own
    found = []
    for rank, (name, path) in enumerate(ADDRESSES.items()):
        times = [[opened(pages[address], f"{address}{path}") for address in (large, small)] for _ in range(rounds + 1)]
        if not rank:
            found.append(Act("first page after a publication", *times[0], FIRST))
        found.append(Act(name, *(statistics.median(column) for column in zip(*times[1:], strict=True)), WARM))
    return found


def measure(lines: pd.DataFrame, rounds: int) -> list[Act]:
    """Every act on the lines given and on the demonstration."""
    with (
        tempfile.TemporaryDirectory() as big,
        tempfile.TemporaryDirectory() as little,
        sync_playwright() as playwright,
    ):
        fill(Path(big), lines)
        fill(Path(little), None)
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        with served(Path(big)) as large, served(Path(little)) as small:
            found = in_turns(browser, large, small, rounds)
        browser.close()
    return found


def report(lines: pd.DataFrame, rounds: int) -> bool:
    """Print the table; True when an aim is missed."""
    found = measure(lines, rounds)
    print(f"\n{'page':40}{len(lines):>9,} lines{'demonstration':>17}{'ratio':>9}")
    for act in found:
        print(f"{act.name:40}{act.large:12.0f} ms{act.small:14.0f} ms{act.ratio:8.2f}×{'  MISSED' * act.missed}")
    return any(act.missed for act in found)
