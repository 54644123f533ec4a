"""Any French territory opens filled: a draft with its record and its figures, and the profile once it is published."""

from __future__ import annotations

from pathlib import Path

import pytest

from indicators.access import AccessDenied, User
from indicators.catalogue import Catalogue
from indicators.errors import ToldError
from indicators.geography.keys import TerritoryKey
from indicators.intake import ledger as ledgers
from indicators.intake import operations as op
from indicators.intake.newcomer import newcomer, propose
from indicators.intake.workshop import Workshop
from indicators.official.library import Library
from indicators.store import drafts, reading, staged
from tests.defaults import readout
from tests.intake.conftest import OFFICER, READER, as_read


@pytest.fixture
def library(catalogue: Catalogue, tmp_path: Path) -> Library:
    return Library(catalogue, tmp_path / "official")


def key(text: str) -> TerritoryKey:
    return TerritoryKey.parse(text)


@pytest.mark.parametrize(
    ("asked", "name", "parent", "siren"),
    [
        ("COM-35238", "Rennes", "243500139", "213502388"),
        ("COM-23090", "Gentioux-Pigerolles", "200044014", "212309009"),  # fewer than 400 inhabitants
        ("COM-29155", "Ouessant", "DEP-29", "212901557"),
        ("EPCI-200066009", "CA Mulhouse Alsace Agglomération", "DEP-68", "200066009"),
        ("DEP-74", "Haute-Savoie", "REG-84", ""),
        ("REG-94", "Corse", "FR", ""),
    ],
)
def test_the_record_of_a_territory(asked: str, name: str, parent: str, siren: str) -> None:
    made = newcomer(key(asked))
    assert (made.code, made.name, made.parent, made.siren) == (key(asked).stored, made.name, parent, siren)
    assert name.lower() in made.name.lower()
    assert made.role == "home"


@pytest.mark.parametrize("asked", ["COM-35238", "COM-68224", "COM-74012", "COM-23090", "EPCI-200066009"])
def test_a_territory_opens_with_a_profile_whose_figures_say_their_scale(
    work: Workshop, library: Library, catalogue: Catalogue, asked: str
) -> None:
    made = propose(work, library, key(asked), OFFICER)
    assert made.created
    assert made.batch is not None
    assert ledgers.read(work.store, made.batch).ready  # « 47,752 » is a latitude of Mulhouse, not thousands
    published = op.publish(work.at(made.territory.code), as_read(work, made.batch.id), "Ouverture", OFFICER)
    snapshot = reading.snapshot(work.store, published.number, made.territory.code)
    profile = readout(snapshot, catalogue, 2024, work.settings).profile()
    values = [item.point for dimension in profile.dimensions for item in dimension.readings if item.point is not None]
    assert len(values) >= 3
    rows = reading.frame(work.store, "observation", published.number, territories=[made.territory.code])
    assert len(rows) >= 10
    assert all(rows["geo_name"].astype(bool)) and all(rows["publisher"].astype(bool))
    own = rows[rows["geo_level"] == made.territory.type]
    assert set(rows.loc[rows.index.difference(own.index), "quality"]) == {"proxy"}
    again = propose(work, library, key(asked), OFFICER)
    assert (again.created, again.batch, again.taken) == (False, None, ())


def test_what_an_edition_has_is_completed_not_replaced(work: Workshop, library: Library) -> None:
    before = reading.frame(work.store, "observation", 1, territories=["38185"])
    made = propose(work, library, key("38185"), OFFICER)
    assert not made.created
    assert made.batch is not None
    rows = staged.rows_of(work.store, made.batch.id, "observation")
    held = set(zip(before["indicator"], before["year"], strict=True))
    assert held.isdisjoint(zip(rows["indicator"], rows["year"], strict=True))


def test_who_may_only_read_or_holds_another_territory_opens_nothing(work: Workshop, library: Library) -> None:
    elsewhere = User("Zoé", "officer", "account", login="zoe", territories=("38185",))
    for user in (READER, elsewhere):
        with pytest.raises(AccessDenied):
            propose(work, library, key("COM-35238"), user)
    assert not drafts.batches(work.store)


def test_a_territory_that_does_not_exist_is_said(work: Workshop, library: Library) -> None:
    with pytest.raises(ToldError, match="COM-38999"):
        propose(work, library, key("COM-38999"), OFFICER)
