"""The sources of the reports on the demonstration, and LibreOffice in the settings of three countries."""

from __future__ import annotations

from pathlib import Path

import pytest

from indicators.present.charts.budget import budget_by_rubric
from indicators.present.figure import Figure
from indicators.present.reports import ReportSource
from tests.crossings.office import Office, office
from tests.crossings.told import CITIES, LANGUAGES, Told, refilled
from tests.reports.conftest import Make
from tests.reports.conftest import exempleville as exempleville
from tests.reports.conftest import grenoble as grenoble
from tests.reports.conftest import make_source as make_source


@pytest.fixture(scope="session")
def offices(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Office]:
    """LibreOffice as each reader has it set, by language."""
    folder: Path = tmp_path_factory.mktemp("offices")
    return {lang: office(tag, folder / lang) for lang, tag in (("fr", "fr-FR"), ("en", "en-GB"), ("es", "es-ES"))}


@pytest.fixture(scope="module", params=[(city, lang) for city in CITIES for lang in LANGUAGES], ids=lambda item: "-".join(item))  # fmt: skip
def read(request: pytest.FixtureRequest, make_source: Make) -> tuple[ReportSource, Figure, tuple[Told, ...]]:
    """A city in a language: its source, its figure by rubric, what each rubric must say."""
    city, lang = request.param
    source = make_source(city, lang=lang, year=2025 if city == "EX001" else 2018)
    source = refilled(source) if city == "EX001" else source
    return source, budget_by_rubric(source.budget, source.t), CITIES[city]
