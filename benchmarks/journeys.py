"""Count the files that a figure and a file pass through: what somebody who follows them has to open.

    python -m benchmarks.journeys

Two journeys are played on an empty database with the product's own operations, under a profiler that counts the files
of the product that are entered and the calls made: an XLSX from the drop to the published edition, then a figure from
that edition to its slide. The guide of the house (docs/architecture.md) quotes these numbers.
"""

from __future__ import annotations

import io
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

import openpyxl

from indicators.access import LOCAL_USER
from indicators.catalogue import load_catalogue
from indicators.documents.gather import Reader, source_of
from indicators.intake import operations as op
from indicators.intake.consequences import consequences
from indicators.intake.templates import template_xlsx
from indicators.present.reports.slides import presentation
from indicators.present.texts import translator
from indicators.records import Territory
from indicators.settings import Settings
from indicators.store import drafts, editions
from indicators.store.engine import migrate, open_engine

ROOT = Path(__file__).resolve().parents[1]
CODE = "38185"


def followed(journey: Callable[[], Any]) -> tuple[Any, Counter[str], int]:
    """What a journey gives, the files of the product that it entered with their functions, and its calls."""
    entered: dict[str, set[str]] = {}
    calls = 0

    def look(frame: FrameType, event: str, _argument: object) -> None:
        nonlocal calls
        name = frame.f_code.co_filename
        if event == "call" and name.startswith(str(ROOT / "indicators")):
            calls += 1
            entered.setdefault(name.removeprefix(f"{ROOT}/"), set()).add(frame.f_code.co_qualname)

    sys.setprofile(look)
    try:
        given = journey()
    finally:
        sys.setprofile(None)
    return given, Counter({name: len(found) for name, found in entered.items()}), calls


def workbook(work: op.Workshop) -> bytes:
    """The template of observations with one row filled, as an officer saves it."""
    book = openpyxl.load_workbook(io.BytesIO(template_xlsx(["observation"], work.vocabulary)))
    sheet = next(item for item in book if item.max_column > 4)
    header = {str(cell.value): cell.column for row in sheet.iter_rows(max_row=5) for cell in row if cell.value}
    line = 5
    for name, value in {"Indicateur": "Part des immigrés", "Année": 2022, "Valeur": 14.2, "Source": "Insee"}.items():
        sheet.cell(line, header[name], value)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def main() -> None:
    """Play both journeys and print what they pass through, package by package."""
    catalogue, settings = load_catalogue(), Settings()
    with tempfile.TemporaryDirectory() as folder:
        engine = open_engine(f"sqlite:///{folder}/journey.sqlite")
        migrate(engine)
        first = drafts.open_batch(engine, "Ouverture")
        drafts.stage(engine, first.id, "territory", [Territory(code=CODE, name="Grenoble")])
        editions.publish(engine, [first.id], "Territoire", "Ouverture")
        work = op.workshop(engine, catalogue, settings, CODE)
        content = workbook(work)

        def load() -> None:
            (made,) = op.import_files(work, [("tableau.xlsx", content)], LOCAL_USER)
            consequences(engine, [made.batch.id], CODE, catalogue, settings, 2022)
            seen = op.confirm(work, made.ledger, made.ledger.waiting, LOCAL_USER)
            op.publish(work, [seen], "Année 2022", LOCAL_USER)

        def project() -> None:
            reader = Reader(engine, settings.extend(catalogue), settings)
            presentation(source_of(reader, CODE, translator("fr")), ("profil",))

        for name, journey in (("XLSX, drop to publication", load), ("figure, edition to slide", project)):
            _, files, calls = followed(journey)
            rooms = Counter(file.split("/")[1] for file in files)
            told = ", ".join(f"{room} {count}" for room, count in rooms.most_common())
            print(f"{name}: {len(files)} files, {sum(files.values())} functions, {calls} calls ({told})")
        engine.dispose()


if __name__ == "__main__":
    main()
