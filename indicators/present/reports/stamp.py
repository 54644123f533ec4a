"""The same content gives the same bytes: archives whose entries carry the edition's date and stand in a fixed order."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from datetime import datetime

_W3C_DATE = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(<)")


def moment(published_at: str) -> datetime:
    """The edition's publication without its time zone, as the formats want it; never before 1980 (ZIP)."""
    found = datetime.fromisoformat(published_at[:19])
    return max(found.replace(microsecond=0, tzinfo=None), datetime(1980, 1, 1))


def archive(files: Mapping[str, bytes], when: datetime) -> bytes:
    """A ZIP archive of files by name, in the order given."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in files.items():
            target.writestr(_entry(name, when), content)
    return buffer.getvalue()


def restamped(content: bytes, when: datetime) -> bytes:
    """An Office file with every date at ``when``: those of its entries, of its properties, of the workbooks inside it."""
    with zipfile.ZipFile(io.BytesIO(content)) as source:
        files = {name: _dated(name, source.read(name), when) for name in source.namelist()}
    return archive(files, when)


def _dated(name: str, content: bytes, when: datetime) -> bytes:
    if name.endswith(".xlsx"):
        return restamped(content, when)
    if name == "docProps/core.xml":
        return _W3C_DATE.sub(rb"\g<1>" + f"{when.isoformat()}Z".encode() + rb"\g<2>", content)
    return content


def _entry(name: str, when: datetime) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, when.timetuple()[:6])
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    return entry
