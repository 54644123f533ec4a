"""The evaluation page: its eight views, the officer's grid kept as a draft, and what a reader is not offered."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import parse_qsl

import pytest
from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest

from indicators.store import drafts, staged
from indicators.store.engine import database_url, open_engine
from tests.opening import unfold
from tests.pages.conftest import Runner

VIEWS = ("niveaux", "indicateur", "chaine", "mesures", "externalites", "grilles", "comparaison", "completer")


def texts(app: AppTest) -> str:
    """All that is written on the page."""
    written = [str(item.value) for item in [*app.markdown, *app.caption, *app.subheader, *app.header]]
    return "\n".join([*written, *cards(app)])


def cards(app: AppTest) -> list[str]:
    """What the page writes as HTML: its cards, in their order."""
    return [item.proto.body for item in app.get("html")]


@pytest.mark.parametrize("territory", ["38185", "93048", "ITC1", "EX001"])
@pytest.mark.parametrize("view", VIEWS)
def test_every_view_runs(run_page: Runner, territory: str, view: str) -> None:
    app = run_page("evaluation", territory, vue=view)
    assert not app.error
    assert texts(app)


def test_three_levels_and_no_overall_score(run_page: Runner) -> None:
    app = run_page("evaluation", "EX001")
    labels = [metric.label for metric in app.metric]
    assert labels.count("Note de progression") == 1
    assert "calculé par l’application" in texts(app)


def test_what_is_behind_comes_first_under_its_own_title(run_page: Runner) -> None:
    app = run_page("evaluation", "EX001")
    titles = [item.value for item in app.subheader]
    assert titles == [
        "4 indicateurs en retard",
        "6 indicateurs tenus ou en bonne voie",
        "1 indicateur sans cible ou non évaluable",
    ]
    groups = [body for body in cards(app) if "ouv-card" in body]
    assert len(groups) == 3, "one message a group, however many indicators it has"
    shown = "".join(groups).split("</article>")[:-1]
    assert len(shown) == 11
    behind = [any(word in card for word in ("Recul", "Progrès limité", "À accélérer")) for card in shown]
    assert behind == [True] * 4 + [False] * 7


def test_a_real_city_without_targets_is_told_so_and_nothing_is_invented(run_page: Runner) -> None:
    app = run_page("evaluation", "38185", niveau="operational")
    assert "exemple" not in texts(app).lower()
    assert "Rien n’est encore mesuré" in texts(app) and not app.metric, "no figure is made of nothing"
    assert "34 questions pour commencer" in [item.value for item in app.header]


def test_another_method_may_be_read(run_page: Runner) -> None:
    assert "méthode des taux de croissance" in texts(run_page("evaluation", "EX001", methode="cagr"))


def test_the_swot_shows_its_four_strategies(run_page: Runner) -> None:
    written = texts(run_page("evaluation", "EX001", vue="grilles", grille="swot"))
    for name in ("Forces", "Menaces", "Stratégies actives", "Stratégies de défense"):
        assert name in written


def test_an_earlier_analysis_can_be_read_again(run_page: Runner) -> None:
    app = run_page("evaluation", "EX001", vue="grilles", grille="swot")
    year = app.selectbox(key="lecture_swot_own_")
    assert year.options == ["2025", "2021", "2017"]
    year.set_value(2017).run()
    assert "15 novembre 2017" in texts(app).replace("\u00a0", " ")


def test_both_sides_of_reciprocity_are_followed(run_page: Runner) -> None:
    app = run_page("evaluation", "EX001", vue="grilles", grille="reciprocity")
    app.selectbox(key="partenariat_reciprocity").set_value("exempleville-saint-louis").run()
    assert not app.exception
    assert {"Notre côté", "Le partenaire"} <= {item.value for item in (*app.header, *app.subheader)}
    assert {box.key for box in app.selectbox} >= {
        "lecture_reciprocity_own_exempleville-saint-louis",
        "lecture_reciprocity_partner_exempleville-saint-louis",
    }


def test_an_analysis_is_kept_with_its_evidence(run_page: Runner, store: Engine) -> None:
    app = unfold(run_page("evaluation", "38185", vue="grilles", grille="diagnosis"), "Remplir cette grille")
    text = next(area for area in app.text_area if str(area.key).endswith("_motivation_text"))
    text.set_value("Des élus engagés")
    proof = next(box for box in app.text_input if str(box.key).endswith("_motivation_evidence"))
    proof.set_value("Délibération de mai")
    next(button for button in app.button if button.label == "Enregistrer le brouillon").click()
    app.run()
    batch = next(item for item in drafts.batches(store) if item.territory == "38185")
    rows = staged.rows_of(store, batch.id, "self_assessment")
    kept = rows.loc[rows["item"] == "motivation"].iloc[0]
    assert (kept["text"], kept["evidence"], kept["author"]) == (
        "Des élus engagés",
        "Délibération de mai",
        "poste local",
    )
    assert kept["date"]
    drafts.discard(store, batch.id, "test")


def test_findings_are_written_one_by_one_on_the_page_of_the_strategy(run_page: Runner) -> None:
    app = run_page("evaluation", "38185", vue="grilles", grille="swot")
    assert any("Stratégie" in item.value for item in app.info)
    assert "Enregistrer le brouillon" not in [item.label for item in app.button]


def test_the_chain_opens_on_the_lines_behind_its_euros(run_page: Runner) -> None:
    app = run_page("evaluation", "EX001", vue="chaine")
    assert any("lignes de dépense" in item.label for item in app.expander)


@pytest.fixture
def store(demonstration: Path) -> Iterator[Engine]:
    """The database of the pages, seen from the test."""
    made = open_engine(database_url())
    yield made
    made.dispose()


def test_an_officer_keeps_answers_as_a_draft(run_page: Runner, store: Engine) -> None:
    app = unfold(run_page("evaluation", "38185", vue="grilles", grille="participation"), "Remplir cette grille")
    values = [box for box in app.selectbox if str(box.key).endswith("_value")]
    assert len(values) == 7
    values[0].set_value(1.0)
    evidence = next(box for box in app.text_input if str(box.key).endswith("_evidence"))
    evidence.set_value("Convention citoyenne de mars")
    next(button for button in app.button if button.label == "Enregistrer le brouillon").click()
    app.run()
    assert any("brouillon" in item.value for item in app.success)
    batch = next(item for item in drafts.batches(store) if item.territory == "38185")
    rows = staged.rows_of(store, batch.id, "self_assessment")
    first = rows.loc[rows["evidence"] == "Convention citoyenne de mars"].iloc[0]
    assert (first["grid"], first["answer"], first["author"]) == ("participation", 1.0, "poste local")
    drafts.discard(store, batch.id, "test")


def test_a_new_year_opens_empty_and_a_jump_of_two_steps_is_refused_without_a_reason(
    run_page: Runner, store: Engine
) -> None:
    app = unfold(run_page("evaluation", "EX001", vue="grilles", grille="durability"), "Remplir cette grille")
    proofs = {box.value for box in app.text_input if str(box.key).endswith("_evidence")}
    assert proofs == {""} and {box.value for box in app.selectbox if str(box.key).endswith("_value")} == {None}
    next(item for item in app.toggle if str(item.key).startswith("reprise_")).set_value(True).run()
    assert any(box.value for box in app.text_input if str(box.key).endswith("_evidence"))
    values = [box for box in app.selectbox if str(box.key).endswith("_value")]
    for box in values:
        box.set_value(3.0 if box.value in (None, 0.0, 1.0) else 0.0)
    next(button for button in app.button if button.label == "Enregistrer le brouillon").click()
    app.run()
    assert any("justification" in item.value for item in app.error)
    assert not [item for item in drafts.batches(store) if item.territory == "EX001"]


def test_what_is_behind_without_a_measure_is_said(run_page: Runner) -> None:
    said = texts(run_page("evaluation", "EX001", vue="mesures"))
    assert "en difficulté, dont" in said
    assert "aucune mesure enregistrée" in said and "Indicateur suivi par" in said
    assert "Deux journées de formation" in said and "● en vigueur" in said


def test_a_card_opens_its_indicator_in_a_view_of_its_own(run_page: Runner) -> None:
    shown = "".join(cards(run_page("evaluation", "EX001", niveau="programmatic")))
    address = unescape(re.findall(r'<a href="([^"]+)">Ouvrir<', shown)[-1])
    query = dict(parse_qsl(address.removeprefix("?")))
    assert (query["vue"], query["niveau"]) == ("indicateur", "programmatic"), "what was chosen stays chosen"
    app = run_page("evaluation", "EX001", **query)
    assert app.session_state["vue"] == "indicateur"
    assert app.selectbox(key="indicateur").value == query["indicateur"]
    assert shown.count("<article") == shown.count(">Ouvrir<") > 5


def test_a_corrective_measure_is_noted_on_the_page(run_page: Runner, store: Engine) -> None:
    app = unfold(run_page("evaluation", "EX001", vue="mesures"), "Consigner une mesure")
    indicator = app.selectbox(key="mesure_indicateur").value
    next(button for button in app.button if button.label == "Enregistrer le brouillon").click()
    app.run()
    assert "ce qui est fait" in app.error[0].value
    for key, said in (("quoi", "Relancer"), ("qui", "Direction"), ("quand", "2026-02")):
        app.text_input(key=f"{key}_{indicator}_").set_value(said)
    next(button for button in app.button if button.label == "Enregistrer le brouillon").click()
    app.run()
    assert any("brouillon" in item.value for item in app.success)
    batch = next(item for item in drafts.batches(store) if item.territory == "EX001")
    row = staged.rows_of(store, batch.id, "externality_measure").iloc[0]
    assert (row["indicator"], row["measure"], row["date"]) == (indicator, "relancer", "2026-02")
    drafts.discard(store, batch.id, "test")


def test_the_administration_places_an_indicator_on_another_level(run_page: Runner) -> None:
    app = run_page("evaluation", "EX001")
    title = "Actions rattachées au projet de territoire"
    for start, end in (("territorial", "programmatic"), ("programmatic", "territorial")):
        app.session_state["niveau"] = start
        unfold(app.run(), "Placer un indicateur ailleurs")
        assert title in app.selectbox(key=f"placer_quoi_{start}").options
        app.selectbox(key=f"placer_quoi_{start}").set_value("t_plan_alignment")
        app.selectbox(key=f"placer_ou_{start}").set_value(end)
        next(item for item in app.button if item.label == "Placer, pour tous les postes").click()
        app.run()
        assert title not in app.selectbox(key=f"placer_quoi_{start}").options and not app.error
        app.session_state["niveau"] = end
        app.run()
        assert ("Placés ici par la collectivité" in texts(app)) is (end == "programmatic")
