"""The budget page as an officer and a council member use it."""

from __future__ import annotations

from typing import Any

from indicators.store import drafts, staged, workspace
from pages.shared import runtime
from tests.opening import unfold
from tests.pages.conftest import Runner


def words(app: Any) -> str:
    """Every sentence on the page, with ordinary spaces."""
    said = [item.value for kind in (app.markdown, app.caption, app.warning, app.success) for item in kind]
    return "\n".join(said).replace("\u00a0", " ").replace("\u202f", " ")


def test_montreuil_reads_as_published(run_page: Runner) -> None:
    said = words(run_page("budget", "93048")) + words(run_page("budget", "93048", suite="years"))
    for part in (
        "298 183 €",
        "1,35 €",
        "Pourquoi 159 % en 2016 ?",
        "541 701 € en 2016",
        "60623 Alimentation : −69,52 €",
    ):
        assert part in said, part


def test_grenoble_reads_as_published(run_page: Runner) -> None:
    said = words(run_page("budget", "38185")) + words(run_page("budget", "38185", suite="lines"))
    for part in ("966 687 €", "4,19 € sur 1 000 €", "218 095 € de financements extérieurs", "0,29 €"):
        assert part in said, part


def test_advice_shows_every_marker_of_the_survey(run_page: Runner) -> None:
    said = words(run_page("budget", "93048", suite="advice"))
    for part in (
        "Chiffres de 2021 (France urbaine et INET). Base : ",
        "300 000 € (de 100 000 € à 1 000 000 €)",
        "6 agents",
        "91 %",
    ):
        assert part in said, part
    assert "Reliquat de l’année : 78 797 € de crédits non dépensés" in said
    assert "? Un montant maximal par rubrique sur plusieurs années : aucun n’est fixé" in said
    assert "0,7 %" not in said.replace("Montrer les repères symboliques du 0,7 %", "")


def test_a_move_shows_both_sides_and_saves_only_under_a_name(run_page: Runner) -> None:
    app = run_page("budget", "93048", suite="whatif")
    app.selectbox(key="moves_93048_2023_paid_rubric_from").set_value("r2_grants")
    app.selectbox(key="moves_93048_2023_paid_rubric_to").set_value("r5_emergency")
    app.button[[b.label for b in app.button].index("Ajouter ce déplacement")].click().run()
    assert not app.exception
    assert "10 000 € de « Subventions à des projets de coopération »" in words(app)
    engine = runtime.engine()
    save = next(b for b in app.button if b.label == "Garder ce scénario sous ce nom")
    save.click().run()
    assert workspace.keys(engine, "scenario", "93048") == []
    app.text_input(key="moves_93048_2023_paid_typed").set_value("Plus d’urgence")
    next(b for b in app.button if b.label == "Garder ce scénario sous ce nom").click().run()
    kept = workspace.get(engine, "scenario", "93048", "Plus d’urgence")
    assert kept is not None and kept.payload["what"] == "scenario"


def test_an_impossible_move_is_refused(run_page: Runner) -> None:
    app = run_page("budget", "93048", suite="whatif")
    app.selectbox(key="moves_93048_2023_paid_rubric_from").set_value("r7_studies")
    app.button[[b.label for b in app.button].index("Ajouter ce déplacement")].click().run()
    assert any("Déplacement impossible" in item.value for item in app.error)


def test_rubrics_confirmed_in_bulk_become_a_draft(run_page: Runner) -> None:
    app = run_page("budget", "93048", suite="confirm")
    app.multiselect(key="confirm_93048_2023_bulk").set_value(["r2_grants"]).run()
    next(b for b in app.button if b.label.startswith("Préparer le brouillon")).click().run()
    assert not app.exception
    engine = runtime.engine()
    batch = next(item for item in drafts.batches(engine) if item.territory == "93048")
    rows = staged.rows_of(engine, batch.id, "budget_line")
    assert set(rows["rubric"]) == {"r2_grants"}
    assert set(rows["rubric_status"]) == {"confirmed"}
    assert (rows["rubric_author"] != "").all() and (rows["rubric_date"] != "").all()
    said = words(app)
    assert "Brouillon prêt : 1 ligne confirmée par poste local" in said
    assert "25 lignes attendent une rubrique" in said
    app.multiselect(key="confirm_93048_2023_bulk").set_value(["r5_emergency"]).run()
    next(b for b in app.button if b.label.startswith("Préparer le brouillon")).click().run()
    assert "Brouillon prêt : 2 lignes" in words(app)
    assert len([item for item in drafts.batches(engine) if item.territory == "93048"]) == 1
    drafts.discard(engine, batch.id, "test")


def test_a_line_is_split_between_two_rubrics(run_page: Runner) -> None:
    app = unfold(run_page("budget", "93048", suite="confirm"), "Partager une ligne entre deux rubriques")
    first, second = (item for item in app.number_input if str(item.key).endswith("_amount"))
    whole = round((first.value + second.value) * 100)
    first.set_value(1.0).run()
    draft = next(b for b in app.button if b.label == "Préparer le brouillon du partage")
    assert draft.disabled and "à répartir" in words(app)
    second = next(item for item in app.number_input if str(item.key).endswith("_1_amount"))
    second.set_value(whole / 100 - 1).run()
    next(b for b in app.button if b.label == "Préparer le brouillon du partage").click().run()
    assert not app.exception
    engine = runtime.engine()
    batch = next(item for item in drafts.batches(engine) if item.territory == "93048")
    rows = staged.rows_of(engine, batch.id, "budget_line").set_index("line")
    put = rows[rows["action"] == "put"]
    assert (len(rows), len(put), int(put["paid"].sum())) == (3, 2, whole)
    assert put["paid"].tolist()[0] == 100
    assert put["rubric"].tolist() == ["r1_operations", "r2_grants"], "the rubric proposed by the nature comes first"
    assert rows[rows["action"] == "remove"].index.tolist() == [put.index[0].removesuffix("/1")]
    assert "Brouillon prêt : 2 lignes confirmées" in words(app)
    assert "25 lignes attendent une rubrique" in words(app)
    drafts.discard(engine, batch.id, "test")


def test_every_year_may_be_confirmed_at_once(run_page: Runner) -> None:
    app = run_page("budget", "93048", suite="confirm", toutes_annees="1")
    app.multiselect(key="confirm_93048_all_bulk").set_value(["r3_networks"]).run()
    next(b for b in app.button if b.label.startswith("Préparer le brouillon")).click().run()
    engine = runtime.engine()
    batch = next(item for item in drafts.batches(engine) if item.territory == "93048")
    years = set(staged.rows_of(engine, batch.id, "budget_line")["year"])
    assert len(years) > 1
    drafts.discard(engine, batch.id, "test")


def test_a_changed_scenario_loses_the_name_it_was_kept_under(run_page: Runner) -> None:
    app = run_page("budget", "38185", suite="whatif")

    def press(label: str) -> None:
        next(b for b in app.button if b.label == label).click().run()

    press("Ajouter ce déplacement")
    app.text_input(key="moves_38185_2018_paid_typed").set_value("Essai")
    press("Garder ce scénario sous ce nom")
    titles = [item.value for item in app.header]
    assert any("Essai" in title and "ce n’est pas le budget" in title for title in titles)
    press("Ajouter ce déplacement")
    assert any("sans nom" in item.value for item in app.header)


def test_lines_are_assigned_from_what_is_proposed_and_keep_their_rubric(run_page: Runner) -> None:
    app = run_page("budget", "EX001", suite="aims", axe="service")
    said = words(app).replace("\\", "")
    assert "Relations internationales" in said and "Non affecté : " in said
    app.toggle(key="assign_use_service").set_value(True).run()
    app.button(key="assign_service").click().run()
    assert not app.exception
    engine = runtime.engine()
    batch = next(item for item in drafts.batches(engine) if item.territory == "EX001")
    rows = staged.rows_of(engine, batch.id, "budget_line")
    assert len(rows) and (rows["service"] != "").all() and set(rows["year"]) == {2025}
    assert (rows["paid"] > 0).all() and (rows["rubric"] != "").any(), "the rest of the line is as it was published"
    assert f"Brouillon prêt : {len(rows)} lignes" in words(app)
    other = run_page("budget", "EX001", suite="aims", axe="policy")
    other.toggle(key="assign_use_policy").set_value(True).run()
    other.button(key="assign_policy").click().run()
    assert not other.exception
    again = staged.rows_of(engine, batch.id, "budget_line")
    both = again[(again["policy"] != "") & again["line"].isin(set(rows["line"]))]
    assert len(both) and (both["service"] != "").all(), "what the draft said before is still said"
    assert len([item for item in drafts.batches(engine) if item.territory == "EX001"]) == 1
    drafts.discard(engine, batch.id, "test")


def test_the_unit_and_the_part_that_is_isolated_are_kept_in_the_address(run_page: Runner) -> None:
    app = run_page("budget", "EX001", suite="years", unite="thousand", detail="purpose", isoler_purpose="solidarity")
    said = words(app).replace("\\", "")
    assert "Solidarité : 0,48 € en 2014, 0,58 € en 2025" in said
    assert "÷ dépenses réelles de fonctionnement du budget principal" in said
    assert "2023, passage à la M57" in said
    titles = [item.value.replace("\u00a0", " ").replace("\u202f", " ").replace("\\", "") for item in app.header]
    assert "Dépenses payées par an et par finalité : Solidarité, sur 1 000 € de budget" in titles


def test_a_remark_is_kept_as_a_draft_and_an_empty_one_is_refused(run_page: Runner) -> None:
    app = unfold(run_page("budget", "EX001", suite="years"), "Annoter une année")
    send = next(b for b in app.button if b.label == "Préparer le brouillon")
    send.click().run()
    assert any("ce qui s’est passé" in item.value for item in app.error)
    next(item for item in app.text_input if item.label == "Ce qui s’est passé").set_value("Élections")
    next(b for b in app.button if b.label == "Préparer le brouillon").click().run()
    assert not app.exception
    engine = runtime.engine()
    batch = next(item for item in drafts.batches(engine) if item.territory == "EX001")
    [row] = staged.rows_of(engine, batch.id, "annotation").to_dict("records")
    assert (row["year"], row["label"], row["charts"]) == (2025, "Élections", "budget")
    drafts.discard(engine, batch.id, "test")


def test_each_chart_has_its_files_in_full_view(run_page: Runner) -> None:
    app = run_page("budget", "EX001", suite="aims")
    keys = {str(item.key) for item in app.get("download_button")}
    for figure in ("budget_aims_purpose", "budget_aims_years_purpose_euros"):
        assert {f"{kind}_{figure}" for kind in ("png", "svg", "csv")} <= keys
