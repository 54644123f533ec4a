"""What the backups of a folder still hold of a person whose name was erased, and when each of them expires."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from indicators.operations.names import Names

# What deploy/ouverture-sauvegarde.service keeps: a file goes in the night after its thirtieth whole day.
KEPT = timedelta(days=31)


@dataclass(frozen=True, slots=True)
class Older:
    """A backup: the lines that hold the name (None when the file cannot be read), and the day when it expires."""

    path: Path
    lines: int | None
    expires: datetime


def older_backups(folder: Path, names: Names) -> list[Older]:
    """The backups of a folder that hold a name, or that cannot be read, the first to expire first."""
    found = [Older(path, _lines(path, names), _expiry(path)) for path in folder.glob("*.zip")]
    return sorted((item for item in found if item.lines != 0), key=lambda item: (item.expires, item.path))


def _expiry(path: Path) -> datetime:
    return datetime.fromtimestamp(path.stat().st_mtime, UTC) + KEPT


def _lines(path: Path, names: Names) -> int | None:
    try:
        with zipfile.ZipFile(path) as archive:
            return sum(_held(archive, member, names) for member in archive.namelist())
    except (zipfile.BadZipFile, OSError, RuntimeError):
        return None


def _held(archive: zipfile.ZipFile, member: str, names: Names) -> int:
    with archive.open(member) as lines:
        # A text kept as JSON stands between escaped quotes in a line of the backup.
        texts = (line.decode("utf-8", "replace").replace('\\"', '"') for line in lines)
        return sum(any(hint in text for hint in names.hints) and names.found_in(text) for text in texts)
