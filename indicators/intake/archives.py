"""A ZIP of accounts is the documents that it holds: each is then read as if it had been dropped alone.

The finance department sends the main budget with its annexed budgets, or several years, in one ZIP. What is a document
of the budget is told by its content; the other files of the ZIP are named, and passed over.
"""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from typing import BinaryIO, TypeAlias

from indicators.intake.issues import Issue, refuse
from indicators.intake.limits import Limits
from indicators.intake.readers.archive import open_archive

Document: TypeAlias = tuple[str, bytes]

_ZIP = b"PK\x03\x04"
# What a ZIP that is one file for whoever made it holds: a workbook of either kind.
_WORKBOOKS = frozenset({"[Content_Types].xml", "mimetype", "content.xml"})
_ROOT = b"DocumentBudgetaire"
_MARKS = (_ROOT, _ROOT.decode().encode("utf-16-le"))
_TOLD = 8


def documents_of(stream: BinaryIO, file: str, limits: Limits) -> tuple[Sequence[Document], list[Issue]]:
    """The documents of the budget of a ZIP, each with the name it has there and its bytes, and what was passed over.

    Nothing for a file that is something else: no ZIP, a workbook, the tables of a public source. ``stream`` is at its start,
    and goes back there. Raises :class:`Refusal` for a ZIP that is damaged, encrypted or out of bounds, or one that holds
    no document of the budget.
    """
    names = _names(stream)
    if not names or _WORKBOOKS & set(names):
        return (), []
    if not any(name.lower().endswith(".xml") for name in names) and any(_is_table(name) for name in names):
        return (), []
    with open_archive(stream, limits, xml_parts=False) as archive:
        parts = [part for part in archive.infolist() if not part.is_dir() and not _of_the_system(part.filename)]
        found = {part.filename: content for part in parts if (content := _document(archive, part)) is not None}
    stream.seek(0)
    others = [part.filename for part in parts if part.filename not in found]
    if not found:
        raise refuse("archive_without_accounts", value=_told(others))
    if len(found) > limits.documents:
        raise refuse("archive_too_long", documents=len(found), limit=limits.documents)
    if not others:
        return list(found.items()), []
    return list(found.items()), [
        Issue(
            code="archive_passed_over", severity="information", file=file, value=_told(others),
            details={"count": len(others)},
        )
    ]  # fmt: skip


def _names(stream: BinaryIO) -> list[str]:
    """The names in a ZIP; none when the file is no ZIP, or one whose directory cannot be read."""
    head = stream.read(len(_ZIP))
    stream.seek(0)
    if head != _ZIP:
        return []
    try:
        with zipfile.ZipFile(stream) as archive:
            return archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError):
        return []
    finally:
        stream.seek(0)


def _document(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bytes | None:
    """The bytes of a part that holds a document of the budget, alone or wrapped in an account; None for anything else."""
    if not part.filename.lower().endswith(".xml"):
        return None
    content = archive.read(part)
    return content if any(mark in content for mark in _MARKS) else None


def _is_table(name: str) -> bool:
    return name.lower().endswith((".csv", ".tsv"))


def _of_the_system(name: str) -> bool:
    """What the machine that made the ZIP adds by itself."""
    return name.startswith("__MACOSX/") or name.rpartition("/")[2].startswith(".")


def _told(names: Sequence[str]) -> str:
    return ", ".join(names[:_TOLD]) + (", …" if len(names) > _TOLD else "")
