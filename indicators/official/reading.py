"""One file becomes facts: shown to each reader, read whole, with the checksum of its bytes."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyarrow as pa
from python_calamine import CalamineError

from indicators.errors import Part, marked
from indicators.official import vintages
from indicators.official.facts import Facts
from indicators.official.head import Head, read_head
from indicators.official.layouts import Layout, Reading, Recognised
from indicators.official.layouts.registry import LAYOUTS
from indicators.official.refusals import UnreadableOfficial
from indicators.official.tabular import weighed

#: A workbook is opened whole: beyond this it is no publication. Texts and zips are read in pieces, whatever their size.
_WORKBOOK_MEGABYTES = 200
_DAMAGED = (CalamineError, zipfile.BadZipFile, EOFError, UnicodeDecodeError, pa.ArrowException)


def recognise(path: Path) -> tuple[Head, Layout, Recognised]:
    """What a file is. Raises :class:`UnreadableOfficial` when no reader knows it, or when one does and refuses it."""
    head = read_head(path)
    if head.kind == "empty":
        raise UnreadableOfficial(
            marked("« {file} » est vide : chargez le fichier à nouveau depuis sa page."), file=path.name
        )
    if head.kind == "html":
        raise UnreadableOfficial(
            marked(
                "« {file} » est une page web, pas un fichier de données : ouvrez l’adresse dans un navigateur et"
                " enregistrez le fichier qu’elle propose."
            ),
            file=path.name,
        )
    if head.kind in {"xlsx", "xls"}:
        weighed(head, _WORKBOOK_MEGABYTES)
    with _whole(path):
        for layout in LAYOUTS.values():
            found = layout.recognise(head)
            if found is not None:
                return head, layout, found
    raise UnreadableOfficial(
        marked(
            "« {file} » n’a l’en-tête d’aucune source connue. Son début : « {start} ». La liste des sources :"
            " « ouverture official list »."
        ),
        file=path.name,
        start=head.first[:120] or head.kind,
    )


def read_file(path: Path) -> Facts:
    """The facts of a file, whole. Raises :class:`UnreadableOfficial` with what was recognised and what is missing."""
    head, layout, found = recognise(path)
    with _whole(path):
        reading = layout.read(head, found)
    table, notes = _placed(reading, path.name)
    return Facts(
        table, found.source, reading.vintage or found.vintage, checksum(path), path.name, (*reading.notes, *notes)
    )


def checksum(path: Path) -> str:
    """The SHA-256 of a file's bytes, read in pieces."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _placed(reading: Reading, file: str) -> tuple[pa.Table, tuple[Part, ...]]:
    """The facts on the territories of today."""
    table, moved = vintages.current(reading.table, reading.geography, reading.shares)
    table, strangers = vintages.known(table, file, str(reading.geography or ""))
    return table, (*moved, *strangers)


@contextmanager
def _whole(path: Path) -> Iterator[None]:
    """A file that a library cannot open or read to its end is cut or damaged: nothing of it enters."""
    try:
        yield
    except _DAMAGED as error:
        raise UnreadableOfficial(
            marked("« {file} » est coupé ou abîmé : rien n’en a été lu. Téléchargez-le à nouveau et attendez la fin."),
            file=path.name,
        ) from error
