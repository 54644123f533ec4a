"""One file becomes facts: shown to each reader, read whole, with the checksum of its bytes."""

from __future__ import annotations

import hashlib
from pathlib import Path

from indicators.errors import marked
from indicators.official.facts import Facts
from indicators.official.head import Head, read_head
from indicators.official.layouts import Layout, Recognised
from indicators.official.layouts.registry import LAYOUTS
from indicators.official.refusals import UnreadableOfficial


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
                "« {file} » est une page web, pas un fichier de données : ouvrez l’adresse dans un navigateur et enregistrez le fichier qu’elle propose."
            ),
            file=path.name,
        )
    for layout in LAYOUTS.values():
        found = layout.recognise(head)
        if found is not None:
            return head, layout, found
    raise UnreadableOfficial(
        marked(
            "« {file} » n’a l’en-tête d’aucune source connue. Son début : « {start} ». La liste des sources : « ouverture official list »."
        ),
        file=path.name,
        start=head.first[:120] or head.kind,
    )


def read_file(path: Path) -> Facts:
    """The facts of a file, whole. Raises :class:`UnreadableOfficial` with what was recognised and what is missing."""
    head, layout, found = recognise(path)
    reading = layout.read(head, found)
    return Facts(
        reading.table, found.source, reading.vintage or found.vintage, checksum(path), path.name, reading.notes
    )


def checksum(path: Path) -> str:
    """The SHA-256 of a file's bytes, read in pieces."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
