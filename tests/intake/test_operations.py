"""Load, correct, confirm, enter on a page: what of it is kept, and how it is published."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from indicators.access import AccessDenied
from indicators.budget import confirm_split, lines_of
from indicators.intake import ledger as ledgers
from indicators.intake import operations as op
from indicators.intake.corrections import Correction, from_mend
from indicators.intake.workshop import Workshop
from indicators.records import SelfAssessment, Territory
from indicators.store import compare, drafts, editions, reading, staged
from tests.intake.conftest import DATA, HEADER, OFFICER, READER, as_read, load, published


def test_nothing_is_published_by_loading(work: Workshop) -> None:
    imported = load(work, HEADER + "d4_immigrant_share;2021;19,2;Insee\n")
    assert imported.ledger.ready
    assert published(work).loc[("d4_immigrant_share", 2021), "value"] == 18.9
    assert len(editions.list_editions(work.store)) == 1


def test_an_empty_cell_never_erases_and_a_mark_does(work: Workshop) -> None:
    first = load(work, HEADER + "d4_immigrant_share;2021;19,2;\nt_sdg_tagging;2024;;Autre service\n", "a.csv")
    op.publish(work, as_read(work, first.batch.id), "Deux", OFFICER)
    rows = published(work)
    assert rows.loc[("d4_immigrant_share", 2021), ["value", "source", "note"]].tolist() == [
        19.2,
        "Insee",
        "Recensement",
    ]
    assert rows.loc[("t_sdg_tagging", 2024), ["value", "source"]].tolist() == [60.0, "Autre service"]
    second = load(
        work,
        "Indicateur;Année;Valeur;Remarque\nd4_immigrant_share;2021;;[effacer]\nt_sdg_tagging;2024;[effacer];\n",
        "b.csv",
    )
    op.publish(work, as_read(work, second.batch.id), "Trois", OFFICER)
    rows = published(work)
    assert rows.loc[("d4_immigrant_share", 2021), "note"] == ""
    assert pd.isna(rows.loc[("t_sdg_tagging", 2024), "value"])


@pytest.mark.parametrize("row", ["d4_immigrant_share;[effacer];19;Insee", "[effacer];2022;19;Insee"])
def test_what_a_row_needs_is_never_taken_away_from_it(work: Workshop, row: str) -> None:
    """« [effacer] » in a cell that makes the row what it is: said at its cell, and nothing of the row is kept."""
    imported = load(work, HEADER + row + "\n")
    (found,) = [item for item in imported.ledger.issues if item.code == "needed_value"]
    assert (found.severity, found.row, found.value) == ("blocking", 2, "[effacer]")
    assert not imported.ledger.ready


def test_a_deletion_is_asked_for(work: Workshop) -> None:
    imported = load(work, "Indicateur;Année;Supprimer\nd4_immigrant_share;2021;oui\n")
    assert compare.counts(work.store, imported.batch.id).iloc[0].tolist() == ["observation", 0, 0, 1, 0, 0]
    op.publish(work, as_read(work, imported.batch.id), "Deux", OFFICER)
    assert ("d4_immigrant_share", 2021) not in published(work).index


def test_new_rows_take_the_defaults_of_the_record(work: Workshop) -> None:
    imported = load(work, HEADER + "d4_foreign_nationals_share;2021;14,5;Insee\n")
    op.publish(work, as_read(work, imported.batch.id), "Deux", OFFICER)
    row = published(work).loc[("d4_foreign_nationals_share", 2021)]
    assert row[["quality", "geo_level", "series_break"]].tolist() == ["final", "commune", False]


def test_corrections_on_the_screen_are_kept(work: Workshop) -> None:
    text = HEADER + "d4_immigrant_share;20x1;19;Insee\nd4_immigrant_share;2022;19;Insee\n"
    imported = load(work, text)
    fixed = op.correct(work, imported.ledger, text.encode(), [Correction("", 2, "Année", "2021")], OFFICER)
    assert fixed.ledger.ready
    assert len(staged.rows_of(work.store, imported.batch.id, "observation")) == 2
    again = ledgers.read(work.store, imported.batch)
    assert again.corrections == (Correction("", 2, "Année", "2021"),)
    with pytest.raises(ValueError, match="Ce n'est pas le fichier"):
        op.correct(work, imported.ledger, b"autre", [], OFFICER)


def test_a_proposal_of_the_gazetteer_is_taken_with_its_origin(work: Workshop) -> None:
    text = "Partenaire;Pays\nFès;Maroc\n"
    imported = load(work, text)
    [issue] = [issue for issue in imported.ledger.issues if issue.code == "place_missing_coordinates"]
    fixed = op.correct(work, imported.ledger, text.encode(), from_mend(issue), OFFICER)
    row = staged.rows_of(work.store, fixed.batch.id, "partnership").iloc[0]
    assert (round(row["latitude"], 1), round(row["longitude"], 1), row["coordinate_origin"]) == (
        34.0,
        -5.0,
        "gazetteer",
    )


def test_a_second_load_of_the_same_file_replaces_the_first(work: Workshop) -> None:
    first = load(work, HEADER + "d4_immigrant_share;2022;19;Insee\nd4_immigrant_share;2023;20;Insee\n")
    second = load(work, HEADER + "d4_immigrant_share;2022;21;Insee\nd4_foreign_nationals_share;2022;14;Insee\n")
    assert second.previous is not None and second.previous.id == first.batch.id
    assert op.difference(work, first.batch.id, second.batch.id).iloc[0].tolist() == ["observation", 1, 1, 1, 0]
    op.publish(work, as_read(work, second.batch.id), "Deux", OFFICER)
    assert drafts.get_batch(work.store, first.batch.id).state == drafts.DISCARDED


def test_accounts_replace_the_lines_of_their_year_and_keep_what_was_confirmed(work: Workshop) -> None:
    batch = drafts.open_batch(work.store, "essai", territory="38185")
    drafts.stage(work.store, batch.id, "territory", [Territory(code="93048", name="Montreuil")])
    editions.publish(work.store, [batch.id], "Montreuil", "essai")
    montreuil = replace(work, territory="93048")
    path = DATA / "montreuil_ca_2019_extrait.xml"
    [first] = op.import_files(montreuil, [path], OFFICER)
    rows = staged.rows_of(work.store, first.batch.id, "budget_line").drop(columns="action")
    confirmed = rows.assign(rubric="r3_networks", rubric_status="confirmed")[rows["nature"] == "6281"]
    op.restage(montreuil, first.ledger, "budget_line", confirmed, OFFICER)  # type: ignore[arg-type]  # a frame is staged alike
    op.publish(montreuil, as_read(montreuil, first.batch.id), "Comptes", OFFICER)

    shorter = path.read_text(encoding="utf-8").replace('<Nature V="6574"/>', '<Nature V="65748"/>', 1)
    [second] = op.import_files(montreuil, [("ca.xml", shorter.encode())], OFFICER)
    counts = compare.counts(work.store, second.batch.id).set_index("kind").loc["budget_line"]
    assert counts.tolist() == [1, 0, 1, 25, 0], "one line left, one came, the others say the same"
    kept = staged.rows_of(work.store, second.batch.id, "budget_line")
    assert kept.loc[kept["nature"] == "6281", "rubric_status"].tolist() == ["confirmed"]


def test_checking_writes_nothing(work: Workshop, tmp_path: Path) -> None:
    path = tmp_path / "valeurs.csv"
    path.write_text(HEADER + "d4_immigrant_share;2021;19,2;Insee\n", encoding="utf-8")
    report = op.check_files(work, [path])
    assert (report.blocking, report.readings[0].rows) == (False, 1)
    assert drafts.batches(work.store) == []
    alone = op.workshop(None, work.catalogue, work.settings, "38185")
    assert not op.check_files(alone, [path]).blocking
    with pytest.raises(ValueError, match="database"):
        _ = alone.store


def test_what_is_entered_on_a_page_is_published_like_a_file(work: Workshop) -> None:
    answer = SelfAssessment(territory=work.territory, year=2025, grid="participation", item="consults", answer=1.0)
    batch = op.enter(work, "Auto-évaluations", "self_assessment", [answer], OFFICER)
    again = op.enter(work, "Auto-évaluations", "self_assessment", [replace(answer, answer=0.0)], OFFICER)
    assert again.id == batch.id == op.entered_by(work, "Auto-évaluations", OFFICER).id  # type: ignore[union-attr]  # just made
    edition = op.publish(work, as_read(work, batch.id), "Grilles 2025", OFFICER)
    found = reading.snapshot(work.store, edition.number, work.territory).self_assessments
    assert [row.answer for row in found if row.item == "consults" and row.year == 2025] == [0.0]
    assert op.entered_by(work, "Auto-évaluations", OFFICER) is None
    with pytest.raises(AccessDenied):
        op.enter(work, "Auto-évaluations", "self_assessment", [answer], READER)


def test_a_line_split_between_two_rubrics_is_published_without_counting_twice(work: Workshop) -> None:
    """The two parts take the place of the line; a file that brings it back whole takes the place of the parts."""
    text = "Année;Ligne;Sens;Nature;Libellé;Mandaté\n2024;12;dépense;6574;Subventions;1000\n2024;13;dépense;6281;Cotisations;50\n"
    first = load(work, text, "lignes.csv")
    op.publish(work, as_read(work, first.batch.id), "Lignes", OFFICER)
    before = published(work, "budget_line").set_index("line")
    whole = lines_of(published(work, "budget_line"))[0]
    parts = confirm_split(whole, {"r2_grants": 70_000, "r5_emergency": 30_000}, "Agente", "2026-11-27")
    batch = op.enter(work, "Rubriques confirmées", "budget_line", parts, OFFICER, removed=[whole])
    op.publish(work, as_read(work, batch.id), "Partage", OFFICER)
    after = published(work, "budget_line").set_index("line")
    assert after["paid"].to_dict() == {"12/1": 70_000, "12/2": 30_000, "13": 5_000}
    assert after["paid"].sum() == before["paid"].sum()
    assert after.loc["12/2", ["rubric", "rubric_status", "rubric_author", "rubric_date"]].tolist() == [
        "r5_emergency", "confirmed", "Agente", "2026-11-27",
    ]  # fmt: skip
    again = load(work, text, "lignes bis.csv")
    op.publish(work, as_read(work, again.batch.id), "Lignes revues", OFFICER)
    back = published(work, "budget_line").set_index("line")
    assert back["paid"].to_dict() == {"12": 100_000, "13": 5_000}
    assert back.loc["12", "rubric_status"] != "confirmed"


def test_a_corrective_measure_is_loaded_on_any_indicator(work: Workshop) -> None:
    text = (
        "Indicateur;Libellé;Statut;Responsable;Date;Effet attendu\n"
        "t_sdg_tagging;Former les services;en vigueur;Direction de la coopération;2026-03;90 % d'actions rattachées\n"
    )
    [imported] = op.import_files(work, [("mesures.csv", text.encode())], OFFICER, kind="externality_measure")
    op.publish(work, as_read(work, imported.batch.id), "Mesures", OFFICER)
    row = published(work, "externality_measure").iloc[0]
    assert row[["indicator", "label", "status", "owner", "date"]].tolist() == [
        "t_sdg_tagging", "Former les services", "in_force", "Direction de la coopération", "2026-03",
    ]  # fmt: skip
