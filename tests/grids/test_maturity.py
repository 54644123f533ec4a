"""Grids: what is answered is counted, what is not is said, jumps are justified, reciprocity takes two."""

from typing import Any

import pytest

from indicators.catalogue.grids import Grid, GridItem, GridScale
from indicators.catalogue.label import Label
from indicators.grids.maturity import (
    Answer,
    assessments,
    durability_stage,
    history,
    jumps,
    latest,
    needs_justification,
    partnerships_assessed,
    reciprocity,
    unjustified,
)
from indicators.records import SelfAssessment

WORD = Label(fr="x", en="x", es="x")


def grid(kind: Any, count: int, low: float = 0, high: float = 1, step: float = 1) -> Grid:
    return Grid(
        id="g",
        label=WORD,
        scope="territory",
        scale=GridScale(kind=kind, low=low, high=high, step=step),
        items=tuple(GridItem(id=f"i{index}", label=WORD) for index in range(count)),
        note=WORD,
        source="S",
    )


def answer(year: int, item: str, value: float | None, **more: Any) -> SelfAssessment:
    return SelfAssessment(territory="A", year=year, grid="g", item=item, answer=value, **more)


def test_eleven_situations_are_counted_not_climbed() -> None:
    situations = grid("boolean", 11)
    rows = [answer(2024, f"i{index}", float(index in (2, 5, 9))) for index in range(11)]
    found = latest(history(situations, rows))
    assert found is not None
    assert (found.total, found.answered, found.complete) == (3, 11, True)
    assert found.share == pytest.approx(27.27, abs=0.005)


def test_an_unanswered_item_is_not_a_no() -> None:
    found = latest(history(grid("boolean", 4), [answer(2024, "i0", 1), answer(2024, "i1", None)]))
    assert found is not None
    assert (found.total, found.mean, found.answered, found.complete) == (1, 1.0, 1, False)
    assert latest(history(grid("boolean", 4), [])) is None


def test_durability_is_the_mean_of_six_criteria() -> None:
    rows = [answer(2024, f"i{index}", value) for index, value in enumerate([0, 1, 2, 3, 3, 2])]
    found = latest(history(grid("steps", 6, 0, 3), rows))
    assert found is not None and found.mean == pytest.approx(11 / 6)
    assert durability_stage(11 / 6, 4) == 1
    assert (durability_stage(3.0, 4), durability_stage(0.2, 4)) == (3, 0)


def test_ten_qualities_by_halves() -> None:
    rows = [answer(2024, f"i{index}", value) for index, value in enumerate([1, 1, 0.5, 0, 0.5, 1, 1, 0.5, 0, 1])]
    found = latest(history(grid("steps", 10, 0, 1, 0.5), rows))
    assert found is not None and found.total == 6.5 and found.share == 65


def test_two_steps_ask_for_a_justification() -> None:
    levels = grid("steps", 2, 0, 3)
    rows = [
        answer(2022, "i0", 0),
        answer(2022, "i1", 1),
        answer(2023, "i0", 2, note="Convention signée en mars"),
        answer(2023, "i1", 2),
    ]
    found = jumps(history(levels, rows))
    assert [(jump.item.id, jump.steps, jump.justification) for jump in found] == [
        ("i0", 2, "Convention signée en mars")
    ]
    assert needs_justification(levels, 0, 2, " ") and not needs_justification(levels, 0, 2, "parce que")
    assert not needs_justification(levels, 1, 2, "") and not needs_justification(levels, None, 3, "")
    halves = grid("steps", 1, 0, 1, 0.5)
    assert needs_justification(halves, 0, 1, "") and not needs_justification(halves, 0.5, 1, "")


def test_history_stops_at_the_year_of_reading() -> None:
    rows = [answer(2022, "i0", 1), answer(2024, "i0", 0)]
    assert [found.year for found in history(grid("boolean", 1), rows, until=2023)] == [2022]


def test_evidence_is_asked_for_what_is_claimed() -> None:
    rows = [answer(2024, "i0", 1, evidence="Délibération"), answer(2024, "i1", 1), answer(2024, "i2", 0)]
    found = latest(history(grid("boolean", 3), rows))
    assert found is not None and [item.id for item in found.without_evidence] == ["i1"]


def test_texts_are_counted_by_their_words() -> None:
    rows = [answer(2024, "i0", None, text="Port et université"), answer(2024, "i1", None)]
    found = latest(history(grid("text", 4), rows))
    assert found is not None and (found.answered, found.total) == (1, None)


def test_reciprocity_needs_both_sides() -> None:
    both = grid("steps", 2, 0, 3)
    own = [answer(2024, "i0", 3, partnership="p1"), answer(2024, "i1", 1, partnership="p1")]
    one = reciprocity(both, own, "p1")
    assert (one.one_sided, one.mean, one.gap, one.balance) == (True, None, None, None)
    theirs = [
        answer(2024, "i0", 1, partnership="p1", side="partner"),
        answer(2024, "i1", 0, partnership="p1", side="partner"),
    ]
    two = reciprocity(both, own + theirs, "p1")
    # own mean 2, partner's 0.5: gap 1.5, balance 1 − 1.5/2.5
    assert (two.one_sided, two.mean, two.gap) == (False, 1.25, 1.5)
    assert two.balance == pytest.approx(0.4)
    assert partnerships_assessed(both, own + theirs) == ("p1",)


def test_what_an_officer_enters_becomes_records() -> None:
    levels = grid("steps", 3, 0, 3)
    previous = latest(history(levels, [answer(2023, "i0", 0), answer(2023, "i1", 1)]))
    entered = {"i0": Answer(2.0, evidence=" Convention "), "i1": Answer(2.0), "i2": Answer()}
    assert [item.id for item in unjustified(levels, previous, entered)] == ["i0"]
    explained = entered | {"i0": Answer(2.0, justification="signée")}
    assert unjustified(levels, previous, explained) == ()
    assert unjustified(levels, None, entered) == ()
    rows = assessments(levels, entered, territory="A", year=2024, author="Agent", date="2024-06-01")
    assert [(row.item, row.answer, row.evidence) for row in rows] == [("i0", 2.0, "Convention"), ("i1", 2.0, "")]
    assert {(row.author, row.date, row.year) for row in rows} == {("Agent", "2024-06-01", 2024)}
