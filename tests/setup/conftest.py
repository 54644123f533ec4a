"""A database with the demonstration, and what an administrator works with."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import Engine

from indicators.access import User
from indicators.catalogue import Catalogue, load_catalogue
from indicators.intake.workshop import Workshop, workshop
from indicators.official.library import Library
from indicators.operations.startup import publish_demonstration, settings_in
from indicators.settings import Settings, load_settings

ADMIN = User("Ada", "administrator", "account", "ada")
OFFICER = User("Agente", "officer", "account", "agente")


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return load_catalogue()


@pytest.fixture
def written(tmp_path: Path) -> Settings:
    """The settings of a file that says nothing."""
    path = tmp_path / "config.toml"
    path.write_text("", encoding="utf-8")
    return load_settings(path)


@pytest.fixture
def work(engine: Engine, catalogue: Catalogue, written: Settings) -> Workshop:
    """An installation after its first start."""
    publish_demonstration(engine, written)
    return now(engine, written, catalogue)


@pytest.fixture
def library(catalogue: Catalogue, tmp_path: Path) -> Library:
    return Library(catalogue, tmp_path / "official")


def now(engine: Engine, written: Settings, catalogue: Catalogue) -> Workshop:
    """The workshop with the settings as they are at this moment, as a page opens it."""
    return workshop(engine, catalogue, settings_in(engine, written, catalogue))
