"""A plan is remembered whole, even when a later edition drops one of its indicators."""

from __future__ import annotations

from sqlalchemy import Engine

from indicators.records import Target
from indicators.store import drafts, editions
from indicators.store.plans import ever_targeted


def target(indicator: str, plan: str = "2020-2026", territory: str = "38185") -> Target:
    return Target(territory=territory, indicator=indicator, plan=plan, target_value=1.0)


def publish(engine: Engine, rows: list[Target], action: str = "put") -> int:
    batch = drafts.open_batch(engine, "Ada")
    drafts.stage(engine, batch.id, "target", rows, action=action)
    return editions.publish(engine, [batch.id], f"{action} {len(rows)}", "Ada").number


def test_a_removed_indicator_is_still_known(engine: Engine) -> None:
    first = publish(engine, [target("t_a"), target("t_b"), target("t_a", territory="93048")])
    second = publish(engine, [target("t_b")], action="remove")
    third = publish(engine, [target("p_a", "2026-2032")])
    held = {"2020-2026": frozenset({"t_a", "t_b"})}
    assert ever_targeted(engine, first, "38185") == held
    assert ever_targeted(engine, second, "38185") == held
    assert ever_targeted(engine, third, "38185") == held | {"2026-2032": frozenset({"p_a"})}
    assert ever_targeted(engine, third, "00000") == {}
