"""Reads the demonstration: real figures of real places, and one fictional complete territory.

One folder a territory under ``data/demo``. Nothing is invented about a real place: examples live in the fictional
territory alone. Everything is checked while it is read: a demonstration that shows a value without its source would
teach the opposite of what the dashboard is for.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from indicators.demo.checks import check_whole
from indicators.demo.fileformat import FILE_NAMES, DemoError, kind_of_file, read_records, rows_of_file
from indicators.records import RECORD_TYPES, Record, Territory, frame_of

DEMO_FOLDER = Path(__file__).resolve().parents[2] / "data" / "demo"

Records = dict[str, list[Record]]


def load_demo(folder: Path | None = None, *, fictional: bool = True) -> Records:
    """Every record of the demonstration, by kind.

    Args:
        folder: the demonstration's folder; by default the one that the project ships.
        fictional: keep the generated territories and all that concerns them.

    Returns:
        One list for each kind of :data:`indicators.records.RECORD_TYPES`, in the order of the files.

    Raises:
        DemoError: a missing folder, an unreadable cell, a duplicate key, a reference to nothing, a real value
            without its source, or an example about a real place.
    """
    root = DEMO_FOLDER if folder is None else folder
    if not root.is_dir():
        raise DemoError(f"{root}: no such folder")
    found: Records = {kind: [] for kind in RECORD_TYPES}
    for place in sorted(path for path in root.iterdir() if path.is_dir()):
        for path in sorted(place.glob("*.csv")):
            found[kind_of_file(path)].extend(read_records(path))
    check_whole(found)
    return found if fictional else _without_fictional(found)


def load_demo_frames(folder: Path | None = None, *, fictional: bool = True) -> dict[str, pd.DataFrame]:
    """The demonstration as one frame a kind, with the columns of its record (see :func:`load_demo`)."""
    found = load_demo(folder, fictional=fictional)
    return {kind: frame_of(RECORD_TYPES[kind], rows) for kind, rows in found.items()}


def _without_fictional(found: Mapping[str, list[Record]]) -> Records:
    invented = {row.code for row in found["territory"] if isinstance(row, Territory) and row.fictional}
    return {kind: [row for row in rows if _territory_of(row) not in invented] for kind, rows in found.items()}


def _territory_of(row: Record) -> str:
    return row.code if isinstance(row, Territory) else str(getattr(row, "territory", ""))


def place_of(kind: str, key: tuple[object, ...], folder: Path = DEMO_FOLDER) -> tuple[str, int] | None:
    """The file of the demonstration that holds a record, by its path from ``data/demo``, and the line; None without one."""
    names, wanted = RECORD_TYPES[kind].key, [str(part) for part in key]
    for path in sorted(folder.glob(f"*/{FILE_NAMES[kind]}")):
        for line, row in rows_of_file(path):
            if [row.get(name, "") for name in names] == wanted:
                return path.relative_to(folder).as_posix(), line
    return None
