"""The official figures that this machine has: those delivered with the product, and those of the files read since.

The machine's own folder holds the facts of its files and a cube made of them and of the delivered facts together; it is
made again when either changes (a file read, a new version of the product). Without any file of its own, the delivered
cube is read where it stands.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from pathlib import Path

from indicators.catalogue import Catalogue
from indicators.official import cube, keeping, shipped
from indicators.official.facts import Facts

_STAMP = "made_of"


@dataclass(frozen=True, slots=True)
class Library:
    """Where the official figures are: ``own`` is the machine's folder, which may not exist yet."""

    catalogue: Catalogue
    own: Path
    delivered: Path = shipped.FOLDER

    @property
    def cube(self) -> Path:
        """The folder of the cube to read, brought up to date first if files or the product changed."""
        if not any(keeping.kept(self.own / "facts")):
            return self.delivered / "cube"
        stamp = self._stamp()
        written = self.own / _STAMP
        if not written.exists() or written.read_text(encoding="utf-8") != stamp:
            self._build(stamp)
        return self.own / "cube"

    def files(self) -> Iterator[Path]:
        """The files of facts, the delivered ones first, then those read here in the order in which they were."""
        yield from keeping.kept(self.delivered / "facts")
        yield from sorted(keeping.kept(self.own / "facts"), key=lambda path: path.stat().st_mtime_ns)

    def read(self, path: Path) -> Facts:
        """Read a file and keep its facts. Raises :class:`UnreadableOfficial`, and nothing has then changed."""
        from indicators.official.reading import read_file  # every layout comes with it: with the first file

        facts = read_file(path)
        self.keep(facts)
        return facts

    def keep(self, facts: Facts, today: date | None = None) -> None:
        """Add the facts of a file, with the day; reading the same file again changes nothing, not even that day."""
        path = self.own / "facts" / f"{facts.source}-{facts.vintage or 'x'}-{facts.sha256[:8]}.parquet"
        day = keeping.described(path).accessed if path.exists() else ""
        keeping.save(replace(facts, accessed=day or (today or date.today()).isoformat()), path)

    def accessed(self, sha256: str) -> str:
        """The day on which this machine read a file (ISO), empty when it did not, or before days were kept."""
        folder = self.own / "facts"
        try:
            changed = folder.stat().st_mtime_ns
        except FileNotFoundError:
            return ""
        return _days(folder, changed).get(sha256, "")

    def rebuild(self) -> None:
        """Make the cube now, after the last file of a series, rather than at the next reading."""
        if any(keeping.kept(self.own / "facts")):
            self._build(self._stamp())

    def _build(self, stamp: str) -> None:
        from indicators.official.computing import cube_of

        facts = (keeping.load(path) for path in self.files())
        cube.write_cube(cube_of(facts, self.catalogue.official_feeds.values()), self.own / "cube")
        (self.own / _STAMP).write_text(stamp, encoding="utf-8")

    def _stamp(self) -> str:
        feeds = repr(list(self.catalogue.official_feeds.values()))
        return _digest(
            [feeds, *(f"{path.name} {path.stat().st_size} {path.stat().st_mtime_ns}" for path in self.files())]
        )


@lru_cache(maxsize=4)
def _days(folder: Path, changed: int) -> Mapping[str, str]:
    """The day on which each file of a folder of facts was read, by checksum; a file kept changes the folder."""
    return {found.sha256: found.accessed for found in map(keeping.described, keeping.kept(folder))}


def _digest(parts: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()
