"""1 % schemes: a ceiling a service, never « conforme » without a base."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from indicators.budget import Book, BudgetContext
from indicators.budget.ceilings import Ceiling
from indicators.catalogue import Catalogue
from indicators.demo import demo_snapshot
from indicators.present.reports.figures import budget_figures
from indicators.present.reports.source import ReportSource
from indicators.present.texts import translator
from indicators.records import GeoLevel, Snapshot
from tests.budget.conftest import line
from tests.defaults import ceilings, readout


@pytest.fixture(scope="module")
def exempleville() -> Snapshot:
    return demo_snapshot("EX001")


@pytest.fixture
def read(
    book: Callable[..., Book], context: Callable[..., BudgetContext], catalogue: Catalogue
) -> Callable[..., dict[str, Ceiling]]:
    """The ceilings of the year 2024 by service, from lines and facts."""

    def build(*rows: object, quality: str = "final", **facts: float) -> dict[str, Ceiling]:
        found = ceilings(book(*rows), context(quality=quality, **facts), 2024, catalogue.one_percent)
        return {item.service: item for item in found}

    return build


@pytest.mark.parametrize(
    ("spent", "status", "room"), [(50, "within", 5_000), (89.99, "within", 1_001), (90, "alert", 1_000), (100, "alert", 0), (101, "breach", -100)]
)  # fmt: skip
def test_status_by_use(read: Callable[..., dict[str, Ceiling]], spent: float, status: str, room: int) -> None:
    found = read(line(paid=spent, funding_source="one_pct_waste"), b_resources_waste=10_000)["b_resources_waste"]
    assert (found.ceiling, found.status, found.room) == (10_000, status, room)
    assert found.use.value == pytest.approx(spent)


def test_without_base_nothing_is_said_to_comply(read: Callable[..., dict[str, Ceiling]]) -> None:
    found = read(line(paid=1, funding_source="one_pct_mobility"))["b_resources_mobility"]
    assert (found.status, found.reason, found.room, found.used) == ("not_computable", "base_missing", None, 100)


def test_commitments_alert_before_payments(read: Callable[..., dict[str, Ceiling]]) -> None:
    row = line(committed=95, paid=10, funding_source="one_pct_energy")
    assert read(row, b_resources_energy=10_000)["b_resources_energy"].status == "alert"


@pytest.mark.parametrize("name", ["Budget annexe de l'eau", "BUDGET ANNEXE DE L’EAU", "Eau potable"])
def test_water_and_sanitation_are_not_pooled(read: Callable[..., dict[str, Ceiling]], name: str) -> None:
    found = read(
        line("a", paid=150, funding_source="one_pct_water", budget=name),
        line("b", paid=10, funding_source="one_pct_water", budget="Assainissement"),
        b_resources_water=10_000,
        b_resources_sanitation=10_000,
    )
    assert found["b_resources_water"].status == "breach"
    assert (found["b_resources_sanitation"].status, found["b_resources_sanitation"].used) == ("within", 1_000)


def test_expense_of_an_unnamed_service_is_attributed_to_none(read: Callable[..., dict[str, Ceiling]]) -> None:
    found = read(line(paid=10, funding_source="one_pct_water"), b_resources_water=10_000)["b_resources_water"]
    assert (found.used, found.unattributed, found.status, found.reason) == (
        0,
        1_000,
        "not_computable",
        "not_attributed",
    )


def test_voted_base_is_provisional(read: Callable[..., dict[str, Ceiling]]) -> None:
    assert read(quality="provisional", b_resources_waste=10_000)["b_resources_waste"].provisional


def test_schemes_not_used_are_shown_only_when_none_is(read: Callable[..., dict[str, Ceiling]]) -> None:
    assert len(read()) == 5
    assert list(read(b_resources_waste=1.0)) == ["b_resources_waste"]


@pytest.mark.parametrize(
    ("level", "services"), [("commune", 5), ("epci", 5), ("other", 5), ("region", 1), ("department", 0), ("country", 0)]
)  # fmt: skip
def test_a_scheme_without_figures_is_told_only_to_who_may_run_its_service(
    level: GeoLevel, services: int, exempleville: Snapshot, catalogue: Catalogue
) -> None:
    bare = replace(
        exempleville,
        territory=replace(exempleville.territory, type=level),
        observations=exempleville.observations[:0],
        budget_lines=exempleville.budget_lines.assign(funding_source="own"),
    )
    source = ReportSource(readout(bare, catalogue, 2025), translator("fr"))
    assert len(source.budget.ceilings) == services
    assert ("budget_ceilings" in {item.key for item in budget_figures(source)}) == bool(services)


def test_the_figures_of_a_service_are_told_to_whoever_has_them(exempleville: Snapshot, catalogue: Catalogue) -> None:
    department = replace(exempleville, territory=replace(exempleville.territory, type="department"))
    source = ReportSource(readout(department, catalogue, 2025), translator("fr"))
    assert "budget_ceilings" in {item.key for item in budget_figures(source)}


def test_what_counts_is_expenditure_and_never_what_the_scheme_brings_in(
    read: Callable[..., dict[str, Ceiling]],
) -> None:
    found = read(
        line("a", committed=80, paid=60, funding_source="one_pct_waste"),
        line("b", committed=500, paid=500, funding_source="one_pct_waste", direction="income"),
        b_resources_waste=10_000,
    )["b_resources_waste"]
    assert (found.committed, found.paid, found.used, found.stage) == (8_000, 6_000, 8_000, "committed")
    assert found.use.basis == "b_resources_waste"


def test_an_expense_without_its_base_is_told_beside_a_scheme_that_has_one(
    read: Callable[..., dict[str, Ceiling]],
) -> None:
    found = read(line(paid=1, funding_source="one_pct_mobility"), b_resources_waste=10_000)
    assert set(found) == {"b_resources_mobility", "b_resources_waste"}
    assert found["b_resources_waste"].used == 0


def test_a_base_of_nothing_leaves_no_room_and_says_why(read: Callable[..., dict[str, Ceiling]]) -> None:
    found = read(line(paid=1, funding_source="one_pct_waste"), b_resources_waste=0.0)["b_resources_waste"]
    assert (found.room, found.reason, found.status) == (None, "base_not_positive", "not_computable")


def test_an_estimated_base_is_provisional_and_a_computed_ceiling_has_no_reason(
    read: Callable[..., dict[str, Ceiling]],
) -> None:
    found = read(quality="estimated", b_resources_waste=10_000)["b_resources_waste"]
    assert (found.provisional, found.reason, found.unattributed) == (True, None, 0)
    assert not read(b_resources_waste=10_000)["b_resources_waste"].provisional
