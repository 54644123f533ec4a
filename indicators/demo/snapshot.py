"""A snapshot of the demonstration built in memory, without a store: for tests, documentation and previews."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from indicators.demo.fileformat import DemoError
from indicators.demo.loader import load_demo
from indicators.geography.keys import find
from indicators.records import BudgetLine, Edition, Observation, Record, Snapshot, Territory, frame_of

_COLLECTIONS: Mapping[str, str] = {
    "target": "targets",
    "envelope": "envelopes",
    "partnership": "partnerships",
    "activity": "activities",
    "objective": "objectives",
    "membership": "memberships",
    "actor": "actors",
    "community": "communities",
    "self_assessment": "self_assessments",
    "externality_measure": "externality_measures",
    "annotation": "annotations",
    "finding": "findings",
    "priority": "priorities",
    "body": "bodies",
    "meeting": "meetings",
    "mission": "missions",
    "follow_up": "follow_ups",
    "call": "calls",
}
DEMO_EDITION = Edition(
    number=1, name="Démonstration", published_at="2026-01-01T00:00:00+00:00", author="ouverture demo"
)


def demo_snapshot(territory: str = "38185", *, also: Sequence[str] = ()) -> Snapshot:
    """The demonstration's snapshot of one territory.

    Args:
        territory: a territory of the demonstration: 38185 Grenoble, 93048 Montreuil, NUTS-ITC1 Piedmont,
            EX001 Exempleville (fictional).
        also: other territories whose observations are wanted beside those of the references and of the peers (a
            fictional territory has fictional peers).

    Raises:
        DemoError: the territory is not in the demonstration.
    """
    found = load_demo()
    territories = {row.code: row for row in found["territory"] if isinstance(row, Territory)}
    territory, *also = (_stored(code, territories) for code in (territory, *also))
    home = territories[territory]
    peers = {code for code, row in territories.items() if row.role == "peer" and row.fictional == home.fictional}
    shown = {territory, *home.references, *also, *peers}
    parts: dict[str, Any] = {plural: tuple(_of(found[kind], {territory})) for kind, plural in _COLLECTIONS.items()}
    return Snapshot(
        edition=DEMO_EDITION,
        territory=home,
        territories={code: record for code, record in territories.items() if code in shown},
        observations=frame_of(Observation, _of(found["observation"], shown)),
        budget_lines=frame_of(BudgetLine, _of(found["budget_line"], {territory})),
        **parts,
    )


def _stored(code: str, territories: Mapping[str, Territory]) -> str:
    found = find(code, {known: item.type for known, item in territories.items()})
    if found is None:
        raise DemoError(f"received territory {code!r}; accepted: {', '.join(sorted(territories))}")
    return found


def _of(rows: Sequence[Record], codes: set[str]) -> list[Record]:
    return [row for row in rows if getattr(row, "territory", "") in codes]
