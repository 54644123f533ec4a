"""Many territories: what a page asks of the store in a national installation, against the demonstration.

    python -m benchmarks.scale [--database own | postgresql://… | sqlite] [--shares 0.01,0.1,1] [--pages]

The generator fills one database a share of 4 700 territories × 10 years × 60 indicators, 10 440 partnerships and
500 000 budget lines, by default in an SQLite file; ``own`` starts a PostgreSQL of its own and stops it at the end. For
each: time to fill, size, and the median of the queries that pages make. Two ratios tell what content costs and what
size costs: to the demonstration (its territory with the most rows, which has indicators of its own number), and to a
territory with the same content in the smallest database; all are asked in turns on the same system. What reads a whole
edition (every territory, every partnership) reads more rows by nature: its ratio is a row's. Then the plans, which
must go through an index. With ``--pages`` a real browser opens the pages of the same three. Last, the growth from size
to size. Aims: a page of one territory within 1.3 times the demonstration, comparison and map within 3 times; a page
within 1.3 times the same content in the smallest database.
"""

from __future__ import annotations

import argparse
import signal
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

from sqlalchemy import Engine, create_engine, text

from benchmarks.cluster import own_postgres
from benchmarks.command import aim
from benchmarks.plans import plans_of
from benchmarks.scale_pages import PATHS, Site, opened, times_the
from indicators.catalogue import load_catalogue
from indicators.demo.generate import Size, code_of, load
from indicators.operations.startup import publish_demonstration
from indicators.settings import load_settings
from indicators.store import editions, reading
from indicators.store.engine import migrate, open_engine

PEERS = 12
HOME = 10  # the number of the territory that is read: it has partnerships and a reference
OTHERS = range(20, 20 + PEERS)
PAGE, COMPARISON, INDICATOR = "page of one territory", f"comparison with {PEERS}", "one indicator of the group"
MAP = "every partnership (by row)"
GROUPED = (PAGE, COMPARISON, INDICATOR)
AIMS = {PAGE: 1.3, COMPARISON: 3.0, INDICATOR: 3.0, MAP: 3.0}
AIMS |= {path: 3.0 if path == "/partenariats" else 1.3 for path in PATHS}
SIZE_ALONE = 1.3


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


def in_turns(acts: Sequence[Callable[[], int]], rounds: int = 9) -> tuple[Measure, ...]:
    """The medians of queries asked in turns, so that a slow moment of the machine falls on all."""
    rows = [act() for act in acts]
    spent: list[list[float]] = [[] for _ in acts]
    for _ in range(rounds):
        for act, times in zip(acts, spent, strict=True):
            started = time.perf_counter()
            act()
            times.append(time.perf_counter() - started)
    return tuple(Measure(statistics.median(times), number) for times, number in zip(spent, rows, strict=True))


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


@dataclass(frozen=True)
class Place:
    """A database, its territory that is read, and the queries on it beside the others."""

    site: Site
    acts: dict[str, Callable[[], int]]


def place(title: str, engine: Engine, home: str, peers: tuple[str, ...], indicator: str) -> Place:
    """What is measured of a territory; how many of its indicators have a value is told with it."""
    found = reading.snapshot(engine, 1, home)
    rows = found.observations
    known = rows.loc[(rows["territory"] == home) & rows["value"].notna(), "indicator"].nunique()
    return Place(Site(title, engine, home, found.territory.name, int(known)), queries(engine, home, peers, indicator))


def demonstration(engine: Engine) -> Place:
    """Publish it and choose its territory with the most rows."""
    publish_demonstration(engine, load_settings(catalogue=load_catalogue()))
    sizes = {}
    for item in reading.territories(engine, 1):
        found = reading.snapshot(engine, 1, item.code)
        sizes[item.code] = len(found.observations) + len(found.budget_lines)
    home = max(sizes, key=sizes.__getitem__)
    peers = tuple(code for code in sizes if code != home)[:PEERS]
    return place("demonstration", engine, home, peers, "d4_immigrant_share")


def generated(engine: Engine, size: Size) -> Place:
    """Fill a database and tell how long that took."""
    started = time.perf_counter()
    rows = load(engine, size)
    spent = time.perf_counter() - started
    print(
        f"\n{size.territories} territories, {rows} rows filled in {spent:.0f} s ({rows / spent:.0f} rows/s), "
        f"{size_of(engine):.0f} MB on {engine.dialect.name}",
        flush=True,
    )
    peers = tuple(map(code_of, OTHERS))
    title = f"{size.territories} territories"
    return place(title, engine, code_of(HOME), peers, next(iter(load_catalogue().indicators)))


@dataclass(frozen=True)
class Curve:
    """What was measured at one size, by query and by page: milliseconds, ratios to the demonstration and to the
    smallest database; how many queries read a whole table."""

    milliseconds: dict[str, float]
    content: dict[str, float]
    growth: dict[str, float]
    whole: int


def measure(here: Place, demo: Place, smallest: Place, pages: bool) -> Curve:
    """Print the queries of a database beside those of the two others, and its ``pages`` when asked."""
    milliseconds, content, growth = {}, {}, {}
    for name, act in here.acts.items():
        found, base, small = in_turns((act, demo.acts[name], smallest.acts[name]))
        by_row = "by row" in name
        milliseconds[name] = found.seconds * 1e3
        content[name], growth[name] = found.ratio(base, by_row=by_row), found.ratio(small, by_row=by_row)
        rows = f"{base.rows} → {found.rows} rows"
        print(line(name, rows, milliseconds[name], content[name], growth[name], smallest), flush=True)
    told = plans(here.site.engine, here.acts)
    print("  " + "\n  ".join(told), flush=True)
    if pages:
        for path, (base_times, small_times, times) in opened((demo.site, smallest.site, here.site)).items():
            milliseconds[path] = statistics.median(times) * 1e3
            content[path], growth[path] = times_the(base_times, times), times_the(small_times, times)
            rows = f"{demo.site.indicators} → {here.site.indicators} indicators"
            print(line(f"page {path}", rows, milliseconds[path], content[path], growth[path], smallest), flush=True)
    return Curve(milliseconds, content, growth, sum(item.startswith("WHOLE") for item in told))


def line(name: str, rows: str, spent: float, content: float, growth: float, smallest: Place) -> str:
    """What was measured of a query or a page; ``spent`` in milliseconds, the rest as ratios."""
    return (
        f"  {name:28} {spent:8.1f} ms  {rows:24} {content:6.2f} × demonstration  "
        f"{growth:6.2f} × the same content among {smallest.site.title}"
    )


def told_growth(shares: list[float], curves: list[Curve]) -> None:
    """Print how each query and each page grows with the number of territories."""
    steps = ", ".join(f"{share / shares[0]:g}×" for share in shares)
    print(f"\ngrowth at {steps}: milliseconds, then ratios to the smallest asked in turns")
    for name in curves[0].milliseconds:
        times = "  ".join(f"{curve.milliseconds[name]:8.1f}" for curve in curves)
        ratios = "  ".join(f"{curve.growth[name]:5.2f}" for curve in curves)
        print(f"  {name:28} {times}    {ratios}")


def aims(largest: Curve) -> None:
    """Print each aim with its outcome at the largest size."""
    print()
    for name, ratio in largest.content.items():
        if name in AIMS:
            aim(f"{name}: {ratio:.2f} × demonstration, within {AIMS[name]:g}", ratio <= AIMS[name])
    for name in (item for item in PATHS if item in largest.growth):
        ratio = largest.growth[name]
        aim(f"{name}: {ratio:.2f} × the same content, within {SIZE_ALONE:g}", ratio <= SIZE_ALONE)
    aim("every query of a territory or a group through an index", not largest.whole)


def run(where: str, shares: list[float], pages: bool) -> None:
    """Measure and print; the smallest database stays until the end, the others go as soon as they are measured."""
    curves: list[Curve] = []
    with ExitStack() as lasting:
        demo = demonstration(lasting.enter_context(database(where)))
        smallest: Place | None = None
        for share in shares:
            with ExitStack() as passing:
                stack = passing if smallest else lasting
                here = generated(stack.enter_context(database(where)), Size().scaled(share))
                smallest = smallest or here
                curves.append(measure(here, demo, smallest, pages))
    told_growth(shares, curves)
    aims(curves[-1])


def main() -> None:
    """Read the options; a run that is told to stop cleans up as one that ends."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--database", default="sqlite")
    parser.add_argument("--shares", default="0.01,0.1,1")
    parser.add_argument("--pages", action="store_true")
    options = parser.parse_args()
    shares = sorted(float(item) for item in options.shares.split(","))
    if Size().scaled(shares[0]).territories < OTHERS.stop:
        parser.error(f"--shares: {shares[0]:g} makes fewer than the {OTHERS.stop} territories that are compared")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    with ExitStack() as stack:
        own = options.database == "own"
        run(stack.enter_context(own_postgres()) if own else options.database, shares, options.pages)


if __name__ == "__main__":
    main()
