"""The partnership page: its views run, and an officer's change goes to a draft."""

from __future__ import annotations

import re

import pytest

from indicators.records import Partnership
from indicators.store import drafts, staged
from tests.pages.conftest import Runner


@pytest.mark.parametrize("view", ["carte", "afaire", "reseaux", "acteurs", "communautes", "chercher", "pistes"])
@pytest.mark.parametrize("territory", ["38185", "EX001", "ITC1"])
def test_every_view_runs(run_page: Runner, view: str, territory: str) -> None:
    run_page("partenariats", territory, vue=view)


@pytest.mark.parametrize(
    "part", ["identite", "histoire", "actions", "euros", "benefices", "qualite", "convention", "modifier"]
)
@pytest.mark.parametrize(
    ("territory", "sheet"),
    [("38185", "grenoble-sfax"), ("EX001", "exempleville-osnabruck"), ("EX001", "exempleville-kairouan")],
)
def test_every_part_of_a_sheet_runs(run_page: Runner, territory: str, sheet: str, part: str) -> None:
    app = run_page("partenariats", territory, fiche=sheet, partie_fiche=part)
    assert any(item.value in ("Sfax", "Osnabrück", "Kairouan") for item in app.header)


@pytest.mark.parametrize(
    ("kind", "columns"), [("pays", ["Accord"]), ("villes", ["Pays", "Accord", "Distance"])], ids=["pays", "villes"]
)
def test_candidates_come_with_reasons(run_page: Runner, kind: str, columns: list[str]) -> None:
    app = run_page("partenariats", "EX001", vue="chercher", chercher_quoi=kind)
    table = app.table[0].value
    assert len(table) > 5
    assert list(table.columns) == [*columns, "Raisons", "Non connu"]
    assert all("personnes originaires" in row or "langue" in row for row in table["Raisons"][:3])


def test_an_unknown_sheet_or_filter_is_passed_over(run_page: Runner) -> None:
    app = run_page("partenariats", fiche="nulle-part", types="inconnu", an="1500")
    assert any("23 relations affichées" in item.value for item in app.markdown)


def test_the_picture_for_slides_is_a_drawing_of_what_is_kept(run_page: Runner) -> None:
    """What is shown is what is taken away, drawn here; the browser is sent no outline."""

    def drawn(**filters: str) -> list[str]:
        app = run_page("partenariats", "EX001", image="1", **filters)
        assert not app.get("vega_lite_chart")
        return re.findall(r"/\w+\.svg", "".join(item.proto.body for item in app.get("html")))

    whole, filtered = drawn(), drawn(types="twinning")
    assert len({*whole, *filtered}) == len(whole) + len(filtered) == 4, "each for a desk and for a telephone"


@pytest.mark.parametrize("year", [2018, 2020, 2025])
def test_the_map_says_how_many_of_its_relations_are_not_in_force(run_page: Runner, year: int) -> None:
    said = " ".join(item.value for item in run_page("partenariats", "EX001", year=year).markdown)
    living, shown = (
        re.search(r"(\d+) partenariats en cours", said),
        re.search(r"(\d+) relations affichées([^.]*)", said),
    )
    assert living and shown
    apart = re.search(r"dont (\d+) prévue", shown[2])
    assert int(shown[1]) == int(living[1]) + (int(apart[1]) if apart else 0) > int(living[1])


def test_the_map_in_1990_shows_what_is_known_of_1990(run_page: Runner) -> None:
    def said(**query: str) -> str:
        return " ".join(item.value for item in run_page("partenariats", an="1990", **query).markdown)

    assert "2 relations affichées sur 23." in said() and "19 relations sans date, non dessinées." in said()
    asked = said(sans_date_alors="1")
    assert "21 relations affichées sur 23." in asked and "non dessinées" not in asked


def test_a_past_year_of_reading_leaves_out_what_has_no_date(run_page: Runner) -> None:
    said = " ".join(item.value for item in run_page("partenariats", year=2018).markdown)
    assert "4 partenariats en cours" in said and "19 relations sans date, non dessinées." in said
    today = " ".join(item.value for item in run_page("partenariats").markdown)
    assert "23 partenariats en cours" in today and "sans date, non" not in today


def test_ending_a_relation_prepares_a_draft(run_page: Runner) -> None:
    app = run_page("partenariats", fiche="grenoble-sfax", partie_fiche="modifier")
    app.selectbox[[box.label for box in app.selectbox].index("Statut")].set_value("ended")
    app.button[[button.label for button in app.button].index("Préparer le brouillon")].click().run()
    assert any("raison de sa fin" in item.value for item in app.error)
    fields = {field.label: field for field in app.text_input}
    fields["Échéance ou fin"].set_value("2026-06-12")
    fields["Raison de la fin, si elle est terminée"].set_value("Programme achevé")
    app.button[[button.label for button in app.button].index("Préparer le brouillon")].click().run()
    assert any("Brouillon prêt" in item.value for item in app.success)
    from pages.shared.runtime import engine

    batch = drafts.batches(engine())[-1]
    row = staged.rows_of(engine(), batch.id, Partnership.kind).iloc[0]
    assert (row["status"], row["end_reason"], row["partner"]) == ("ended", "Programme achevé", "Sfax")


def test_the_year_of_reading_sets_the_day_of_the_states(run_page: Runner) -> None:
    """Read in 2020: the states are those of 31 December 2020, whatever was signed or exchanged since."""
    said = {
        year: " ".join(item.value for item in run_page("partenariats", "EX001", year=year).markdown)
        for year in (2018, 2020, 2025)
    }
    # Lviv was signed in March 2022; Dori ended on 31 December 2019, Cap-Haïtien in 2024.
    assert "Au 31 décembre 2018" in said[2018] and "1 pas encore signé" in said[2018] and "terminé." not in said[2018]
    assert "Au 31 décembre 2020" in said[2020] and "1 pas encore signé et 1 terminé." in said[2020]
    assert "Au 31 décembre 2025" in said[2025] and "pas encore signé" not in said[2025]
