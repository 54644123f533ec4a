"""The official statistics as ratios to a bare reading, in one run, each in a process of its own.

    python -m benchmarks.official [--rows 5300000] [--people 8000000] [--pages]

* accounts like those of the DGFiP (5.3 million rows, 30 columns, Latin-1): function 04 of every collectivity, against
  pyarrow reading the same columns a block at a time; at most 1.5 times, and 500 MB;
* commuters like those of the census (8 million rows, Parquet): the parts of three indicators for every commune, against
  pyarrow reading the same columns and adding the weights up by commune; at most 2 times, and 1 GB;
* one territory of the cube, warm: 20 ms at most, and 1.3 times when the cube is a hundred times larger;
* pages of a commune with the cube against the same without: 1.1 times at most.

Ratios compare processor time, which other work on the machine does not change; the clock is told beside. Exits with 1
when an aim is missed.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.csv as pcsv
import pyarrow.parquet as pq

from benchmarks.intake import Line, peak_megabytes, report
from indicators.geography.keys import TerritoryKey
from indicators.geography.territories import territories
from indicators.official import cube
from indicators.official.balances import COLUMNS, read_balances
from indicators.official.layouts.dgfip_balances import facts_of
from indicators.official.layouts.insee_mobpro import COLUMNS as PEOPLE
from indicators.official.reading import read_file

HEADER = (
    "EXER;IDENT;NDEPT;LBUDG;MODVTHEL;INSEE;CBUDG;CTYPE;CSTYP;NOMEN;siren;CREGI;CACTI;SECTEUR;FINESS;CODBUD1;CATEG;BAL;"
    "FONCTION;COMPTE;BEDEB;BECRE;OBNETDEB;OBNETCRE;ONBDEB;ONBCRE;OOBDEB;OOBCRE;SD;SC"
)
BALANCES_RATIO, BALANCES_MEMORY = 1.5, 500
PEOPLE_RATIO, PEOPLE_MEMORY = 2.0, 1_000
TERRITORY_MS, TERRITORY_RATIO = 20.0, 1.3
PAGE_RATIO = 1.1
SMALL, LARGER = 40_000, 100
ROUNDS = 15


@dataclass(frozen=True)
class Spent:
    """What a process spent: seconds of processor and of clock, and the most memory it held, in megabytes."""

    process: float
    clock: float
    peak: float


def write_balances(path: Path, rows: int) -> None:
    """Accounts of many bodies: one row in two hundred is of function 04, as in a real year."""
    block = 100_000
    sirens = [f"{item.key.code}" for item in territories().of_level("EPCI")]
    functions = ["020", "845", "93212", "512", "90311", "321", "", "01", "93020", "61"]
    with path.open("wb") as stream:
        stream.write(f"{HEADER}\r\n".encode("latin-1"))
        for start in range(0, rows, block):
            siren = sirens[start // block % len(sirens)]
            lines = [
                f"2024;{siren}00015;038;COMMUNAUTÉ D'AGGLOMÉRATION;N;185;1;101;;M57;{siren};84;40;;;;GFP;DEF;"
                f"{'048' if number % 200 == 0 else functions[number % 10]};6{number % 9973};0,00;0,00;{number},25;0,00;0,00;0,00;0,00;0,00;{number},25;0,00"
                for number in range(min(block, rows - start))
            ]
            stream.write("\r\n".join([*lines, ""]).encode("latin-1"))


def write_people(path: Path, rows: int) -> None:
    """Commuters of every commune, by groups of rows as Insee writes them."""
    random = np.random.default_rng(7)
    communes = pa.array([item.key.code for item in territories().of_level("COM")])
    block = 1_000_000
    writer = None
    for start in range(0, rows, block):
        size = min(block, rows - start)
        at = np.sort(random.integers(0, len(communes), size))
        table = pa.table(
            {
                "COMMUNE": communes.take(pa.array(at)),
                "DCLT": communes.take(pa.array(random.integers(0, len(communes), size))),
                "AGEREVQ": pa.array([f"{age:03d}" for age in range(15, 80, 5)]).take(
                    pa.array(random.integers(0, 13, size))
                ),
                "ILT": pa.array([*"123457"]).take(pa.array(random.integers(0, 6, size))),
                "IMMI": pa.array([*"12"]).take(pa.array(random.integers(0, 2, size))),
                "INATC": pa.array([*"12"]).take(pa.array(random.integers(0, 2, size))),
                "STAT": pa.array(["10", "21", "22", "23"]).take(pa.array(random.integers(0, 4, size))),
                "IPONDI": random.uniform(0.5, 8.0, size),
            }
        )
        writer = writer or pq.ParquetWriter(path, table.schema)
        writer.write_table(table)
    assert writer is not None
    writer.close()


def bare_balances(path: Path) -> int:
    """Rows read by pyarrow alone, the same columns."""
    names = [name.upper() if name == "siren" else name for name in HEADER.split(";")]
    reader = pcsv.open_csv(
        path,
        read_options=pcsv.ReadOptions(column_names=names, skip_rows=1, encoding="latin-1"),
        parse_options=pcsv.ParseOptions(delimiter=";"),
        convert_options=pcsv.ConvertOptions(
            include_columns=list(COLUMNS), column_types=dict.fromkeys(COLUMNS, pa.string())
        ),
    )
    return sum(batch.num_rows for batch in reader)


def function_04(path: Path) -> int:
    """The facts of every collectivity."""
    with path.open("rb") as stream:
        return int(facts_of(read_balances(stream)).num_rows)


def bare_people(path: Path) -> int:
    """The weights of each commune, added up by pyarrow alone after the same columns."""
    table = pq.read_table(path, columns=list(PEOPLE))
    return int(table.group_by("COMMUNE").aggregate([("IPONDI", "sum")]).num_rows)


def three_indicators(path: Path) -> int:
    """The facts of every commune, and of those that they make whole."""
    return int(read_file(path).table.num_rows)


WORKS: dict[str, Callable[[Path], int]] = {
    work.__name__: work for work in (bare_balances, function_04, bare_people, three_indicators)
}


def alone(work: Callable[[Path], int], path: Path) -> Spent:
    """A piece of work in a process of its own, once warm; its imports and tables are not counted."""
    command = [sys.executable, "-m", "benchmarks.official", "--work", work.__name__, "--path", str(path)]
    done = subprocess.run(command, capture_output=True, check=True, text=True)
    return Spent(**json.loads(done.stdout))


def spent_by(work: Callable[[Path], int], path: Path) -> Spent:
    """The processor and clock of one pass, and the most memory of this process."""
    territories()
    process, clock = time.process_time(), time.perf_counter()
    assert work(path)
    return Spent(time.process_time() - process, time.perf_counter() - clock, peak_megabytes())


def compared(name: str, bare: Spent, ours: Spent, ratio: float, memory: float) -> Iterator[Line]:
    """The lines of one reading."""
    for title, spent in (("bare pyarrow", bare), ("read", ours)):
        yield Line(
            f"{name}, {title}",
            f"{spent.process:.2f} s of processor, {spent.clock:.2f} s by the clock, {spent.peak:.0f} MB",
        )
    share = ours.process / bare.process
    yield Line(f"{name}, against the bare reading", f"{share:.2f} ×, at most {ratio:g}", share <= ratio)
    yield Line(f"{name}, memory", f"{ours.peak:.0f} MB, at most {memory:.0f}", ours.peak <= memory)


def a_cube(folder: Path, rows: int) -> list[TerritoryKey]:
    """A cube of a number of rows, and the territories that it holds."""
    by_territory = 40
    keys = [TerritoryKey("COM", f"{number:05d}") for number in range(rows // by_territory)]
    size = len(keys) * by_territory
    columns: dict[str, Any] = {
        "level": ["COM"] * size,
        "code": np.repeat([key.code for key in keys], by_territory),
        "indicator": np.tile([f"d4_{number // 10}" for number in range(by_territory)], len(keys)),
        "year": np.tile(np.arange(2014, 2024, dtype=np.int16), size // 10),
        **{name: np.arange(size, dtype=float) for name in ("numerator", "denominator", "value")},
        **{name: ["ok"] * size for name in ("flag", "band", "source", "vintage", "sha256")},
    }
    cube.write_cube(pa.table(columns).cast(cube.SCHEMA), folder)
    return keys


def milliseconds(folder: Path, keys: list[TerritoryKey]) -> float:
    """The median milliseconds of the reading of one territory, once warm."""
    chosen = [keys[place] for place in np.random.default_rng(7).integers(0, len(keys), 60)]
    times = []
    for key in [*chosen[:10], *chosen]:
        start = time.perf_counter()
        assert cube.read_territory(folder, key).num_rows
        times.append(time.perf_counter() - start)
    return 1_000 * statistics.median(times[10:])


def a_territory(folder: Path) -> Iterator[Line]:
    """One territory of a cube, and of one a hundred times larger."""
    small = milliseconds(folder / "small", a_cube(folder / "small", SMALL))
    large = milliseconds(folder / "large", a_cube(folder / "large", SMALL * LARGER))
    yield Line(
        f"One territory of a cube of {SMALL:,} rows", f"{small:.1f} ms, at most {TERRITORY_MS:g}", small <= TERRITORY_MS
    )
    ratio = large / small
    yield Line(
        f"The same, {LARGER} times larger",
        f"{large:.1f} ms, {ratio:.2f} ×, at most {TERRITORY_RATIO:g}",
        ratio <= TERRITORY_RATIO,
    )


# AppTest runs the text of this function alone, hence its own imports.
def page(path: str) -> None:
    import streamlit as st

    from indicators.present.texts import translator
    from pages.shared import registry, runtime
    from pages.shared.context import SELECTION, Selection

    edition = runtime.all_editions()[0]
    home = next(item for item in runtime.territories(edition.number) if item.code == "38185")
    st.session_state[SELECTION] = Selection(translator("fr").lang, edition, home, 2023)
    next(entry for entry in registry.PAGES if entry.path == path).render()


@contextmanager
def library_of(folder: Path) -> Iterator[None]:
    """The pages with the figures delivered, or with those of a folder."""
    from indicators.official.library import Library
    from pages.shared import runtime

    usual = runtime.library
    made = Library(runtime.configuration()[0], folder / "own", folder)
    runtime.library = lambda: made  # type: ignore[assignment]  # the cached function, for the time of a round
    try:
        yield
    finally:
        runtime.library = usual


def pages(folder: Path) -> Iterator[Line]:
    """The pages of Grenoble with the delivered cube and without any, in turn."""
    import logging

    from streamlit.testing.v1 import AppTest

    from indicators.official import shipped

    logging.disable(logging.WARNING)  # each run of a page outside a server warns

    for path in ("synthese", "profil-geii"):
        times: dict[str, list[float]] = {"with": [], "without": []}
        for round_ in range(ROUNDS + 2):
            for name, place in (("with", shipped.FOLDER), ("without", folder / "nothing")):
                with library_of(place):
                    app = AppTest.from_function(page, kwargs={"path": path}, default_timeout=120)
                    gc.collect()  # what one round leaves is not paid by the next
                    start = time.process_time()
                    app.run()
                    assert not app.exception, app.exception[0].value
                    if round_ > 1:
                        times[name].append(time.process_time() - start)
        ratio = statistics.median(times["with"]) / statistics.median(times["without"])
        yield Line(
            f"Page « {path} » with the cube", f"{ratio:.3f} × without, at most {PAGE_RATIO:g}", ratio <= PAGE_RATIO
        )


def measure_pages() -> int:
    """The pages alone."""
    with tempfile.TemporaryDirectory() as name:
        os.environ["OUVERTURE_DATA_DIR"] = str(Path(name) / "donnees")
        return report(list(pages(Path(name))))


def measure(rows: int, people: int) -> int:
    """Every measure of the module's docstring."""
    lines: list[Line] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["OUVERTURE_DATA_DIR"] = str(folder / "donnees")
        accounts, census = folder / "balances.csv", folder / "RP2021_mobpro.parquet"
        write_balances(accounts, rows)
        lines.append(Line("Accounts", f"{rows:,} rows, {accounts.stat().st_size / 1e6:.0f} MB"))
        bare, ours = alone(bare_balances, accounts), alone(function_04, accounts)
        lines += compared("Function 04 of every collectivity", bare, ours, BALANCES_RATIO, BALANCES_MEMORY)
        accounts.unlink()
        write_people(census, people)
        lines.append(Line("Commuters", f"{people:,} rows, {census.stat().st_size / 1e6:.0f} MB"))
        bare, ours = alone(bare_people, census), alone(three_indicators, census)
        lines += compared("Three indicators of every commune", bare, ours, PEOPLE_RATIO, PEOPLE_MEMORY)
        lines += a_territory(folder)
        lines += pages(folder)
    return report(lines)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=5_300_000)
    parser.add_argument("--people", type=int, default=8_000_000)
    parser.add_argument("--pages", action="store_true", help="the pages alone")
    parser.add_argument("--work", default="")
    parser.add_argument("--path", default="")
    options = parser.parse_args()
    if options.work:
        print(json.dumps(asdict(spent_by(WORKS[options.work], Path(options.path)))))
        sys.exit(0)
    sys.exit(measure_pages() if options.pages else measure(options.rows, options.people))
