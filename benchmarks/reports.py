"""How long the council's documents take and how large they are, on the demonstration: ``python -m benchmarks.reports``.

Each document is made from a fresh source, as a first click would, then again from the same one: the ratio is what
keeping the figures spares when several documents are asked for at once. ``first`` is the start of a session, which the
reader sees while the rest is drawn.
"""

from __future__ import annotations

import argparse
import time

from indicators.catalogue import load_catalogue
from indicators.demo.snapshot import demo_snapshot
from indicators.documents.gather import described
from indicators.present.reports import ReportSource
from indicators.present.reports.command import KINDS, make_one
from indicators.present.reports.package import PackageTable
from indicators.present.reports.viewer import viewer_parts
from indicators.present.texts import translator
from indicators.settings import load_settings

TERRITORIES = {"38185": 2023, "93048": 2023, "EX001": 2025}
FIRST = "first"


def tables(source: ReportSource) -> tuple[PackageTable, ...]:
    """The longest records of the snapshot, as the data package takes them."""
    frames = {"observation": source.snapshot.observations, "budget_line": source.snapshot.budget_lines}
    return described(frames, source.catalogue)


def made(source: ReportSource, kind: str) -> bytes:
    """A document, or the first piece of a session."""
    return next(viewer_parts(source)).encode() if kind == FIRST else make_one(source, kind, lambda: tables(source))


def source_of(territory: str, year: int) -> ReportSource:
    """A fresh source on the demonstration."""
    settings = load_settings(catalogue=load_catalogue())
    return ReportSource(demo_snapshot(territory), settings.extend(load_catalogue()), settings, year, translator("fr"))


def timed(source: ReportSource, kind: str) -> tuple[float, int]:
    """Seconds and bytes of a document."""
    start = time.perf_counter()
    content = made(source, kind)
    return time.perf_counter() - start, len(content)


def main() -> None:
    """Print one line a document and a territory."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kinds", default=",".join((FIRST, *KINDS)))
    kinds = parser.parse_args().kinds.split(",")
    made(source_of("ITC1", 2023), "html")  # imports and fonts, once a process
    print(f"{'territory':<10} {'document':<8} {'first s':>8} {'again s':>8} {'ratio':>6} {'KiB':>8}")
    for territory, year in TERRITORIES.items():
        for kind in kinds:
            source = source_of(territory, year)
            first, size = timed(source, kind)
            again, _ = timed(source, kind)
            print(f"{territory:<10} {kind:<8} {first:8.2f} {again:8.2f} {first / again:6.1f} {size / 1024:8.0f}")


if __name__ == "__main__":
    main()
