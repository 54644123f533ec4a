"""A collectivity becomes the dashboard's own; the demonstration goes and comes back around it."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest
from sqlalchemy import Engine

from indicators.access import AccessDenied
from indicators.catalogue import Catalogue
from indicators.documents.reader import Reader
from indicators.intake.entering import enter
from indicators.intake.publishing import publish
from indicators.intake.workshop import Workshop
from indicators.official.library import Library
from indicators.present.texts import translator
from indicators.records import RECORD_TYPES, Observation, Partnership
from indicators.settings import Settings
from indicators.setup.demonstration import demonstration_cities, put_back, withdraw
from indicators.setup.finding import Found, find_collectivity, peers_of
from indicators.setup.installing import Installed, NoPlaceError, Wish, install
from indicators.store import drafts, editions, reading
from tests.intake.conftest import as_read
from tests.setup.conftest import ADMIN, OFFICER, now

FR = translator("fr")


def wish(text: str, country: str = "FR", **more: Any) -> Wish:
    found: Found = find_collectivity(text, country)[0]
    place = (found.places[0].latitude, found.places[0].longitude) if found.places else (45.07, 7.69)
    return Wish(found, place, more.pop("references", found.references), peers_of(found), **more)


def put(work: Workshop, written: Settings, catalogue: Catalogue, library: Library, asked: Wish) -> Installed:
    return install(work, written, catalogue, library, asked, ADMIN, FR)


def rows(work: Workshop) -> dict[str, pd.DataFrame]:
    """All that the latest edition says, by kind, sorted by key."""
    latest = editions.latest(work.store)
    assert latest is not None
    return {
        kind: reading.frame(work.store, kind, latest.number).sort_values(list(record.key)).reset_index(drop=True)
        for kind, record in RECORD_TYPES.items()
    }


@pytest.mark.parametrize(
    ("text", "country", "code", "references"),
    [
        ("Rennes", "FR", "35238", ("FR", "REG-53")),
        ("Rennes Métropole", "FR", "243500139", ("FR", "REG-53")),
        ("Loire-Atlantique", "FR", "DEP-44", ("FR", "REG-52")),
        ("Cuneo", "IT", "IT-CUNEO", ("IT", "NUTS-ITC1")),
    ],
)
def test_each_kind_of_collectivity_is_read_as_the_home(
    work: Workshop, written: Settings, catalogue: Catalogue, library: Library,
    text: str, country: str, code: str, references: tuple[str, ...],
) -> None:  # fmt: skip
    done = put(work, written, catalogue, library, wish(text, country, references=references))
    assert (done.code, done.waiting) == (code, "")
    settings = now(work.store, written, catalogue).settings
    assert (settings.collectivity.territory, settings.indicators.set) == (code, "essential_and_loaded")
    latest = editions.latest(work.store)
    assert latest is not None
    found = Reader(work.store, catalogue, settings).readout(latest.number, code)
    home = found.snapshot.territory
    assert home.latitude and home.longitude and home.role == "home"
    known = {item.code for item in reading.territories(work.store, latest.number)}
    assert found.references == tuple({"NUTS-ITC1": "ITC1"}.get(c, c) if c not in known else c for c in references)
    if country == "FR":
        assert done.figures > 20
        assert len(drafts.batches(work.store)) == bool(done.asked), "what is doubtful waits, the rest is published"
        assert not found.snapshot.observations.empty
        held = found.snapshot.observations
        populated = held.loc[(held["indicator"] == "b_population") & (held["territory"] == code), "year"].tolist()
        assert populated == ([] if code == "DEP-44" else [2023]), "what amounts per inhabitant are related to"
        assert any(item.benchmark for reading_ in found.profile().dimensions for item in reading_.readings)


def test_a_place_is_asked_for(work: Workshop, written: Settings, catalogue: Catalogue, library: Library) -> None:
    found = find_collectivity("Nantes")[0]
    with pytest.raises(NoPlaceError, match="Nantes"):
        put(work, written, catalogue, library, Wish(found, (0.0, 0.0), found.references))
    assert not now(work.store, written, catalogue).settings.territory_chosen


def test_only_the_administration_installs_and_withdraws(
    work: Workshop, written: Settings, catalogue: Catalogue, library: Library
) -> None:
    for act in (
        lambda: install(work, written, catalogue, library, wish("Nantes"), OFFICER, FR),
        lambda: withdraw(work, "Sans", OFFICER),
        lambda: put_back(work, "Avec", OFFICER),
    ):
        with pytest.raises(AccessDenied):
            act()
    assert len(editions.list_editions(work.store)) == 1


def test_the_demonstration_goes_whole_and_comes_back_whole(work: Workshop) -> None:
    before = rows(work)
    assert set(demonstration_cities(work)) == {"Grenoble", "Montreuil", "Piémont", "Exempleville (fictif)"}
    withdraw(work, "Sans la démonstration", ADMIN)
    assert all(frame.empty for frame in rows(work).values())
    assert demonstration_cities(work) == ()
    with pytest.raises(editions.NothingToPublishError):
        withdraw(work, "Encore", ADMIN)
    put_back(work, "Avec la démonstration", ADMIN)
    after = rows(work)
    for kind in RECORD_TYPES:
        pd.testing.assert_frame_equal(before[kind], after[kind])
    with pytest.raises(editions.NothingToPublishError):
        put_back(work, "Encore", ADMIN)


def test_what_is_the_city_s_own_is_not_touched(
    engine: Engine, work: Workshop, written: Settings, catalogue: Catalogue, library: Library
) -> None:
    put(work, written, catalogue, library, wish("Nantes"))
    own = now(engine, written, catalogue).at("44109")
    partner = Partnership(territory="44109", id="cardiff", partner="Cardiff", country="GB", type="twinning")
    other = Observation(territory="93048", indicator="d4_immigrant_share", year=2024, value=31.0, unit="%", source="x")
    for kind, row, whose in (("partnership", partner, own), ("observation", other, own.at("93048"))):
        batch = enter(whose, "Saisie", kind, [row], ADMIN)
        publish(whose, as_read(whose, batch.id), "Saisie", ADMIN)
    before = rows(own)
    withdraw(own, "Sans la démonstration", ADMIN)
    after = rows(own)
    codes = set(after["territory"]["code"])
    assert {"44109", "FR", "REG-52", "93048"} <= codes and not codes & {"38185", "ITC1", "NUTS-ITC1", "EX001", "IT"}
    for kind in RECORD_TYPES:
        name = "code" if kind == "territory" else "territory"
        kept = {"44109", "FR", "REG-52"}
        mine, still = (frame[frame[name].isin(kept)].reset_index(drop=True) for frame in (before[kind], after[kind]))
        pd.testing.assert_frame_equal(mine, still, check_dtype=False)
    left = after["observation"]
    assert left.loc[left["territory"] == "93048", "value"].tolist() == [31.0]
    put_back(own, "Avec", ADMIN)
    again = rows(own)
    for kind in RECORD_TYPES:
        pd.testing.assert_frame_equal(before[kind], again[kind])


def test_a_demonstration_region_that_is_a_reference_is_no_home_any_more(
    engine: Engine, work: Workshop, written: Settings, catalogue: Catalogue, library: Library
) -> None:
    put(work, written, catalogue, library, wish("Cuneo", "IT", references=("IT", "NUTS-ITC1")))
    own = now(engine, written, catalogue)
    before = rows(own)
    withdraw(own, "Sans la démonstration", ADMIN)
    left = rows(own)["territory"].set_index("code")["role"].to_dict()
    assert left == {"IT-CUNEO": "home", "IT": "reference", "NUTS-ITC1": "reference"}
    assert demonstration_cities(own) == ()
    put_back(own, "Avec", ADMIN)
    for kind, frame in rows(own).items():
        pd.testing.assert_frame_equal(before[kind], frame)


def test_a_demonstration_city_that_is_the_collectivity_keeps_everything(
    engine: Engine, work: Workshop, written: Settings, catalogue: Catalogue, library: Library
) -> None:
    put(work, written, catalogue, library, wish("Grenoble"))
    own = now(engine, written, catalogue)
    before = rows(own)
    withdraw(own, "Sans la démonstration", ADMIN)
    after = rows(own)
    for kind in ("partnership", "budget_line", "observation", "membership", "community"):
        mine = before[kind][before[kind]["territory"] == "38185"].reset_index(drop=True)
        assert len(mine) and len(mine) == (after[kind]["territory"] == "38185").sum()
    assert "EX001" not in set(after["territory"]["code"])
