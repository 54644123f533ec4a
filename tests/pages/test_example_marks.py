"""The summary says which of its cards rest on a row invented for the example, in words that fit every card."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from indicators.demo import load_demo
from indicators.operations.database import open_migrated
from indicators.settings import Settings
from indicators.store import drafts, editions
from tests.conftest import SYSTEMS, configured_database
from tests.pages.conftest import Runner

MARK = "Exemple : texte, chiffre ou cible inventés"


@pytest.fixture(scope="module", params=SYSTEMS)
def demonstration(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The real cities, of which the accounts and one foreign share of Grenoble are invented by its service."""
    folder = tmp_path_factory.mktemp("examples")
    with configured_database(request.param, folder):
        engine = open_migrated(Settings())
        batch = drafts.open_batch(engine, "test")
        for kind, records in load_demo(fictional=False).items():
            drafts.stage(engine, batch.id, kind, [invented(record) for record in records])
        editions.publish(engine, [batch.id], "Essai", "test")
        engine.dispose()
        yield folder


def invented(record: Any) -> Any:
    """The record, marked when it is one of Grenoble's accounts or its share of foreign nights."""
    if getattr(record, "territory", "") != "38185":
        return record
    chosen = hasattr(record, "nature") or getattr(record, "indicator", "") == "d3_foreign_nights_share"
    return replace(record, example=True) if chosen else record


def marks(app: AppTest) -> int:
    return sum(MARK in item.value.replace("\u00a0", " ").replace("\\", "") for item in app.caption)


def test_the_strip_and_the_two_cards_that_rest_on_them_say_it(run_page: Runner) -> None:
    app = run_page("synthese", "38185")
    assert next(item.value for item in app.header) == "À décider cette année"
    assert marks(app) == 3, [item.value for item in app.caption]


def test_nothing_is_marked_where_nothing_is_invented(run_page: Runner) -> None:
    assert marks(run_page("synthese", "93048")) == 0
