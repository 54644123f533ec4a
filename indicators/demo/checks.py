"""What a demonstration must hold to be shown: keys, references, sources, and examples kept in their place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from indicators.demo.fileformat import DemoError
from indicators.records import Record, Territory

_PROVENANCE: Mapping[str, tuple[str, ...]] = {
    "territory": ("source", "url"),
    "observation": ("publisher", "url", "reliability", "geo_name"),
    "budget_line": ("source", "url"),
    "partnership": ("publisher", "url", "reliability"),
    "membership": ("publisher", "url", "reliability"),
    "community": ("publisher", "url", "reliability"),
}
_LINKS: tuple[tuple[str, str], ...] = (
    ("partnership", "partnership"),
    ("objective", "objective"),
    ("parent", "objective"),
)


def check_folder(path: Path, rows: Sequence[Record], *, of_examples: bool) -> None:
    """Refuse an example outside the examples' folder, and anything else inside it.

    Raises:
        DemoError: a record whose ``example`` mark is not that of its folder.
    """
    for row in rows:
        if getattr(row, "example", False) is not of_examples:
            told = "must be marked example=true" if of_examples else "is an example: it belongs to examples/"
            raise DemoError(f"{path}: {row.kind} {row.identity()} {told}")


def check_whole(found: Mapping[str, Sequence[Record]]) -> None:
    """Check what no single file can tell.

    Raises:
        DemoError: a natural key met twice, a link to a record that is not there, or a real record whose
            provenance is incomplete.
    """
    for rows in found.values():
        _unique(rows)
    _territories(found)
    known = _identifiers(found)
    for rows in found.values():
        for row in rows:
            _links(row, known)
    _provenance(found)


def _unique(rows: Iterable[Record]) -> None:
    seen: set[tuple[object, ...]] = set()
    for row in rows:
        if row.identity() in seen:
            raise DemoError(f"{row.kind} {row.identity()}: this key is there twice")
        seen.add(row.identity())


def _territories(found: Mapping[str, Sequence[Record]]) -> None:
    codes = {row.identity()[0] for row in found["territory"]}
    for rows in found.values():
        for row in rows:
            named = row.references if isinstance(row, Territory) else (str(getattr(row, "territory", "")),)
            for code in named:
                if code not in codes:
                    raise DemoError(f"{row.kind} {row.identity()}: territory {code!r} is not among {sorted(codes)}")


def _identifiers(found: Mapping[str, Sequence[Record]]) -> Mapping[str, set[tuple[object, ...]]]:
    return {
        "partnership": {(getattr(row, "territory", ""), getattr(row, "id", "")) for row in found["partnership"]},
        "objective": {row.identity() for row in found["objective"]},
    }


def _links(row: Record, known: Mapping[str, set[tuple[object, ...]]]) -> None:
    for name, kind in _LINKS:
        value = getattr(row, name, "")
        if isinstance(row, Territory) or not value:
            continue
        if (getattr(row, "territory", ""), value) not in known[kind]:
            raise DemoError(f"{row.kind} {row.identity()}: {name} {value!r} names no {kind} of the same territory")


def _provenance(found: Mapping[str, Sequence[Record]]) -> None:
    invented = {row.identity()[0] for row in found["territory"] if getattr(row, "fictional", False)}
    for kind, names in _PROVENANCE.items():
        for row in found[kind]:
            if getattr(row, "example", False) or row.identity()[0] in invented:
                continue
            if getattr(row, "territory", "") in invented:
                continue
            missing = [name for name in names if not getattr(row, name)]
            if missing:
                raise DemoError(f"{kind} {row.identity()}: a real record needs {', '.join(missing)}")
