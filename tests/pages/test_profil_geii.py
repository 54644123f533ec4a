"""The profile page: its reading order, the composite that the reader asks for, and weights that are never kept."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.conftest import Runner


def written(app: AppTest) -> list[str]:
    """All texts of the page, in their order."""
    kinds = {"markdown", "caption", "subheader", "header", "info", "warning"}
    return [str(item.value) for item in app.main if item.type in kinds]


@pytest.mark.parametrize("territory", ["38185", "93048", "ITC1", "EX001"])
@pytest.mark.parametrize("reading", ["reference", "base"])
def test_the_page_opens_with_a_sentence_and_ends_with_the_composite(
    run_page: Runner, territory: str, reading: str
) -> None:
    app = run_page("profil-geii", territory, lecture=reading)
    assert [item.value for item in app.header][-1] == "Un seul indice pour l’ensemble, à la demande"
    first = next(text for text in written(app) if text.startswith("## "))
    assert first.endswith(".")
    assert [item.value for item in app.toggle if item.key == "composite"] == [False]


def test_context_is_told_and_no_delta_is_coloured(run_page: Runner) -> None:
    app = run_page("profil-geii", "EX001", vue="dimension", dimension="d3")
    assert any("ni mieux ni moins bien" in text for text in written(app))
    assert any("à tenir entre deux bornes" in text for text in written(app))
    assert {metric.proto.color for metric in app.metric} == {app.metric[0].proto.GRAY}


def test_a_target_on_an_indicator_of_the_profile_is_read_beside_its_value(run_page: Runner) -> None:
    told = written(run_page("profil-geii", "EX001", vue="dimension", dimension="d6"))
    aims = [text for text in told if "pour une cible de" in text]
    assert aims and all(text.startswith("**") for text in aims), "its status, then its value and what is aimed at"
    assert sum("Cible de" in text for text in told) == len(aims)


def test_the_composite_is_asked_for_and_keeps_its_publish_rules(run_page: Runner) -> None:
    app = run_page("profil-geii", "38185", composite="1")
    assert any("Pas d’indice d’ensemble" in item.value for item in app.info)
    assert any("Poids qui seraient appliqués" in item.value for item in app.caption)
    told = "\n".join(written(run_page("profil-geii", "EX001", composite="1")))
    for words in (
        "Indice d’ensemble",
        "dans 90 % des",
        "Couverture",
        "Ce qui le changerait le plus",
        "jeu de poids publié",
    ):
        assert words.replace(" %", "\u00a0%") in told.replace("\u202f", "\u00a0") or words in told
    assert "rang" not in told.split("À côté de territoires comparables")[-1].lower()


def test_a_reader_weighs_for_this_reading_alone(run_page: Runner) -> None:
    app = run_page("profil-geii", "EX001", composite="1", poids="lecteur")
    sliders = [item for item in app.select_slider if str(item.key).startswith("poids_")]
    assert len(sliders) == 6 and any("ne valent que pour votre lecture" in text for text in written(app))
    before = next(text for text in written(app) if "dans 90" in text)
    sliders[5].set_value(3.0)
    sliders[2].set_value(0.0).run()
    assert not app.exception
    assert next(text for text in written(app) if "dans 90" in text) != before
    for item in app.select_slider:
        item.set_value(0.0)
    app.run()
    assert any("les poids égaux sont repris" in item.value for item in app.warning)
    fresh = run_page("methode", "EX001", partie="regles")
    assert any("le même pour chacune des 6 dimensions" in item.value for item in fresh.caption)


@pytest.mark.parametrize(("territory", "buttons"), [("EX001", 2), ("ITC1", 2), ("38185", 1)])
def test_the_method_page_offers_what_rebuilds_the_result(run_page: Runner, territory: str, buttons: int) -> None:
    app = run_page("methode", territory, partie="regles")
    labels = [item.label for item in app.get("download_button")]
    assert len(labels) == buttons and labels[0] == "Télécharger la recette (TOML)"
    assert ("De quoi refaire ce résultat (ZIP)" in labels) == (buttons == 2)
    assert any("Pas d’indice d’ensemble" in item.value for item in app.info) == (buttons == 1)
