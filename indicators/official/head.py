"""The beginning of a file, enough to say what it is: its name tells nothing, its first bytes and lines do.

« .tsv » files hold gzip, « .csv » files hold a page of HTML that a server gave in their place: the kind is read in
the bytes.
"""

from __future__ import annotations

import gzip
import io
import zipfile
import zlib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import IO, Any, Literal, TypeAlias

Kind: TypeAlias = Literal["text", "gzip", "zip", "xlsx", "xls", "parquet", "html", "empty", "binary"]
_START = 1 << 17


@dataclass(frozen=True)
class Head:
    """What the first bytes say. ``text`` is the decoded beginning (of what a gzip holds), ``lines`` its whole lines."""

    path: Path
    kind: Kind
    text: str = ""
    encoding: str = "utf-8"

    @property
    def lines(self) -> list[str]:
        """The lines of the beginning; the last one may be cut."""
        return self.text.splitlines()

    @property
    def first(self) -> str:
        """The first line, without the mark of the encoding."""
        return self.text.partition("\n")[0].rstrip("\r")

    @cached_property
    def members(self) -> tuple[str, ...]:
        """The names inside a zip; empty for another kind."""
        if self.kind != "zip":
            return ()
        with zipfile.ZipFile(self.path) as archive:
            return tuple(archive.namelist())

    @cached_property
    def sheets(self) -> dict[str, list[list[Any]]]:
        """The first twelve rows of each sheet of a workbook; empty for another kind."""
        if self.kind not in {"xlsx", "xls"}:
            return {}
        from python_calamine import CalamineWorkbook

        book = CalamineWorkbook.from_path(str(self.path))
        return {name: book.get_sheet_by_name(name).to_python(nrows=12) for name in book.sheet_names}

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns of a parquet; empty for another kind."""
        if self.kind != "parquet":
            return ()
        import pyarrow.parquet as pq

        return tuple(pq.read_schema(self.path).names)

    def open(self) -> IO[bytes]:
        """The bytes of the content: those inside a gzip."""
        return gzip.open(self.path, "rb") if self.kind == "gzip" else self.path.open("rb")  # type: ignore[return-value]  # both read bytes


def read_head(path: Path) -> Head:
    """What the beginning of a file says. Raises OSError when it cannot be opened."""
    with path.open("rb") as stream:
        start = stream.read(_START)
    kind = _kind(start)
    content = _unzipped(start) if kind == "gzip" else start
    if kind not in {"text", "gzip"}:
        return Head(path, kind)
    text, encoding = _decoded(content)
    return Head(path, "html" if _is_html(text) else kind, text, encoding)


def _kind(start: bytes) -> Kind:
    if not start.strip():
        return "empty"
    if start.startswith(b"\x1f\x8b"):
        return "gzip"
    if start.startswith(b"PAR1"):
        return "parquet"
    if start.startswith(b"\xd0\xcf\x11\xe0"):
        return "xls"
    if start.startswith(b"PK\x03\x04"):
        return "xlsx" if b"[Content_Types].xml" in start[:4096] or b"xl/" in start[:4096] else "zip"
    return "binary" if b"\x00" in start[:4096] else "text"


def _unzipped(start: bytes) -> bytes:
    """The beginning of what a gzip holds, cut where the bytes read end."""
    try:
        return zlib.decompressobj(wbits=31).decompress(start, _START)
    except zlib.error:
        return b""


def _decoded(content: bytes) -> tuple[str, str]:
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            # The last character may be cut by the length read.
            return io.TextIOWrapper(
                io.BytesIO(content[:-4] if len(content) >= _START else content), encoding
            ).read(), encoding
        except UnicodeDecodeError:
            continue
    return content.decode("latin-1"), "latin-1"


def _is_html(text: str) -> bool:
    start = text.lstrip()[:512].lower()
    return start.startswith(("<!doctype html", "<html", "<head", "<body")) or "<html" in start
