"""Which files to bring: the last vintage of each source that has an address, under a name that says what it is."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from indicators.catalogue.official import OfficialSource

_OUTSIDE = re.compile(r"[^A-Za-z0-9._-]+")


@dataclass(frozen=True, slots=True)
class Wanted:
    """A file of a source: its vintage, its address and the name that it has here."""

    source: OfficialSource
    vintage: str
    address: str

    @property
    def name(self) -> str:
        """« insee_rp_mobpro-2021-RP2021_mobpro.parquet »: nothing of an address but plain letters."""
        last = unquote(urlsplit(self.address).path).rstrip("/").rpartition("/")[2]
        return _OUTSIDE.sub("_", f"{self.source.id}-{self.vintage}-{last}")[-120:]


def wanted(sources: Iterable[OfficialSource], asked: Collection[str] = (), vintage: str = "") -> Iterator[Wanted]:
    """The files to bring: of the sources asked (all without any), the vintage asked, else the last one."""
    for source in sources:
        if asked and source.id not in asked:
            continue
        chosen = vintage or max(source.addresses, default="")
        if chosen in source.addresses:
            yield Wanted(source, chosen, source.addresses[chosen])
