"""A département and an intercommunality are not spoken to as if they were a commune."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from pages.shared.registry import BY_PATH
from tests.conftest import configured_database
from tests.surfaces.test_words import open_view
from tests.surfaces.told import told, words

KINDS = ("DEP-35", "200040715")
PAGES = ("profil-geii", "evaluation", "partenariats", "missions", "strategie")
_OF_A_COMMUNE = re.compile(
    r"(?<![\w«])(?:maire|mairie|(?<!pour )la ville|d'une commune|de la commune|autres? villes?)(?!\w)", re.IGNORECASE
)


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("kinds")
    with configured_database("sqlite", folder):
        yield folder


@pytest.mark.usefixtures("everything_opened", "installation")
@pytest.mark.parametrize("territory", KINDS)
@pytest.mark.parametrize("path", PAGES)
def test_no_page_speaks_to_it_as_to_a_commune(path: str, territory: str) -> None:
    entry = BY_PATH[path]
    for view in entry.views:
        found = [words(item.text) for item in told(open_view(path, territory, "fr", entry.key, view.code))]
        assert found
        assert not [text[:200] for text in found if _OF_A_COMMUNE.search(text)], view.code


@pytest.mark.usefixtures("installation")
@pytest.mark.parametrize(("territory", "title"), [("38185", "maire"), *((code, "présidente") for code in KINDS)])
def test_who_signs_has_the_title_of_the_kind(territory: str, title: str) -> None:
    app = open_view("administration", territory, "fr", "section", "collectivity")
    [field] = [item for item in app.text_input if item.label.startswith("Qui signe")]
    assert field.placeholder == f"Prénom Nom, {title}"
