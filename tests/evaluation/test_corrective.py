"""The log of corrective measures: who is behind, what answers it, and what stays in the log."""

from __future__ import annotations

from typing import Any

import pytest

from indicators.catalogue import load_catalogue
from indicators.demo import demo_snapshot
from indicators.evaluation.corrective import Correction, MeasureError, corrective_log, noted
from indicators.present.texts import translator
from indicators.present.texts.evaluation.corrective import correction_sentence, log_sentence
from indicators.present.texts.evaluation.externalities import measure_sentence
from indicators.records import Activity, ExternalityMeasure, Target
from tests.defaults import evaluate
from tests.evaluation.builders import catalogue, indicator, seen, snapshot

T = translator("fr")


def target(name: str, value: float) -> Target:
    return Target(
        territory="A", indicator=name, plan="P", baseline_year=2020, baseline_value=10, target_year=2028,
        target_value=value,
    )  # fmt: skip


def measure(name: str, status: Any, date: str = "2024-05") -> ExternalityMeasure:
    return ExternalityMeasure(
        territory="A", indicator=name, measure=status, label="Relance", status=status, owner="Direction", date=date,
        expected_effect="deux de plus par an",
    )  # fmt: skip


def log(*measures: ExternalityMeasure, activities: tuple[Activity, ...] = ()) -> tuple[Correction, ...]:
    """Three indicators: one on track, one that went back, one that is limited."""
    definitions = [indicator("t_good"), indicator("t_back"), indicator("p_slow")]
    found = evaluate(
        snapshot(
            seen("t_good", 20), seen("t_back", 5), seen("p_slow", 10.5),
            targets=(target("t_good", 20), target("t_back", 20), target("p_slow", 20)),
            externality_measures=measures, activities=activities,
        ),
        catalogue(*definitions),
        2024,
    )  # fmt: skip
    return corrective_log(found)


def names(found: tuple[Correction, ...]) -> list[str]:
    return [item.reading.definition.id for item in found]


def test_every_indicator_behind_stands_in_the_log() -> None:
    found = log()
    assert names(found) == ["t_back", "p_slow"]
    assert all(item.unanswered for item in found)
    assert log_sentence(found, T) == "2 indicateurs en difficulté, dont 2 sans réponse."


@pytest.mark.parametrize("status", ["planned", "dropped"])
def test_a_measure_that_is_not_in_force_does_not_answer(status: str) -> None:
    first, _ = log(measure("t_back", status))
    assert first.unanswered and first.measures
    assert "n’est encore en vigueur" in correction_sentence(first, T)


def test_a_measure_in_force_answers_and_comes_after_what_has_none() -> None:
    found = log(measure("t_back", "evaluated", "2024-06"), measure("t_back", "in_force", "2023"))
    assert names(found) == ["p_slow", "t_back"]
    assert [item.status for item in found[1].measures] == ["in_force", "evaluated"], "by date"
    assert correction_sentence(found[1], T) == "2 mesures en vigueur."
    assert log_sentence(found, T) == "2 indicateurs en difficulté, dont 1 sans réponse."


def test_a_measure_stays_when_its_indicator_is_back_on_track() -> None:
    found = log(measure("t_good", "evaluated"))
    assert names(found) == ["t_back", "p_slow", "t_good"]
    assert not found[-1].behind and not found[-1].unanswered


def test_actions_under_way_for_the_indicator_are_told_finished_ones_are_not() -> None:
    acts = tuple(
        Activity(id=status, territory="A", year=2024, title=status, indicators=("t_back",), status=status)
        for status in ("planned", "ongoing", "done", "dropped")
    )
    assert [item.id for item in log(activities=acts)[0].activities] == ["planned", "ongoing"]


def test_a_measure_says_what_who_and_since_when() -> None:
    said = measure_sentence(measure("t_back", "in_force"), T).replace("\u00a0", " ")
    assert said == "Relance · ● en vigueur · Direction · mai 2024 · effet attendu : deux de plus par an"


def test_nothing_behind_is_said_so() -> None:
    empty = corrective_log(evaluate(demo_snapshot("ITC1"), load_catalogue(), 2023))
    assert log_sentence(empty, T) == "Aucun indicateur évalué n’est en retard sur sa cible."


def told(**more: str) -> ExternalityMeasure:
    said = {"label": " Former les équipes ", "owner": "Direction", "date": "2026-03", **more}
    return ExternalityMeasure(territory="A", indicator="t_back", measure="", status="in_force", **said)  # type: ignore[arg-type]  # passed through


def test_a_measure_is_noted_with_an_identifier_of_its_own() -> None:
    made = noted(told())
    assert (made.measure, made.label) == ("former-les-equipes", "Former les équipes")
    assert noted(made) == made, "told again, it stays the same measure"


@pytest.mark.parametrize(
    ("more", "said"),
    [({"label": " "}, "ce qui est fait"), ({"owner": ""}, "responsable"), ({"date": "mars"}, "« mars » illisible")],
)
def test_a_measure_without_what_who_or_since_when_is_refused(more: dict[str, str], said: str) -> None:
    with pytest.raises(MeasureError, match=said):
        noted(told(**more))


def test_the_fictional_territory_shows_both() -> None:
    """One measure in force and one planned, the other indicators left without answer."""
    found = corrective_log(evaluate(demo_snapshot("EX001"), load_catalogue(), 2025))
    assert {item.reading.definition.id: [m.status for m in item.measures] for item in found if item.measures} == {
        "o_training_hours": ["in_force"],
        "t_youth_mobility": ["planned"],
    }
    assert any(item.unanswered and not item.measures for item in found)
