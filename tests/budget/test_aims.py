"""What the money and the actions are for: shares counted by hand, and lines assigned without losing what they say."""

from __future__ import annotations

import pytest

from indicators.budget import (
    Book,
    BudgetView,
    RubricError,
    aims_of_year,
    assigned,
    confirm_rubrics,
    proposed,
    unassigned_lines,
    years_of,
)
from indicators.catalogue import load_catalogue
from indicators.demo.snapshot import demo_snapshot
from indicators.present.charts.budget_aims import aims_figure, aims_over_years
from indicators.present.texts import translator
from indicators.records import Activity, BudgetLine, frame_of
from indicators.settings import load_settings
from tests.defaults import readout

CATALOGUE = load_catalogue()


def line(name: str, year: int = 2024, **more: object) -> BudgetLine:
    return BudgetLine(territory="A", year=year, line=name, **more)  # type: ignore[arg-type]  # passed on as they are


def action(name: str, year: int = 2024, **more: object) -> Activity:
    return Activity(id=name, territory="A", year=year, title=f"Projet {name}", **more)  # type: ignore[arg-type]  # as they are


LINES = (
    line("1", paid=6000, purpose="solidarity", service="Eau", policy="water"),
    line("2", paid=3000, purpose="visibility", service="Cabinet"),
    line("3", paid=1500),
    line("4", paid=-500, purpose="solidarity"),
    line("5", paid=9000, purpose="solidarity", direction="income"),
    line("6", 2023, paid=800, purpose="visibility"),
)
ACTIONS = (
    action("a", purpose="visibility", service="Cabinet"),
    action("b", purpose="visibility", status="ongoing"),
    action("c"),
    action("d", purpose="solidarity", status="planned"),
    action("e", purpose="solidarity", status="dropped"),
    action("f", 2022, purpose="advocacy"),
)


def book() -> Book:
    return Book.of(frame_of(BudgetLine, list(LINES)))


def test_the_five_shares_of_euros_and_of_actions_with_what_nobody_assigned() -> None:
    found = aims_of_year(book(), ACTIONS, 2024, "paid", "purpose", list(CATALOGUE.objective_purposes))
    told = {item.key: (item.euros, item.of_euros.value, item.actions) for item in found.shares}
    assert [item.key for item in found.shares] == [*CATALOGUE.objective_purposes, ""]
    assert told["solidarity"] == (6000, pytest.approx(100 * 6000 / 10500), 0)
    assert told["visibility"] == (3000, pytest.approx(100 * 3000 / 10500), 2)
    assert told[""] == (1500, pytest.approx(100 * 1500 / 10500), 1)
    assert told["advocacy"] == (0, 0, 0)
    assert sum(item.of_euros.value or 0 for item in found.shares) == pytest.approx(100)
    assert sum(item.of_actions.value or 0 for item in found.shares) == pytest.approx(100)


def test_a_year_without_any_action_has_no_share_of_actions_rather_than_nought() -> None:
    found = aims_of_year(book(), ACTIONS, 2023, "paid", "purpose")
    assert [(item.key, item.of_actions.value, item.of_actions.reason) for item in found.shares] == [
        ("visibility", None, "no_actions"), ("", None, "no_actions"),
    ]  # fmt: skip
    assert years_of(book(), ACTIONS) == (2022, 2023, 2024)


def test_services_come_largest_first() -> None:
    found = aims_of_year(book(), ACTIONS, 2024, "paid", "service")
    assert [item.key for item in found.shares] == ["Eau", "Cabinet", ""]
    assert not aims_of_year(book(), ACTIONS, 2023, "paid", "service").told


def test_what_is_left_to_assign_and_what_is_proposed() -> None:
    rows = frame_of(
        BudgetLine,
        [
            line("7", 2025, paid=10),
            line("2", 2025, paid=400),
            line("8", 2025, paid=900, project="Projet a"),
            line("9", 2025, paid=5, project="Projet z"),
            line("6", 2025, paid=7, purpose="visibility"),
            line("10", 2025, paid=7000, direction="income"),
        ],
    )
    left = unassigned_lines(Book.of(rows), "purpose", 2025)
    assert list(left["line"]) == ["8", "2", "7", "9"]
    told = frame_of(BudgetLine, list(LINES))
    assert proposed(left, told, ACTIONS, "purpose") == {(2025, "2"): "visibility", (2025, "8"): "visibility"}


def test_two_answers_that_disagree_propose_nothing() -> None:
    told = frame_of(BudgetLine, [line("1", 2022, purpose="advocacy"), line("1", 2023, purpose="solidarity")])
    assert proposed(frame_of(BudgetLine, [line("1", 2024)]), told, (), "purpose") == {}


def test_an_assigned_line_keeps_what_was_confirmed_of_it() -> None:
    [confirmed] = confirm_rubrics([LINES[2]], {(2024, "3"): "r2_grants"}, "Ada", "2025-01-02")
    [told] = assigned([confirmed], {(2024, "3"): "advocacy"}, "purpose", CATALOGUE.objective_purposes)
    assert (told.purpose, told.rubric, told.rubric_author, told.paid) == ("advocacy", "r2_grants", "Ada", 1500)
    [told] = assigned([told], {(2024, "3"): " Cabinet "}, "service")
    assert (told.service, told.purpose) == ("Cabinet", "advocacy")


@pytest.mark.parametrize(("key", "value"), [((2024, "33"), "advocacy"), ((2024, "3"), "advocacie")])
def test_what_is_not_offered_is_refused_with_the_nearest(key: tuple[int, str], value: str) -> None:
    with pytest.raises(RubricError, match="le plus proche"):
        assigned(LINES, {key: value}, "purpose", CATALOGUE.objective_purposes)


@pytest.fixture(scope="module")
def view() -> BudgetView:
    settings = load_settings(catalogue=CATALOGUE)
    return readout(demo_snapshot("EX001"), settings.extend(CATALOGUE), 2025, settings).budget()


@pytest.mark.parametrize("lang", ["fr", "en", "es"])
def test_the_figures_say_each_share_and_draw_the_years(view: BudgetView, lang: str) -> None:
    t = translator(lang)
    for aim in ("purpose", "service", "policy"):
        figure = aims_figure(view, aim, t)  # type: ignore[arg-type]  # one of the three aims
        unassigned = next(iter(figure.table.iloc[-1:].itertuples(index=False)))
        assert figure.spec is not None and str(unassigned[0]) == t("Non affecté")
        assert figure.table.iloc[:, 2].sum() == pytest.approx(100)
        assert figure.table.iloc[:, 4].sum() == pytest.approx(100)
        for counted in ("euros", "actions"):
            years = aims_over_years(view, aim, counted, t)  # type: ignore[arg-type]  # one of the three aims
            wide = years.table.set_index(years.table.columns[0])
            assert list(wide.index) == list(range(2014, 2026))
            assert wide.sum(axis=1).to_list() == pytest.approx([100] * 12)


def test_accounts_that_say_no_purpose_are_told_and_not_drawn() -> None:
    settings = load_settings(catalogue=CATALOGUE)
    montreuil = readout(demo_snapshot("93048"), CATALOGUE, 2023, settings).budget()
    figure = aims_figure(montreuil, "purpose", translator("fr"))
    assert figure.spec is None
    assert figure.sentence == "Aucune ligne et aucune action de 2023 ne dit sa finalité."
