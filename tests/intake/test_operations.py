"""Import, confirm, publish, roll back: what is kept, what is refused, who may."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from sqlalchemy import Engine

from indicators.access import AccessDenied, User
from indicators.budget import confirm_split, lines_of
from indicators.catalogue import Catalogue
from indicators.intake import ledger as ledgers
from indicators.intake import operations as op
from indicators.intake.consequences import consequences
from indicators.intake.corrections import Correction, from_mend
from indicators.intake.exports import csv_file, published_rows, xlsx_file
from indicators.intake.limits import Cancelled
from indicators.intake.projection import reading_year
from indicators.intake.wording.consequences import counts_table, headline, indicators_table, ratios_table
from indicators.intake.workshop import Workshop, workshop
from indicators.present.texts import translator
from indicators.records import RECORD_TYPES, SelfAssessment, Territory
from indicators.settings import Settings
from indicators.startup import publish_demonstration
from indicators.store import drafts, editions, reading
from indicators.store.editions import ConflictError, NothingToPublishError
from tests.intake.conftest import APPROVER, DATA, OFFICER, READER

HEADER = "Indicateur;Année;Valeur;Source\n"


def load(work: Workshop, text: str, name: str = "valeurs.csv", user: User = OFFICER) -> op.Imported:
    """Load one CSV."""
    [imported] = op.import_files(work, [(name, text.encode())], user)
    return imported


def published(work: Workshop, kind: str = "observation") -> pd.DataFrame:
    latest = editions.latest(work.store)
    assert latest is not None
    return (
        reading.frame(work.store, kind, latest.number).set_index(["indicator", "year"])
        if kind == "observation"
        else reading.frame(work.store, kind, latest.number)
    )


def test_nothing_is_published_by_loading(work: Workshop) -> None:
    imported = load(work, HEADER + "d4_immigrant_share;2021;19,2;Insee\n")
    assert imported.ledger.ready
    assert published(work).loc[("d4_immigrant_share", 2021), "value"] == 18.9
    assert len(editions.list_editions(work.store)) == 1


def test_an_empty_cell_never_erases_and_a_mark_does(work: Workshop) -> None:
    first = load(work, HEADER + "d4_immigrant_share;2021;19,2;\nt_sdg_tagging;2024;;Autre service\n", "a.csv")
    op.publish(work, [first.batch.id], "Deux", OFFICER)
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
    op.publish(work, [second.batch.id], "Trois", OFFICER)
    rows = published(work)
    assert rows.loc[("d4_immigrant_share", 2021), "note"] == ""
    assert pd.isna(rows.loc[("t_sdg_tagging", 2024), "value"])


def test_a_deletion_is_asked_for(work: Workshop) -> None:
    imported = load(work, "Indicateur;Année;Supprimer\nd4_immigrant_share;2021;oui\n")
    assert drafts.counts(work.store, imported.batch.id).iloc[0].tolist() == ["observation", 0, 0, 1, 0, 0]
    op.publish(work, [imported.batch.id], "Deux", OFFICER)
    assert ("d4_immigrant_share", 2021) not in published(work).index


def test_new_rows_take_the_defaults_of_the_record(work: Workshop) -> None:
    imported = load(work, HEADER + "d4_foreign_nationals_share;2021;14,5;Insee\n")
    op.publish(work, [imported.batch.id], "Deux", OFFICER)
    row = published(work).loc[("d4_foreign_nationals_share", 2021)]
    assert row[["quality", "geo_level", "series_break"]].tolist() == ["final", "commune", False]


def test_a_blocked_or_unconfirmed_batch_is_not_published(work: Workshop) -> None:
    blocked = load(work, HEADER + "d4_immigrant_share;20x1;1;Insee\nd4_immigrant_share;2022;19;Insee\n", "a.csv")
    with pytest.raises(op.NotReadyError, match="blocked"):
        op.publish(work, [blocked.batch.id], "Non", OFFICER)
    doubtful = load(work, HEADER + "d4_immigrant_share;2022;90;Insee\n", "b.csv")
    with pytest.raises(op.NotReadyError, match="waiting"):
        op.publish(work, [doubtful.batch.id], "Non", OFFICER)
    ledger = op.confirm(work, doubtful.batch.id, ["out_of_range"], OFFICER)
    assert ledger.ready
    assert ledger.confirmed["out_of_range"]["by"] == "Agente"
    op.publish(work, [doubtful.batch.id], "Oui", OFFICER)
    assert published(work).loc[("d4_immigrant_share", 2022), "value"] == 90


def test_corrections_on_the_screen_are_kept(work: Workshop) -> None:
    text = HEADER + "d4_immigrant_share;20x1;19;Insee\nd4_immigrant_share;2022;19;Insee\n"
    imported = load(work, text)
    fixed = op.correct(work, imported.batch, text.encode(), [Correction("", 2, "Année", "2021")], OFFICER)
    assert fixed.ledger.ready
    assert len(drafts.rows_of(work.store, imported.batch.id, "observation")) == 2
    again = ledgers.read(work.store, imported.batch.id, "38185")
    assert again.corrections == (Correction("", 2, "Année", "2021"),)
    with pytest.raises(ValueError, match="not the one"):
        op.correct(work, imported.batch, b"autre", [], OFFICER)


def test_a_proposal_of_the_gazetteer_is_taken_with_its_origin(work: Workshop) -> None:
    text = "Partenaire;Pays\nFès;Maroc\n"
    imported = load(work, text)
    [issue] = [issue for issue in imported.ledger.issues if issue.code == "place_missing_coordinates"]
    fixed = op.correct(work, imported.batch, text.encode(), from_mend(issue), OFFICER)
    row = drafts.rows_of(work.store, fixed.batch.id, "partnership").iloc[0]
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
    op.publish(work, [second.batch.id], "Deux", OFFICER)
    assert drafts.get_batch(work.store, first.batch.id).state == drafts.DISCARDED


def test_two_officers_never_lose_each_others_work_silently(work: Workshop) -> None:
    mine = load(work, HEADER + "d4_immigrant_share;2021;19,2;Insee\n", "a.csv")
    other = load(work, HEADER + "d4_immigrant_share;2021;19,9;Insee\n", "b.csv", replace(OFFICER, name="Autre"))
    op.publish(work, [other.batch.id], "Deux", replace(OFFICER, name="Autre"))
    with pytest.raises(ConflictError):
        op.publish(work, [mine.batch.id], "Trois", OFFICER)
    op.publish(work, [mine.batch.id], "Trois", OFFICER, overwrite=True)
    assert published(work).loc[("d4_immigrant_share", 2021), "value"] == 19.2


def test_roll_back_is_a_new_edition(work: Workshop) -> None:
    imported = load(work, HEADER + "d4_immigrant_share;2021;19,2;Insee\n")
    op.publish(work, [imported.batch.id], "Deux", OFFICER)
    back = op.restore(work, 1, "Retour", OFFICER)
    assert (back.number, back.restores) == (3, 1)
    assert published(work).loc[("d4_immigrant_share", 2021), "value"] == 18.9
    changed = editions.changes(work.store, "observation", 2)
    assert changed[["old_value", "new_value", "author", "file_name"]].values.tolist() == [
        [18.9, 19.2, "Agente", "valeurs.csv"]
    ]


def test_the_same_values_again_publish_nothing(work: Workshop) -> None:
    imported = load(work, HEADER + "d4_immigrant_share;2021;18,9;Insee\n")
    with pytest.raises(NothingToPublishError):
        op.publish(work, [imported.batch.id], "Deux", OFFICER)


@pytest.mark.parametrize("format_", ["xlsx", "csv"])
def test_a_whole_edition_exported_and_loaded_again_changes_nothing(
    engine: Engine, catalogue: Catalogue, format_: str
) -> None:
    """Every record of every collectivity of the demonstration, as far as the database tells: not a cell differs."""
    edition = publish_demonstration(engine, Settings())
    assert edition is not None
    homes = reading.frame(engine, "territory", edition.number).query("role == 'home'")["code"]
    for code in homes:
        work = workshop(engine, catalogue, Settings(), code)
        frames = {kind: published_rows(engine, kind, edition.number, code) for kind in RECORD_TYPES}
        files = (
            [("tout.xlsx", xlsx_file(frames, work.vocabulary))]
            if format_ == "xlsx"
            else [(f"{kind}.csv", csv_file(kind, frame, work.vocabulary)) for kind, frame in frames.items()]
        )
        for imported in op.import_files(work, files, OFFICER):
            assert not imported.reading.issues.blocking, list(imported.reading.issues)[:3]
            counts = drafts.counts(engine, imported.batch.id)
            assert not counts[["added", "changed", "removed"]].to_numpy().any(), counts.to_string()
    assert len(homes) >= 3


def test_a_new_year_is_read_as_of_itself(work: Workshop) -> None:
    """The first figures of 2024 change what is read in 2024, though the screen still reads 2021."""
    imported = load(work, HEADER + "d4_immigrant_share;2024;19,4;Insee\nt_sdg_tagging;2098;3;Service\n")
    year = reading_year(work.store, [imported.batch.id], 2021, this_year=2026)
    assert year == 2024
    found = consequences(work.store, [imported.batch.id], "38185", work.catalogue, work.settings, year)
    assert [(item.indicator, item.before, item.after) for item in found.indicators] == [
        ("d4_immigrant_share", 18.9, 19.4)
    ]
    nothing = load(work, "Partenaire;Pays\nSfax;Tunisie\n", "p.csv")
    assert reading_year(work.store, [nothing.batch.id], 2021, this_year=2026) == 2021


def test_a_second_person_where_the_settings_ask_for_one(work: Workshop) -> None:
    two = replace(work, settings=Settings.model_validate({"publication": {"second_person": True}}))
    imported = load(two, HEADER + "d4_immigrant_share;2021;19,2;Insee\n")
    op.submit(two, [imported.batch.id], OFFICER)
    with pytest.raises(AccessDenied):
        op.publish(two, [imported.batch.id], "Deux", OFFICER)
    with pytest.raises(op.SamePersonError):
        op.publish(two, [imported.batch.id], "Deux", replace(OFFICER, role="approver"))
    edition = op.publish(two, [imported.batch.id], "Deux", APPROVER)
    assert (edition.author, edition.approver) == ("Agente", "Approbateur")


def test_a_reader_is_refused_by_the_core(work: Workshop) -> None:
    imported = load(work, HEADER + "d4_immigrant_share;2021;19,2;Insee\n")
    batch = imported.batch.id
    refused: list[Any] = [
        lambda: load(work, HEADER, user=READER),
        lambda: op.confirm(work, batch, [], READER),
        lambda: op.discard(work, batch, READER),
        lambda: op.correct(work, imported.batch, b"", [], READER),
        lambda: op.restage(work, batch, "observation", [], READER),
        lambda: op.submit(work, [batch], READER),
        lambda: op.publish(work, [batch], "Non", READER),
        lambda: op.restore(work, 1, "Non", READER),
    ]
    for attempt in refused:
        with pytest.raises(AccessDenied):
            attempt()
    elsewhere = replace(OFFICER, territories=("93048",))
    with pytest.raises(AccessDenied):
        load(work, HEADER + "d4_immigrant_share;2021;19,2;Insee\n", user=elsewhere)
    assert len(editions.list_editions(work.store)) == 1


def test_an_interruption_leaves_a_batch_that_cannot_be_published(work: Workshop) -> None:
    def stop(step: str, _share: float) -> None:
        if step == "stage":
            raise Cancelled

    with pytest.raises(Cancelled):
        op.import_files(
            work, [("valeurs.csv", (HEADER + "d4_immigrant_share;2021;19,2;Insee\n").encode())], OFFICER, progress=stop
        )
    [batch] = drafts.batches(work.store)
    with pytest.raises(op.NotReadyError, match="incomplete"):
        op.publish(work, [batch.id], "Non", OFFICER)
    resumed = load(work, HEADER + "d4_immigrant_share;2021;19,2;Insee\n")
    assert resumed.ledger.ready


def test_a_kill_while_publishing_leaves_the_edition_as_it_was(work: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    imported = load(work, HEADER + "d4_immigrant_share;2021;19,2;Insee\n")

    def killed(*_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(editions, "_apply", killed)
    with pytest.raises(KeyboardInterrupt):
        op.publish(work, [imported.batch.id], "Deux", OFFICER)
    monkeypatch.undo()
    assert len(editions.list_editions(work.store)) == 1
    assert op.publish(work, [imported.batch.id], "Deux", OFFICER).number == 2


def test_accounts_replace_the_lines_of_their_year_and_keep_what_was_confirmed(work: Workshop) -> None:
    batch = drafts.open_batch(work.store, "essai", territory="38185")
    drafts.stage(work.store, batch.id, "territory", [Territory(code="93048", name="Montreuil")])
    editions.publish(work.store, [batch.id], "Montreuil", "essai")
    montreuil = replace(work, territory="93048")
    path = DATA / "montreuil_ca_2019_extrait.xml"
    [first] = op.import_files(montreuil, [path], OFFICER)
    rows = drafts.rows_of(work.store, first.batch.id, "budget_line").drop(columns="action")
    confirmed = rows.assign(rubric="r3_networks", rubric_status="confirmed")[rows["nature"] == "6281"]
    op.restage(montreuil, first.batch.id, "budget_line", confirmed, OFFICER)  # type: ignore[arg-type]  # a frame is staged alike
    op.publish(montreuil, [first.batch.id], "Comptes", OFFICER)

    shorter = path.read_text(encoding="utf-8").replace('<Nature V="6574"/>', '<Nature V="65748"/>', 1)
    [second] = op.import_files(montreuil, [("ca.xml", shorter.encode())], OFFICER)
    counts = drafts.counts(work.store, second.batch.id).set_index("kind").loc["budget_line"]
    assert counts.tolist() == [1, 0, 1, 25], "one line left, one came, the others say the same"
    kept = drafts.rows_of(work.store, second.batch.id, "budget_line")
    assert kept.loc[kept["nature"] == "6281", "rubric_status"].tolist() == ["confirmed"]


def test_consequences_before_publishing(work: Workshop) -> None:
    imported = load(
        work,
        HEADER
        + "d4_immigrant_share;2021;19,2;Insee\nt_sdg_tagging;2024;92;Service\nd4_foreign_nationals_share;2021;14;Insee\n",
    )
    found = consequences(work.store, [imported.batch.id], "38185", work.catalogue, work.settings, 2024)
    assert found.counts.iloc[0].tolist() == ["observation", 1, 2, 0, 0, 2]
    changes = {item.indicator: item for item in found.indicators}
    assert (changes["t_sdg_tagging"].status_before, changes["t_sdg_tagging"].status_after) == ("on_track", "achieved")
    assert (changes["d4_immigrant_share"].before, changes["d4_immigrant_share"].after) == (18.9, 19.2)
    t = translator("fr")
    said = headline(found, t).replace("\u00a0", " ").replace("\u202f", " ")
    assert said.startswith("1 ligne ajoutée et 2 lignes modifiées ; ")
    assert "1 indicateur change de statut" in said
    table = indicators_table(found.statuses, work.catalogue, t)
    assert table.iloc[0].tolist()[-2:] == ["↑ En bonne voie", "✓ Atteint"]
    assert len(counts_table(found, t)) == 1


def test_what_becomes_missing(work: Workshop) -> None:
    imported = load(work, "Indicateur;Année;Supprimer\nd4_immigrant_share;2021;oui\n")
    found = consequences(work.store, [imported.batch.id], "38185", work.catalogue, work.settings, 2024)
    assert [item.indicator for item in found.missing] == ["d4_immigrant_share"]


def test_a_ceiling_that_is_passed(work: Workshop) -> None:
    """1 % of 500 000 € of resources is 5 000 €; 6 000 € are engaged."""
    resources = load(work, HEADER + "b_resources_water;2024;500000;Budget annexe\n", "ressources.csv")
    lines = load(
        work,
        "Exercice;Ligne;Budget;Sens;Engagé;Mandaté;Source de financement;Libellé\n"
        "2024;eau;Eau;Dépense;6000;6000;one_pct_water;Adduction d'eau\n",
        "lignes.csv",
    )
    found = consequences(work.store, [resources.batch.id, lines.batch.id], "38185", work.catalogue, work.settings, 2024)
    [ceiling] = [item for item in found.crossed if item.key == "ceiling"]
    assert (ceiling.before, ceiling.after, ceiling.limit) == (None, 120.0, 100.0)
    t = translator("fr")
    assert "1 plafond dépassé" in headline(found, t).replace("\u00a0", " ")
    assert "✗ franchit" in ratios_table(found.ratios, work.catalogue, t).to_string()


def test_an_edition_without_a_name_is_refused(work: Workshop) -> None:
    imported = load(work, HEADER + "d4_immigrant_share;2021;19,2;Insee\n")
    with pytest.raises(ValueError, match="needs a name"):
        op.publish(work, [imported.batch.id], "  ", OFFICER)


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
    edition = op.publish(work, [batch.id], "Grilles 2025", OFFICER)
    found = reading.snapshot(work.store, edition.number, work.territory).self_assessments
    assert [row.answer for row in found if row.item == "consults" and row.year == 2025] == [0.0]
    assert op.entered_by(work, "Auto-évaluations", OFFICER) is None
    with pytest.raises(AccessDenied):
        op.enter(work, "Auto-évaluations", "self_assessment", [answer], READER)


def test_a_line_split_between_two_rubrics_is_published_without_counting_twice(work: Workshop) -> None:
    """The two parts take the place of the line; a file that brings it back whole takes the place of the parts."""
    text = "Année;Ligne;Sens;Nature;Libellé;Mandaté\n2024;12;dépense;6574;Subventions;1000\n2024;13;dépense;6281;Cotisations;50\n"
    first = load(work, text, "lignes.csv")
    op.publish(work, [first.batch.id], "Lignes", OFFICER)
    before = published(work, "budget_line").set_index("line")
    whole = lines_of(published(work, "budget_line"))[0]
    parts = confirm_split(whole, {"r2_grants": 70_000, "r5_emergency": 30_000}, "Agente", "2026-11-27")
    batch = op.enter(work, "Rubriques confirmées", "budget_line", parts, OFFICER, removed=[whole])
    op.publish(work, [batch.id], "Partage", OFFICER)
    after = published(work, "budget_line").set_index("line")
    assert after["paid"].to_dict() == {"12/1": 70_000, "12/2": 30_000, "13": 5_000}
    assert after["paid"].sum() == before["paid"].sum()
    assert after.loc["12/2", ["rubric", "rubric_status", "rubric_author", "rubric_date"]].tolist() == [
        "r5_emergency", "confirmed", "Agente", "2026-11-27",
    ]  # fmt: skip
    again = load(work, text, "lignes bis.csv")
    op.publish(work, [again.batch.id], "Lignes revues", OFFICER)
    back = published(work, "budget_line").set_index("line")
    assert back["paid"].to_dict() == {"12": 100_000, "13": 5_000}
    assert back.loc["12", "rubric_status"] != "confirmed"


def test_a_corrective_measure_is_loaded_on_any_indicator(work: Workshop) -> None:
    text = (
        "Indicateur;Libellé;Statut;Responsable;Date;Effet attendu\n"
        "t_sdg_tagging;Former les services;en vigueur;Direction de la coopération;2026-03;90 % d'actions rattachées\n"
    )
    [imported] = op.import_files(work, [("mesures.csv", text.encode())], OFFICER, kind="externality_measure")
    op.publish(work, [imported.batch.id], "Mesures", OFFICER)
    row = published(work, "externality_measure").iloc[0]
    assert row[["indicator", "label", "status", "owner", "date"]].tolist() == [
        "t_sdg_tagging", "Former les services", "in_force", "Direction de la coopération", "2026-03",
    ]  # fmt: skip
