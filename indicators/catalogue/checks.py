"""What links the entries of the catalogue to one another, checked once each entry is valid by itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from indicators.catalogue.problems import Problem, accepting, unknown
from indicators.errors import marked

Entries = Mapping[str, Mapping[str, Any]]
Files = Mapping[tuple[str, str], str]

#: (section, field, section that holds the ids it may cite); an empty field cites nothing, a tuple several.
_LINKS = (
    ("indicators", "dimension", "dimensions"),
    ("indicators", "grid", "grids"),
    ("measures", "indicator", "indicators"),
    ("one_percent", "observations", "indicators"),
    ("one_percent", "funding_source", "funding_sources"),
    ("funder_rules", "funding_source", "funding_sources"),
    ("survey_markers", "indicator", "indicators"),
    ("official_feeds", "indicator", "indicators"),
    ("official_feeds", "source", "official_sources"),
    ("official_feeds", "denominator_source", "official_sources"),
)
_REQUIRED: Mapping[str, tuple[str, ...]] = {
    "dimensions": ("d1", "d2", "d3", "d4", "d5", "d6"),
    "rubrics": ("r0_unassigned",),
    "weight_sets": ("equal",),
    "indicators": (*(f"geii_d{number}" for number in range(1, 7)), "geii_total"),
}


def all_problems(entries: Entries, files: Files) -> Iterator[Problem]:
    """Every broken link, missing section and missing required entry."""
    yield from _missing(entries)
    yield from _broken_links(entries, files)
    yield from _unknown_origins(entries, files)
    yield from _unknown_groups(entries, files)


def _missing(entries: Entries) -> Iterator[Problem]:
    for section, rows in entries.items():
        wanted = _REQUIRED.get(section, ())
        if not rows:
            yield Problem(
                file="(catalogue)",
                field=section,
                message=marked("section absente"),
                **accepting(marked("des entrées [[{section}]]"), section=section),
            )
        for name in (name for name in wanted if rows and name not in rows):
            yield Problem(file="(catalogue)", entry=name, field=section, message=marked("entrée obligatoire absente"))


def _broken_links(entries: Entries, files: Files) -> Iterator[Problem]:
    for section, field, target in _LINKS:
        for name, entry in entries[section].items():
            for cited in (item for item in _cited(entry, field) if item not in entries[target]):
                yield unknown(
                    files[section, name],
                    name,
                    field,
                    cited,
                    entries[target],
                    marked("renvoi vers une entrée absente de {section}"),
                    section=target,
                )


def _cited(entry: Any, field: str) -> tuple[str, ...]:
    value = getattr(entry, field)
    return value if isinstance(value, tuple) else (value,) if value else ()


def _unknown_origins(entries: Entries, files: Files) -> Iterator[Problem]:
    """An origin is « reference place ; reference place »: its first words are ids of references."""
    for name, entry in entries["indicators"].items():
        for part in (part.split()[0] for part in entry.origin.split(";") if part.strip()):
            if part not in entries["references"]:
                yield unknown(
                    files["indicators", name], name, "origin", part, entries["references"], marked("référence inconnue")
                )


def _unknown_groups(entries: Entries, files: Files) -> Iterator[Problem]:
    for name, grid in entries["grids"].items():
        groups: Iterable[str] = (item.group for item in grid.items if item.group)
        for group in (group for group in dict.fromkeys(groups) if group not in grid.groups):
            yield unknown(files["grids", name], name, "items.group", group, grid.groups, marked("groupe inconnu"))
