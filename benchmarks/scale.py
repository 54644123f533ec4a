"""Many territories: what a page asks of the store in a national installation, against the demonstration.

    python -m benchmarks.scale [--database postgresql://… | --database sqlite] [--shares 0.01,0.1,1] [--pages]

The generator fills one database a share of 4 700 territories × 10 years × 60 indicators, 10 440 partnerships and
500 000 budget lines. For each: time to fill, size, and the median of the queries that pages make, as ratios to the
demonstration (its territory with the most rows) on the same system. What reads a whole edition (every territory, every
partnership) reads more rows by nature: its ratio is a row's. Then the plans, which must go through an index. Aims: a
page of one territory within 1.3 times the demonstration, comparison and map within 3 times. With ``--pages``, a real
browser opens the pages on the demonstration and on the largest database.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import sync_playwright
from sqlalchemy import Engine, create_engine, text

from benchmarks.load import replicas
from benchmarks.plans import plans_of
from indicators.catalogue import load_catalogue
from indicators.generate import Size, code_of, load
from indicators.settings import load_settings
from indicators.startup import publish_demonstration
from indicators.store import editions, reading
from indicators.store.engine import migrate, open_engine

PEERS = 12
HOME = code_of(10)  # it has partnerships and a reference
PATHS = ("/", "/profil-geii", "/budget", "/evaluation", "/partenariats")
FINISHED = '[data-testid="stApp"][data-test-script-state="notRunning"]'
PAGE, COMPARISON, INDICATOR = "page of one territory", f"comparison with {PEERS}", "one indicator of the group"
MAP = "every partnership (by row)"
GROUPED = (PAGE, COMPARISON, INDICATOR)
AIMS = {PAGE: 1.3, COMPARISON: 3.0, INDICATOR: 3.0, MAP: 3.0}
PAGE_AIMS = {path: 3.0 if path == "/partenariats" else 1.3 for path in PATHS}
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@dataclass(frozen=True)
class Measure:
    """The seconds of a query and the rows it read."""

    seconds: float
    rows: int

    def ratio(self, base: Measure, *, by_row: bool) -> float:
        """How many times the base, as a whole or by row."""
        return self.seconds / base.seconds * (base.rows / self.rows if by_row else 1.0)


@contextmanager
def database(where: str) -> Iterator[Engine]:
    """An empty database of its own: a file, or a schema of the server given."""
    if where == "sqlite":
        with tempfile.TemporaryDirectory() as folder:
            engine = open_engine(f"sqlite:///{folder}/scale.sqlite")
            migrate(engine)
            yield engine
            engine.dispose()
        return
    name = f"scale_{time.time_ns() % 10**9}"
    admin = create_engine(where, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f"CREATE SCHEMA {name}"))
    engine = open_engine(f"{where}{'&' if '?' in where else '?'}options=-csearch_path%3D{name}")
    migrate(engine)
    try:
        yield engine
    finally:
        engine.dispose()
        with admin.connect() as connection:
            connection.execute(text(f"DROP SCHEMA {name} CASCADE"))
        admin.dispose()


def in_turns(act: Callable[[], int], base: Callable[[], int], rounds: int = 9) -> tuple[Measure, Measure]:
    """The medians of two queries asked in turns, so that a slow moment of the machine falls on both."""
    rows, spent = (act(), base()), ([], [])  # type: tuple[int, int], tuple[list[float], list[float]]
    for _ in range(rounds):
        for asked, times in zip((act, base), spent, strict=True):
            started = time.perf_counter()
            asked()
            times.append(time.perf_counter() - started)
    first, second = (Measure(statistics.median(times), number) for times, number in zip(spent, rows, strict=True))
    return first, second


def queries(engine: Engine, home: str, peers: tuple[str, ...], indicator: str) -> dict[str, Callable[[], int]]:
    """What pages ask: name and a function that asks it and returns the number of rows read."""

    def page() -> int:
        found = reading.snapshot(engine, 1, home)
        return len(found.observations) + len(found.budget_lines) + len(found.partnerships)

    def comparison() -> int:
        return len(reading.snapshot(engine, 1, home, peers).observations)

    def one_indicator() -> int:
        return len(reading.frame(engine, "observation", 1, territories=[home, *peers], indicators=[indicator]))

    def world_map() -> int:
        return len(reading.frame(engine, "partnership", 1))

    return {
        "list of editions": lambda: len(editions.list_editions(engine)),
        "every territory (by row)": lambda: len(reading.territories(engine, 1)),
        PAGE: page,
        COMPARISON: comparison,
        INDICATOR: one_indicator,
        MAP: world_map,
    }


def plans(engine: Engine, acts: dict[str, Callable[[], int]]) -> list[str]:
    """The plans of what a page reads of one territory or of a group, with what reads a whole table marked."""
    found = {(plan.table, plan.index): plan for name in GROUPED for plan in plans_of(engine, acts[name])}
    return [
        f"{'WHOLE TABLE' if plan.whole else 'index      '} {plan.table}: {plan.index[:110]}" for plan in found.values()
    ]


def size_of(engine: Engine) -> float:
    """Megabytes on disk."""
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            return float(connection.execute(text("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size")).scalar_one()) / 1e6  # fmt: skip
        query = "SELECT sum(pg_total_relation_size(oid)) FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND relkind = 'r'"
        return float(connection.execute(text(query)).scalar_one()) / 1e6


def opened(engines: tuple[Engine, Engine], homes: tuple[str, str], rounds: int = 5) -> dict[str, tuple[float, float]]:
    """Seconds from the address to the finished page of a territory on two databases, in turns, medians of the rounds.

    A first round warms up. Every page must name its territory.
    """
    times: dict[str, tuple[list[float], list[float]]] = {path: ([], []) for path in PATHS}
    with ExitStack() as stack:
        sites = []
        for engine, home in zip(engines, homes, strict=True):
            place, url = Path(stack.enter_context(tempfile.TemporaryDirectory())), engine.url.render_as_string(False)
            ((port, _),) = stack.enter_context(replicas(1, url, place))
            sites.append((f"http://127.0.0.1:{port}", home, reading.snapshot(engine, 1, home).territory.name))
        driver = stack.enter_context(sync_playwright())
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        for turn in range(rounds + 1):
            for path in PATHS:
                for (site, home, name), spent in zip(sites, times[path], strict=True):
                    begun = time.perf_counter()
                    page.goto(f"{site}{path}?territoire={home}")
                    page.wait_for_selector("h1", timeout=60_000)
                    page.wait_for_selector(FINISHED, timeout=60_000)
                    if turn:
                        spent.append(time.perf_counter() - begun)
                    assert name in page.inner_text("body"), f"{path} does not name {name}"
        browser.close()
    return {path: (statistics.median(first), statistics.median(second)) for path, (first, second) in times.items()}


@dataclass(frozen=True)
class Base:
    """The demonstration: its database, its territory with the most rows, and the queries on it beside the others."""

    engine: Engine
    home: str
    acts: dict[str, Callable[[], int]]


def demonstration(engine: Engine) -> Base:
    """Publish it and choose its territory."""
    publish_demonstration(engine, load_settings(catalogue=load_catalogue()))
    sizes = {}
    for item in reading.territories(engine, 1):
        found = reading.snapshot(engine, 1, item.code)
        sizes[item.code] = len(found.observations) + len(found.budget_lines)
    home = max(sizes, key=sizes.__getitem__)
    peers = tuple(code for code in sizes if code != home)[:PEERS]
    return Base(engine, home, queries(engine, home, peers, "d4_immigrant_share"))


@dataclass(frozen=True)
class Curve:
    """What was measured at one size: milliseconds and ratio to the demonstration, by query; ratios, by page."""

    milliseconds: dict[str, float]
    ratios: dict[str, float]
    whole: int
    pages: dict[str, float]


def measure(engine: Engine, size: Size, base: Base, pages: bool) -> Curve:
    """Fill a database and print its queries beside the demonstration's, and its ``pages`` when asked."""
    started = time.perf_counter()
    rows = load(engine, size)
    spent = time.perf_counter() - started
    print(
        f"\n{size.territories} territories, {rows} rows filled in {spent:.0f} s ({rows / spent:.0f} rows/s), "
        f"{size_of(engine):.0f} MB on {engine.dialect.name}",
        flush=True,
    )
    peers = tuple(code_of(number) for number in range(20, 20 + PEERS))
    acts = queries(engine, HOME, peers, next(iter(load_catalogue().indicators)))
    milliseconds, ratios = {}, {}
    for name, act in acts.items():
        here, there = in_turns(act, base.acts[name])
        milliseconds[name], ratios[name] = here.seconds * 1e3, here.ratio(there, by_row="by row" in name)
        print(
            f"  {name:28} {here.seconds * 1e3:8.1f} ms  {here.rows:6} rows  "
            f"{ratios[name]:6.2f} × demonstration ({there.seconds * 1e3:.1f} ms, {there.rows} rows)",
            flush=True,
        )
    lines = plans(engine, acts)
    print("  " + "\n  ".join(lines), flush=True)
    whole = sum(line.startswith("WHOLE") for line in lines)
    return Curve(milliseconds, ratios, whole, page_ratios(base, engine) if pages else {})


def page_ratios(base: Base, engine: Engine) -> dict[str, float]:
    """The pages in a browser, as ratios to the demonstration's, printed."""
    found = {}
    for path, (there, here) in opened((base.engine, engine), (base.home, HOME)).items():
        found[path] = here / there
        print(
            f"  page {path:22} {here * 1e3:8.0f} ms  {found[path]:6.2f} × demonstration ({there * 1e3:.0f} ms)",
            flush=True,
        )
    return found


def growth(shares: list[float], curves: list[Curve]) -> None:
    """Print how each query grows with the number of territories."""
    print("\ngrowth: milliseconds at " + ", ".join(f"{share / shares[0]:g}×" for share in shares))
    for name in curves[0].milliseconds:
        steps = [curve.milliseconds[name] for curve in curves]
        told = "  ".join(f"{step:8.1f}" for step in steps)
        print(f"  {name:28} {told}   last / first {steps[-1] / steps[0]:.2f}")


def aims(largest: Curve) -> None:
    """Print each aim with its outcome at the largest size."""
    print()
    for wanted, found in ((AIMS, largest.ratios), (PAGE_AIMS, largest.pages)):
        for name, ratio in found.items():
            if name in wanted:
                well = ratio <= wanted[name]
                print(
                    f"aim {'held    ' if well else 'NOT HELD'} {name}: {ratio:.2f} × demonstration, within {wanted[name]:g}"
                )
    print(f"aim {'NOT HELD' if largest.whole else 'held    '} every query of a territory or a group through an index")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--database", default="sqlite")
    parser.add_argument("--shares", default="0.01,0.1,1")
    parser.add_argument("--pages", action="store_true")
    options = parser.parse_args()
    shares = sorted(float(item) for item in options.shares.split(","))
    curves = []
    with database(options.database) as small:
        base = demonstration(small)
        for share in shares:
            with database(options.database) as engine:
                curves.append(measure(engine, Size().scaled(share), base, options.pages and share == shares[-1]))
    growth(shares, curves)
    aims(curves[-1])


if __name__ == "__main__":
    main()
