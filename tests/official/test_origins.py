"""What the catalogue says of a publication enters the cells of a value without loss."""

from __future__ import annotations

import pytest

from indicators.catalogue import load_catalogue
from indicators.languages import LANGUAGES
from indicators.official.observations import origin
from indicators.records import Observation, Origin, origins_of
from indicators.records.origin import BETWEEN, cell, first_address, parts

SOURCES = load_catalogue().official_sources


@pytest.mark.parametrize("name", list(SOURCES))
def test_a_publication_is_one_part_of_each_cell(name: str) -> None:
    for lang in LANGUAGES:
        found = origin(SOURCES[name], "2024", "2026-11-30", lang)
        assert found.publisher and found.title and found.licence and found.url.startswith("https://")
        for said in (found.publisher, found.title, found.licence, found.url):
            assert parts(said) == (said,)


@pytest.mark.parametrize(
    "said", [("a", "b"), ("", "b"), ("a", ""), ("a", "a"), ("", ""), ("2024", "mars 2025"), ("a", "", "c")]
)
def test_what_is_said_of_each_is_read_back(said: tuple[str, ...]) -> None:
    kept = parts(cell(said))
    assert kept == (said if len(set(said)) > 1 else said[:1])


def test_cells_give_their_origins() -> None:
    row = Observation(
        territory="38185", indicator="x", year=2024, value=1.0, publisher="Eurostat", source="Nuitées ; Population",
        url=BETWEEN.join(("https://a.eu", "https://b.eu")), vintage="2024 ; 2025", published="; 2025-03-01", licence="L",
    )  # fmt: skip
    assert origins_of(row) == (
        Origin("Eurostat", "Nuitées", "https://a.eu", "2024", "", "", "L"),
        Origin("Eurostat", "Population", "https://b.eu", "2025", "2025-03-01", "", "L"),
    )
    assert first_address(row.url) == "https://a.eu"


def test_one_address_for_two_titles_is_that_of_the_first_and_a_worded_citation_is_taken_whole() -> None:
    """So editions of before keep citing the page that they had."""
    first, second = origins_of(Observation(territory="", indicator="", year=1, value=None, source="A ; B", url="https://a.eu"))  # fmt: skip
    assert (first.url, second.url) == ("https://a.eu", "")
    (whole,) = origins_of(Observation(territory="", indicator="", year=1, value=None, source="A ; B", citation="Source : A et B."))  # fmt: skip
    assert (whole.title, whole.citation) == ("A ; B", "Source : A et B.")
    assert origins_of(Observation(territory="", indicator="", year=1, value=None)) == (Origin(),)
