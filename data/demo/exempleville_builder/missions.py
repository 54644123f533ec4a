"""A year of the fictional office: missions and delegations, what followed them, calls for projects."""

from __future__ import annotations

from typing import Any

from exempleville_builder.common import HOME, NOTE, Spec, own, read_source
from indicators.records import Call, FollowUp, Mission

FICTION = NOTE.replace("Valeur", "Fiche")


def missions() -> list[Mission]:
    """Held, cancelled and planned, each with its costs in cents and the factor of its emissions."""
    source = read_source("missions")
    return [_mission(row, source["factor_source"]) for row in source["missions"]]


def _mission(row: Spec, factor_source: str) -> Mission:
    known: dict[str, Any] = {
        **row,
        "id": own(row["id"]),
        "partnership": own(row.get("partnership", "")),
        "travellers": tuple(row.get("travellers", ())),
        "costs": {post: round(100 * euros) for post, euros in row.get("costs", {}).items()},
        "factor_source": factor_source if "factor" in row else "",
        "note": f"{row.get('note', '')} {FICTION}".strip(),
    }
    return Mission(territory=HOME, **known)


def follow_ups() -> list[FollowUp]:
    """What followed the missions, done or still to be done."""
    return [
        FollowUp(territory=HOME, **{**row, "id": own(row["id"]), "mission": own(row["mission"]), "note": f"{row.get('note', '')} {FICTION}".strip()})
        for row in read_source("missions")["follow_ups"]
    ]  # fmt: skip


def calls() -> list[Call]:
    """The calls for projects that the office watches."""
    return [
        Call(territory=HOME, note=FICTION, **{**row, "id": own(row["id"]), "amount": 100 * row["amount"]})
        for row in read_source("missions")["calls"]
    ]
