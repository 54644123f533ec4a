"""The settings that may be chosen in the browser, and how the file wins over them where it speaks.

A key is written with its section as a path: ``collectivity.territory`` is ``territory`` of ``[collectivity]``.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from indicators.catalogue.problems import read_toml

#: Each key that the browser may set. Where data is, who enters and what counts as late stay in the file.
KEPT = (
    "collectivity.territory",
    "collectivity.name",
    "collectivity.office",
    "collectivity.lead_figures",
    "collectivity.checklist",
    "collectivity.strategy_first",
    "references.by_territory",
    "references.peers",
    "indicators.set",
    "evaluation.indicator_levels",
    "languages.default",
    "report.logo",
    "report.colour",
    "report.font",
    "report.signatory",
)
#: Tables of choices: the file holds the entries that it gives, and leaves the others to the browser.
_BY_ENTRY = frozenset({"references.by_territory", "evaluation.indicator_levels"})
#: What a logo chosen in the browser starts with: the image itself, checked and redrawn as PNG.
DATA_IMAGE = "data:image/png;base64,"


def merged(raw: Mapping[str, Any], kept: Mapping[str, Any]) -> dict[str, Any]:
    """The tables of the file with the choices of the browser where it says nothing; a table of choices, entry by entry."""
    found = {name: dict(table) if isinstance(table, Mapping) else table for name, table in raw.items()}
    for key, value in kept.items():
        section, _, name = key.partition(".")
        if key not in KEPT or key in spoken(raw):
            continue
        table = found.setdefault(section, {})
        table[name] = {**value, **table.get(name, {})} if isinstance(value, Mapping) else value
    return found


def spoken(raw: Mapping[str, Any]) -> frozenset[str]:
    """The keys of :data:`KEPT` that the file holds. A list of indicators in the file says which are followed."""
    found = {key for key in KEPT if _says(raw, key)}
    if _says(raw, "indicators.ids"):
        found.add("indicators.set")
    return frozenset(found - _BY_ENTRY)


def _says(raw: Mapping[str, Any], key: str) -> bool:
    section, _, name = key.partition(".")
    table = raw.get(section)
    return isinstance(table, Mapping) and name in table


def held(path: str, territory: str = "") -> frozenset[str]:
    """The keys that the file of the settings holds, so that the browser cannot change them; none without a file.

    ``references.by_territory`` is held when the file gives the references of ``territory``.
    """
    raw = read_toml(Path(path), []) if path else {}
    named = raw.get("references", {}).get("by_territory", {})
    return spoken(raw) | ({"references.by_territory"} if territory in named else frozenset())
