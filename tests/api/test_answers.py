"""What the API answers is what the pages show: the same readout, the same origins, the same reserves."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from indicators.catalogue import load_catalogue
from indicators.documents.reader import Reader
from indicators.languages import LANGUAGES
from indicators.present.reports import ReportSource
from indicators.present.reports.opendata import catalogue
from indicators.present.texts import translator
from indicators.readout import Readout
from indicators.settings import Settings, load_settings
from server.api.routes import Api
from tests.api.conftest import Client


def said(client: Client, address: str) -> Any:
    answer = client.get(f"/api/v1{address}")
    assert answer.status_code == 200, answer.text
    return answer.json()


def read(engine: Engine, territory: str, year: int | None = None) -> Readout:
    return Reader(engine, load_catalogue(), Settings()).readout(1, territory, year)


def every(client: Client, address: str, name: str) -> list[Any]:
    """Every element, page after page, as a program that follows ``next`` reads them."""
    found: list[Any] = []
    following: str | None = f"/api/v1{address}"
    while following:
        answer = client.get(following)
        assert answer.status_code == 200, answer.text
        found += answer.json()[name]
        following = answer.json()["page"]["next"]
    return found


def test_editions_and_territories(anybody: Client, published: Engine) -> None:
    (edition,) = said(anybody, "/editions")["editions"]
    assert (edition["number"], edition["name"]) == (1, "Démonstration")
    assert "author" not in edition, "nobody is named"
    codes = [item["code"] for item in every(anybody, "/territories?limit=3", "territories")]
    reader = Reader(published, load_catalogue(), Settings())
    assert codes == [item.code for item in reader.territories(1)]


def test_the_catalogue_in_every_language(anybody: Client) -> None:
    found = every(anybody, "/indicators?limit=50", "indicators")
    assert [item["id"] for item in found] == list(load_catalogue().indicators)
    assert all(item["label"].keys() == LANGUAGES.keys() for item in found)


@pytest.mark.parametrize("territory", ["38185", "93048", "EX001", "NUTS-ITC1"])
def test_values_are_those_of_the_edition(anybody: Client, published: Engine, territory: str) -> None:
    rows = read(published, territory).snapshot.observations
    own = rows[rows["territory"] == territory]
    found = every(anybody, f"/values?territory={territory}&limit=7", "values")
    stored = {(row.indicator, row.year): None if row.value != row.value else row.value for row in own.itertuples()}
    assert {(item["indicator"], item["year"]): item["value"] for item in found} == stored
    assert len(found) == len(own) > 7


def test_a_value_says_its_origins_its_coverage_and_its_reserves(anybody: Client) -> None:
    (value,) = said(anybody, "/values?territory=38185&indicator=d3_foreign_nights_per_inh&first_year=2024&last_year=2024")["values"]  # fmt: skip
    assert [item["publisher"] for item in value["origins"]] == ["Eurostat", "Eurostat"]
    assert value["origins"][0]["vintage"] == "2024" and "2011/833" in value["origins"][0]["licence"]
    assert value["coverage"]["own"] is False and value["coverage"]["level"] != "commune"
    assert "proxy" in value["flags"]
    fictional = said(anybody, "/values?territory=EX001&limit=1")["values"][0]
    assert "fictional" in fictional["flags"]


def test_missing_is_null_and_counted(anybody: Client, published: Engine) -> None:
    answer = said(anybody, "/values?territory=38185")
    readout = read(published, "38185")
    assert answer["coverage"]["followed"] == len(readout.followed) > answer["coverage"]["known"]
    nothing = said(anybody, "/values?territory=38185&indicator=x_no_such_thing")
    assert nothing["values"] == [] and nothing["page"]["total"] == 0


def test_partnerships_are_the_ones_of_the_map_in_degrees(anybody: Client, published: Engine) -> None:
    answer = anybody.get("/api/v1/partnerships.geojson?territory=EX001")
    assert answer.headers["content-type"] == "application/geo+json"
    features = {item["id"]: item for item in answer.json()["features"]}
    standing = {item.id: item for item in read(published, "EX001").standing}
    assert features.keys() == standing.keys()
    for name, item in features.items():
        assert item["properties"]["state"] == standing[name].state
        if item["geometry"]:
            longitude, latitude = item["geometry"]["coordinates"]
            assert (latitude, longitude) == (standing[name].partnership.latitude, standing[name].partnership.longitude)
    assert "owner" not in next(iter(features.values()))["properties"]
    past = anybody.get("/api/v1/partnerships.geojson?territory=EX001&year=2016").json()["features"]
    assert {item["id"] for item in past} == {item.id for item in read(published, "EX001", 2016).standing} != standing.keys()  # fmt: skip


@pytest.mark.parametrize("stage", ["voted", "committed", "paid"])
def test_the_budget_is_the_one_of_the_page(anybody: Client, published: Engine, stage: Any) -> None:
    answer = said(anybody, f"/budget?territory=EX001&stage={stage}")
    view = read(published, "EX001").budget(stage)
    assert (answer["year"], answer["net"], answer["gross"]) == (view.year, view.rubrics.net, view.rubrics.gross)
    assert {item["id"]: item["net"] for item in answer["rubrics"]} == {part.key: part.net for part in view.rubrics.parts}  # fmt: skip
    labels = {item["id"]: item["label"] for item in answer["rubrics"]}
    assert all(label["fr"] and label["en"] and label["es"] for label in labels.values()), labels


def test_no_budget_says_why(anybody: Client) -> None:
    answer = said(anybody, "/budget?territory=FR")
    assert answer["net"] is None and answer["rubrics"] == [] and answer["reason"] == "no_lines"


def test_the_catalogue_record_is_that_of_the_package(published: Engine, tmp_path: Path) -> None:
    told = '[collectivity]\ncontact = "international@ville.fr"\naddress = "https://ouverture.ville.fr"\n[access]\nmode = "public"\n'
    (tmp_path / "config.toml").write_text(told, encoding="utf-8")
    settings = load_settings(tmp_path / "config.toml")
    answer = Client(Api(published, settings)).get("/api/v1/catalogue.jsonld?territory=38185&langue=en")
    assert answer.headers["content-type"] == "application/ld+json"
    reader = Reader(published, load_catalogue(), settings)
    assert answer.json() == catalogue(ReportSource(reader.readout(1, "38185"), translator("en")))


def test_a_catalogue_record_that_the_gate_stops(anybody: Client) -> None:
    answer = anybody.get("/api/v1/catalogue.jsonld?territory=38185")
    assert (answer.status_code, answer.json()["code"]) == (404, "open_data")
    assert "contact" in answer.json()["detail"] and "address" in answer.json()["detail"]
