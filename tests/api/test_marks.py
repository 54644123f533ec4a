"""ETag by edition: a 304 costs no question to the database; whatever changes an answer changes its mark."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine

from indicators.access import LOCAL_USER
from indicators.catalogue import load_catalogue
from indicators.operations.personal import erase_person
from indicators.records import Observation
from indicators.settings import Settings
from indicators.setup.choosing import change_settings
from indicators.store import drafts, editions
from server.api import keeping
from tests.api.conftest import Client, client, questions

ADDRESSES = (
    "/editions",
    "/territories",
    "/indicators",
    "/values?territory=38185",
    "/partnerships.geojson?territory=38185",
    "/budget?territory=93048",
)


def mark(found: Client, address: str) -> str:
    answer = found.get(f"/api/v1{address}")
    assert answer.status_code == 200, answer.text
    return answer.headers["etag"]


def publish(engine: Engine, value: float) -> None:
    batch = drafts.open_batch(engine, "Ada")
    rows = [Observation(territory="38185", indicator="d1_export_intensity", year=2025, value=value, source="Essai")]
    drafts.stage(engine, batch.id, "observation", rows)
    editions.publish(engine, [batch.id], "Suite", "Ada")


@pytest.mark.parametrize("address", ADDRESSES)
def test_what_has_not_changed_costs_no_question(
    published: Engine, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "KNOWN_FOR", 600.0)  # on a slow machine, the moment passes while the first is made
    found = client(published)
    known = mark(found, address)
    with questions(published) as meanwhile:
        for given in (known, known.removeprefix("W/"), f'"other", {known}'):
            answer = found.get(f"/api/v1{address}", headers={"If-None-Match": given})
            assert (answer.status_code, answer.content, answer.headers["etag"]) == (304, b"", known)
        again = found.get(f"/api/v1{address}")
    assert again.status_code == 200 and again.headers["etag"] == known
    assert meanwhile.asked == []


def test_an_answer_travels_compressed_where_it_is_taken(published: Engine) -> None:
    found = client(published)
    address = "/api/v1/values?territory=38185&limit=100"
    plain = found.get(address, headers={"Accept-Encoding": "identity"})
    small = found.get(address, headers={"Accept-Encoding": "gzip"})
    assert "content-encoding" not in plain.headers and small.headers["content-encoding"] == "gzip"
    assert small.json() == plain.json() and small.headers["etag"] == plain.headers["etag"]
    assert int(small.headers["content-length"]) < 0.3 * int(plain.headers["content-length"])


def test_another_address_is_not_the_same_answer(published: Engine) -> None:
    found = client(published)
    known = mark(found, "/values?territory=38185")
    assert found.get("/api/v1/values?territory=93048", headers={"If-None-Match": known}).status_code == 200
    assert found.get("/api/v1/values?territory=nowhere", headers={"If-None-Match": known}).status_code == 404


def test_an_edition_a_setting_and_an_erasure_make_another_answer(
    filled: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "KNOWN_FOR", 0.0)
    found = client(filled)
    address = "/values?territory=38185&indicator=d1_export_intensity&limit=1000"
    first, old = mark(found, address), mark(found, f"{address}&edition=1")
    publish(filled, 12.5)
    second = mark(found, address)
    assert second != first and mark(found, f"{address}&edition=1") == old
    latest = found.get(f"/api/v1{address}").json()
    assert latest["edition"]["number"] == 2 and latest["values"][-1]["value"] == 12.5
    (named, *_) = found.get("/api/v1/editions").json()["editions"]
    for other in ("/values?territory=93048", "/budget?territory=93048"):  # which says nothing of that city
        assert found.get(f"/api/v1{other}").json()["edition"] == named, "an edition has one name"
    assert 12.5 not in [item["value"] for item in found.get(f"/api/v1{address}&edition=1").json()["values"]]

    change_settings(filled, Settings(), load_catalogue(), {"indicators.set": "essential"}, LOCAL_USER)
    third = mark(found, address)
    assert third != second
    assert found.get(f"/api/v1{address}").json()["coverage"]["followed"] < latest["coverage"]["followed"]
    erase_person(filled, LOCAL_USER, "Ada")
    assert mark(found, address) != third


def test_the_next_page_is_of_the_same_edition(filled: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "KNOWN_FOR", 0.0)
    found = client(filled)
    first = found.get("/api/v1/values?territory=38185&limit=5").json()
    publish(filled, 12.5)
    following = found.get(first["page"]["next"]).json()
    assert following["edition"]["number"] == 1 and following["page"]["total"] == first["page"]["total"]
