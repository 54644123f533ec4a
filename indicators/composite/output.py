"""A folder of results put in place at once: whatever stops the run, what is there is one whole run.

Everything is written in a new folder beside the old one, files that are not results are linked into it, it is flushed
to the disk, and the two folders are exchanged in one operation of the file system. Where the system has no such exchange,
the old folder steps aside and the new one takes its name: a run stopped in between leaves the old results under
``.<name>.previous``, which the next run puts back first.
"""

from __future__ import annotations

import ctypes
import errno
import glob
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

from indicators.composite.errors import DataError
from indicators.errors import marked

_HERE, _EXCHANGE = -100, 2
"""Linux: paths read from the current folder; the flag of ``renameat2`` that exchanges two names."""


def put_in_place(folder: Path, write: Callable[[Path], Iterable[Path]], results: Iterable[str]) -> list[Path]:
    """Give ``write`` an empty folder to fill, then make it ``folder``; returns the files under their final names.

    ``results`` names the files that a run may write: those of the run before do not stay. Any other file of the folder
    stays. Raises ``DataError`` when the folder is the current one or holds it, since it could not be replaced.
    """
    place = folder.resolve()
    if place in (Path.cwd(), *Path.cwd().parents):
        raise DataError(
            marked(
                "« {folder} » est le dossier de travail : les résultats remplacent un dossier entier, nommez-en un autre."
            ),
            folder=folder,
        )
    place.parent.mkdir(parents=True, exist_ok=True)
    previous = place.with_name(f".{place.name}.previous")
    if previous.is_dir() and not place.exists():
        previous.rename(place)
    _sweep(place)
    new = Path(tempfile.mkdtemp(prefix=f".{place.name}.{os.getpid()}.", dir=place.parent))
    try:
        files = [path.name for path in write(new)]
        _keep_others(place, new, frozenset(results))
        new.chmod(place.stat().st_mode & 0o777 if place.is_dir() else 0o777 & ~_mask())
        for path in new.iterdir():
            _flush(path)
        _swap(new, place, previous)
    finally:
        shutil.rmtree(new, ignore_errors=True)
    return [folder / name for name in files]


def _sweep(place: Path) -> None:
    """Remove what runs that were killed left beside the folder."""
    for path in place.parent.glob(f".{glob.escape(place.name)}.*.*"):
        owner = path.name.removeprefix(f".{place.name}.").partition(".")[0]
        if owner.isdigit() and not _alive(int(owner)):
            shutil.rmtree(path, ignore_errors=True)


def _alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def _keep_others(place: Path, new: Path, results: frozenset[str]) -> None:
    """Link into the new folder what the old one holds beside results."""
    for path in place.iterdir() if place.is_dir() else ():
        target = new / path.name
        if path.name in results or target.exists():
            continue
        if path.is_dir() and not path.is_symlink():
            shutil.copytree(path, target, symlinks=True, copy_function=_link)
        else:
            _link(str(path), str(target))


def _link(source: str, target: str) -> None:
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError:
        shutil.copy2(source, target, follow_symlinks=False)


def _flush(path: Path) -> None:
    if path.is_file():
        with path.open("rb") as stream:
            os.fsync(stream.fileno())


def _mask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _swap(new: Path, place: Path, previous: Path) -> None:
    if not place.exists():
        new.rename(place)
    elif not _exchanged(new, place):
        shutil.rmtree(previous, ignore_errors=True)
        place.rename(previous)
        new.rename(place)
        shutil.rmtree(previous, ignore_errors=True)


def _exchanged(first: Path, second: Path) -> bool:
    """Exchange two folders in one operation; False where the system or the file system has none."""
    if not sys.platform.startswith("linux"):
        return False
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        return False
    if rename(_HERE, os.fsencode(first), _HERE, os.fsencode(second), _EXCHANGE) == 0:
        return True
    code = ctypes.get_errno()
    if code in (errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EPERM):
        return False
    raise OSError(code, os.strerror(code), str(second))
