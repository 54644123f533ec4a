"""Open a zipped file only once its weight is known: parts counted, sizes and ratios bounded, nothing encrypted."""

from __future__ import annotations

import zipfile
from typing import BinaryIO

from indicators.intake.issues import refuse
from indicators.intake.limits import Limits

_SMALL = 2_000_000


def open_archive(stream: BinaryIO, limits: Limits, *, xml_parts: bool = True) -> zipfile.ZipFile:
    """The archive, after its directory and its parts were checked.

    Every part is inflated once, 64 kB at a time, so that a directory that lies about sizes is found out here and
    not inside a reader. Without ``xml_parts``, each XML part is left to whoever reads it, to be refused alone.
    Raises :class:`Refusal` for a bomb, a cut file, a damaged part or an encrypted one.
    """
    try:
        archive = zipfile.ZipFile(stream)
    except (zipfile.BadZipFile, OSError, ValueError):
        raise refuse("truncated") from None
    parts = archive.infolist()
    if len(parts) > limits.parts:
        raise refuse("bomb", parts=len(parts), limit=limits.parts)
    if any(part.flag_bits & 0x1 for part in parts):
        raise refuse("encrypted")
    total = sum(part.file_size for part in parts)
    dense = [
        part for part in parts
        if part.file_size > _SMALL and part.file_size > limits.unpacked_ratio * max(part.compress_size, 1)
    ]  # fmt: skip
    if total > limits.unpacked_bytes or dense:
        raise refuse("bomb", size=total, limit=limits.unpacked_bytes)
    for part in parts:
        head = _inflate(archive, part)
        if xml_parts and part.filename.endswith((".xml", ".rels")) and b"<!DOCTYPE" in head.replace(b"\0", b""):
            raise refuse("xml_entities", value=part.filename[:80])
    return archive


def _inflate(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bytes:
    """The first bytes of a part, once all of it was inflated."""
    try:
        with archive.open(part) as content:
            head = content.read(65_536)
            while content.read(65_536):
                pass
    except (zipfile.BadZipFile, zipfile.LargeZipFile, EOFError, OSError, NotImplementedError, RuntimeError, ValueError):
        raise refuse("truncated", value=part.filename[:80]) from None
    except Exception as error:  # zlib.error and lzma.LZMAError share no base but Exception
        raise refuse("truncated", value=part.filename[:80], reason=type(error).__name__) from None
    return head
