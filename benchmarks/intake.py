"""Time the intake as ratios, in one run: a million observations from CSV to a published edition, accounts, a year's file.

    python -m benchmarks.intake [--rows 1000000] [--url postgresql://…]

Baselines measured in the same run on the same file: ``pandas.read_csv`` alone, and frictionless' row-by-row validation
with the project's own schema on a subsample, scaled to the whole. Ratios compare processor time, which other work on the
machine does not change; a server's own time is told beside, by the clock. Also told: 2 000 rows from drop to
consequences against frictionless' validation of the same 2 000 rows, the peak memory of the loads, and that of a child
process that reads 200 MB of TotEM XML. Exits with 1 when an aim is missed.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
from sqlalchemy import create_engine, text

from indicators.access import LOCAL_USER
from indicators.catalogue import load_catalogue
from indicators.intake import operations as op
from indicators.intake.consequences import consequences
from indicators.intake.limits import Limits
from indicators.intake.readers.totem import read_totem
from indicators.intake.schemas import FOLDER, REMOVE
from indicators.records import Territory
from indicators.settings import Settings
from indicators.store import compare, drafts, editions
from indicators.store.engine import database_url, migrate, open_engine

SAMPLE = 20_000
YEAR_ROWS = 2_000
YEAR_SECONDS = 1.0
YEAR_TO_FRICTIONLESS = 15.0
MEMORY_BY_ROW = 2_500  # bytes, above what an idle process holds
XML_MEGABYTES = 200
XML_MEMORY = 500
# Frictionless knows neither the catalogue, nor the edition, nor the row of the year before.
FASTER_THAN_FRICTIONLESS = {"first load": 1.5, "second load": 0.7}
SLOWER_THAN_PANDAS = {"first load": 150.0, "second load": 250.0}
HEADER = ("Territoire", "Indicateur", "Année", "Valeur", "Échelle", "État", "Source")


@dataclass(frozen=True)
class Line:
    """One measure, and the aim it has to hold (None: told only)."""

    name: str
    value: str
    held: bool | None = None


@dataclass(frozen=True)
class Time:
    """Seconds by the clock and of this process."""

    clock: float
    process: float


@contextmanager
def timed(into: dict[str, Time], name: str) -> Iterator[None]:
    """Keep the times of a block."""
    clock, process = time.perf_counter(), time.process_time()
    yield
    into[name] = Time(time.perf_counter() - clock, time.process_time() - process)


def write_csv(path: Path, rows: int, indicators: list[str], *, shift: float = 0.0) -> None:
    """Observations of many territories, as a French spreadsheet writes them."""
    years = range(2005, 2025)
    width = len(indicators) * len(years)
    territories = [f"{code:05d}" for code in range(1, rows // width + 2)]
    values = np.random.default_rng(7).uniform(5.5, 29, rows) + shift
    keys = ((t, i, y) for t in territories for i in indicators for y in years)
    with path.open("w", encoding="utf-8") as stream:
        stream.write(";".join(HEADER) + "\n")
        for (territory, indicator, year), value in zip(keys, values, strict=False):
            number = f"{value:.4f}".replace(".", ",")
            stream.write(f"{territory};{indicator};{year};{number};Commune;Définitif;Insee, recensement\n")


def frictionless_seconds(path: Path) -> float:
    """Seconds a row of frictionless' validation of the same file with the same schema."""
    from frictionless import Checklist, Detector, Dialect, Resource, Schema, formats

    document = json.loads((FOLDER / "observation.json").read_text(encoding="utf-8"))
    document["fields"] = [field for field in document["fields"] if field["name"] in HEADER and field["name"] != REMOVE]
    document.pop("primaryKey")
    with path.open(encoding="utf-8") as stream:
        content = "".join(line for _, line in zip(range(SAMPLE + 1), stream, strict=False))
    resource = Resource(
        content.encode(),
        format="csv",
        encoding="utf-8",
        dialect=Dialect(controls=[formats.CsvControl(delimiter=";")]),
        schema=Schema.from_descriptor(document),
        detector=Detector(schema_sync=True),
    )
    start = time.process_time()
    report = resource.validate(Checklist())
    assert report.valid, report.flatten(["fieldName", "message"])[:3]
    assert report.tasks[0].stats["rows"] == SAMPLE
    return (time.process_time() - start) / SAMPLE


def whole_load(url: str, path: Path, edited: Path, work_of: Callable[[str], op.Workshop]) -> dict[str, Time]:
    """Read, check, compare and publish a file in an empty database, then an edited one over it."""
    seconds: dict[str, Time] = {}
    work = work_of(url)
    for name, source in (("first load", path), ("second load", edited)):
        with timed(seconds, f"{name}: read and check"):
            report = op.check_files(work, [source])
        assert not report.blocking, list(report.issues)[:3]
        with timed(seconds, f"{name}: stage"):
            imported = op.stage(work, report.readings[0], LOCAL_USER)
        seen = op.confirm(work, imported.ledger, list(imported.ledger.to_confirm), LOCAL_USER)
        with timed(seconds, f"{name}: compare"):
            counts = compare.counts(work.store, imported.batch.id)
        with timed(seconds, f"{name}: publish"):
            op.publish(work, [seen], name, LOCAL_USER)
        assert int(counts[["added", "changed"]].to_numpy().sum()) > 0
    return seconds


def workshop_at(url: str) -> op.Workshop:
    """The operations on an empty database that holds one territory."""
    engine = open_engine(database_url(url))
    migrate(engine)
    batch = drafts.open_batch(engine, "mesure")
    drafts.stage(engine, batch.id, "territory", [Territory(code="00001", name="Mesure")])
    editions.publish(engine, [batch.id], "Départ", "mesure")
    settings = Settings.model_validate({"uploads": {"max_megabytes": 2000, "max_rows": 5_000_000}})
    return op.workshop(engine, load_catalogue(), settings, "00001")


@contextmanager
def fresh(url: str) -> Iterator[str]:
    """A schema of its own in a PostgreSQL database, gone at the end."""
    schema = f"mesure_{os.getpid()}"
    admin = create_engine(database_url(url), isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f"CREATE SCHEMA {schema}"))
    yield f"{url}{'&' if '?' in url else '?'}options=-csearch_path%3D{schema}"
    with admin.connect() as connection:
        connection.execute(text(f"DROP SCHEMA {schema} CASCADE"))


def a_year(folder: Path, indicators: list[str]) -> float:
    """Processor seconds from the drop of a year's file to its consequences: read, check, stage, compare, evaluate twice."""
    work = workshop_at(f"sqlite:///{folder / 'annee.sqlite'}")
    path = folder / "annee.csv"
    write_csv(path, YEAR_ROWS, indicators)
    start = time.process_time()
    [imported] = op.import_files(work, [path], LOCAL_USER)
    consequences(work.store, [imported.batch.id], "00001", work.catalogue, work.settings, 2024)
    return time.process_time() - start


def peak_megabytes() -> float:
    """The most memory that this process has held; unlike getrusage's, it starts at zero with the program."""
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


def xml_child(path: str) -> None:
    """Read a large XML and print the peak memory of this process, in megabytes, with the lines seen."""
    with Path(path).open("rb") as stream:
        [accounts] = read_totem(stream, Limits(file_bytes=10**9))
    print(json.dumps({"peak": peak_megabytes(), "seen": accounts.seen, "kept": len(accounts.lines)}))


def large_xml(folder: Path) -> tuple[float, float, int]:
    """Peak megabytes and seconds to read 200 MB of accounts, and the lines read."""
    path = folder / "grand.xml"
    line = (
        '<LigneBudget><Nature V="{nature}"/><Fonction V="{function}"/><ContNat V="011"/><ArtSpe V="false"/><CodRD V="D"/>'
        '<MtPrev V="0.00"/><CredOuv V="20000.00"/><MtReal V="11292.92"/><OpBudg V="0"/>'
        '<MtSup Code="BudgetHorsRAR" V="20000.00"/></LigneBudget>\n'
    )
    with path.open("w", encoding="utf-8") as stream:
        stream.write(
            '<?xml version="1.0"?><DocumentBudgetaire xmlns="http://www.minefi.gouv.fr/cp/demat/docbudgetaire"><Budget>'
            '<EnTeteBudget><CodInseeColl V="38185"/><Nomenclature V="M57-M57"/></EnTeteBudget>'
            '<BlocBudget><NatDec V="09"/><Exer V="2024"/><NatFonc V="3"/></BlocBudget>'
        )
        number = 0
        while stream.tell() < XML_MEGABYTES * 1_000_000:
            stream.write(line.format(nature=6000 + number % 700, function="048" if number % 50 == 0 else "020"))
            number += 1
        stream.write("</Budget></DocumentBudgetaire>")
    start = time.perf_counter()
    command = [sys.executable, "-m", "benchmarks.intake", "--xml", str(path)]
    told = json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout)
    return told["peak"], time.perf_counter() - start, told["seen"]


def report(lines: list[Line]) -> int:
    """Print the measures and say whether the aims are held."""
    width = max(len(line.name) for line in lines)
    for line in lines:
        mark = "" if line.held is None else "  ✓" if line.held else "  ✗"
        print(f"{line.name:<{width}}  {line.value}{mark}")
    return int(any(line.held is False for line in lines))


def measure(rows: int, url: str) -> int:
    """Every measure of the module's docstring."""
    catalogue = load_catalogue().family("geii")
    indicators = [item.id for item in catalogue if (item.range_lo or 0) <= 5 and (item.range_hi or 99) >= 30][:10]
    lines: list[Line] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path, edited = folder / "observations.csv", folder / "corrigees.csv"
        write_csv(path, rows, indicators)
        write_csv(edited, rows, indicators, shift=0.5)
        start = time.process_time()
        pd.read_csv(path, sep=";", decimal=",", keep_default_na=False)
        alone = time.process_time() - start
        a_row = frictionless_seconds(path)
        row_by_row, idle = a_row * rows, peak_megabytes()
        lines.append(
            Line(f"pandas.read_csv alone, {rows:,} rows, {path.stat().st_size / 1e6:.0f} MB", f"{alone:.2f} s")
        )
        lines.append(Line("frictionless, row by row (scaled)", f"{row_by_row:.0f} s"))
        databases = [("SQLite", f"sqlite:///{folder / 'm.sqlite'}")]
        for system, address in databases:
            lines += told(system, whole_load(address, path, edited, workshop_at), alone, row_by_row)
        if url:
            with fresh(url) as address:
                lines += told("PostgreSQL", whole_load(address, path, edited, workshop_at), alone, row_by_row)
        held = peak_megabytes() - idle
        lines.append(Line("Memory of the loads", f"{held:.0f} MB", held * 1e6 < MEMORY_BY_ROW * rows + 2e8))
        lines += told_year(a_year(folder, indicators), a_row * YEAR_ROWS)
        peak, seconds, seen = large_xml(folder)
        told_xml = f"{peak:.0f} MB at most, {seconds:.1f} s, {seen:,} lines"
        lines.append(Line(f"TotEM XML of {XML_MEGABYTES} MB", told_xml, peak < XML_MEMORY))
    return report(lines)


def told_year(year: float, row_by_row: float) -> list[Line]:
    """A year's file, in seconds and against frictionless' validation alone of the same rows."""
    name, ratio = f"{YEAR_ROWS} rows, from drop to consequences", year / row_by_row
    return [
        Line(name, f"{year:.2f} s of this process", year < YEAR_SECONDS),
        Line(name, f"{ratio:.1f} × frictionless' validation alone", ratio < YEAR_TO_FRICTIONLESS),
    ]


def told(system: str, seconds: dict[str, Time], alone: float, row_by_row: float) -> list[Line]:
    """The steps of the two loads of one database, and what they are worth against the two baselines."""
    lines = [
        Line(f"{system}, {name}", f"{spent.clock:.2f} s by the clock, {spent.process:.2f} s of this process")
        for name, spent in seconds.items()
    ]
    for load in ("first load", "second load"):
        read = row_by_row / seconds[f"{load}: read and check"].process
        whole = sum(spent.process for name, spent in seconds.items() if name.startswith(load)) / alone
        lines.append(
            Line(
                f"{system}, {load}, read and check",
                f"{read:.1f} × as fast as frictionless",
                read > FASTER_THAN_FRICTIONLESS[load],
            )
        )
        lines.append(
            Line(f"{system}, {load}, whole", f"{whole:.0f} × pandas.read_csv alone", whole < SLOWER_THAN_PANDAS[load])
        )
    return lines


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--url", default=os.environ.get("OUVERTURE_TEST_POSTGRES_URL", ""))
    parser.add_argument("--xml", default="")
    options = parser.parse_args()
    if options.xml:
        xml_child(options.xml)
        sys.exit(0)
    sys.exit(measure(options.rows, options.url))
