"""A target on an indicator of the profile is in the documents where the indicator is: report, annexes, slides, workbook."""

from __future__ import annotations

import io

import pytest
from openpyxl import load_workbook
from pptx import Presentation

from indicators.present.aims import aims
from indicators.present.reports import ReportSource
from indicators.present.reports.chapters import annexes
from indicators.present.reports.deck import PROFILE, slide_of
from indicators.present.reports.model import Listed, Table
from indicators.present.reports.slides import presentation
from indicators.present.reports.viewer import viewer
from indicators.present.reports.volume import volume
from indicators.present.reports.workbook import workbook
from indicators.records import Target
from tests.reports.conftest import Make, session, told_otherwise

SAID = "35,1 % du PIB pour une cible de 42 % en 2031"


@pytest.fixture(scope="module")
def aiming(make_source: Make) -> ReportSource:
    """Exempleville with one target, on its exports."""
    goal = Target(
        territory="EX001", indicator="d1_export_intensity", plan="Plan", baseline_year=2020, baseline_value=28.0,
        target_year=2031, target_value=42.0,
    )  # fmt: skip
    source = make_source("EX001", year=2025, session=session(PROFILE, year=2025))
    return told_otherwise(source, targets=(goal,))


def spaced(text: object) -> str:
    return str(text).replace("\u00a0", " ").replace("\u202f", " ")


def test_the_report_lists_the_targets_of_the_profile(aiming: ReportSource) -> None:
    [listed] = [
        block for section in volume(aiming) for block in section.blocks
        if isinstance(block, Listed) and "profil" in block.title
    ]  # fmt: skip
    assert [spaced(item) for item in listed.items] == [f"Intensité exportatrice de biens : {SAID}"]


def test_the_annexes_have_a_table_of_the_targets_of_the_profile(aiming: ReportSource) -> None:
    [table] = [
        block for section in annexes(aiming) for block in section.blocks
        if isinstance(block, Table) and "profil" in block.title
    ]  # fmt: skip
    [(name, status, value, told)] = table.rows
    assert (name, spaced(value)) == ("Intensité exportatrice de biens", "35,1 % du PIB")
    assert "En bonne voie" in status and "42 %" in spaced(told)


def test_the_figure_and_the_workbook_have_the_target_beside_the_value(aiming: ReportSource) -> None:
    [figure] = [
        block for section in annexes(aiming) for block in section.blocks
        if getattr(block, "key", "") == "geii_profile_reference"
    ]  # fmt: skip
    rows = figure.table.set_index("Indicateur")["Cible"]
    assert SAID in spaced(rows["Intensité exportatrice de biens"])
    assert set(rows.drop("Intensité exportatrice de biens")) == {""}
    sheet = load_workbook(io.BytesIO(workbook(aiming)))["Profil"]
    assert any(SAID in spaced(cell.value) for row in sheet.iter_rows() for cell in row)


def test_the_slides_count_the_targets_and_their_notes_say_each(aiming: ReportSource) -> None:
    slide = slide_of(PROFILE, aiming)
    assert "Sur ces indicateurs : 1 cible sur 1 atteinte ou en bonne voie." in spaced(slide.reading)
    told = Presentation(io.BytesIO(presentation(aiming)))
    notes = [spaced(page.notes_slide.notes_text_frame.text) for page in told.slides if page.has_notes_slide]
    assert any(SAID in text for text in notes)
    assert SAID in spaced(viewer(aiming))


def test_without_a_target_nothing_is_added(aiming: ReportSource) -> None:
    source = told_otherwise(aiming, targets=())
    assert aims(source.readout, source.t) == {}
    slide = slide_of(PROFILE, source)
    assert "cible" not in slide.reading and slide.figure is not None and "Cible" not in slide.figure.table


def test_a_target_without_a_value_says_what_is_aimed_at(aiming: ReportSource) -> None:
    rows = aiming.snapshot.observations
    source = told_otherwise(aiming, observations=rows[rows["indicator"] != "d1_export_intensity"])
    assert [spaced(text) for text in aims(source.readout, source.t).values()] == [
        "∅ Donnée manquante – une cible de 42 % en 2031"
    ]
