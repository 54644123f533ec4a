"""The sources of the reports on the demonstration, and LibreOffice in the settings of three countries."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from indicators.present.charts.budget import budget_by_rubric
from indicators.present.figure import Figure
from indicators.present.reports import ReportSource, deck
from indicators.present.reports.sheets import Sheet, write_book
from indicators.present.reports.slides import presentation
from indicators.present.reports.stamp import moment
from tests.crossings.office import Office, office, rendered
from tests.crossings.told import CITIES, LANGUAGES, YEARS, Told, refilled
from tests.reports.conftest import Make, session
from tests.reports.conftest import exempleville as exempleville
from tests.reports.conftest import grenoble as grenoble
from tests.reports.conftest import make_source as make_source

WHEN = moment("2026-01-02T03:04:05")


@pytest.fixture(scope="session")
def offices(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Office]:
    """LibreOffice as each reader has it set, by language."""
    folder: Path = tmp_path_factory.mktemp("offices")
    return {lang: office(tag, folder / lang) for lang, tag in (("fr", "fr-FR"), ("en", "en-GB"), ("es", "es-ES"))}


@pytest.fixture(scope="module", params=[(city, lang) for city in CITIES for lang in LANGUAGES], ids=lambda item: "-".join(item))  # fmt: skip
def read(request: pytest.FixtureRequest, make_source: Make) -> tuple[ReportSource, Figure, tuple[Told, ...]]:
    """A city in a language: its source, its figure by rubric, what each rubric must say."""
    source = city_source(make_source, *request.param)
    return source, budget_by_rubric(source.budget, source.t), CITIES[request.param[0]]


def city_source(make_source: Make, city: str, lang: str) -> ReportSource:
    """A city in a language, with the slide of its budget: Grenoble as published, Exempleville with the payments of the table."""
    year = YEARS[city]
    source = make_source(city, lang=lang, year=year, session=session(deck.BUDGET, year=year))
    return refilled(source) if city == "EX001" else source


Rows = list[list[str]]


@pytest.fixture(scope="session")
def sheets(make_source: Make, offices: dict[str, Office]) -> Callable[[str, str], dict[str, Rows]]:
    """The rows of the figure by rubric as the office of the reader shows them: ``sheets(city, lang)`` by kind of file."""

    @cache
    def shown(lang: str) -> dict[str, dict[str, Rows]]:
        sources = {city: city_source(make_source, city, lang) for city in CITIES}
        books = {
            f"{city}.xlsx": write_book(
                [Sheet("n", budget_by_rubric(source.budget, source.t).table)], "n", WHEN, source.t
            )
            for city, source in sources.items()
        }
        saved = offices[lang].saved_each(books, "ods")
        files = books | {f"{city}ods.ods": saved[f"{city}.xlsx"] for city in CITIES}
        found = offices[lang].shown_each(files)
        return {city: {"xlsx": found[f"{city}.xlsx"]["n"], "ods": found[f"{city}ods.ods"]["n"]} for city in CITIES}

    return lambda city, lang: shown(lang)[city]


@pytest.fixture(scope="session")
def slides(
    make_source: Make, offices: dict[str, Office], tmp_path_factory: pytest.TempPathFactory
) -> Callable[[str, str], str]:
    """The text of the slide of the budget, drawn by an office set to another country: the language of the deck decides."""

    @cache
    def drawn(lang: str) -> dict[str, str]:
        elsewhere = offices["es" if lang == "fr" else "fr"]
        decks = {f"{city}.pptx": presentation(city_source(make_source, city, lang)) for city in CITIES}
        made = elsewhere.saved_each(decks, "pdf")
        folder = tmp_path_factory.mktemp("slides")
        return {city: rendered(made[f"{city}.pptx"], folder) for city in CITIES}

    return lambda city, lang: drawn(lang)[city]
