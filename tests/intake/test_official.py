"""The official files beside the edition: what is offered, what is taken in a draft, and what is never replaced alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from indicators.access import AccessDenied
from indicators.catalogue import Catalogue
from indicators.geography.keys import TerritoryKey
from indicators.intake import operations as op
from indicators.intake.newcomer import adopt, adopt_references, newcomer, references
from indicators.intake.official import Offer, offers, take
from indicators.intake.workshop import Workshop
from indicators.official.calendar import calendar
from indicators.official.library import Library
from indicators.records import Observation, Territory
from indicators.store import drafts, reading, staged
from tests.intake.conftest import OFFICER, READER, as_read
from tests.intake.screens import Runner, button, texts

GRENOBLE = Territory(code="38185", name="Grenoble")
NIGHTS, IMMIGRANTS = "d3_foreign_nights_share", "d4_immigrant_share"


@pytest.fixture
def library(catalogue: Catalogue, tmp_path: Path) -> Library:
    return Library(catalogue, tmp_path / "official")


def offered(work: Workshop, library: Library, indicator: str) -> Offer:
    return next(offer for offer in offers(work, library, GRENOBLE) if offer.indicator == indicator)


def typed(work: Workshop, **said: object) -> None:
    """Publish a value as an officer types it."""
    row = Observation(territory="38185", unit="%", source="Saisie", **said)  # type: ignore[arg-type]  # passed through
    batch = op.enter(work, "Saisie", "observation", [row], OFFICER)
    op.publish(work, as_read(work, batch.id), "Saisie", OFFICER)


def test_a_new_indicator_is_taken_with_its_scale_its_source_and_its_parts(work: Workshop, library: Library) -> None:
    offer = offered(work, library, NIGHTS)
    assert (offer.state, offer.fresh, offer.replaced) == ("new", (2020, 2021, 2022, 2023, 2024), ())
    batch = take(work, library, GRENOBLE, [offer], OFFICER)
    op.publish(work, as_read(work, batch.id), "Statistiques officielles", OFFICER)
    rows = reading.frame(work.store, "observation", 2, territories=["38185"], indicators=[NIGHTS])
    last = rows[rows["year"] == 2024].iloc[0]
    assert (last["numerator"], last["denominator"]) == (1_470_336, 5_696_257)
    assert round(last["value"], 2) == 25.81
    assert (last["geo_level"], last["geo_name"], last["quality"]) == ("department", "Isère", "proxy")
    assert last["publisher"] == "Eurostat" and "tour_occ_nin3" in last["source"] and last["url"].startswith("https://")
    assert offered(work, library, NIGHTS).state == "same"
    assert not offered(work, library, NIGHTS).takes


def test_what_was_typed_is_left_unless_it_is_asked_for(work: Workshop, library: Library) -> None:
    typed(work, indicator=NIGHTS, year=2024, value=30.0, geo_level="department", geo_name="Isère", quality="proxy")
    offer = offered(work, library, NIGHTS)
    assert offer.state == "different"
    assert [(item.year, item.held, round(item.official, 2)) for item in offer.replaced] == [(2024, 30.0, 25.81)]
    kept = take(work, library, GRENOBLE, [offer], OFFICER)
    assert list(staged.rows_of(work.store, kept.id, "observation")["year"]) == [2020, 2021, 2022, 2023]
    asked = take(work, library, GRENOBLE, [offer], OFFICER, replacing={(NIGHTS, 2024)})
    assert set(staged.rows_of(work.store, asked.id, "observation")["year"]) == {2020, 2021, 2022, 2023, 2024}


def test_a_typed_value_with_fewer_decimals_says_the_same(work: Workshop, library: Library) -> None:
    typed(work, indicator=NIGHTS, year=2024, value=25.8, geo_level="department", geo_name="Isère", quality="proxy")
    assert offered(work, library, NIGHTS).state == "same"


def test_the_same_number_of_another_place_is_not_the_same(work: Workshop, library: Library) -> None:
    """A régional value typed for want of a local one is shown beside the département's, not mixed with it."""
    typed(work, indicator=NIGHTS, year=2023, value=26.0, geo_level="region", geo_name="Auvergne-Rhône-Alpes")
    offer = offered(work, library, NIGHTS)
    assert offer.state == "more_recent" and offer.held_year == 2023
    assert [item.place for item in offer.replaced] == ["Auvergne-Rhône-Alpes"]
    batch = take(work, library, GRENOBLE, [offer], OFFICER)
    rows = staged.rows_of(work.store, batch.id, "observation").set_index("year")
    assert list(rows.index[rows["series_break"].astype(bool)]) == [2024], "the series does not follow the other place's"


def test_a_value_of_the_territory_itself_is_never_offered_that_of_its_departement(
    work: Workshop, library: Library
) -> None:
    offer = offered(work, library, IMMIGRANTS)
    assert offer.latest.place.level == "DEP"
    assert (offer.state, offer.fresh, offer.replaced) == ("finer", (), ())
    typed(work, indicator=NIGHTS, year=2022, value=33.0, geo_level="commune", geo_name="Grenoble")
    offer = offered(work, library, NIGHTS)
    assert (offer.state, offer.fresh, offer.replaced) == ("more_recent", (2023, 2024), ())
    rows = staged.rows_of(work.store, take(work, library, GRENOBLE, [offer], OFFICER).id, "observation")
    assert list(rows["year"][rows["series_break"].astype(bool)]) == [2023], "another place begins another series"


def test_an_edition_that_goes_further_says_so(work: Workshop, library: Library) -> None:
    typed(work, indicator=NIGHTS, year=2025, value=27.0, geo_level="department", geo_name="Isère")
    offer = offered(work, library, NIGHTS)
    assert (offer.state, offer.held_year, offer.fresh) == ("older", 2025, (2020, 2021, 2022, 2023, 2024))


def test_who_may_only_read_takes_nothing(work: Workshop, library: Library) -> None:
    with pytest.raises(AccessDenied):
        take(work, library, GRENOBLE, offers(work, library, GRENOBLE), READER)
    assert drafts.batches(work.store) == []


def test_an_invented_territory_has_no_official_figure(work: Workshop, library: Library) -> None:
    assert offers(work, library, replace(GRENOBLE, fictional=True)) == ()


def test_the_calendar_says_what_is_out_and_what_it_would_refresh(library: Library) -> None:
    due = {item.source.id: item for item in calendar(library, date(2026, 6, 30))}
    nights = due["eurostat_nights"]
    assert (nights.held, nights.year, nights.expected) == (2024, 2025, date(2026, 7, 1))
    assert not nights.out(date(2026, 6, 30)) and nights.out(date(2026, 7, 1))
    assert NIGHTS in nights.indicators
    assert "d3_foreign_nights_per_inh" in due["eurostat_population"].indicators, "a denominator refreshes its ratio"


def test_the_references_of_a_territory_come_with_their_figures(work: Workshop, library: Library) -> None:
    found = references(work, library, GRENOBLE)
    assert [item.territory.code for item in found] == ["FR", "REG-84", "DEP-38"]
    assert not any(item.published for item in found)
    batch = adopt_references(work, library, GRENOBLE, found, OFFICER)
    assert batch is not None
    op.publish(work, as_read(work, batch.id), "Références", OFFICER)
    held = {item.code: item for item in reading.territories(work.store, 2)}
    assert held["38185"].references == ("FR", "REG-84", "DEP-38")
    assert (held["REG-84"].role, held["REG-84"].name) == ("reference", "Auvergne-Rhône-Alpes")
    rows = reading.frame(work.store, "observation", 2, territories=["REG-84"], indicators=[NIGHTS])
    assert set(rows["geo_level"]) == {"region"} and set(rows["quality"]) <= {"final", "provisional", "estimated"}
    assert all(not item.offers and item.published for item in references(work, library, GRENOBLE))


def test_a_territory_that_the_edition_lacks_is_adopted_with_its_record(work: Workshop, library: Library) -> None:
    rennes = newcomer(TerritoryKey("COM", "35238"))
    there = work.at("35238")
    batch = adopt(there, library, rennes, offers(there, library, rennes), OFFICER)
    op.publish(there, as_read(there, batch.id), "Rennes", OFFICER)
    found = reading.snapshot(work.store, 2, "35238")
    assert (found.territory.name, found.territory.references) == ("Rennes", ("FR", "REG-53", "DEP-35"))
    assert NIGHTS in set(found.observations["indicator"])


@pytest.mark.parametrize("lang", ["fr", "en", "es"])
def test_the_page_opens_in_every_language(open_page: Runner, lang: str) -> None:
    app = open_page("donnees", lang, depot="official")
    assert not app.exception
    assert "Eurostat" in texts(app)


def test_everything_is_taken_from_the_page_then_read_like_a_file(open_page: Runner) -> None:
    app = open_page("donnees", depot="official")
    said = texts(app).replace("\u00a0", " ").replace("\u202f", " ")
    assert "25,8 % en 2024 · département Isère · Eurostat" in said
    assert "devrait être parue depuis" in said and "Elle rafraîchirait" in said
    assert next(item for item in app.button if item.label == "Tout reprendre").disabled, (
        "the demonstration has them all"
    )
    app.checkbox(key="official_replace_d6_intl_students_share").check().run()
    app = button(app, "Tout reprendre")
    assert not app.exception
    assert "Statistiques officielles" in app.selectbox[0].options[0]
    app.segmented_control[1].set_value("consequences").run()
    assert not app.exception and not app.error
