"""Time the intake as ratios, in one run: a million observations from CSV to a published edition, accounts, a year's file.

    python -m benchmarks.intake [--rows 1000000] [--url postgresql://…] [--against COMMIT]

Baselines measured in the same run on the same file: ``pandas.read_csv`` alone, and frictionless' row-by-row validation
with the project's own schema on a subsample, scaled to the whole. With ``--against`` the program of another commit does
the same loads in turn, in processes of its own. Ratios compare processor time, which other work on the machine does not
change much; a server's own time is told beside, by the clock. Also told: 2 000 rows from drop to consequences against
frictionless' validation of the same 2 000 rows, the memory that the loads hold, and the peak of a child process that
reads 200 MB of TotEM XML. Exits with 1 when an aim is missed.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import subprocess
import sys
import tarfile
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from sqlalchemy import create_engine, text

from benchmarks.intake_loads import peak_megabytes
from indicators.catalogue import load_catalogue
from indicators.intake.limits import Limits
from indicators.intake.readers.totem import read_totem
from indicators.intake.schemas import FOLDER, REMOVE
from indicators.store.engine import database_url

HERE = Path(__file__).resolve().parent.parent
SAMPLE = 20_000
YEAR_ROWS = 2_000
YEAR_SECONDS = 0.15
YEAR_TO_FRICTIONLESS = 15.0
MEMORY_BY_ROW = 2_500  # bytes, above what an idle process holds
XML_MEGABYTES = 200
XML_MEMORY = 500
# Frictionless knows neither the catalogue, nor the edition, nor the row of the year before.
FASTER_THAN_FRICTIONLESS = {"first load": 1.5, "second load": 0.7}
SLOWER_THAN_PANDAS = {"first load": 25.0, "second load": 50.0}
FASTER_THAN_BEFORE = 3.0
HEADER = ("Territoire", "Indicateur", "Année", "Valeur", "Échelle", "État", "Source")


@dataclass(frozen=True)
class Line:
    """One measure, and the aim it has to hold (None: told only)."""

    name: str
    value: str
    held: bool | None = None


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


def in_a_process(tree: Path, *arguments: str) -> dict[str, Any]:
    """What the loads of a program print; ``tree`` is the folder of its sources."""
    script = str(HERE / "benchmarks" / "intake_loads.py")
    environment = {**os.environ, "PYTHONPATH": str(tree)}
    done = subprocess.run(
        [sys.executable, "-P", script, *arguments], cwd=tree, env=environment, check=True, stdout=subprocess.PIPE
    )
    told: dict[str, Any] = json.loads(done.stdout)
    return told


@contextmanager
def sources_of(commit: str) -> Iterator[Path]:
    """The sources of a commit in a folder of their own, gone at the end."""
    archive = subprocess.run(["git", "archive", commit], cwd=HERE, check=True, stdout=subprocess.PIPE).stdout
    with tempfile.TemporaryDirectory() as folder:
        with tarfile.open(fileobj=io.BytesIO(archive)) as files:
            files.extractall(folder, filter="data")
        yield Path(folder)


@contextmanager
def fresh(url: str) -> Iterator[str]:
    """An empty database: a file of its own, or a schema of its own in a PostgreSQL database; gone at the end."""
    if not url:
        with tempfile.TemporaryDirectory() as folder:
            yield f"sqlite:///{folder}/mesure.sqlite"
        return
    schema = f"mesure_{os.getpid()}"
    admin = create_engine(database_url(url), isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f"CREATE SCHEMA {schema}"))
    yield f"{url}{'&' if '?' in url else '?'}options=-csearch_path%3D{schema}"
    with admin.connect() as connection:
        connection.execute(text(f"DROP SCHEMA {schema} CASCADE"))


def loads(tree: Path, url: str, path: Path, edited: Path) -> dict[str, Any]:
    """The two loads by the program of a folder, in an empty database."""
    with fresh(url) as address:
        return in_a_process(tree, "--url", address, str(path), str(edited))


def a_year(tree: Path, path: Path) -> dict[str, Any]:
    """A year's file from drop to consequences by the program of a folder."""
    with tempfile.TemporaryDirectory() as folder:
        return in_a_process(tree, "--year", folder, str(path))


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


def measure(rows: int, url: str, before: Path | None) -> int:
    """Every measure of the module's docstring."""
    catalogue = load_catalogue().family("geii")
    indicators = [item.id for item in catalogue if (item.range_lo or 0) <= 5 and (item.range_hi or 99) >= 30][:10]
    lines: list[Line] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path, edited, year = (folder / f"{title}.csv" for title in ("observations", "corrigees", "annee"))
        write_csv(path, rows, indicators)
        write_csv(edited, rows, indicators, shift=0.5)
        write_csv(year, YEAR_ROWS, indicators)
        a_row = frictionless_seconds(path)
        lines.append(Line(f"{rows:,} rows, frictionless, row by row (scaled)", f"{a_row * rows:.0f} s"))
        for system, address in (("SQLite", ""), ("PostgreSQL", url)):
            if system == "SQLite" or url:
                former = loads(before, address, path, edited) if before else None
                lines += told(system, loads(HERE, address, path, edited), former, a_row * rows, rows)
        lines += told_year(a_year(HERE, year), a_year(before, year) if before else None, a_row * YEAR_ROWS)
        peak, seconds, seen = large_xml(folder)
        told_xml = f"{peak:.0f} MB at most, {seconds:.1f} s, {seen:,} lines"
        lines.append(Line(f"TotEM XML of {XML_MEGABYTES} MB", told_xml, peak < XML_MEMORY))
    return report(lines)


def told_year(year: dict[str, Any], former: dict[str, Any] | None, row_by_row: float) -> list[Line]:
    """A year's file, in seconds and against frictionless' validation alone of the same rows."""
    name, ratio = f"{YEAR_ROWS} rows, from drop to consequences", year["next"] / row_by_row
    before = f" (before: {former['next']:.2f} s)" if former else ""
    return [
        Line(f"{name}, the first of a process", f"{year['first']:.2f} s of this process"),
        Line(name, f"{year['next']:.2f} s of this process{before}", year["next"] <= YEAR_SECONDS),
        Line(name, f"{ratio:.1f} × frictionless' validation alone", ratio < YEAR_TO_FRICTIONLESS),
    ]


def told(system: str, now: dict[str, Any], former: dict[str, Any] | None, row_by_row: float, rows: int) -> list[Line]:
    """The steps of the two loads of one database, and what they are worth against the baselines."""
    lines = [Line(f"{system}, pandas.read_csv alone", f"{now['alone']:.2f} s")]
    for name, (clock, process) in now["steps"].items():
        was = "{:.2f} s and {:.2f} s before".format(*former["steps"][name]) if former else ""
        lines.append(Line(f"{system}, {name}", f"{clock:.2f} s by the clock, {process:.2f} s of this process  {was}"))
    for load in SLOWER_THAN_PANDAS:
        lines += told_load(f"{system}, {load}", load, now, former, row_by_row)
    held, allowed = now["held"], (MEMORY_BY_ROW * rows + 2e8) / 1e6
    lines.append(Line(f"{system}, memory of the loads", f"{held:.0f} MB", held < allowed))
    if former:
        told_before = f"{held / former['held']:.2f} × that of before ({former['held']:.0f} MB)"
        lines.append(Line(f"{system}, memory of the loads", told_before, held <= former["held"]))
    return lines


def told_load(
    name: str, load: str, now: dict[str, Any], former: dict[str, Any] | None, row_by_row: float
) -> list[Line]:
    """One load against the three baselines."""
    read = row_by_row / now["steps"][f"{load}: read and check"][1]
    faster = FASTER_THAN_FRICTIONLESS[load]
    spent = whole(now, load)
    ratio = spent / now["alone"]
    lines = [
        Line(f"{name}, read and check", f"{read:.1f} × as fast as frictionless", read > faster),
        Line(f"{name}, whole", f"{ratio:.0f} × pandas.read_csv alone", ratio <= SLOWER_THAN_PANDAS[load]),
    ]
    if former:
        gain = whole(former, load) / spent
        lines.append(Line(f"{name}, whole", f"{gain:.1f} × as fast as before", gain >= FASTER_THAN_BEFORE))
    return lines


def whole(measured: dict[str, Any], load: str) -> float:
    """The processor seconds of a load, every step."""
    return float(sum(process for name, (_, process) in measured["steps"].items() if name.startswith(load)))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--url", default=os.environ.get("OUVERTURE_TEST_POSTGRES_URL", ""))
    parser.add_argument("--against", default="", help="a commit whose program does the same loads in turn")
    parser.add_argument("--xml", default="")
    options = parser.parse_args()
    if options.xml:
        xml_child(options.xml)
        sys.exit(0)
    if not options.against:
        sys.exit(measure(options.rows, options.url, None))
    with sources_of(options.against) as tree:
        sys.exit(measure(options.rows, options.url, tree))
