"""The yearly declaration of development assistance: where and when, each column checked, its receipt kept."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from sqlalchemy import Engine

from indicators.access import User
from indicators.access.roles import AccessDenied
from indicators.documents import gather
from indicators.present.reports import ReportSource
from indicators.present.reports.declaration import Line, declaration, declared_lines, faults
from indicators.present.reports.model import Declared
from indicators.settings import load_settings
from indicators.settings.loader import SettingsError
from indicators.store.workspace import StaleDocumentError
from tests.reports.conftest import told_otherwise

MARTIN = User(name="A. Martin", role="officer", mode="account", login="a.martin")


def text_of(source: ReportSource) -> str:
    book = openpyxl.load_workbook(io.BytesIO(declaration(source)))
    return "\n".join(str(cell.value) for row in book["À lire"].iter_rows() for cell in row).replace("\u00a0", " ")


def line(source: ReportSource, partnership: str) -> Line:
    return next(item for item in declared_lines(source) if item.row["partnership"] == partnership)


def test_it_is_made_on_demarches_simplifiees_in_the_days_of_the_settings(exempleville: ReportSource, tmp_path: Path) -> None:  # fmt: skip
    said = text_of(exempleville)
    assert "Démarches simplifiées, du 15 avril 2026 au 31 mai 2026, sur les montants versés en 2025" in said
    assert "site du ministère" not in said
    (tmp_path / "config.toml").write_text('[declaration]\nopens = "04-20"\ncloses = "06-15"\n', encoding="utf-8")
    settings = load_settings(tmp_path / "config.toml", exempleville.catalogue)
    moved = replace(exempleville, readout=replace(exempleville.readout, settings=settings))
    assert "du 20 avril 2026 au 15 juin 2026" in text_of(moved)


@pytest.mark.parametrize("days", ['opens = "15-04"', 'closes = "02-30"', 'opens = "06-01"'])
def test_days_that_are_none_are_refused(exempleville: ReportSource, tmp_path: Path, days: str) -> None:
    (tmp_path / "config.toml").write_text(f"[declaration]\n{days}\n", encoding="utf-8")
    with pytest.raises(SettingsError):
        load_settings(tmp_path / "config.toml", exempleville.catalogue)


def test_the_sector_is_proposed_from_the_theme_until_a_person_types_one(exempleville: ReportSource) -> None:
    name = "exempleville-saint-louis"
    found = line(exempleville, name)
    assert (found.aid.sector, found.aid.proposed) == ("14030", True)
    typed = tuple(replace(item, sector="14022") if item.id == name else item for item in exempleville.snapshot.partnerships)  # fmt: skip
    found = line(told_otherwise(exempleville, partnerships=typed), name)
    assert (found.aid.sector, found.aid.proposed) == ("14022", False)


def test_each_column_is_checked(exempleville: ReportSource) -> None:
    """Five digits, a channel of the list, 0, 1 or 2: what the form would refuse is named with its line and its column."""
    name = "exempleville-saint-louis"

    def told(**changed: object) -> set[tuple[str, str]]:
        rows = tuple(replace(item, **changed) if item.id == name else item for item in exempleville.snapshot.partnerships)  # type: ignore[arg-type]  # fields of a partnership  # fmt: skip
        source = told_otherwise(exempleville, partnerships=rows, self_assessments=())
        mine = {str(item.row["line"]) for item in declared_lines(source) if item.row["partnership"] == name and item.row["paid"] > 0}  # fmt: skip
        return {(item.column, item.received) for item in faults(source, declared_lines(source)) if item.line in mine}

    whole = {"gender_equality": 1.0, "environment": 2.0, "biodiversity": 0.0, "nutrition": 0.0, "inclusion": 0.0}
    assert told(sector="14030", channel="20000", markers=whole) == set()
    assert told(sector="1403", channel="20000", markers=whole) == {("Secteur CAD", "1403")}
    assert told(sector="14030", channel="", markers=whole) == {("Canal", "")}
    assert told(sector="14030", channel="20000", markers={**whole, "nutrition": 3.0}) == {("Nutrition", "3")}
    missing = {key: value for key, value in whole.items() if key != "inclusion"}
    assert told(sector="14030", channel="20000", markers=missing) == {("Inclusion des personnes handicapées", "")}
    assert ("SIREN déclarant", "") in {(item.column, item.received) for item in faults(exempleville, declared_lines(exempleville))}  # fmt: skip


def test_the_file_has_the_columns_that_are_asked_for(exempleville: ReportSource) -> None:
    book = openpyxl.load_workbook(io.BytesIO(declaration(exempleville)))
    heads = [cell.value for cell in book["Lignes"][1]]
    markers = [item.label.get("fr") for item in exempleville.catalogue.grids["dac_markers"].items]
    assert {"Secteur CAD", "Origine du secteur", "Canal", *markers} <= set(heads)
    rows = [dict(zip(heads, (cell.value for cell in row), strict=True)) for row in book["Lignes"].iter_rows(min_row=2)]
    saint_louis = next(row for row in rows if row["Partenariat"] == "Saint-Louis")
    assert (saint_louis["Secteur CAD"], saint_louis["Canal"]) == ("14030", "Secteur public")
    assert all(saint_louis[name] in (0, 1, 2) for name in markers)


def test_the_receipt_is_kept_with_its_edition(engine: Engine, exempleville: ReportSource) -> None:
    found = Declared("2026-05-12", "APD-2026-0042")
    with pytest.raises(AccessDenied):
        gather.save_declared(engine, "EX001", 1, found, replace(MARTIN, role="reader"), seen=0)
    gather.save_declared(engine, "EX001", 1, found, MARTIN, seen=0)
    kept = gather.declared(engine, "EX001", 1)
    assert kept is not None and (kept.day, kept.number, kept.author) == ("2026-05-12", "APD-2026-0042", "A. Martin")
    assert gather.declared(engine, "EX001", 2) is None
    with pytest.raises(StaleDocumentError):
        gather.save_declared(engine, "EX001", 1, found, MARTIN, seen=0)
    assert "Déclaré le 12 mai 2026, récépissé n° APD-2026-0042." in text_of(replace(exempleville, declared=kept))
    gather.save_declared(engine, "EX001", 1, Declared("", " "), MARTIN, seen=1)
    assert gather.declared(engine, "EX001", 1) is None
