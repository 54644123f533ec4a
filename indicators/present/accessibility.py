"""What axe-core last found on the pages, as ``make accessibility`` recorded it: what the declaration rests on.

One file of ``data/accessibility`` a way of reading (a desk, the dark theme, a telephone, forced colours); in it the
version of the tool, the rules asked, and for each address the day it was read, the rules broken and those that the tool
leaves to a person.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

FOLDER = Path(__file__).parents[2] / "data" / "accessibility"
#: The ways of reading, in the order of the declaration.
WAYS = ("desktop", "dark", "phone", "contrast")


@dataclass(frozen=True, slots=True)
class PageRead:
    """One address: the day it was read (ISO), the rules broken, those left to a person."""

    day: str
    broken: tuple[str, ...] = ()
    unsure: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """The pages read in one way by one version of the tool, by address."""

    tool: str
    rules: tuple[str, ...]
    pages: Mapping[str, PageRead]

    @property
    def day(self) -> str:
        """The day of the oldest page: the reading is no younger than that."""
        return min((page.day for page in self.pages.values()), default="")

    @property
    def broken(self) -> dict[str, tuple[str, ...]]:
        """The addresses where a rule is broken, with those rules."""
        return {address: page.broken for address, page in self.pages.items() if page.broken}


@lru_cache(maxsize=1)
def last_readings(folder: Path = FOLDER) -> dict[str, Reading]:
    """The last reading of each way that was read, by way."""
    found = {}
    for way in WAYS:
        path = folder / f"{way}.json"
        if path.exists():
            found[way] = _reading(json.loads(path.read_text(encoding="utf-8")))
    return found


def _reading(raw: Mapping[str, object]) -> Reading:
    pages = raw["pages"]
    assert isinstance(pages, dict)  # the file is ours
    read = {address: PageRead(page["day"], tuple(page["broken"]), tuple(page["unsure"])) for address, page in pages.items()}  # fmt: skip
    return Reading(str(raw["tool"]), tuple(raw["rules"]), read)  # type: ignore[arg-type]  # a list of names


def record(way: str, tool: str, rules: list[str], pages: Mapping[str, PageRead], known: set[str], folder: Path) -> None:
    """Write what was read over what was known of the same addresses; those that exist no longer are dropped."""
    path = folder / f"{way}.json"
    before = json.loads(path.read_text(encoding="utf-8"))["pages"] if path.exists() else {}
    fresh = {address: {"day": page.day, "broken": page.broken, "unsure": page.unsure} for address, page in pages.items()}  # fmt: skip
    kept = {address: page for address, page in sorted({**before, **fresh}.items()) if address in known}
    folder.mkdir(parents=True, exist_ok=True)
    content = json.dumps({"tool": tool, "rules": rules, "pages": kept}, ensure_ascii=False, indent=1)
    path.write_text(content + "\n", encoding="utf-8")
