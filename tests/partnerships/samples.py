"""A small portfolio worked by hand, read on 12 June 2026."""

from __future__ import annotations

from datetime import date
from typing import Any

from indicators.partnerships import Relation, Rules
from indicators.records import Activity, Mission, Partnership
from tests.defaults import relations

AS_OF = date(2026, 6, 12)
HOSTILE = "<img src=x onerror=alert(1)>"


def partnership(identifier: str, country: str = "TN", **fields: Any) -> Partnership:
    defaults = {"territory": "38185", "partner": identifier.title(), "status": "active"}
    return Partnership(id=identifier, country=country, **{**defaults, **fields})


def activity(partnership_id: str, year: int, **fields: Any) -> Activity:
    identifier = f"{partnership_id}-{year}-{len(fields)}"
    return Activity(id=identifier, territory="38185", year=year, title="Échange", partnership=partnership_id, **fields)


def read(
    *items: Partnership,
    activities: tuple[Activity, ...] = (),
    missions: tuple[Mission, ...] = (),
    rules: Rules | None = None,
    as_of: date = AS_OF,
) -> tuple[Relation, ...]:
    return relations(items, activities, as_of, rules or Rules(), missions)


def portfolio() -> tuple[Relation, ...]:
    """Sfax (active), Innsbruck (dormant), Oxford (undocumented), Ouagadougou (to verify), Kiev (ended), Plzen (undated)."""
    return read(
        partnership(
            "sfax", signed="1998", renewed="2019", ends="2026-12-31", type="decentralised_cooperation",
            themes=("water",), sdgs=("6.1", "6.2", "17"), latitude=34.74, longitude=10.76,
        ),
        partnership("innsbruck", "AT", signed="1963", type="twinning", latitude=47.27, longitude=11.39, themes=("mountain",)),
        partnership("oxford", "GB", signed="1989-05", type="twinning", latitude=51.75, longitude=-1.26),
        partnership("ouagadougou", "BF", signed="1999", status="to_verify", type="decentralised_cooperation", sdgs=("6",)),
        partnership("kiev", "UA", signed="1990", ends="2015-03", status="ended", end_reason="Fin du programme", type="twinning"),
        partnership("plzen", "CZ", type="partnership", city="Plzeň", partner="Plzeň"),
        activities=(
            activity("sfax", 2025, results="Station remise en service", last_exchange="2025-11-03", documents=("cr.pdf",)),
            activity("sfax", 2023),
            activity("innsbruck", 2021, results=""),
            activity("innsbruck", 2027, status="planned"),
        ),
    )  # fmt: skip
