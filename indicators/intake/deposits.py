"""The files of the deposits under way, kept beside the database until they are published or given up.

A file is known by its SHA-256. It is a working copy: the rows and the findings are in the database, and a deposit whose
file is gone asks for it again. Nothing is kept of a deposit that is closed.
"""

from __future__ import annotations

import hashlib
import os
import re
import time
from collections.abc import Iterable
from pathlib import Path

from indicators.settings import Settings
from indicators.store.engine import data_folder

_PATIENCE = 3600.0
_NAME = re.compile(r"[0-9a-f]{64}")


def folder_of(settings: Settings) -> Path:
    """The folder of the deposits of an installation."""
    return data_folder(settings.database.folder) / "deposits"


def keep(folder: Path, content: bytes) -> str:
    """Keep a file, readable by the service alone; returns its SHA-256. OSError when the folder cannot be written."""
    digest = hashlib.sha256(content).hexdigest()
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = folder / digest
    if not path.exists():
        draft = folder / f"{digest}.{os.getpid()}"
        draft.touch(mode=0o600)
        draft.write_bytes(content)
        draft.replace(path)
    return digest


def kept(folder: Path, digest: str) -> bytes | None:
    """The file of a deposit, None when it is not there or is no longer the same."""
    if not _NAME.fullmatch(digest):
        return None
    try:
        content = (folder / digest).read_bytes()
    except OSError:
        return None
    return content if hashlib.sha256(content).hexdigest() == digest else None


def held(folder: Path) -> list[Path]:
    """The files that are kept, those that were being written when the machine stopped among them."""
    return [path for path in sorted(folder.glob("*")) if _NAME.match(path.name)] if folder.is_dir() else []


def forget_others(folder: Path, wanted: Iterable[str], *, after: float = _PATIENCE) -> None:
    """Erase the files that no deposit under way was made from; ``after`` seconds, for one is being read meanwhile."""
    known = set(wanted)
    for path in held(folder):
        if path.name not in known and time.time() - path.stat().st_mtime >= after:
            path.unlink(missing_ok=True)
