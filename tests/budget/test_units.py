"""One switch, four units: each related to its own year, never to another's."""

from __future__ import annotations

import pytest

from indicators.budget import MONEY_UNITS, BudgetView, MoneyUnit
from indicators.catalogue import load_catalogue
from indicators.demo.snapshot import demo_snapshot
from indicators.present.charts.budget import budget_by_rubric, budget_split
from indicators.present.charts.budget_payers import budget_payers
from indicators.present.charts.budget_series import budget_over_years, parts_over_years
from indicators.present.texts import translator
from indicators.settings import load_settings
from tests.defaults import readout

T = translator("fr")
CATALOGUE = load_catalogue()


def view_of(territory: str, year: int) -> BudgetView:
    settings = load_settings(catalogue=CATALOGUE)
    return readout(demo_snapshot(territory), settings.extend(CATALOGUE), year, settings).budget()


@pytest.fixture(scope="module")
def view() -> BudgetView:
    return view_of("EX001", 2025)


@pytest.mark.parametrize("unit", MONEY_UNITS)
def test_the_parts_of_a_year_make_the_figure_of_the_year_in_every_unit(view: BudgetView, unit: MoneyUnit) -> None:
    row = view.row
    assert row is not None
    whole = {
        "euros": row.expenditure.net, "inhabitant": row.per_inhabitant.value,
        "thousand": 100 * (row.share.value or 0), "constant": row.constant.value,
    }[unit]  # fmt: skip
    for by in ("rubric", "purpose", "partnership"):
        told = view.measured(unit).by_year(by)  # type: ignore[arg-type]  # a cut
        assert told.loc[2025].sum() == pytest.approx(whole)


def test_a_year_without_population_is_empty_and_says_why() -> None:
    view = view_of("93048", 2016)
    assert view.measured("inhabitant").factor(2016) is None
    figure = budget_by_rubric(view, T, unit="inhabitant")
    assert figure.spec is None
    assert "non disponible" in figure.sentence and "population" in figure.sentence
    assert figure.table.iloc[:, 1].isna().all()


def test_titles_axes_and_tables_name_the_unit(view: BudgetView) -> None:
    for build in (
        lambda unit: budget_over_years(view, T, unit=unit),
        lambda unit: budget_by_rubric(view, T, unit=unit),
        lambda unit: budget_split(view, "country", T, unit=unit),
    ):
        assert "par habitant" in build("inhabitant").title
        assert "constants de 2025" in build("constant").title
        assert any("€ par habitant" in str(name) for name in build("inhabitant").table.columns)
        assert "sur 1\u202f000" in build("thousand").title.replace("\u00a0", "\u202f")


def test_one_partner_alone_is_drawn_from_nought_and_told(view: BudgetView) -> None:
    names = parts_over_years(view, "partnership", T)
    key = next(name for name, said in names.items() if said == "Saint-Louis")
    figure = budget_over_years(view, T, by="partnership", only=key)
    assert figure.title.endswith("Saint-Louis") and "Saint-Louis" in figure.sentence
    [rows] = [rows for rows in (figure.spec or {})["datasets"].values() if "rubric" in rows[0]]
    assert {row["rubric"] for row in rows} == {"Saint-Louis"}
    whole = budget_over_years(view, T, by="partnership")
    assert (whole.spec or {})["params"][0]["bind"] == "legend"


@pytest.mark.parametrize("unit", MONEY_UNITS)
def test_who_pays_is_said_in_the_unit_of_the_page(view: BudgetView, unit: MoneyUnit) -> None:
    """Own funds and receipts make the expenditure of the year, whatever the unit; a unit that cannot be made is not drawn."""
    figure = budget_payers(view, T, unit=unit)
    counted = view.measured(unit)
    factor = counted.factor(2025)
    assert factor is not None and figure.spec is not None
    spent = counted.counted.total(2025, "paid").net
    assert spent and figure.table.iloc[:, 2].sum() == pytest.approx(spent * factor / 100)
    assert (unit == "thousand") == (spent < (view.book.total(2025, "paid").net or 0)), (
        "operating of the principal budget"
    )
    missing = view_of("93048", 2016)
    assert budget_payers(missing, T, unit="inhabitant").spec is None
    assert "non disponible" in budget_payers(missing, T, unit="inhabitant").sentence
