"""The origin of a value, from the file of an officer or of a publisher to what is stored and exported again."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import Engine, text

from indicators.catalogue import Catalogue
from indicators.intake import operations as op
from indicators.intake.exports import csv_file, published_rows
from indicators.intake.official import Offer, offers, take
from indicators.intake.templates import template_csv
from indicators.intake.vocabulary import Vocabulary
from indicators.intake.workshop import Workshop
from indicators.official.library import Library
from indicators.records import Observation, Territory, origins_of
from indicators.store import editions, reading
from indicators.store.engine import alembic_config, migrate
from tests.intake.conftest import OFFICER, Read, as_read
from tests.official import files

FULL = (
    "Indicateur;Année;Valeur;Organisme;Source;Adresse de la source;Millésime de la source;Publié le;Consulté le;"
    "Licence;Citation\n"
    "Part des étrangers;2021;14,5;Insee;Recensement de la population;https://www.insee.fr/fr/statistiques/8268806;"
    "2021;27/06/2024;septembre 2025;Licence Ouverte 2.0;Insee, RP 2021\n"
)
NAMES = ("publisher", "source", "url", "vintage", "published", "accessed", "licence", "citation")
GRENOBLE = Territory(code="38185", name="Grenoble")


def loaded(work: Workshop, content: str, name: str) -> None:
    """Publish a file as an officer does."""
    [found] = op.import_files(work, [(name, content.encode())], OFFICER)
    asked = op.confirm(work, found.ledger, {item.code for item in found.ledger.issues.of("confirm")}, OFFICER)
    assert asked.ready
    op.publish(work, as_read(work, found.batch.id), name, OFFICER)


def row(work: Workshop, indicator: str, year: int) -> dict[str, object]:
    latest = editions.latest(work.store)
    assert latest is not None
    rows = reading.frame(work.store, "observation", latest.number, territories=["38185"], indicators=[indicator])
    return dict(rows[rows["year"] == year].iloc[0])


def test_a_file_says_the_whole_origin_and_an_export_says_it_again(work: Workshop, vocabulary: Vocabulary) -> None:
    loaded(work, FULL, "annee.csv")
    kept = row(work, "d4_foreign_nationals_share", 2021)
    assert [kept[name] for name in NAMES] == [
        "Insee", "Recensement de la population", "https://www.insee.fr/fr/statistiques/8268806", "2021", "2024-06-27",
        "2025-09", "Licence Ouverte 2.0", "Insee, RP 2021",
    ]  # fmt: skip
    latest = editions.latest(work.store)
    assert latest is not None
    rows = published_rows(work.store, "observation", latest.number, "38185")
    exported = csv_file("observation", rows, vocabulary).decode("utf-8-sig")
    assert "Millésime de la source;Publié le;Consulté le;Licence;Citation" in exported.splitlines()[0]
    assert "2021;2024-06-27;2025-09;Licence Ouverte 2.0;Insee, RP 2021" in exported


def test_a_file_without_these_columns_loads_and_empties_nothing(work: Workshop) -> None:
    loaded(work, FULL, "annee.csv")
    loaded(work, "Indicateur;Année;Valeur;Source\nPart des étrangers;2021;14,6;Recensement\n", "ancien.csv")
    kept = row(work, "d4_foreign_nationals_share", 2021)
    assert (kept["value"], kept["source"], kept["vintage"], kept["licence"]) == (14.6, "Recensement", "2021", "Licence Ouverte 2.0")  # fmt: skip


def test_the_year_of_a_file_may_still_be_called_its_vintage(read: Read) -> None:
    found = read("Indicateur;Millésime;Valeur;Source\nPart des étrangers;2021;14,5;Insee\n")
    assert found.loaded[0].frame["year"].tolist() == [2021]
    assert "vintage" not in found.loaded[0].frame


def test_two_publications_are_said_in_the_same_cells(read: Read) -> None:
    found = read(
        "Indicateur;Année;Valeur;Organisme;Source;Adresse de la source;Millésime de la source;Publié le\n"
        'Part des étrangers;2021;14,5;Insee;"Étrangers ; Population";"https://a.fr ; https://b.fr";"2021 ; 2023";" ; 27/06/2024"\n'
    )
    assert not found.issues.blocking
    said = Observation(territory="38185", **found.loaded[0].frame.iloc[0][["indicator", "year", "value", *NAMES[:5]]])
    first, second = origins_of(said)
    assert (first.publisher, first.title, first.url, first.vintage, first.published) == ("Insee", "Étrangers", "https://a.fr", "2021", "")  # fmt: skip
    assert (second.publisher, second.title, second.url, second.vintage, second.published) == ("Insee", "Population", "https://b.fr", "2023", "2024-06-27")  # fmt: skip


def test_a_date_that_is_none_is_refused_with_its_cell(read: Read) -> None:
    found = read(FULL.replace("27/06/2024", "27/13/2024"))
    (issue,) = [item for item in found.issues if item.severity == "blocking"]
    assert (issue.code, issue.column, issue.value) == ("not_a_date", "Publié le", "27/13/2024")
    second = read(FULL.replace("27/06/2024", '"2023 ; 17/05/24"'))
    assert [item.mend for item in second.issues if item.code == "not_a_date"] == ["2023 ; 2024-05-17"]


def test_the_template_asks_for_it(vocabulary: Vocabulary) -> None:
    head = template_csv("observation", vocabulary).decode("utf-8-sig").splitlines()[0]
    assert "Millésime de la source;Publié le;Consulté le;Licence;Citation" in head


@pytest.fixture
def library(catalogue: Catalogue, tmp_path: Path) -> Library:
    return Library(catalogue, tmp_path / "official")


def adopted(work: Workshop, library: Library, indicator: str, year: int) -> Observation:
    """What is stored of an official figure once it is taken over and published."""
    found: Offer = next(item for item in offers(work, library, GRENOBLE) if item.indicator == indicator)
    batch = take(work, library, GRENOBLE, [found], OFFICER)
    op.publish(work, as_read(work, batch.id), "Statistiques officielles", OFFICER)
    kept = row(work, indicator, year)
    return Observation(**{name: kept[name] for name in ("territory", "indicator", "year", "value", *NAMES)})  # type: ignore[arg-type]  # the columns of the record


def test_a_ratio_of_two_publications_keeps_both(work: Workshop, library: Library) -> None:
    nights, people = origins_of(adopted(work, library, "d3_foreign_nights_per_inh", 2024))
    assert (nights.publisher, nights.vintage, people.publisher, people.vintage) == ("Eurostat", "2024", "Eurostat", "2025")  # fmt: skip
    assert "tour_occ_nin3" in nights.title and "demo_r_pjanaggr3" in people.title
    assert "tour_occ_nin3" in nights.url and "demo_r_pjanaggr3" in people.url
    assert (
        nights.licence == people.licence == "réutilisation autorisée avec mention de la source (décision 2011/833/UE)"
    )


def test_a_date_that_is_not_known_stays_empty(work: Workshop, library: Library) -> None:
    (nights,) = origins_of(adopted(work, library, "d3_foreign_nights_share", 2024))
    assert (nights.published, nights.accessed) == ("", "")


def test_the_day_on_which_a_file_was_read_here_is_kept(work: Workshop, library: Library, tmp_path: Path) -> None:
    later = files.text(tmp_path, "nuitees.tsv", files.NIGHTS.replace("1470336", "1600000"))
    library.read(later)
    (nights,) = origins_of(adopted(work, library, "d3_foreign_nights_share", 2024))
    assert nights.accessed == date.today().isoformat()
    facts = next((tmp_path / "official" / "facts").iterdir())
    before = facts.read_bytes()
    library.read(later)
    assert facts.read_bytes() == before, "reading the same file again changes nothing"


def test_editions_and_drafts_of_before_keep_working(work: Workshop, engine: Engine) -> None:
    """A database of the former schema: its edition is read as it was, its draft is published, and old rows export."""
    batch = op.enter(work, "Saisie", "observation", [Observation(territory="38185", indicator="t_sdg_tagging", year=2025, value=70.0, source="Service")], OFFICER)  # fmt: skip
    with engine.connect() as connection:
        command.downgrade(alembic_config(connection), "0007")
    with engine.begin() as connection:
        assert connection.execute(text("SELECT value FROM observation WHERE year = 2021")).scalar() == 18.9
    migrate(engine)
    kept = row(work, "d4_immigrant_share", 2021)
    assert (kept["source"], kept["licence"], kept["published"]) == ("Insee", "", "")
    op.publish(work, as_read(work, batch.id), "Suite", OFFICER)
    assert row(work, "t_sdg_tagging", 2025)["citation"] == ""
