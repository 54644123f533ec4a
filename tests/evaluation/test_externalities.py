"""Externalities: alert, clear or unknown; answered or not; never netted."""

from typing import Any

import pytest

from indicators.catalogue.label import Label
from indicators.catalogue.model import Indicator
from indicators.evaluation.externalities import ExternalityPanel, externality_panel
from indicators.records import ExternalityMeasure, Observation, Territory
from tests.defaults import read_externalities
from tests.evaluation.builders import catalogue, snapshot

WORD = Label(fr="x", en="x", es="x")


def definition(name: str, **more: Any) -> Indicator:
    base: dict[str, Any] = {
        "id": name, "family": "externality", "label": WORD, "unit": "%", "unit_label": WORD, "kind": "ratio",
        "direction": "down", "formula": WORD, "sources": ("S",), "source_name": WORD, "geo_level": "commune",
        "caveat": WORD, "question": WORD, "origin": "S000", "version": "1", "weight": 0.0,
    }  # fmt: skip
    return Indicator(**(base | more))


def seen(name: str, value: float | None, year: int = 2024, territory: str = "A") -> Observation:
    return Observation(territory=territory, indicator=name, year=year, value=value)


def measure(name: str, status: Any) -> ExternalityMeasure:
    return ExternalityMeasure(territory="A", indicator=name, measure=status, status=status, owner="Habitat")


def panel(definitions: list[Indicator], rows: list[Observation], *measures: ExternalityMeasure, **more: Any):
    by_name: dict[str, list[Observation]] = {}
    for row in rows:
        by_name.setdefault(row.indicator, []).append(row)
    return externality_panel(definitions, by_name, measures, **more)


def states(found: ExternalityPanel) -> list[str]:
    return [item.state for item in found.items]


def test_alert_clear_and_unknown() -> None:
    found = panel(
        [definition("x_a", alert=5.0), definition("x_b", alert=5.0), definition("x_c", alert=5.0), definition("x_d")],
        [seen("x_a", 6), seen("x_b", 5), seen("x_d", 1)],
    )
    assert states(found) == ["alert", "clear", "unknown", "no_threshold"]
    assert (found.count("alert"), found.count("clear"), found.count("unknown")) == (1, 1, 1)


def test_unanswered_until_a_measure_is_in_force() -> None:
    alerted = [definition("x_a", alert=5.0)]
    assert panel(alerted, [seen("x_a", 6)], measure("x_a", "planned")).items[0].unanswered
    assert panel(alerted, [seen("x_a", 6)], measure("x_a", "dropped")).items[0].unanswered
    assert not panel(alerted, [seen("x_a", 6)], measure("x_a", "in_force")).items[0].unanswered
    assert not panel(alerted, [seen("x_a", 4)]).items[0].unanswered


def test_mitigation_coverage() -> None:
    two = [definition("x_a", alert=5.0), definition("x_b", alert=5.0)]
    rows = [seen("x_a", 6), seen("x_b", 7)]
    assert panel(two, rows, measure("x_a", "evaluated")).mitigation_coverage == 50
    assert panel(two, rows).mitigation_coverage == 0
    assert panel(two, []).mitigation_coverage is None


def test_the_collectivity_sets_its_own_threshold() -> None:
    found = panel([definition("x_a", alert=5.0)], [seen("x_a", 6)], thresholds={"x_a": 8.0}).items[0]
    assert (found.state, found.threshold, found.threshold_set) == ("clear", 8.0, True)


def test_thresholds_upwards_and_of_a_band() -> None:
    found = panel(
        [definition("x_up", direction="up", alert=20.0), definition("x_band", direction="band", band_hi=12.0)],
        [seen("x_up", 10), seen("x_band", 13)],
    )
    assert states(found) == ["alert", "alert"]


def test_against_a_reference() -> None:
    ratio = definition("x_lq", alert=1.5, alert_on="ratio_to_reference")
    gap = definition("x_gap", alert=3.0, alert_on="difference_to_reference")
    references = {"x_lq": [seen("x_lq", 4, territory="FR")], "x_gap": [seen("x_gap", 1, territory="FR")]}
    found = panel([ratio, gap], [seen("x_lq", 8), seen("x_gap", 3)], references=references)
    assert [item.compared for item in found.items] == [2.0, 2.0]
    assert states(found) == ["alert", "clear"]
    assert states(panel([ratio], [seen("x_lq", 8)])) == ["unknown"]


def test_five_years_against_the_department() -> None:
    price = definition("x_price", alert=10.0, alert_on="five_year_difference_to_reference")
    rows = [seen("x_price", 100, 2019), seen("x_price", 130, 2024)]
    around = {"x_price": [seen("x_price", 90, 2019, "38"), seen("x_price", 105, 2024, "38")]}
    found = panel([price], rows, references=around).items[0]
    assert found.compared == pytest.approx(15) and found.state == "alert"
    assert panel([price], rows[1:], references=around).items[0].state == "unknown"


def test_a_territory_is_read_with_its_reference_and_its_own_bands() -> None:
    home = Territory(code="A", name="A", references=("FR",))
    rows = [seen("x_band", 13), seen("x_lq", 8), seen("x_lq", 4, territory="FR"), seen("x_lq", 99, 2030)]
    found = read_externalities(
        snapshot(*rows, territory=home, externality_measures=(measure("x_lq", "in_force"),)),
        catalogue(
            definition("x_band", direction="band", band_hi=12.0),
            definition("x_lq", alert=1.5, alert_on="ratio_to_reference"),
            definition("x_other"),
        ),
        2024,
        chosen={"x_band", "x_lq"},
        bands={"x_band": (0.0, 20.0)},
    )
    assert states(found) == ["clear", "alert"]
    assert found.items[1].compared == 2 and not found.items[1].unanswered
