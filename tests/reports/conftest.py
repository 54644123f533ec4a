"""Sources of reports on the demonstration, without a database."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from indicators.catalogue import load_catalogue
from indicators.demo.snapshot import demo_snapshot
from indicators.present.reports import ReportSource, Session
from indicators.present.texts import translator
from indicators.settings import load_settings
from tests.defaults import readout

Make = Callable[..., ReportSource]


def session(*slides: str, year: int = 2018) -> Session:
    """A meeting with a date and a number."""
    return Session(key="bilan", title="Bilan de l’action internationale", date="2026-12-14", deliberation="2026-118", edition=1, year=year, slides=slides)  # fmt: skip


@pytest.fixture(scope="session")
def make_source() -> Make:
    """The source of a territory's reports: ``make_source("38185", lang="en", session=…)``."""
    settings = load_settings(catalogue=load_catalogue())
    catalogue = settings.extend(load_catalogue())

    def make(territory: str = "38185", lang: str = "fr", year: int = 2023, **more: object) -> ReportSource:
        return ReportSource(readout(demo_snapshot(territory), catalogue, year, settings), translator(lang), **more)  # type: ignore[arg-type]  # passed through

    return make


def told_otherwise(source: ReportSource, **changed: object) -> ReportSource:
    """The same source on a snapshot of which some records are other ones."""
    snapshot = replace(source.snapshot, **changed)  # type: ignore[arg-type]  # fields of the snapshot
    return replace(source, readout=replace(source.readout, snapshot=snapshot, laid={}))


@pytest.fixture(scope="session")
def grenoble(make_source: Make) -> ReportSource:
    """Grenoble with a session of every kind of slide."""
    partner = demo_snapshot("38185").partnerships[0].id
    slides = ("synthese", "profil", "budget", "annees", "statuts", "niveau-programmatic", "carte", f"partenariat:{partner}", "changements", "choix")  # fmt: skip
    return make_source("38185", session=session(*slides))


@pytest.fixture(scope="session")
def exempleville(make_source: Make) -> ReportSource:
    """The fictional territory, complete in every record."""
    return make_source("EX001", year=2025)
