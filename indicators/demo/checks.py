"""What a demonstration must hold to be shown: keys, references, sources, and nothing invented about a real place."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

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
    ("mission", "mission"),
)


def check_whole(found: Mapping[str, Sequence[Record]]) -> None:
    """Check what no single file can tell.

    Raises:
        DemoError: a natural key met twice, a link to a record that is not there, an example about a real
            territory, or a real record whose provenance is incomplete.
    """
    for rows in found.values():
        _unique(rows)
    _territories(found)
    known = _identifiers(found)
    for rows in found.values():
        for row in rows:
            _links(row, known)
    invented = {row.identity()[0] for row in found["territory"] if getattr(row, "fictional", False)}
    _no_example(found, invented)
    _provenance(found, invented)


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
        # A grid is filled for a relation, or for a network: both are named in the same place.
        "partnership": {(getattr(row, "territory", ""), getattr(row, "id", "")) for row in found["partnership"]}
        | {row.identity() for row in found["membership"]},
        "objective": {row.identity() for row in found["objective"]},
        "mission": {row.identity() for row in found["mission"]},
    }


def _links(row: Record, known: Mapping[str, set[tuple[object, ...]]]) -> None:
    for name, kind in _LINKS:
        value = getattr(row, name, "")
        if isinstance(row, Territory) or not value:
            continue
        if (getattr(row, "territory", ""), value) not in known[kind]:
            raise DemoError(f"{row.kind} {row.identity()}: {name} {value!r} names no {kind} of the same territory")


def _no_example(found: Mapping[str, Sequence[Record]], invented: Collection[object]) -> None:
    for kind, rows in found.items():
        for row in rows:
            if getattr(row, "example", False) and getattr(row, "territory", "") not in invented:
                raise DemoError(
                    f"{kind} {row.identity()}: an example about a real territory; accepted: a fictional one"
                )


def _provenance(found: Mapping[str, Sequence[Record]], invented: Collection[object]) -> None:
    for kind, names in _PROVENANCE.items():
        for row in found[kind]:
            if row.identity()[0] in invented or getattr(row, "territory", "") in invented:
                continue
            missing = [name for name in names if not getattr(row, name)]
            if missing:
                raise DemoError(f"{kind} {row.identity()}: a real record needs {', '.join(missing)}")
