"""How long the council's documents take and how large they are, on the demonstration: ``python -m benchmarks.reports``.

Each document is made from a fresh source, as a first click would, then again from the same one: the ratio is what
keeping the figures spares when several documents are asked for at once.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable

from indicators.catalogue import load_catalogue
from indicators.demo.snapshot import demo_snapshot
from indicators.intake.exports import csv_file
from indicators.intake.schemas import load_schemas
from indicators.intake.vocabulary import Vocabulary
from indicators.present.reports import ReportSource
from indicators.present.reports.annual import annual_report
from indicators.present.reports.declaration import declaration
from indicators.present.reports.fiche import press_fiche
from indicators.present.reports.package import PackageTable, data_package
from indicators.present.reports.public_page import public_document
from indicators.present.reports.slides import presentation
from indicators.present.reports.viewer import viewer
from indicators.present.reports.workbook import workbook
from indicators.present.texts import translator
from indicators.records import Partnership, frame_of
from indicators.settings import load_settings

TERRITORIES = {"38185": 2023, "93048": 2023, "EX001": 2025}
MAKERS: dict[str, Callable[[ReportSource], bytes]] = {
    "pptx": presentation,
    "html": lambda source: viewer(source).encode(),
    "pdf": annual_report,
    "fiche": press_fiche,
    "publique": lambda source: public_document(source).encode(),
    "xlsx": workbook,
    "zip": lambda source: data_package(source, tables(source)),
    "apd": declaration,
}


def tables(source: ReportSource) -> list[PackageTable]:
    """The records of the snapshot as the data package takes them."""
    schemas, vocabulary, rows = load_schemas(), Vocabulary(source.catalogue), source.snapshot.observations
    frames = {
        "partnership": frame_of(Partnership, source.snapshot.partnerships),
        "observation": rows[rows["territory"] == source.snapshot.territory.code],
        "budget_line": source.snapshot.budget_lines,
    }
    return [
        PackageTable(kind, schemas[kind].title, csv_file(kind, frame, vocabulary), len(frame), schemas[kind].document)
        for kind, frame in frames.items()
    ]


def source_of(territory: str, year: int) -> ReportSource:
    """A fresh source on the demonstration."""
    settings = load_settings(catalogue=load_catalogue())
    return ReportSource(demo_snapshot(territory), settings.extend(load_catalogue()), settings, year, translator("fr"))


def timed(make: Callable[[ReportSource], bytes], source: ReportSource) -> tuple[float, int]:
    """Seconds and bytes."""
    start = time.perf_counter()
    made = make(source)
    return time.perf_counter() - start, len(made)


def main() -> None:
    """Print one line a document and a territory."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kinds", default=",".join(MAKERS))
    kinds = parser.parse_args().kinds.split(",")
    presentation(source_of("ITC1", 2023), ("synthese",))  # imports and fonts, once a process
    print(f"{'territory':<10} {'document':<8} {'first s':>8} {'again s':>8} {'ratio':>6} {'KiB':>8}")
    for territory, year in TERRITORIES.items():
        for kind in kinds:
            source = source_of(territory, year)
            first, size = timed(MAKERS[kind], source)
            again, _ = timed(MAKERS[kind], source)
            print(f"{territory:<10} {kind:<8} {first:8.2f} {again:8.2f} {first / again:6.1f} {size / 1024:8.0f}")


if __name__ == "__main__":
    main()
