"""The strategy read from an edition: states that are computed, findings that are proven, shares that say what they leave out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from indicators.catalogue import load_catalogue
from indicators.demo import demo_snapshot
from indicators.present.texts import translator
from indicators.present.texts.strategy import sentences as words
from indicators.present.texts.strategy.known import known_facts
from indicators.present.texts.strategy.seen import seen_sentence
from indicators.records import Finding, Objective, Partnership, Priority, SelfAssessment, Snapshot
from indicators.strategy import Strategy
from indicators.strategy.priorities import priorities_in_force, read_priorities
from tests.defaults import readout

CATALOGUE = load_catalogue()
t = translator("fr")
YEAR = 2025


def read(snapshot: Snapshot, year: int = YEAR) -> Strategy:
    return readout(snapshot, CATALOGUE, year).strategy


def bare(**more: object) -> Snapshot:
    """The fictional city without a word of strategy, and what a test gives it."""
    empty = replace(
        demo_snapshot("EX001"), self_assessments=(), findings=(), priorities=(), bodies=(), meetings=(), objectives=(),
    )  # fmt: skip
    return replace(empty, **more)  # type: ignore[arg-type]  # fields of a snapshot


def chapter(item: str, year: int = YEAR, **said: str) -> SelfAssessment:
    return SelfAssessment(territory="EX001", year=year, grid="ten_steps", item=item, **said)  # type: ignore[arg-type]  # texts


def test_a_city_that_wrote_nothing_has_no_strategy() -> None:
    found = read(bare())
    assert not found.started
    assert words.headline(found, t) == "Aucune stratégie n’est encore écrite ici."


def test_the_state_of_a_chapter_is_computed_and_never_ticked() -> None:
    ticked = SelfAssessment(territory="EX001", year=YEAR, grid="ten_steps", item="legality", answer=2.0)
    states = {
        name: {item.item.id: item.state for item in read(bare(self_assessments=rows)).chapters}["legality"]
        for name, rows in {
            "ticked": (ticked,),
            "text": (chapter("legality", text="Relue"),),
            "whole": (chapter("legality", text="Relue", document="Note", horizon="2025", owner="Direction"),),
        }.items()
    }
    assert states == {"ticked": "begun", "text": "begun", "whole": "complete"}
    without = replace(bare(self_assessments=(ticked,)), partnerships=())
    assert {item.item.id: item.state for item in read(without).chapters}["legality"] == "empty"


def test_a_chapter_keeps_what_was_last_written_over_two_terms() -> None:
    rows = (chapter("vision", 2015, text="Ancienne"), chapter("vision", 2021, text="Nouvelle"), chapter("vision", 2023))
    told = {year: read(bare(self_assessments=rows), year).chapters[3].row for year in (2014, 2016, 2025)}
    assert [row.text if row else "" for row in told.values()] == ["", "Ancienne", "Nouvelle"]


def test_a_finding_without_figure_nor_proof_is_said_to_be_an_opinion() -> None:
    rows = (
        Finding(territory="EX001", id="a", box="strengths", text="Chiffrée", indicator="o_actions_per_fte"),
        Finding(territory="EX001", id="b", box="strengths", text="Prouvée", evidence="Rapport"),
        Finding(territory="EX001", id="c", box="strengths", text="Dite"),
    )
    found = read(bare(findings=rows)).matrix
    assert [item.proven for item in found.findings["strengths"]] == [True, True, False]
    said = [words.support_words(item, t) for item in found.findings["strengths"]]
    assert "en 2025" in said[0] and said[1:] == ["Rapport", "sans chiffre ni preuve"]


def test_a_strategy_cites_the_findings_it_crosses_and_the_objective_it_became() -> None:
    rows = (
        Finding(territory="EX001", id="f", box="strengths", text="Une force"),
        Finding(territory="EX001", id="s", box="active", text="Agir", crosses=("f", "perdu"), objective="P1"),
    )
    goal = Objective(territory="EX001", id="P1", level="programmatic", label="Agir ensemble")
    [crossing] = read(bare(findings=rows, objectives=(goal,))).matrix.strategies["active"]
    assert [item.finding.id for item in crossing.crossed] == ["f"]
    assert crossing.objective == goal


def relation(name: str, country: str, *themes: str) -> Partnership:
    return Partnership(id=name, territory="A", partner=name, country=country, themes=themes)


def test_priorities_stand_between_their_dates() -> None:
    rows = [
        Priority(territory="A", scope="theme", subject="tourism", since="2015-12", until="2021-03-17"),
        Priority(territory="A", scope="theme", subject="water"),
        Priority(territory="A", scope="country", subject="MA", since="2021-03-18"),
    ]
    on = {day: [row.subject for row in priorities_in_force(rows, day)] for day in (date(2020, 1, 1), date(2025, 1, 1))}
    assert on == {date(2020, 1, 1): ["tourism", "water"], date(2025, 1, 1): ["water", "MA"]}


def test_what_has_no_relation_is_not_judged() -> None:
    partners = (relation("in", "SN", "water"), relation("out", "JP", "culture"))
    lines = pd.DataFrame({"partnership": ["in", "out", ""], "paid": [3000, 1000, 500], "voted": [None] * 3})
    found = read_priorities(
        [Priority(territory="A", scope="theme", subject="water")],
        date(2025, 12, 31),
        partnerships=partners,
        living=(),
        actions=(),
        lines=lines,
    )
    assert (found.euros.inside, found.euros.outside, found.euros.unjudged, found.euros.share) == (3000, 1000, 500, 75)
    assert [found.holds(item) for item in partners] == [True, False]


def test_without_priorities_nothing_is_in_or_out() -> None:
    found = read(bare()).priorities
    assert found.holds(relation("x", "SN", "water")) is None
    assert words.share_lines(found, YEAR, t) == []


@pytest.mark.parametrize("lang", ["fr", "en", "es"])
def test_every_proposal_is_told_with_its_numbers(lang: str) -> None:
    found = read(demo_snapshot("EX001"))
    speaks = translator(lang)
    for seen in (*found.seen_qualities.values(), *found.seen_recommendations.values()):
        said = seen_sentence(seen, speaks)
        assert said.endswith(".") and "{" not in said
    assert len(found.seen_qualities) == 10


def test_known_facts_say_their_source_and_an_empty_edition_has_none() -> None:
    facts = known_facts(readout(demo_snapshot("EX001"), CATALOGUE, YEAR), t)
    assert {fact.page for fact in facts} == {"profil_geii", "partenariats", "budget", "strategie"}
    assert all(fact.told.endswith(")") for fact in facts)
    gone = demo_snapshot("EX001")
    nothing = replace(
        gone, observations=gone.observations.iloc[:0], budget_lines=gone.budget_lines.iloc[:0], partnerships=(),
        communities=(), actors=(), memberships=(), activities=(),
    )  # fmt: skip
    assert known_facts(readout(nothing, CATALOGUE, YEAR), t) == ()


def test_promises_follow_every_objective_of_the_plan() -> None:
    found = read(demo_snapshot("EX001"))
    assert len(found.promises) == len(demo_snapshot("EX001").objectives)
    levels = [item.objective.level for item in found.promises]
    assert levels == sorted(levels, key=["territorial", "programmatic", "operational"].index)
    assert {item.standing for item in found.promises} == {"kept", "behind", "not_assessed"}


def test_the_fictional_city_carries_two_terms_and_says_that_it_is_fiction() -> None:
    snapshot = demo_snapshot("EX001")
    assert read(snapshot).complete == 10
    former, present = (read(snapshot, year) for year in (2018, 2025))
    assert next(item.row.year for item in former.chapters if item.row and item.item.id == "local_priorities") < 2020
    assert {row.subject for row in former.priorities.themes} == {"water", "youth", "tourism"}
    assert {row.subject for row in present.priorities.themes} == {"water", "youth", "migration", "education"}
    invented = (*snapshot.findings, *snapshot.priorities, *snapshot.bodies, *snapshot.meetings)
    assert all("fictive" in row.note for row in invented)


def test_memberships_with_a_result_are_one_number_on_every_page() -> None:
    for year in (2020, YEAR):
        found = readout(demo_snapshot("EX001"), CATALOGUE, year)
        reading = found.evaluation().reading("p_network_results")
        assert reading is not None
        computed = reading.computed
        active = [item for item in found.networks if item.active]
        recent = sum(not item.questioned for item in active)
        assert computed is not None and (computed.numerator, computed.denominator) == (recent, len(active))
        assert {item.as_of for item in active} == {computed.as_of}
