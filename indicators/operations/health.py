"""The state of an installation, for a load balancer, a monitoring system and the administration page."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine, func, select
from sqlalchemy.exc import SQLAlchemyError

from indicators.store.engine import expected_schema, schema_of
from indicators.store.tables import edition


@dataclass(frozen=True, slots=True)
class Health:
    """What a check found. ``database_seconds`` is the time of its query; ``problem`` is empty when all is well."""

    problem: str
    schema: str
    expected_schema: str
    latest_edition: int
    database_seconds: float

    @property
    def well(self) -> bool:
        """Whether the installation can serve."""
        return not self.problem


def check(engine: Engine) -> Health:
    """Ask the database for its schema and its latest edition; never raises, a failure is the answer."""
    wanted, started = expected_schema(), time.perf_counter()
    try:
        with engine.connect() as connection:
            found = schema_of(connection)
            latest = connection.scalar(select(func.max(edition.c.number))) or 0 if found else 0
    except SQLAlchemyError as error:
        return Health(f"database: {type(error).__name__}", "", wanted, 0, time.perf_counter() - started)
    problem = "" if found == wanted else f"schema {found or 'absent'}, {wanted} expected"
    return Health(problem, found, wanted, latest, time.perf_counter() - started)


def resident_bytes() -> int:
    """The memory that this process holds, 0 where the system does not tell."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    except (OSError, IndexError, ValueError):
        return 0
    return pages * 4096


def metrics(health: Health, counts: dict[str, int]) -> str:
    """The figures in the text format that Prometheus reads; ``counts`` are the server's own counters."""
    gauges: dict[str, float] = {
        "up": int(health.well),
        "latest_edition": health.latest_edition,
        "database_seconds": round(health.database_seconds, 6),
        "memory_bytes": resident_bytes(),
        "sessions_open": counts.get("sessions_open", 0),
    }
    counters = {name: value for name, value in sorted(counts.items()) if name != "sessions_open"}
    lines = [f"# TYPE ouverture_{name} gauge\nouverture_{name} {value}" for name, value in gauges.items()]
    lines += [f"# TYPE ouverture_{name} counter\nouverture_{name} {value}" for name, value in counters.items()]
    return "\n".join(lines) + "\n"
