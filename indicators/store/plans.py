"""What a plan held when it was adopted: the memory that keeps a list of indicators from shrinking unseen."""

from __future__ import annotations

from sqlalchemy import Engine, select

from indicators.store.tables import PUBLISHED


def ever_targeted(engine: Engine, number: int, territory: str) -> dict[str, frozenset[str]]:
    """The indicators that each plan of a territory ever held up to an edition, those removed since included."""
    table = PUBLISHED["target"]
    query = (
        select(table.c.plan, table.c.indicator)
        .where(table.c.territory == territory, table.c.from_edition <= number)
        .distinct()
    )
    found: dict[str, set[str]] = {}
    with engine.connect() as connection:
        for plan, indicator in connection.execute(query):
            found.setdefault(str(plan), set()).add(str(indicator))
    return {plan: frozenset(names) for plan, names in found.items()}
