"""What moved since the year before and the last ten years, on the stored demonstration, each point counted again by hand."""

from __future__ import annotations

import pytest

from indicators.catalogue import load_catalogue
from indicators.demo.snapshot import demo_snapshot
from indicators.evaluation.counts import outcome
from indicators.present.decisions import decisions, good_news
from indicators.present.synthesis import four_answers
from indicators.present.texts import translator
from indicators.present.trails import (
    Trail,
    count_change,
    openness_trail,
    partners_trail,
    share_change,
    spending_trail,
    targets_trail,
)
from indicators.readout import Readout
from tests.defaults import readout

T = translator("fr")


@pytest.fixture(scope="module")
def told() -> Readout:
    return readout(demo_snapshot("EX001"), load_catalogue(), 2025)


def plain(text: str) -> str:
    return text.replace("\u202f", " ").replace("\u00a0", " ").replace("’", "'").replace("\u2212", "-")


def test_the_last_point_is_the_figure_of_the_card(told: Readout) -> None:
    opened, spent, works, partners = four_answers(told, T)
    assert openness_trail(told).points[-1] == (2025, float(opened.value.split(" / ")[0]))
    assert openness_trail(told).against[-1] == (2025, float(opened.value.split(" / ")[1]))
    assert plain(spent.value) == f"{plain(T.money(spending_trail(told.budget()).points[-1][1]))}"
    assert targets_trail(told).points[-1] == (2025, float(works.value.split(" / ")[0]))
    assert partners_trail(told).points[-1] == (2025, float(partners.value))


def test_each_point_is_what_that_year_says_when_it_is_read(told: Readout) -> None:
    targets = targets_trail(told)
    assert len(targets.points) == len(targets.against) >= 5, "the plan of 2020 and the one before it"
    for (year, kept), (_, promised) in zip(targets.points, targets.against, strict=True):
        found = outcome(told.at(year).evaluation().readings)
        running = [item for item in found.aimed if item.target is None or (item.target.baseline_year or 0) <= year]
        assert (outcome(running).kept, len(running)) == (kept, promised)
    for year, living in partners_trail(told).points:
        assert sum(item.living for item in told.at(year).relations) == living
    lines = told.snapshot.budget_lines
    assert dict(spending_trail(told.budget()).against)[2025] == told.book.total(2025, "voted").net
    for year, cents in spending_trail(told.budget()).points:
        assert told.book.total(year, "paid").net == cents
    assert {year for year, _ in spending_trail(told.budget()).points} <= set(lines["year"])


@pytest.mark.parametrize(
    ("points", "share", "count"),
    [
        (((2023, 100.0), (2024, 103.1)), "+3,1 % par rapport à 2023", "3,1 de plus qu'en 2023"),
        (((2023, 5.0), (2024, 3.0)), "-40,0 % par rapport à 2023", "2 de moins qu'en 2023"),
        (((2023, 5.0), (2024, 5.0)), "0,0 % par rapport à 2023", "comme en 2023"),
        (((2022, 5.0), (2024, 3.0)), "", ""),
        (((2024, 3.0),), "", ""),
        ((), "", ""),
    ],
)
def test_a_change_needs_the_year_before(points: tuple[tuple[int, float], ...], share: str, count: str) -> None:
    trail = Trail(points)
    assert (plain(share_change(trail, T)), plain(count_change(trail, T))) == (share, count)


def test_two_years_are_no_evolution_and_the_line_is_told_in_words() -> None:
    assert Trail(((2023, 1.0), (2024, 2.0))).drawn("Partenariats", T.number, T) is None
    drawn = Trail(((2022, 1.0), (2023, 1.0), (2024, 2.0)), ((2022, 3.0), (2024, 3.0))).drawn(
        "Partenariats", T.number, T
    )
    assert drawn is not None and 'alt="Partenariats, de 2022 à 2024' in plain(drawn.html)
    assert (drawn.start, drawn.end) == ("2022\u00a0: 1", "2024\u00a0: 2")


def test_what_the_year_asks_begins_with_what_the_law_does_not_let_wait(told: Readout) -> None:
    found = decisions(told, T)
    assert [item.urgent for item in found] == sorted((item.urgent for item in found), reverse=True)
    assert plain(found[0].text).startswith("Plafond légal dépassé. Déchets")
    assert found[0].path == "budget"
    assert not any("non chargé" in item.text for item in found)


def test_accounts_that_are_not_loaded_are_said_and_never_told_as_no_money() -> None:
    late = readout(demo_snapshot("38185"), load_catalogue(), 2023)
    (said,) = [item for item in decisions(late, T) if "non chargé" in item.text]
    assert (plain(said.text), said.path) == ("Compte 2023 non chargé : le dernier est celui de 2018.", "donnees")


def test_good_news_is_counted_from_the_same_readings(told: Readout) -> None:
    found = outcome(told.evaluation().readings)
    reached = sum(item.assessment.status == "achieved" for item in found.aimed)
    first, second, third = (plain(item.text) for item in good_news(told, T))
    assert first.startswith(f"{reached} cibles atteintes : ")
    assert second.startswith(f"{found.kept - reached} cibles en bonne voie : ")
    active = sum(item.state == "active" for item in told.relations)
    assert third.startswith(f"{active} partenariats ont vécu un échange récent. ")
    assert [plain(item.brief) for item in good_news(told, T)] == [
        f"{reached} cibles atteintes.",
        f"{found.kept - reached} cibles en bonne voie.",
        f"{active} partenariats ont vécu un échange récent.",
    ]


def test_with_too_little_data_no_number_leads() -> None:
    """Grenoble has one or two dimensions with data: the card says what is known, « 0 / 6 » would say closed."""
    bare = readout(demo_snapshot("93048"), load_catalogue(), 2023)
    first = four_answers(bare, T)[0]
    assert (first.value, first.label) == ("–", "Pas encore de mesure d’ensemble")
    assert (first.change, first.trail) == ("", None)


def test_what_the_dashes_are_is_said_beside_each_line(told: Readout) -> None:
    """A dashed line without its name is a riddle: the three that are read against something say what."""
    lines = [answer.trail for answer in four_answers(told, T)]
    assert [line.legend for line in lines if line is not None] == [
        "en tirets\u00a0: dimensions notées", "en tirets\u00a0: voté", "en tirets\u00a0: cibles en vigueur", "",
    ]  # fmt: skip
    assert all(line is not None and line.legend in line.words and line.under.startswith(line.years) for line in lines)


def test_no_year_is_judged_by_a_plan_that_did_not_speak_of_it(told: Readout) -> None:
    """The plan begins in 2020, when 25 of its 30 targets are « too early »: the line begins in 2021."""
    early = told.at(2020).evaluation().readings
    assert outcome(early).open > len(outcome(early).aimed) / 2
    assert [year for year, _ in targets_trail(told).points] == [2021, 2022, 2023, 2024, 2025]
