"""A value whose scale the file does not say is its territory's own: an intercommunality is no commune, nor is France."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine

from indicators.catalogue import Catalogue
from indicators.intake import operations as op
from indicators.intake.workshop import Workshop, workshop
from indicators.records import Territory
from indicators.settings import Settings
from indicators.store import drafts, editions, reading
from tests.defaults import build_profile
from tests.intake.conftest import OFFICER, as_read, kept, published
from tests.intake.test_totem import document, line

HOMES = [
    ("200040715", "Grenoble-Alpes-Métropole", "epci", "200040715"),
    ("DEP-35", "Ille-et-Vilaine", "department", "223500018"),
    ("REG-53", "Bretagne", "region", "233500016"),
]


@pytest.fixture(params=HOMES, ids=[kind for _, _, kind, _ in HOMES])
def home(request: pytest.FixtureRequest) -> Territory:
    code, name, kind, siren = request.param
    return Territory(code=code, name=name, type=kind, references=("FR",), siren=siren)


@pytest.fixture(params=["rows", "columns"])
def place(request: pytest.FixtureRequest, engine: Engine, catalogue: Catalogue, home: Territory) -> Iterator[Workshop]:
    batch = drafts.open_batch(engine, "essai", territory=home.code)
    whole = Territory(code="FR", name="France", type="country", role="reference")
    drafts.stage(engine, batch.id, "territory", [home, whole])
    editions.publish(engine, [batch.id], "Départ", "essai")
    with kept(request.param):
        yield workshop(engine, catalogue, Settings(), home.code)


def load(work: Workshop, text: str, name: str = "valeurs.csv") -> None:
    [done] = op.import_files(work, [(name, text.encode())], OFFICER)
    op.publish(work, as_read(work, done.batch.id), name, OFFICER)


def test_what_a_file_gives_without_a_scale_is_compared_with_france(
    place: Workshop, home: Territory, catalogue: Catalogue
) -> None:
    values = f"{home.code};d4_immigrant_share;2021;12;Insee\nFR;d4_immigrant_share;2021;10;Insee\n"
    load(place, f"Territoire;Indicateur;Année;Valeur;Source\n{values}")
    readings = build_profile(reading.snapshot(place.store, None, home.code), catalogue, 2021).readings
    [read] = [item for item in readings if item.indicator.id == "d4_immigrant_share"]
    assert read.benchmark == pytest.approx(120) and not read.proxy
    assert published(place)["geo_level"].tolist() == [home.type, "country"]


def test_an_empty_scale_keeps_the_one_that_is_published(place: Workshop, home: Territory) -> None:
    row = f"{home.code};d4_immigrant_share;2021;"
    load(
        place,
        f"Territoire;Indicateur;Année;Valeur;Échelle;Nom de l’échelle;Source\n{row}12;Autre;Bassin de vie;Insee\n",
    )
    load(place, f"Territoire;Indicateur;Année;Valeur;Échelle;Source\n{row}13;;Insee\n", "suite.csv")
    [kept_] = published(place).itertuples()
    assert (kept_.value, kept_.geo_level, kept_.geo_name) == (13, "other", "Bassin de vie")


def test_the_totals_of_accounts_are_those_of_the_collectivity(place: Workshop, home: Territory) -> None:
    lines = document({"lines": line("6281", "048", "1200.00")}, name=home.name)
    content = lines.replace(b"21380185500015", f"{home.siren}00010".encode())
    [done] = op.import_files(place, [("ca.xml", content)], OFFICER)
    op.publish(place, as_read(place, done.batch.id), "Compte", OFFICER)
    assert set(published(place)["geo_level"]) == {home.type}
