"""Plain files in: a table of text, with nothing guessed.

Cells stay text until the framework says what they are: pandas would read the country code ``NA`` (Namibia) as missing.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pandas as pd
from python_calamine import CalamineError

from indicators.composite.errors import DataError
from indicators.errors import marked

SHEETS = (".xlsx", ".xls", ".ods")
TEXTS = (".csv", ".tsv", ".txt")


def read_table(path: Path) -> pd.DataFrame:
    """Read a CSV (comma, semicolon or tab; UTF-8) or the first sheet of a workbook, every cell as text."""
    if not path.is_file():
        raise DataError(marked("Le fichier « {path} » est introuvable : vérifiez son nom et son dossier."), path=path)
    if path.suffix.lower() in SHEETS:
        return _read_sheet(path)
    if path.suffix.lower() not in TEXTS:
        raise DataError(
            marked("Le fichier « {path} » n’est pas d’un format lu ici : donnez {accepted}."),
            path=path,
            accepted=", ".join((*TEXTS, *SHEETS)),
        )
    return _read_text(path)


def _read_sheet(path: Path) -> pd.DataFrame:
    try:
        return pd.read_excel(path, engine="calamine", dtype=str, keep_default_na=False)
    except CalamineError as error:
        raise DataError(
            marked(
                "Le classeur « {path} » ne se lit pas ({detail}) : enregistrez-le de nouveau en .xlsx, ou en « CSV UTF-8 »."
            ),
            path=path,
            detail=error,
        ) from error


def _read_text(path: Path) -> pd.DataFrame:
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            head = stream.readline()
            stream.seek(0)
            rows = [row for row in csv.reader(stream, delimiter=_delimiter(head)) if any(row)]
    except UnicodeDecodeError as error:
        raise DataError(
            marked("Le fichier « {path} » n’est pas en UTF-8 (octet {byte}) : enregistrez-le en « CSV UTF-8 »."),
            path=path,
            byte=error.start,
        ) from error
    if not rows:
        raise DataError(marked("Le fichier « {path} » est vide."), path=path)
    for number, row in enumerate(rows, start=1):
        if len(row) != len(rows[0]):
            raise DataError(
                marked(
                    "Le fichier « {path} » a {count} cellules à la ligne {row} au lieu de {expected} : vérifiez le séparateur."
                ),
                path=path,
                count=len(row),
                row=number,
                expected=len(rows[0]),
            )
    return pd.DataFrame(rows[1:], columns=[name.strip() for name in rows[0]], dtype=object)


def _delimiter(head: str) -> str:
    return max((",", ";", "\t"), key=head.count)
