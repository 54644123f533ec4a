"""One process of the intake's benchmark: the loads of one database, by whichever program is first on the path.

    PYTHONPATH=TREE python -P benchmarks/intake_loads.py --url sqlite:///… FIRST.csv SECOND.csv
    PYTHONPATH=TREE python -P benchmarks/intake_loads.py --year FOLDER YEAR.csv

Prints JSON: seconds by the clock and of this process step by step, ``pandas.read_csv`` alone on the first file, and the
most memory held above what the idle process holds. A process a measure: nothing is warm, no peak is another's.
"""

from __future__ import annotations

import argparse
import gc
import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from inspect import signature
from pathlib import Path
from statistics import median
from typing import Any

import pandas as pd

from indicators.access import LOCAL_USER
from indicators.catalogue import Catalogue, load_catalogue
from indicators.intake import operations as op
from indicators.intake.consequences import consequences
from indicators.records import Territory
from indicators.settings import Settings
from indicators.store import compare, drafts, editions
from indicators.store.engine import database_url, migrate, open_engine

TURNS = 6


@contextmanager
def timed(into: dict[str, tuple[float, float]], name: str) -> Iterator[None]:
    """Keep the seconds of a block, by the clock and of this process."""
    clock, process = time.perf_counter(), time.process_time()
    yield
    into[name] = (time.perf_counter() - clock, time.process_time() - process)


def peak_megabytes() -> float:
    """The most memory that this process has held; unlike getrusage's, it starts at zero with the program."""
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


def workshop_at(url: str) -> op.Workshop:
    """The operations on an empty database that holds one territory."""
    engine = open_engine(database_url(url))
    migrate(engine)
    batch = drafts.open_batch(engine, "mesure")
    drafts.stage(engine, batch.id, "territory", [Territory(code="00001", name="Mesure")])
    editions.publish(engine, [batch.id], "Départ", "mesure")
    settings = Settings.model_validate({"uploads": {"max_megabytes": 2000, "max_rows": 5_000_000}})
    return op.workshop(engine, catalogue(), settings, "00001")


@cache
def catalogue() -> Catalogue:
    """The catalogue, loaded once as a server does."""
    return load_catalogue()


def loads(url: str, first: Path, second: Path) -> dict[str, Any]:
    """Read, check, compare and publish a file in an empty database, then an edited one over it."""
    work = workshop_at(url)
    steps: dict[str, tuple[float, float]] = {}
    idle = peak_megabytes()
    for name, source in (("first load", first), ("second load", second)):
        with timed(steps, f"{name}: read and check"):
            report = op.check_files(work, [source])
        assert not report.blocking, list(report.issues)[:3]
        with timed(steps, f"{name}: stage"):
            imported = op.stage(work, report.readings[0], LOCAL_USER)
        read = _confirmed(work, imported)
        with timed(steps, f"{name}: compare"):
            counts = compare.counts(work.store, imported.batch.id)
        with timed(steps, f"{name}: publish"):
            op.publish(work, [read], name, LOCAL_USER)
        assert int(counts[["added", "changed"]].to_numpy().sum()) > 0
    held = peak_megabytes() - idle
    return {"alone": read_alone(first), "steps": steps, "held": held}


def read_alone(path: Path) -> float:
    """Processor seconds of ``pandas.read_csv``, the median of some: one alone says twice too much, or too little."""
    seconds: dict[str, tuple[float, float]] = {}
    for turn in range(TURNS - 1):
        with timed(seconds, str(turn)):
            pd.read_csv(path, sep=";", decimal=",", keep_default_na=False)
    return median(process for _, process in seconds.values())


def _confirmed(work: op.Workshop, imported: op.Imported) -> Any:
    """Say yes to what is asked; the batch as the program measured takes it afterwards: a former one wants its name."""
    before = imported.batch.id if "batch" in signature(op.confirm).parameters else imported.ledger
    after = op.confirm(work, before, list(imported.ledger.to_confirm), LOCAL_USER)  # type: ignore[arg-type]  # see above
    return after if "seen" in signature(op.publish).parameters else imported.batch.id


def a_year(folder: Path, path: Path) -> dict[str, Any]:
    """Processor seconds from the drop of a year's file to its consequences: the first time, and the median of the next.

    Read, check, stage, compare, evaluate twice. A server has opened other files already: its first is only told. Nor
    does it look for cycles in what it has loaded at its start.
    """
    seconds = []
    for turn in range(TURNS):
        gc.collect()
        gc.freeze()
        work = workshop_at(f"sqlite:///{folder / f'annee{turn}.sqlite'}")
        start = time.process_time()
        [imported] = op.import_files(work, [path], LOCAL_USER)
        consequences(work.store, [imported.batch.id], "00001", work.catalogue, work.settings, 2024)
        seconds.append(time.process_time() - start)
    return {"first": seconds[0], "next": median(seconds[1:])}


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--url", default="")
    parser.add_argument("--year", type=Path)
    options = parser.parse_args()
    print(json.dumps(loads(options.url, *options.files) if options.url else a_year(options.year, *options.files)))
