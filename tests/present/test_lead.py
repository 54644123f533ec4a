"""The figures that the collectivity chose lead the summary, on the page's own answers and in the documents'."""

from __future__ import annotations

from pathlib import Path

import pytest

from indicators.catalogue import load_catalogue
from indicators.demo.snapshot import demo_snapshot
from indicators.present.synthesis import four_answers
from indicators.present.texts import translator
from indicators.settings import SettingsError, load_settings
from tests.defaults import readout

T = translator("fr")


def first(folder: Path, chosen: str, territory: str = "EX001") -> tuple[str, str, str, str]:
    """The headline of the first answer with these lead figures: label, value, sentence, change."""
    config = folder / "config.toml"
    config.write_text(f"[collectivity]\nlead_figures = {chosen}\n", encoding="utf-8")
    settings = load_settings(config, catalogue=load_catalogue())
    answer = four_answers(readout(demo_snapshot(territory), load_catalogue(), 2025, settings), T)[0]
    return answer.label, answer.value, answer.sentence, answer.change


def test_the_first_figure_chosen_that_has_a_value_leads(tmp_path: Path) -> None:
    profile = readout(demo_snapshot("EX001"), load_catalogue(), 2025).profile()
    (export,) = [item for item in profile.readings if item.indicator.id == "d1_export_intensity"]
    assert export.point is not None
    label, value, sentence, change = first(tmp_path, '["d1_export_intensity", "t_reciprocity"]')
    assert label == f"{export.indicator.label.get('fr')}, {export.point.year}"
    assert value.replace("\u202f", " ").replace("\u00a0", " ") == f"{export.point.value:.1f} % du PIB".replace(".", ",")
    assert sentence.replace("\u00a0", " ").startswith("La plus ouverte des dimensions : ")
    assert str(export.point.year - 1) in change


def test_without_a_choice_the_dimensions_lead(tmp_path: Path) -> None:
    assert first(tmp_path, "[]")[0] == "Dimensions au-dessus de la référence"


def test_a_figure_without_a_value_is_passed_over(tmp_path: Path) -> None:
    assert first(tmp_path, '["d1_export_intensity"]', "93048")[0] != "0"
    assert "Intensité" not in first(tmp_path, '["d1_export_intensity"]', "93048")[0]


def test_context_is_never_a_headline(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="d4_immigrant_share"):
        first(tmp_path, '["d4_immigrant_share"]')
