"""The sources of the reports on the demonstration, and LibreOffice in the settings of three countries."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.crossings.office import Office, office
from tests.reports.conftest import exempleville as exempleville
from tests.reports.conftest import grenoble as grenoble
from tests.reports.conftest import make_source as make_source


@pytest.fixture(scope="session")
def offices(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Office]:
    """LibreOffice as each reader has it set, by language."""
    folder: Path = tmp_path_factory.mktemp("offices")
    return {lang: office(tag, folder / lang) for lang, tag in (("fr", "fr-FR"), ("en", "en-GB"), ("es", "es-ES"))}
