"""Drafts that were given up go after the days that the settings promise, and the trail says which."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine
from typer.testing import CliRunner

from indicators.cli.main import app
from indicators.intake import ledger
from indicators.intake.ledger import Ledger
from indicators.records import Observation
from indicators.store import audit, drafts, staged
from indicators.store.abandoned import Purged, purge_abandoned
from indicators.store.engine import writing
from tests.conftest import configured_database

CODE = "38185"


def draft(engine: Engine, name: str, *, given_up: bool) -> str:
    batch = drafts.open_batch(engine, "Ada", territory=CODE, file_name=name)
    rows = [Observation(territory=CODE, indicator="d1_export_intensity", year=year, value=1.0) for year in (2020, 2021)]
    drafts.stage(engine, batch.id, "observation", rows)
    with writing(engine) as connection:
        ledger.save(connection, Ledger(batch.id, "csv", complete=True), batch, "Ada")
    if given_up:
        drafts.discard(engine, batch.id, "Ada")
    return batch.id


def at(day: int, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("audit", "drafts", "abandoned.clock", "workspace"):
        monkeypatch.setattr(f"indicators.store.{module}.now", lambda: f"2026-03-{day:02}T08:00:00.000000+00:00")


def test_only_what_was_given_up_long_enough_ago_goes(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    at(1, monkeypatch)
    gone, kept = draft(engine, "gone.csv", given_up=True), draft(engine, "open.csv", given_up=False)
    at(20, monkeypatch)
    late = draft(engine, "late.csv", given_up=True)
    at(30, monkeypatch)
    assert purge_abandoned(engine, 30, "Ouverture") == Purged((), 0)
    assert purge_abandoned(engine, 29, "Ouverture") == Purged(("gone.csv",), 3)
    assert staged.kinds_of(engine, gone) == [] and ledger.read(engine, drafts.get_batch(engine, gone)) == Ledger(gone)
    assert staged.kinds_of(engine, kept) == staged.kinds_of(engine, late) == ["observation"]
    assert drafts.get_batch(engine, gone).file_name == "gone.csv"
    entry = audit.read(engine, action="drafts_purged").iloc[0]
    assert entry.details == {"files": ["gone.csv"], "rows": 3, "days": 29}
    assert purge_abandoned(engine, 29, "Ouverture") == Purged((), 0)
    assert len(audit.read(engine, action="drafts_purged")) == 1


def test_the_monthly_command_says_what_went(tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    config = tmp_path / "config.toml"
    config.write_text("[uploads]\nkeep_days = 0\n", encoding="utf-8")
    monkeypatch.setenv("OUVERTURE_CONFIG", str(config))
    with configured_database("sqlite", tmp_path) as url:
        from indicators.store.engine import open_engine

        engine = open_engine(url)
        draft(engine, "vieux.csv", given_up=True)
        engine.dispose()
        done = CliRunner().invoke(app, ["forget"])
    assert done.exit_code == 0, done.output
    assert "3 lignes effacées (vieux.csv)" in done.output.replace("\u202f", " ").replace("\u00a0", " ")
