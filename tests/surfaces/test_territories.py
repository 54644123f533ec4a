"""A territory is found however it is named: by its key, by an old link, in an edition that stores it as it was before."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest

from indicators.catalogue import load_catalogue
from indicators.documents import gather
from indicators.documents.reader import Reader
from indicators.geography.keys import TerritoryKeyError
from indicators.intake.workshop import workshop
from indicators.present.texts import translator
from indicators.records import Observation, Territory
from indicators.settings import Settings
from indicators.settings.sections import References
from indicators.store import drafts, editions
from indicators.store.reading import UnknownEditionError
from tests.conftest import configured_database

RHONE_ALPES = Territory(code="84", name="Auvergne-Rhône-Alpes", type="region", role="reference")
PIEDMONT = Territory(code="ITC1", name="Piémont", type="region", country="IT", references=("IT",))
GRENOBLE = Territory(code="38185", name="Grenoble", references=("84",))


@pytest.fixture
def before(engine: Engine) -> Reader:
    """An edition whose régions are stored under their bare codes, as they all were."""
    batch = drafts.open_batch(engine, "essai", territory="38185")
    drafts.stage(engine, batch.id, "territory", [GRENOBLE, RHONE_ALPES, PIEDMONT])
    value = Observation(territory="38185", indicator="d4_immigrant_share", year=2021, value=18.9, source="Insee")
    drafts.stage(engine, batch.id, "observation", [value])
    editions.publish(engine, [batch.id], "Avant", "essai")
    return Reader(engine, load_catalogue(), Settings())


@pytest.mark.parametrize("asked", ["84", "REG-84"])
def test_an_edition_of_before_answers_to_both_names(before: Reader, asked: str) -> None:
    assert gather.source_of(before, asked, translator("fr")).snapshot.territory == RHONE_ALPES


@pytest.mark.parametrize("asked", ["38185", "COM-38185", "213801855"])
def test_a_commune_answers_to_its_key_its_code_and_its_siren(before: Reader, asked: str) -> None:
    source = gather.source_of(before, asked, translator("fr"))
    assert source.snapshot.territory == GRENOBLE
    assert source.readout.references == ("84",)


def test_what_the_edition_does_not_know_says_which_it_knows(before: Reader) -> None:
    with pytest.raises(UnknownEditionError, match="38185, 84, ITC1"):
        before.readout(1, "EX999")
    with pytest.raises(UnknownEditionError):
        before.readout(1, "01")


def test_what_no_edition_knows_is_read_in_the_official_files(before: Reader) -> None:
    """Vaucluse is not the région that the edition stores under its number."""
    found = gather.source_of(before, "DEP-84", translator("fr")).snapshot
    assert (found.territory.code, found.territory.name) == ("DEP-84", "Vaucluse")
    own = found.observations[found.observations["territory"] == "DEP-84"]
    assert set(own["geo_name"]) >= {"Vaucluse"} and set(own["indicator"]) >= {"d3_foreign_nights_share"}
    assert before.readout(1, "84").snapshot.territory == RHONE_ALPES


def test_settings_name_territories_by_their_keys(before: Reader) -> None:
    references = References(default=("FR",), by_territory={"COM-38185": ("REG-84", "FR")}, peers=("NUTS-ITC1",))
    told = Reader(before.engine, before.catalogue, Settings(references=references))
    assert told.readout(1, "38185").references == ("84",)
    assert "ITC1" in told.readout(1, "38185").snapshot.territories


def test_the_workshop_of_the_command_line_writes_under_the_stored_code(before: Reader) -> None:
    work = workshop(before.engine, before.catalogue, before.settings)
    assert [work.called(text).territory for text in ("REG-84", "COM-38185", "NUTS-ITC1", "84", "EX9")] == [
        "84", "38185", "ITC1", "84", "EX9",
    ]  # fmt: skip
    assert work.called("DEP-84").territory == "DEP-84"
    empty = workshop(None, before.catalogue, before.settings)
    with pytest.raises(TerritoryKeyError, match="Vaucluse"):
        empty.called("84")


@pytest.mark.parametrize("link", ["ITC1", "NUTS-ITC1"])
def test_an_old_link_opens_the_same_territory(tmp_path: Path, link: str) -> None:
    with configured_database("sqlite", tmp_path):
        app = AppTest.from_file(str(Path(__file__).parents[2] / "app.py"), default_timeout=120)
        app.query_params["territoire"] = link
        app.run()
    assert not app.exception
    assert next(box for box in app.selectbox if box.label == "Territoire").value == "NUTS-ITC1"
