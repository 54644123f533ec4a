"""Editions: what was published stays readable, unchanged, whatever is published or rolled back later."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine, text

from indicators.records import Observation, Partnership, Territory
from indicators.store import compare, drafts, editions, reading, staged

HOME = Territory(code="38185", name="Grenoble", references=("FR",), populations={"2018": 157650})
FRANCE = Territory(code="FR", name="France", type="country", role="reference")


def share(year: int, value: float | None, **more: object) -> Observation:
    return Observation(territory="38185", indicator="d4_immigrant_share", year=year, value=value, **more)  # type: ignore[arg-type]  # passed through


def publish(engine: Engine, name: str, **rows: list[object]) -> int:
    batch = drafts.open_batch(engine, "Ada")
    for kind, items in rows.items():
        drafts.stage(engine, batch.id, kind, items)  # type: ignore[arg-type]  # records of the kind
    return editions.publish(engine, [batch.id], name, "Ada").number


def values(engine: Engine, number: int) -> dict[int, float]:
    frame = reading.frame(engine, "observation", number, territories=["38185"])
    return dict(zip(frame.year.tolist(), frame.value.tolist(), strict=True))


def test_an_edition_is_never_changed_by_the_next(engine: Engine) -> None:
    first = publish(engine, "2013", territory=[HOME, FRANCE], observation=[share(2013, 16.0), share(2021, 18.0)])
    second = publish(engine, "2021", observation=[share(2021, 18.9)])
    assert values(engine, first) == {2013: 16.0, 2021: 18.0}
    assert values(engine, second) == {2013: 16.0, 2021: 18.9}


def test_rows_that_say_the_same_are_not_published_again(engine: Engine) -> None:
    publish(engine, "a", observation=[share(2013, 16.0)])
    batch = drafts.open_batch(engine, "Ada")
    drafts.stage(engine, batch.id, "observation", [share(2013, 16.0)])
    assert compare.counts(engine, batch.id).iloc[0].tolist() == ["observation", 0, 0, 0, 1, 0]
    with pytest.raises(editions.NothingToPublishError):
        editions.publish(engine, [batch.id], "b", "Ada")
    assert [item.name for item in editions.list_editions(engine)] == ["a"]
    assert drafts.get_batch(engine, batch.id).state == "open"


def test_differences_tell_added_changed_and_removed(engine: Engine) -> None:
    publish(engine, "a", observation=[share(2013, 16.0), share(2006, 15.0)])
    batch = drafts.open_batch(engine, "Ada")
    drafts.stage(engine, batch.id, "observation", [share(2013, 16.1, note="Révisée"), share(2021, 18.9)])
    drafts.stage(engine, batch.id, "observation", [share(2006, None)], action="remove")
    # One row changes, by two cells: its value and its note.
    assert compare.counts(engine, batch.id).iloc[0].tolist() == ["observation", 1, 1, 1, 0, 2]
    found = compare.differences(engine, batch.id, "observation").set_index("year")
    assert found.change.to_dict() == {2013: "changed", 2021: "added", 2006: "removed"}
    assert (found.old_value[2013], found.new_value[2013]) == (16.0, 16.1)
    number = editions.publish(engine, [batch.id], "b", "Ada").number
    assert values(engine, number) == {2013: 16.1, 2021: 18.9}
    history = editions.changes(engine, "observation", number).set_index("year")
    assert history.change.to_dict() == {2013: "changed", 2021: "added", 2006: "removed"}


def test_staging_twice_keeps_the_last_word(engine: Engine) -> None:
    batch = drafts.open_batch(engine, "Ada")
    drafts.stage(engine, batch.id, "observation", [share(2013, 1.0), share(2014, 2.0)])
    drafts.stage(engine, batch.id, "observation", [share(2013, 3.0)])
    rows = staged.rows_of(engine, batch.id, "observation").set_index("year")
    assert rows.value.to_dict() == {2014: 2.0, 2013: 3.0}


def test_rolling_back_is_a_new_edition_equal_to_the_old_one(engine: Engine) -> None:
    first = publish(engine, "a", observation=[share(2013, 16.0), share(2006, 15.0)])
    publish(engine, "b", observation=[share(2013, 17.0), share(2021, 18.9)])
    third = editions.restore(engine, first, "retour", "Ada")
    assert third.restores == first
    assert values(engine, third.number) == values(engine, first)
    fourth = publish(engine, "d", observation=[share(2006, 14.0)])
    assert values(engine, fourth) == {2013: 16.0, 2006: 14.0}
    assert values(engine, 2) == {2013: 17.0, 2021: 18.9, 2006: 15.0}


def test_two_officers_never_cover_each_other_silently(engine: Engine) -> None:
    publish(engine, "a", observation=[share(2013, 16.0)])
    mine, theirs = drafts.open_batch(engine, "Ada"), drafts.open_batch(engine, "Grace")
    drafts.stage(engine, mine.id, "observation", [share(2013, 17.0)])
    drafts.stage(engine, theirs.id, "observation", [share(2013, 18.0)])
    editions.publish(engine, [mine.id], "b", "Ada")
    with pytest.raises(editions.ConflictError) as refused:
        editions.publish(engine, [theirs.id], "c", "Grace")
    assert refused.value.keys == {"observation": [("38185", "d4_immigrant_share", 2013)]}
    assert editions.latest(engine).number == 2  # type: ignore[union-attr]  # just published
    assert values(engine, editions.publish(engine, [theirs.id], "c", "Grace", overwrite=True).number) == {2013: 18.0}


def test_a_snapshot_brings_records_back_as_they_were(engine: Engine) -> None:
    sfax = Partnership(
        id="sfax", territory="38185", partner="Sfax", country="TN", themes=("water", "youth"),
        criteria={"c1": 0.5}, latitude=34.7, durability=2,
    )  # fmt: skip
    namibia = Partnership(id="windhoek", territory="38185", partner="Windhoek", country="NA")
    number = publish(
        engine, "a", territory=[HOME, FRANCE], partnership=[sfax, namibia],
        observation=[share(2013, None), Observation(territory="FR", indicator="d4_immigrant_share", year=2021, value=10.7)],
    )  # fmt: skip
    found = reading.snapshot(engine, number, "38185")
    assert found.partnerships == (sfax, namibia)
    assert found.territory == HOME
    assert set(found.territories) == {"38185", "FR"}
    assert found.observations.value.isna().tolist() == [True, False]
    with pytest.raises(reading.UnknownEditionError):
        reading.snapshot(engine, number, "00000")


def test_publishing_keeps_the_order_of_entry(engine: Engine) -> None:
    years = [2000 + (7 * place) % 97 for place in range(97)]
    first = publish(engine, "a", observation=[share(year, 1.0) for year in years])
    assert reading.frame(engine, "observation", first).year.tolist() == years


def test_a_roll_back_keeps_the_order_of_entry(engine: Engine) -> None:
    """Even where the database stores the rows in another order than they came, as PostgreSQL does in time."""
    for value in (1.0, 2.0):
        batch = drafts.open_batch(engine, "Ada")
        rows = [Observation(territory="38185", indicator="i", year=year, value=value) for year in range(2020, 1990, -1)]
        drafts.stage(engine, batch.id, "observation", rows)
        editions.publish(engine, [batch.id], f"{value}", "Ada", overwrite=True)
    if engine.dialect.name == "postgresql":
        with engine.begin() as connection:
            connection.execute(text("CREATE INDEX backwards ON observation (row_id DESC)"))
            connection.execute(text("CLUSTER observation USING backwards"))
    editions.restore(engine, 1, "retour", "Ada")
    first, again = (reading.frame(engine, "observation", number) for number in (1, 3))
    assert again.to_csv() == first.to_csv()
