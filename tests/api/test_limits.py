"""Bounds of size and rate, and what is badly asked: each is answered by what was received and what is accepted."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine

from indicators.languages import LANGUAGES
from server.api import keeping
from tests.api.conftest import Client, client


@pytest.mark.parametrize("rate", [2, 5])
def test_more_than_the_rate_is_told_when_to_come_back(published: Engine, rate: int) -> None:
    found = client(published, requests_per_minute=rate)
    assert [found.get("/api/v1/editions").status_code for _ in range(rate)] == [200] * rate
    slowed = found.get("/api/v1/editions")
    assert (slowed.status_code, slowed.json()["code"]) == (429, "rate")
    assert 1 <= int(slowed.headers["retry-after"]) <= 60 // rate + 1
    wrong = found.get("/api/v1/editions", headers={"Authorization": "Bearer ouv_guess"})
    assert wrong.status_code == 429, "guesses are counted with the address"


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("/values?territory=38185&limit=1000000", 422, ("limit", "1000000", "1 à 1000")),
        ("/values?territory=38185&limit=0", 422, ("limit", "1 à 1000")),
        ("/values?territory=38185&offset=-1", 422, ("offset", "-1")),
        ("/values?territory=38185&offset=99999999999999999999", 422, ("offset",)),
        ("/values?territory=38185&first_year=vingt", 422, ("first_year", "vingt", "1900")),
        ("/values", 422, ("territory", "manque")),
        ("/values?territory=", 422, ("territory",)),
        ("/values?territory=38185&territory=93048", 422, ("territory", "plusieurs")),
        ("/values?territory=38185&teritory=1", 422, ("teritory", "territory")),
        ("/values?territory=38185&zzz=1", 422, ("zzz", "indicator")),
        ("/budget?territory=38185&stage=spent", 422, ("stage", "spent", "voted")),
        ("/values?territory=99999", 404, ("99999", "/api/v1/territories")),
        ("/values?territory=38185&edition=2", 404, ("2",)),
        ("/values?territory=38185&edition=99999999999", 422, ("edition",)),
        ("/nothing", 404, ("/api/v1",)),
    ],
)
def test_bad_questions(anybody: Client, address: str, status: int, words: tuple[str, ...]) -> None:
    answer = anybody.get(f"/api/v1{address}")
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert all(word in answer.json()["detail"] for word in words), answer.text
    separator = "&" if "?" in address else "?"
    details = {lang: anybody.get(f"/api/v1{address}{separator}langue={lang}").json()["detail"] for lang in LANGUAGES}
    assert len(set(details.values())) == len(LANGUAGES), details


def test_a_page_beyond_the_end_is_empty(anybody: Client) -> None:
    answer = anybody.get("/api/v1/values?territory=38185&offset=100000").json()
    assert answer["values"] == [] and answer["page"]["next"] is None and answer["page"]["total"] > 0


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_nothing_is_written(anybody: Client, method: str) -> None:
    for address in ("/api/v1", "/api/v1/values?territory=38185"):
        answer = anybody.request(method, address)
        assert (answer.status_code, answer.json()["code"]) == (405, "method")
        assert answer.headers["allow"] == "GET, HEAD, OPTIONS"


def test_an_absent_database_is_told(filled: Engine) -> None:
    found = client(filled)
    with filled.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE edition RENAME TO edition_away")
    answer = found.get("/api/v1/editions")
    assert answer.status_code in (500, 503) and answer.headers["content-type"] == "application/problem+json"
    assert "edition_away" not in answer.text and "SELECT" not in answer.text


def test_nothing_published_is_told(engine: Engine) -> None:
    answer = client(engine).get("/api/v1/territories")
    assert answer.status_code == 404 and "publié" in answer.json()["detail"]


def test_what_is_kept_is_bounded(published: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "_ROOM", 30_000)
    api = client(published)
    for offset in range(40):
        assert api.get(f"/api/v1/indicators?limit=5&offset={offset}").status_code == 200
    assert api.api._made is not None
    held = api.api._made.keeping
    assert held._weight == sum(map(len, held._answers.values())) <= 30_000
