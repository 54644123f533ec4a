"""Plain files in: a table of text, with nothing guessed.

Cells stay text until the framework says what they are: pandas would read the country code ``NA`` (Namibia) as missing.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

import pandas as pd

from indicators.composite.errors import DataError
from indicators.composite.numbers import text_of
from indicators.errors import marked

SHEETS = (".xlsx", ".xls", ".ods")
ROWS = 10_000
"""Rows of a text held as lists at a time."""

TEXTS = (".csv", ".tsv", ".txt")


DATA, META = ("iData", "Data"), ("iMeta", "Meta")
"""Sheets of a workbook that holds an index whole, as COINr and the COIN Tool write it."""


def read_table(path: Path, sheets: Sequence[str] = DATA) -> pd.DataFrame:
    """Read a CSV (comma, semicolon or tab; UTF-8) or a sheet of a workbook, every cell as text.

    In a workbook, the sheet is the first that bears one of the names of ``sheets``, else the first of all. Blank rows,
    and columns without name nor value, are what a spreadsheet leaves behind cells once used: they are left out.
    """
    if not path.is_file():
        raise DataError(marked("Le fichier « {path} » est introuvable : vérifiez son nom et son dossier."), path=path)
    if path.suffix.lower() in SHEETS:
        return _read_sheet(path, sheets)
    if path.suffix.lower() not in TEXTS:
        raise DataError(
            marked("Le fichier « {path} » n’est pas d’un format lu ici : donnez {accepted}."),
            path=path,
            accepted=", ".join((*TEXTS, *SHEETS)),
        )
    return _read_text(path)


def _read_sheet(path: Path, sheets: Sequence[str]) -> pd.DataFrame:
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        book = CalamineWorkbook.from_path(str(path))
        names = {name.casefold(): name for name in reversed(book.sheet_names)}
        wanted = [names[name.casefold()] for name in sheets if name.casefold() in names]
        rows = book.get_sheet_by_name(wanted[0] if wanted else book.sheet_names[0]).to_python()
    except (CalamineError, OSError) as error:
        raise DataError(
            marked(
                "Le classeur « {path} » ne se lit pas ({detail}) : enregistrez-le de nouveau en .xlsx, ou en « CSV UTF-8 »."
            ),
            path=path,
            detail=error,
        ) from error
    return _framed([[_cell(value) for value in row] for row in rows], path)


def _cell(value: object) -> str:
    """A cell of a sheet as text, in full precision."""
    return value.strip() if isinstance(value, str) else repr(value) if isinstance(value, float) else text_of(value)


def _read_text(path: Path) -> pd.DataFrame:
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            head = stream.readline()
            stream.seek(0)
            return _framed(csv.reader(stream, delimiter=_delimiter(head)), path)
    except UnicodeDecodeError as error:
        raise DataError(
            marked("Le fichier « {path} » n’est pas en UTF-8 (octet {byte}) : enregistrez-le en « CSV UTF-8 »."),
            path=path,
            byte=error.start,
        ) from error


def _framed(rows: Iterable[list[str]], path: Path) -> pd.DataFrame:
    """Rows as a table, the first being its columns; read a part at a time, so that a long file is never held as lists."""
    numbered = ((number, row) for number, row in enumerate(rows, start=1) if any(cell.strip() for cell in row))
    names = [name.strip() for name in next(numbered, (0, []))[1]]
    if not names:
        raise DataError(marked("Le fichier « {path} » est vide."), path=path)
    while names and not names[-1]:
        names.pop()
    parts: list[pd.DataFrame] = []
    body: list[list[str]] = []
    for number, row in numbered:
        if len(row) < len(names) or any(cell.strip() for cell in row[len(names) :]):
            raise DataError(
                marked(
                    "Le fichier « {path} » a {count} cellules à la ligne {row} au lieu de {expected} : vérifiez le séparateur."
                ),
                path=path,
                count=len(row),
                row=number,
                expected=len(names),
            )
        body.append(row[: len(names)])
        if len(body) == ROWS:
            parts.append(pd.DataFrame(body, dtype="str"))
            body = []
    whole = pd.concat([*parts, pd.DataFrame(body, columns=range(len(names)), dtype="str")], ignore_index=True)
    used = [place for place, name in enumerate(names) if name or (whole[place].str.strip() != "").any()]
    return whole[used].set_axis([names[place] for place in used], axis=1)


def _delimiter(head: str) -> str:
    return max((",", ";", "\t"), key=head.count)
