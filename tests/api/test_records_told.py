"""Each field of a record, and each setting, as the API tells it: what was stored, no more, no less, nothing made up."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from indicators.catalogue import load_catalogue
from indicators.records import Activity, BudgetLine, Observation, Partnership, Territory, origins_of
from indicators.settings import load_settings
from indicators.store import drafts, editions
from server.api.fields import PROMISED, Origin
from server.api.routes import Api
from tests.api.conftest import Client

HOME, NAME = "38185", "d1_export_intensity"
PLAIN = Observation(
    territory=HOME, indicator=NAME, year=2015, value=12.5, numerator=25.0, denominator=200.0, low=11.0, high=14.0, unit="%",
    reliability="B", publisher="Insee", source="Enquête", url="https://insee.fr/1", vintage="2016", published="2017-02",
    accessed="2026-05-03", licence="Licence Ouverte", citation="Insee, enquête", note="À lire avec soin.",
)  # fmt: skip
#: Values of one indicator, a year each, and what a program is warned of.
VALUES: tuple[tuple[Observation, list[str]], ...] = (
    (PLAIN, []),
    (replace(PLAIN, year=2016, value=None, note="secret statistique", quality="secret"), ["secret"]),
    (replace(PLAIN, year=2017, value=0.0, low=None, high=None), []),
    (replace(PLAIN, year=2018, quality="provisional"), ["provisional"]),
    (replace(PLAIN, year=2019, quality="estimated", series_break=True), ["estimated", "series_break"]),
    (replace(PLAIN, year=2020, geo_level="department", geo_name="Isère"), ["proxy"]),
    (replace(PLAIN, year=2021, example=True), ["example"]),
)
LINE = BudgetLine(
    territory=HOME, year=2024, line="1", document="CA", instruction="M57", nature="6574", rubric="r2_grants",
    rubric_status="confirmed", voted=9_000_00, committed=8_000_00, paid=7_000_00,
)  # fmt: skip
LINES = (
    LINE,
    replace(LINE, line="2", rubric_status="suggested", paid=2_000_00, committed=2_500_00),
    replace(LINE, line="3", paid=-500_00, committed=-500_00),
    replace(LINE, line="4", nature="64111", rubric="r1_operations", paid=4_000_00),
    replace(LINE, line="5", nature="6238", rubric="r4_visibility", paid=1_000_00, rubric_status=""),
    replace(LINE, line="1", year=2023, paid=3_000_00, example=True),
)
PARTNERS = (
    Partnership(id="sfax", territory=HOME, partner="Sfax", country="TN", status="active", signed="1990"),
    Partnership(id="oran", territory=HOME, partner="Oran", country="DZ", status="active", signed="1991"),
    Partnership(id="bonn", territory=HOME, partner="Bonn", country="DE", status="active", signed="1992", example=True),
)
ACTIONS = (
    Activity(
        id="a", territory=HOME, year=2024, title="A", partnership="sfax", last_exchange="2024-05-17", example=True
    ),
    Activity(id="b", territory=HOME, year=2023, title="B", partnership="oran", last_exchange="2023-11"),
)
#: By partner: its last exchange, and whether its record or an action of it was invented.
LIVES = {"sfax": ("2024-05-17", True), "oran": ("2023-11", False), "bonn": ("", True)}

Ask = Callable[..., Any]


@pytest.fixture
def ask(engine: Engine, tmp_path: Path) -> Ask:
    """Ask the API of what is above, under the lines of a file."""
    batch = drafts.open_batch(engine, "Ada")
    rows: dict[str, list[Any]] = {
        "territory": [Territory(code=HOME, name="Grenoble")], "observation": [item for item, _ in VALUES],
        "budget_line": list(LINES), "partnership": list(PARTNERS), "activity": list(ACTIONS),
    }  # fmt: skip
    for kind, records in rows.items():
        drafts.stage(engine, batch.id, kind, records)
    editions.publish(engine, [batch.id], "Une", "Ada")

    def answer(address: str, lines: str = "") -> Any:
        path = tmp_path / "config.toml"
        path.write_text(f'[access]\nmode = "public"\n{lines}', encoding="utf-8")
        found = Client(Api(engine, load_settings(path, load_catalogue()))).get(f"/api/v1{address}")
        assert found.status_code == 200, found.text
        return found.json()

    return answer


def test_every_field_of_a_value(ask: Ask) -> None:
    found = {item["year"]: item for item in ask(f"/values?territory={HOME}&indicator={NAME}&limit=100")["values"]}
    assert found.keys() == {item.year for item, _ in VALUES}
    for stored, flags in VALUES:
        said = found[stored.year]
        assert {name: said[name] for name in PROMISED["observation"]} == {
            name: getattr(stored, name) for name in PROMISED["observation"]
        }
        own = stored.geo_level == "commune"
        assert said["coverage"] == {"level": stored.geo_level, "name": stored.geo_name, "own": own}
        assert said["flags"] == flags
        assert said["origins"] == [
            {name: getattr(origin, name) for name in Origin.model_fields} for origin in origins_of(stored)
        ]


def cut(found: Any) -> dict[str, tuple[int, int, int, int]]:
    """By rubric: net, gross, confirmed and suggested euros."""
    return {item["id"]: tuple(item[name] // 100 for name in ("net", "gross", "confirmed", "suggested")) for item in found["rubrics"]}  # fmt: skip


#: The budget at an address and under a setting: its year, net, whether it rests on an example, and some of its rubrics.
BUDGETS: dict[str, tuple[str, str, int, int, bool, dict[str, tuple[int, int, int, int]]]] = {
    "paid": ("", "", 2024, 13_500, False, {"r2_grants": (8_500, 9_000, 7_000, 2_000), "r1_operations": (4_000, 4_000, 4_000, 0)}),
    "committed": ("&stage=committed", "", 2024, 26_000, False, {"r2_grants": (10_000, 10_500, 8_000, 2_500)}),
    "the year before": ("&year=2023", "", 2023, 3_000, True, {"r2_grants": (3_000, 3_000, 3_000, 0)}),
    "without staff": ("", "[budget]\nstaff_included = false\n", 2024, 9_500, False, {"r2_grants": (8_500, 9_000, 7_000, 2_000)}),
}  # fmt: skip


@pytest.mark.parametrize("name", BUDGETS)
def test_the_budget_by_rubric(name: str, ask: Ask) -> None:
    more, lines, year, net, example, rubrics = BUDGETS[name]
    found = ask(f"/budget?territory={HOME}{more}", lines)
    assert (found["year"], found["net"], found["example"]) == (year, net * 100, example)
    parts = cut(found)
    assert {key: parts[key] for key in rubrics} == rubrics
    assert ("r1_operations" in parts) is (name in ("paid", "committed"))
    whole = sum(item["gross"] for item in found["rubrics"])
    for item in found["rubrics"]:
        assert item["share"] == pytest.approx(100 * item["gross"] / whole), "nothing is rounded for a program"


def test_the_life_of_a_relation(ask: Ask) -> None:
    found = {
        item["id"]: item["properties"] for item in ask(f"/partnerships.geojson?territory={HOME}&year=2024")["features"]
    }
    assert {name: (item["last_exchange"], item["example"]) for name, item in found.items()} == LIVES
    later = ask(f"/partnerships.geojson?territory={HOME}&year=2024", "[thresholds]\ndormant_months = 1\n")["features"]
    assert {item["properties"]["state"] for item in later if item["id"] == "sfax"} == {"dormant"}
    assert found["sfax"]["state"] == "active"


def test_an_edition_says_which_one_it_restores(engine: Engine, ask: Ask) -> None:
    editions.restore(engine, 1, "Retour", "Ada")
    found = {item["number"]: item["restores"] for item in ask("/editions")["editions"]}
    assert found == {1: None, 2: 1}
