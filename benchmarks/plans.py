"""The plans of the queries that are really sent: taken as they go by, then explained by the database itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Engine, event

#: The tables that grow with the number of territories.
BIG = ("observation", "budget_line", "partnership")


@dataclass(frozen=True)
class Plan:
    """How the database answers a query on one of the big tables."""

    table: str
    lines: tuple[str, ...]

    @property
    def whole(self) -> bool:
        """Whether it reads the whole table."""
        scans = (f"Seq Scan on {self.table} ", f"SCAN {self.table}")
        return any(scan in f"{line} " for line in self.lines for scan in scans)

    @property
    def index(self) -> str:
        """The line that names the index, the first line when none does."""
        return next((line for line in self.lines if "INDEX" in line or "Index" in line), self.lines[0])


@contextmanager
def queries_of(engine: Engine) -> Iterator[list[tuple[str, Any]]]:
    """The statements sent to the database meanwhile, with their parameters."""
    sent: list[tuple[str, Any]] = []

    def keep(_connection: Any, _cursor: Any, statement: str, parameters: Any, _context: Any, _many: bool) -> None:
        sent.append((statement, parameters))

    event.listen(engine, "before_cursor_execute", keep)
    try:
        yield sent
    finally:
        event.remove(engine, "before_cursor_execute", keep)


def plans_of(engine: Engine, act: Callable[[], object]) -> list[Plan]:
    """The plans of the queries on the big tables that ``act`` sends."""
    with queries_of(engine) as sent:
        act()
    explain = "EXPLAIN QUERY PLAN" if engine.dialect.name == "sqlite" else "EXPLAIN"
    found = []
    with engine.connect() as connection:
        for statement, parameters in sent:
            for table in BIG:
                if f"FROM {table}" in statement:
                    rows = connection.exec_driver_sql(f"{explain} {statement}", parameters).all()
                    found.append(Plan(table, tuple(str(row[-1]).strip() for row in rows)))
    return found
