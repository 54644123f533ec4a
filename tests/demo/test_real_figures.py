"""The demonstration holds the published figures: each total below was published or worked out from its file."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from indicators.demo import demo_snapshot, load_demo
from indicators.records import BudgetLine, Observation, Partnership, Record

ROOT = Path(__file__).parents[2]
MONTREUIL_EXPENDITURE = {
    2016: 541_701,
    2017: 494_630,
    2018: 387_960,
    2019: 450_178,
    2020: 492_604,
    2021: 493_341,
    2022: 285_761,
    2023: 298_183,
}
MONTREUIL_INCOME = {
    2016: 70_456,
    2017: 196_000,
    2018: 2_504,
    2019: 9_294,
    2020: 390_173,
    2021: 69_000,
    2022: 49_400,
    2023: 96_287,
}


@pytest.fixture(scope="module")
def demo() -> dict[str, list[Record]]:
    return load_demo()


def observation(demo: dict[str, list[Record]], territory: str, indicator: str, year: int) -> Observation:
    rows = [row for row in demo["observation"] if row.identity() == (territory, indicator, year)]
    assert len(rows) == 1
    assert isinstance(rows[0], Observation)
    return rows[0]


def paid(demo: dict[str, list[Record]], territory: str, year: int, direction: str) -> int:
    """Whole euros paid, rounded once at the end."""
    lines = [row for row in demo["budget_line"] if isinstance(row, BudgetLine)]
    kept = [row for row in lines if (row.territory, row.year, row.direction) == (territory, year, direction)]
    return round(sum(row.paid or 0 for row in kept) / 100)


def partnerships(demo: dict[str, list[Record]], territory: str) -> dict[str, Partnership]:
    rows = [row for row in demo["partnership"] if isinstance(row, Partnership)]
    return {row.partner: row for row in rows if row.territory == territory}


@pytest.mark.parametrize("year", MONTREUIL_EXPENDITURE)
def test_montreuil_function_04_totals(demo: dict[str, list[Record]], year: int) -> None:
    assert paid(demo, "93048", year, "expenditure") == MONTREUIL_EXPENDITURE[year]
    assert paid(demo, "93048", year, "income") == MONTREUIL_INCOME[year]


def test_montreuil_per_mille_of_operating_expenditure(demo: dict[str, list[Record]]) -> None:
    for year, expected in ((2016, 2.87), (2023, 1.35)):
        base = observation(demo, "93048", "b_drf", year).value
        assert base is not None
        assert round(1000 * paid(demo, "93048", year, "expenditure") / base, 2) == expected


def test_montreuil_has_lines_paid_without_voted_credits_and_one_negative(demo: dict[str, list[Record]]) -> None:
    lines = [row for row in demo["budget_line"] if isinstance(row, BudgetLine) and row.territory == "93048"]
    assert len(lines) == 209
    unvoted = [row for row in lines if row.voted is None and row.direction == "expenditure"]
    assert {row.year for row in unvoted} >= {2016, 2017}
    negative = next(row for row in lines if row.year == 2020 and row.nature == "60623")
    assert negative.paid == -6952


def test_grenoble_2018_function_04(demo: dict[str, list[Record]]) -> None:
    lines = [row for row in demo["budget_line"] if isinstance(row, BudgetLine) and row.territory == "38185"]
    assert len(lines) == 51
    assert paid(demo, "38185", 2018, "expenditure") == 966_687
    assert paid(demo, "38185", 2018, "income") == 218_095
    assert [row.paid for row in lines if row.section == "investment"] == [86_280]


def test_grenoble_per_mille_uses_a_base_said_to_be_rounded(demo: dict[str, list[Record]]) -> None:
    base = observation(demo, "38185", "b_drf", 2018)
    assert base.quality == "estimated"
    assert base.value is not None
    assert round(1000 * (966_687 - 863) / base.value, 2) == 4.19


def test_no_rubric_of_a_real_city_is_confirmed(demo: dict[str, list[Record]]) -> None:
    lines = [row for row in demo["budget_line"] if isinstance(row, BudgetLine)]
    real = [row for row in lines if row.territory in {"38185", "93048"}]
    assert {row.rubric_status for row in real if row.rubric} == {"suggested"}
    assert {row.rubric_status for row in real if not row.rubric} == {""}


@pytest.mark.parametrize(("year", "count", "enrolled", "share"), [(2006, 6128, 47988, 12.8), (2022, 8579, 52369, 16.4)])
def test_students_of_isere(demo: dict[str, list[Record]], year: int, count: int, enrolled: int, share: float) -> None:
    row = observation(demo, "38185", "d6_intl_students_share", year)
    assert (row.numerator, row.denominator) == (count, enrolled)
    assert row.value == pytest.approx(share, abs=0.05)
    assert (row.quality, row.geo_level) == ("proxy", "department")


def test_students_of_france_leave_out_components_and_empty_cells(demo: dict[str, list[Record]]) -> None:
    row = observation(demo, "FR", "d6_intl_students_share", 2022)
    assert (row.numerator, row.denominator) == (229_091, 1_739_352)
    early = observation(demo, "FR", "d6_intl_students_share", 2006)
    assert early.numerator == 183_511
    assert early.denominator == 1_527_740 - (519 + 490 + 448 + 302 + 1565 + 1666 + 495)
    assert observation(demo, "FR", "d6_intl_students_share", 2023).series_break


def test_population_of_grenoble(demo: dict[str, list[Record]]) -> None:
    assert observation(demo, "38185", "d4_immigrant_share", 2013).value == pytest.approx(16.0, abs=0.05)
    assert observation(demo, "38185", "d4_foreign_nationals_share", 2013).value == pytest.approx(10.8, abs=0.05)
    assert observation(demo, "38185", "d4_foreign_nationals_share", 2021).value == 14.5
    assert observation(demo, "FR", "d4_foreign_nationals_share", 2013).value == 6.2
    assert observation(demo, "FR", "d4_foreign_nationals_share", 2021).value == pytest.approx(7.7, abs=0.05)
    assert observation(demo, "FR", "d4_foreign_nationals_share", 2023).value == pytest.approx(8.2, abs=0.05)
    assert observation(demo, "FR", "d4_immigrant_share", 2021).value == 10.3
    assert observation(demo, "FR", "d4_immigrant_share", 2023).value == pytest.approx(10.7, abs=0.05)


def test_dimension_5_of_grenoble_holds_one_fact_and_no_indicator(demo: dict[str, list[Record]]) -> None:
    named = {row.identity()[1] for row in demo["observation"] if row.identity()[0] == "38185"}
    assert not [name for name in named if str(name).startswith("d5_")]
    assert observation(demo, "38185", "ctx_visiting_researchers_ill", 2013).value == 1500


def test_a_borrowed_level_is_a_proxy(demo: dict[str, list[Record]]) -> None:
    own = {row.identity()[0]: getattr(row, "type", "") for row in demo["territory"]}
    for row in demo["observation"]:
        assert isinstance(row, Observation)
        if row.geo_level != own[row.territory]:
            assert row.quality == "proxy", row.identity()


def test_piedmont_indices_do_not_rebuild_their_total(demo: dict[str, list[Record]]) -> None:
    parts = [observation(demo, "NUTS-ITC1", f"geii_d{number}", 2023).value for number in range(1, 7)]
    assert parts == [117.6, 119.0, 95.1, 113.3, 105.6, 165.0]
    total = observation(demo, "NUTS-ITC1", "geii_total", 2023)
    assert total.value == 116.0
    assert round(sum(value or 0.0 for value in parts) / 6, 1) == 119.3
    assert "119,3" in total.note


def test_grenoble_has_23_partnerships_all_on_the_map(demo: dict[str, list[Record]]) -> None:
    found = partnerships(demo, "38185")
    assert len(found) == 23
    assert all(row.latitude is not None and row.longitude is not None for row in found.values())
    assert found["Innsbruck"].signed == "1963"
    assert "1964" in found["Innsbruck"].note
    assert (found["Sfax"].signed, found["Sfax"].renewed) == ("1998", "2019")
    assert found["Sarajevo"].coordinate_origin == "gazetteer"
    assert {row.status for row in found.values()} == {"active", "to_verify"}


def test_coordinates_from_the_gazetteer_are_those_of_the_gazetteer_that_is_shipped(
    demo: dict[str, list[Record]],
) -> None:
    shipped = pd.read_parquet(ROOT / "data" / "reference" / "gazetteer.parquet").set_index(["country", "name"])
    found = [row for row in partnerships(demo, "38185").values() if row.coordinate_origin == "gazetteer"]
    assert {row.city for row in found} == {"Oujda", "Sevan", "Sarajevo"}
    for row in found:
        place = shipped.loc[(row.country, row.city)]
        assert (row.latitude, row.longitude) == pytest.approx((place.latitude / 1e4, place.longitude / 1e4), abs=1e-4)


def test_montreuil_has_12_partnerships_with_the_source_corrected(demo: dict[str, list[Record]]) -> None:
    found = partnerships(demo, "93048")
    assert len(found) == 12
    assert found["Beit Sira"].country == "PS"
    assert "Prussia" in found["Beit Sira"].note
    assert found["Cercle de Yélimané"].status == "suspended"
    assert "novembre 2022" in found["Cercle de Yélimané"].end_reason


def test_communities_are_ranked_and_not_counted(demo: dict[str, list[Record]]) -> None:
    rows = [row for row in demo["community"] if row.identity()[0] == "38185"]
    assert [getattr(row, "country", "") for row in rows] == ["DZ", "IT", "MA", "TN", "PT", "ES"]
    assert {getattr(row, "population", 0) for row in rows} == {None}


def test_montreuil_and_grenoble_have_no_base_for_the_one_percent(demo: dict[str, list[Record]]) -> None:
    named = {row.identity()[1] for row in demo["observation"] if row.identity()[0] in {"38185", "93048"}}
    assert not [name for name in named if str(name).startswith("b_resources_")]


def test_snapshot_holds_the_territory_and_its_references() -> None:
    found = demo_snapshot("38185")
    assert found.territory.name == "Grenoble"
    assert set(found.territories) == {"38185", "FR", "REG-84", "200040715"}
    assert set(found.observations["territory"]) == {"38185", "FR", "REG-84", "200040715"}
    assert len(found.budget_lines) == 51
    assert len(found.partnerships) == 23


@pytest.mark.parametrize(
    ("territory", "year", "nights", "total", "place"),
    [
        ("38185", 2024, 1_470_336, 5_696_257, "Isère"),
        ("93048", 2024, 1_620_543, 4_665_183, "Seine-Saint-Denis"),
        ("REG-84", 2023, 16_042_497, 61_054_054, "Auvergne-Rhône-Alpes"),
        ("FR", 2024, 140_608_197, 457_644_262, "France"),
    ],
)
def test_nights_are_those_of_eurostat_each_at_its_scale(
    demo: dict[str, list[Record]], territory: str, year: int, nights: int, total: int, place: str
) -> None:
    row = observation(demo, territory, "d3_foreign_nights_share", year)
    assert (row.numerator, row.denominator, row.geo_name, row.publisher) == (nights, total, place, "Eurostat")
    assert row.value == pytest.approx(100 * nights / total, abs=1e-6)
    assert row.quality == ("proxy" if territory in {"38185", "93048"} else "final")


def test_students_per_inhabitant_are_those_of_the_intercommunality(demo: dict[str, list[Record]]) -> None:
    row = observation(demo, "38185", "d6_intl_students_1000", 2022)
    assert (row.numerator, row.denominator, row.geo_level) == (8579, 450_608, "epci")
    assert row.value == pytest.approx(19.0387, abs=1e-4)
