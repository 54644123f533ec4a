"""What a file is, said by its content: its name is only believed when both say the same."""

from __future__ import annotations

import io
import unicodedata
import zipfile
from dataclasses import dataclass
from pathlib import PurePosixPath

from indicators.documents.images import opened
from indicators.errors import ToldError, marked

ACCEPTED = "PDF, DOCX, ODT, XLSX, ODS, JPEG, PNG, WebP, TXT, CSV"
MEGABYTE = 1_000_000
_LONGEST_NAME, _LONGEST_MEMBER = 120, 1_000_000
_MAIN = "application/vnd.openxmlformats-officedocument."
_TYPES = {
    "pdf": "application/pdf",
    "docx": f"{_MAIN}wordprocessingml.document",
    "xlsx": f"{_MAIN}spreadsheetml.sheet",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "jpeg": "image/jpeg",
    "png": "image/png",
    "webp": "image/webp",
    "txt": "text/plain",
    "csv": "text/csv",
}
_SAME = {"jpg": "jpeg"}
#: The names that a chooser of files shows.
EXTENSIONS = (*_TYPES, *_SAME)
PICTURES = frozenset({"image/jpeg", "image/png", "image/webp"})
_TEXTS = frozenset({"txt", "csv"})


class AttachmentError(ToldError):
    """A document cannot be attached, or is there no more; the message says why and what is accepted."""

    code = "attachment"


@dataclass(frozen=True, slots=True)
class Known:
    """A file that is what its name says."""

    name: str
    media_type: str


def known(name: str, data: bytes, megabytes: int) -> Known:
    """The name, cleaned, and the media type of a file. Raises AttachmentError, and ImageError for a broken picture."""
    name = cleaned(name)
    told = extension(name)
    if told not in _TYPES:
        raise AttachmentError(
            marked("« {name} » n'est pas d'un type accepté. Sont acceptés : {accepted}."), name=name, accepted=ACCEPTED
        )
    if not data:
        raise AttachmentError(marked("« {name} » est vide : choisissez un fichier qui a un contenu."), name=name)
    if len(data) > megabytes * MEGABYTE:
        raise AttachmentError(
            marked(
                "« {name} » est trop lourd : {limit} Mo au plus. Réduisez-le, ou partagez-le en plusieurs fichiers."
            ),
            name=name,
            limit=megabytes,
        )
    found = _TEXTS if _plain(data) else {_of_content(data)}
    seen = sorted(item.upper() for item in found if item)
    if not seen:
        raise AttachmentError(
            marked(
                "« {name} » n'est pas ce que son nom dit : le nom annonce {told}, le contenu n'est rien de ce qui est accepté. Enregistrez-le à nouveau dans un format accepté ({accepted})."
            ),
            name=name,
            told=told.upper(),
            accepted=ACCEPTED,
        )
    if told not in found:
        raise AttachmentError(
            marked(
                "« {name} » n'est pas ce que son nom dit : le nom annonce {told}, le contenu est {found}. Enregistrez-le à nouveau dans un format accepté ({accepted})."
            ),
            name=name,
            told=told.upper(),
            found=" / ".join(seen),
            accepted=ACCEPTED,
        )
    if _TYPES[told] in PICTURES:
        opened(data)
    return Known(name, _TYPES[told])


def cleaned(name: str) -> str:
    """The last part of a name without what cannot be seen, its extension kept when it is too long."""
    last = name.replace("\\", "/").rpartition("/")[2]
    seen = "".join(letter for letter in unicodedata.normalize("NFC", last) if letter.isprintable()).strip()
    path = PurePosixPath(seen or "?")
    return f"{path.stem[: _LONGEST_NAME - len(path.suffix)]}{path.suffix}"


def extension(name: str) -> str:
    """The type that a name announces, by its usual extension."""
    told = PurePosixPath(name).suffix[1:].lower()
    return _SAME.get(told, told)


def _of_content(data: bytes) -> str:
    """The type of a file by its first bytes and, for an archive, by what it says of itself; empty when it is another."""
    if data.startswith(b"PK"):
        return _of_archive(data)
    for start, kind in ((b"%PDF-", "pdf"), (b"\xff\xd8\xff", "jpeg"), (b"\x89PNG\r\n\x1a\n", "png")):
        if data.startswith(start):
            return kind
    return "webp" if data[:4] == b"RIFF" and data[8:12] == b"WEBP" else ""


def _of_archive(data: bytes) -> str:
    """An office document by its own declaration: one with macros declares another type."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = {"mimetype", "[Content_Types].xml"} & set(archive.namelist())
            told = [_member(archive, part) for part in sorted(parts)]
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, EOFError, ValueError):
        return ""
    for kind in ("odt", "ods"):
        if _TYPES[kind] in (text.strip() for text in told):
            return kind
    for kind in ("docx", "xlsx"):
        if any(f'"{_TYPES[kind]}.main+xml"' in text for text in told):
            return kind
    return ""


def _member(archive: zipfile.ZipFile, name: str) -> str:
    with archive.open(name) as member:
        return member.read(_LONGEST_MEMBER).decode("utf-8", "replace")


def _plain(data: bytes) -> bool:
    """Whether a file is text: in UTF-8, or of the older Windows, and without the marks of a program."""
    if _of_content(data) or data.startswith(b"PK"):
        return False
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return all(letter >= " " or letter in "\t\n\r\f" for letter in set(text))
    return False
