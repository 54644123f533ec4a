"""What the backups of a folder still hold of a person whose name was erased, and when each of them expires."""

from __future__ import annotations

import json
import zipfile
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from indicators.operations.backup import file_of
from indicators.operations.names import Names
from indicators.store import packs
from indicators.store.tables import draft_pack

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
    except (zipfile.BadZipFile, OSError, RuntimeError, ValueError):
        return None


def _held(archive: zipfile.ZipFile, member: str, names: Names) -> int:
    packed = member == file_of(draft_pack.name)
    with archive.open(member) as lines:
        texts = (line.decode("utf-8", "replace") for line in lines)
        return sum(_packed(text, names) if packed else _written(text, names) for text in texts)


def _written(line: str, names: Names) -> bool:
    # A text kept as JSON stands between escaped quotes in a line of the backup.
    return names.seen_in(line.replace('\\"', '"'))


def _packed(line: str, names: Names) -> bool:
    """Whether a name stands in rows kept as columns, which a line holds compressed."""
    row = dict(zip(draft_pack.c.keys(), json.loads(line), strict=True))
    return any(map(names.seen_in, packs.naming_texts(row["payload"], row["kind"])))
