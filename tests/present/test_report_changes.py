"""What changed between two editions, on records changed by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from indicators.catalogue import load_catalogue
from indicators.demo.snapshot import demo_snapshot
from indicators.present.changes import changes_figure
from indicators.present.texts import translator
from indicators.readout.changes import Changes, changes_between
from indicators.records import Snapshot
from tests.defaults import evaluate

CATALOGUE = load_catalogue()


def compared(before: Snapshot, after: Snapshot) -> Changes:
    year = 2023
    return changes_between(before, after, (evaluate(before, CATALOGUE, year), evaluate(after, CATALOGUE, year)))


@pytest.fixture(scope="module")
def before() -> Snapshot:
    return demo_snapshot("38185")


def with_cell(snapshot: Snapshot, place: int, **values: object) -> Snapshot:
    """The snapshot with some cells of one of the territory's own observations changed."""
    rows = snapshot.observations.copy()
    own = rows.index[(rows["territory"] == snapshot.territory.code) & rows["value"].notna()]
    for name, value in values.items():
        rows.loc[own[place], name] = value
    return replace(snapshot, observations=rows)


def test_nothing_changed(before: Snapshot) -> None:
    found = compared(before, before)
    assert found.items == ()
    assert changes_figure(found, CATALOGUE, translator("fr")).sentence.startswith("Rien n’a changé")


def test_a_correction_with_its_reason(before: Snapshot) -> None:
    found = compared(before, with_cell(before, 0, value=12.5, note="erreur de saisie"))
    (item,) = found.of("correction")
    assert (item.after, item.reason) == (12.5, "erreur de saisie")


def test_a_correction_without_reason_is_told(before: Snapshot) -> None:
    found = compared(before, with_cell(before, 0, value=12.5))
    figure = changes_figure(found, CATALOGUE, translator("fr"))
    assert "sans motif écrit" in figure.sentence
    assert "motif non écrit" in set(figure.table["Motif"])


def test_source_and_method(before: Snapshot) -> None:
    found = compared(before, with_cell(before, 1, publisher="Insee 2026", geo_level="region"))
    assert found.of("source")[0].after == "Insee 2026"
    assert found.of("method")[0].after == [("geo_level", "region")]


def test_targets_partnerships_and_euros() -> None:
    before = demo_snapshot("EX001")
    target, partner = before.targets[0], before.partnerships[0]
    lines = before.budget_lines.copy()
    place = lines.index[lines["paid"].notna() & (lines["direction"] == "expenditure")][0]
    lines.loc[place, "paid"] = int(lines.loc[place, "paid"]) + 100
    after = replace(
        before,
        targets=(replace(target, target_value=99.0), *before.targets[1:]),
        partnerships=(replace(partner, status="ended", end_reason="fin du programme"), *before.partnerships[1:]),
        budget_lines=lines,
    )
    found = compared(before, after)
    assert [item.subject for item in found.of("target")] == [target.indicator]
    assert found.of("partnership")[0].reason == "fin du programme"
    (euros,) = found.of("budget")
    assert (euros.subject, euros.after - euros.before) == ("paid", 100)
    assert not changes_figure(found, CATALOGUE, translator("es")).table.empty


def test_withdrawn_and_new_values(before: Snapshot) -> None:
    rows = before.observations
    own = rows.index[(rows["territory"] == before.territory.code) & rows["value"].notna()]
    fewer = replace(before, observations=rows.drop(index=own[0]))
    assert len(compared(before, fewer).of("withdrawn")) == 1
    assert len(compared(fewer, before).of("value")) == 1
